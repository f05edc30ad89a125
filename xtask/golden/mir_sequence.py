"""Golden values of onkai-mir's sequence models, from librosa."""
import warnings

import librosa
import numpy as np
from librosa import sequence

from common import noise, save

warnings.filterwarnings("ignore")
out = {}


def chances(shape, seed):
    """Columns that add up to 1; crates/mir/tests/sequence.rs makes the same."""
    x = (0.5 * noise(int(np.prod(shape)), seed) + 0.5).reshape(shape)
    return x / x.sum(axis=0, keepdims=True)


out["uniform"] = sequence.transition_uniform(3)
out["loop_one"] = sequence.transition_loop(4, 0.3)
out["loop_each"] = sequence.transition_loop(3, [0.1, 0.5, 0.9])
out["cycle_one"] = sequence.transition_cycle(4, 0.8)
out["cycle_each"] = sequence.transition_cycle(3, [0.1, 0.0, 1.0])
for name, (n, width, options) in {
    "triangle": (7, 3, {}), "even": (8, 4, {}), "odd_even": (9, 4, {}), "even_odd": (8, 5, {}),
    "wrap": (7, 5, dict(wrap=True)), "wrap_even": (8, 4, dict(wrap=True, window="hamming")),
    "each": (5, [1, 2, 3, 3, 1], dict(window="boxcar")), "hamming": (6, 6, dict(window="hamming")),
}.items():
    out[f"local_{name}"] = sequence.transition_local(n, width, **options)

prob = chances((6, 50), 31)
for key, dtype in (("f64", np.float64), ("f32", np.float32)):
    p = prob.astype(dtype)
    for name, transition in {
        "loop": sequence.transition_loop(6, 0.6), "cycle": sequence.transition_cycle(6, 0.4),
        "local": sequence.transition_local(6, 3),
    }.items():
        out[f"viterbi_{name}_{key}"], out[f"viterbi_{name}_logp_{key}"] = sequence.viterbi(p, transition, return_logp=True)
    cycle = sequence.transition_cycle(6, 0.4)
    start = np.array([0.5, 0.1, 0.0, 0.2, 0.2, 0.0])
    marginal = np.array([0.3, 0.1, 0.1, 0.2, 0.25, 0.05])
    out[f"viterbi_start_{key}"], out[f"viterbi_start_logp_{key}"] = sequence.viterbi(p, cycle, p_init=start, return_logp=True)
    states, logp = sequence.viterbi_discriminative(p, cycle, return_logp=True)
    out[f"discriminative_{key}"], out[f"discriminative_logp_{key}"] = states, logp
    states, logp = sequence.viterbi_discriminative(p, cycle, p_state=marginal, p_init=start, return_logp=True)
    out[f"discriminative_priors_{key}"], out[f"discriminative_priors_logp_{key}"] = states, logp
    q = (0.5 * noise(120, 33).reshape(3, 40) + 0.5).astype(dtype)
    one = sequence.transition_loop(2, [0.9, 0.7])
    each = np.stack([sequence.transition_loop(2, [0.9, 0.7]), sequence.transition_loop(2, 0.5), sequence.transition_loop(2, 0.95)])
    out[f"binary_{key}"], out[f"binary_logp_{key}"] = sequence.viterbi_binary(q, one, return_logp=True)
    out[f"binary_priors_{key}"], out[f"binary_priors_logp_{key}"] = sequence.viterbi_binary(
        q, each, p_state=np.array([0.4, 0.2, 0.9]), p_init=np.array([0.1, 0.5, 1.0]), return_logp=True)

x, y = noise(3 * 20, 35).reshape(3, 20), noise(3 * 27, 36).reshape(3, 27)
far = dict(step_sizes_sigma=np.array([[1, 1], [1, 2], [2, 1]]))
for name, (a, b, options) in {
    "default": (x, y, {}), "cosine": (x, y, dict(metric="cosine")), "steps": (x, y, far),
    "weights": (x, y, dict(far, weights_add=np.array([0.0, 0.2, 0.1]), weights_mul=np.array([1.0, 1.5, 2.0]))),
    "band": (x, y, dict(global_constraints=True, band_rad=0.3)), "subsequence": (x[:, :8], y, dict(subseq=True)),
    "longer": (y, x[:, :8], dict(subseq=True)), "subsequence_steps": (x[:, :8], y, dict(far, subseq=True)),
    "tall_band": (y, x, dict(global_constraints=True, band_rad=0.2)),
}.items():
    for key, dtype in (("f64", np.float64),) if name != "default" else (("f64", np.float64), ("f32", np.float32)):
        cost, path, steps = sequence.dtw(a.astype(dtype), b.astype(dtype), return_steps=True, **options)
        out[f"dtw_{name}_cost_{key}"], out[f"dtw_{name}_path_{key}"] = cost, path

similar = np.maximum(noise(30 * 26, 37).reshape(30, 26), 0.0)
for name, options in {
    "default": {}, "straight": dict(knight_moves=False), "gaps": dict(gap_onset=0.3, gap_extend=0.1),
    "eager": dict(gap_onset=0.0, gap_extend=0.5),
}.items():
    out[f"rqa_{name}_score"], out[f"rqa_{name}_path"] = sequence.rqa(similar, **options)
save("mir", "sequence", out, ("numpy", "scipy", "librosa"))
