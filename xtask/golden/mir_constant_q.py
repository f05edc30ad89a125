"""Golden values of onkai-mir's tuning, constant-Q transforms and chroma, from librosa.

librosa makes the filters of a constant-Q transform in single precision, also for a double-precision signal: here
it is asked for double precision by way of its defaults. Most cases halve the rate by SciPy's polyphase filter or
Fourier transform, which onkai-signal has, too; with soxr's filter the two differ by what the filters do near their edge.
"""
import warnings

import librosa
import numpy as np
from librosa.core import constantq

from common import mir_song as song, noise, save

warnings.filterwarnings("ignore")

TYPES = (("f64", np.float64, np.complex128), ("f32", np.float32, np.complex64))
PACKAGES = ("numpy", "scipy", "librosa", "soxr")


def narrowed(out):
    """What librosa widens to double precision on its way, back in the type of the signal."""
    for key, value in out.items():
        if key.endswith("_f32") and value.dtype in (np.float64, np.complex128) and not key.startswith("estimates"):
            out[key] = value.astype(np.complex64 if np.iscomplexobj(value) else np.float32)
    return out


def precision(dtype):
    """Has librosa make its filters in this complex type."""
    librosa.filters.wavelet.__kwdefaults__["dtype"] = dtype
    make = getattr(constantq, "__vqt_filter_fft")
    defaults = list(make.__defaults__)
    defaults[3] = dtype
    make.__defaults__ = tuple(defaults)


def tuning():
    out = {}
    y = song(12000, 8000)
    hz = np.concatenate([440.0 * 2 ** (0.21 / 12 + 0.002 * noise(200, 3)), 100 + 50 * noise(20, 4), [0.0, -3.0]])
    out["pitch_tuning"] = np.array([
        librosa.pitch_tuning(hz), librosa.pitch_tuning(hz, resolution=0.03, bins_per_octave=36),
        librosa.pitch_tuning(hz, resolution=0.37), librosa.pitch_tuning(hz, resolution=1.0),
    ])
    cases = {
        "default": {}, "wide": dict(fmin=0.0, fmax=1e5, threshold=0.01, n_fft=512, hop_length=700),
        "value": dict(ref=3.0, n_fft=1024, win_length=800, window="hamming"),
        "mean": dict(ref=np.mean, threshold=1.5, n_fft=512, center=False),
    }
    estimates = {
        "default": {}, "bins": dict(bins_per_octave=36), "fine": dict(resolution=0.003, fmin=300.0, fmax=2000.0),
    }
    for key, dtype, _ in TYPES:
        x = y.astype(dtype)
        for name, options in cases.items():
            pitches, magnitudes = librosa.piptrack(y=x, sr=8000, **options)
            out[f"pitches_{name}_{key}"], out[f"magnitudes_{name}_{key}"] = pitches[:, ::4], magnitudes[:, ::4]
        s = np.abs(librosa.stft(x, n_fft=400)) ** 2
        out[f"pitches_power_{key}"] = librosa.piptrack(S=s, sr=8000, threshold=0.05)[0][:, ::9]
        estimated = [librosa.estimate_tuning(y=x, sr=8000, **options) for options in estimates.values()]
        estimated.append(librosa.estimate_tuning(S=s, sr=8000))
        estimated.append(librosa.estimate_tuning(y=x * 0, sr=8000))
        out[f"estimates_{key}"] = np.array(estimated)
    save("mir", "tuning", narrowed(out), PACKAGES)


def frequencies(out):
    out["cqt_frequencies"] = librosa.cqt_frequencies(30, fmin=41.2, bins_per_octave=17, tuning=-0.3)
    for name in ("equal", "pythagorean", "ji3", "ji5", "ji7"):
        out[f"intervals_{name}"] = librosa.interval_frequencies(40, fmin=50.0, intervals=name, bins_per_octave=19, tuning=0.25)
    out["intervals_ratios"] = librosa.interval_frequencies(10, fmin=50.0, intervals=[1, 1.3, 2.1], bins_per_octave=19)
    out["intervals_unsorted"] = librosa.interval_frequencies(20, fmin=50.0, intervals="ji5", sort=False)
    out["pythagorean_unsorted"] = librosa.pythagorean_intervals(bins_per_octave=7, sort=False)
    for primes in ((3,), (3, 5), (3, 5, 7), (2, 11)):
        out["plimit_" + "_".join(map(str, primes))] = librosa.plimit_intervals(primes=primes, bins_per_octave=31, sort=False)


def filters(out):
    hz = librosa.cqt_frequencies(6, fmin=200.0, bins_per_octave=5)
    cases = {
        "default": {}, "long": dict(filter_scale=1.7, window="blackmanharris", norm=2),
        "gamma": dict(gamma=None, norm=np.inf, pad_fft=False), "wide": dict(gamma=20.0, norm=None, window=("kaiser", 5.0)),
    }
    for name, options in cases.items():
        made, lengths = librosa.filters.wavelet(freqs=hz, sr=8000, **options)
        out[f"wavelet_{name}"], out[f"lengths_{name}"] = made, lengths
        options.pop("norm", None), options.pop("pad_fft", None)
        out[f"cutoff_{name}"] = np.array([librosa.filters.wavelet_lengths(freqs=hz, sr=8000, **options)[1]])
    for name, (norm, sparsity) in {"default": (1, 0.01), "sparse": (2, 0.2), "dense": (1, 0.0)}.items():
        basis, _, _ = getattr(constantq, "__vqt_filter_fft")(8000, hz, 1, norm, sparsity, dtype=np.complex128)
        out[f"basis_{name}"] = basis.toarray()


CQT = {
    "polyphase": dict(hop_length=256, n_bins=60),
    "fourier": dict(hop_length=256, n_bins=60, res_type="scipy"),
    "early": dict(hop_length=512, n_bins=24),
    "early_plain": dict(hop_length=512, n_bins=20, scale=False, fmin=40.0),
    "odd_hop": dict(hop_length=36, n_bins=72),
    "options": dict(hop_length=160, n_bins=70, bins_per_octave=24, fmin=55.0, tuning=0.23, filter_scale=0.7, norm=2,
                    sparsity=0.05, window="hamming", scale=False, pad_mode="reflect"),
    "estimated": dict(hop_length=512, n_bins=48, fmin=110.0, tuning=None, norm=np.inf, window=("kaiser", 4.0), pad_mode="edge"),
    "plain": dict(hop_length=512, n_bins=36, fmin=200.0, norm=None, sparsity=0.0),
    "one": dict(hop_length=512, n_bins=1, fmin=220.0, bins_per_octave=7),
}
VQT = {
    "erb": dict(n_bins=48), "gamma": dict(n_bins=48, gamma=12.0), "pythagorean": dict(n_bins=40, intervals="pythagorean", gamma=0),
    "ji3": dict(n_bins=36, intervals="ji3"), "ji5": dict(n_bins=45, intervals="ji5", bins_per_octave=15),
    "ji7": dict(n_bins=36, intervals="ji7", gamma=5.0),
    "ratios": dict(n_bins=21, intervals=[1, 9 / 8, 1.25, 1.5, 1.7], tuning=0.4, fmin=65.0),
    "estimated": dict(n_bins=36, tuning=None, bins_per_octave=9, fmin=100.0),
}


def polyphase(options):
    return {"res_type": "polyphase", **options}


def constant_q():
    out = {}
    precision(np.complex128)
    frequencies(out)
    filters(out)
    y = song(8000, 8000)
    for key, dtype, complex_dtype in TYPES:
        precision(complex_dtype)
        x = y.astype(dtype)
        for name, options in CQT.items():
            # As many frames as tell something, and few enough to be kept.
            step = 5 if options["hop_length"] > 100 else 37
            out[f"cqt_{name}_{key}"] = librosa.cqt(x, sr=8000, **polyphase(options))[:, ::step]
        for name, options in VQT.items():
            if key == "f64" or name in ("erb", "ratios"):
                out[f"vqt_{name}_{key}"] = librosa.vqt(x, sr=8000, hop_length=256, **polyphase(options))[:, ::8]
        # soxr halves the rate at the rate that the talks' recording has.
        z = song(16000, 22050).astype(dtype)
        out[f"cqt_soxr_{key}"] = librosa.cqt(z, sr=22050)[:, ::6]
        out[f"cqt_soxr_36_{key}"] = librosa.cqt(z, sr=22050, bins_per_octave=36, n_bins=252)[::3, ::6]
    save("mir", "constant_q", narrowed(out), PACKAGES)


def inverse():
    out = {}
    y = song(8000, 8000)
    for key, dtype, complex_dtype in TYPES:
        precision(complex_dtype)
        x = y.astype(dtype)
        magnitudes = {
            "default": dict(n_bins=72), "hop": dict(n_bins=60, hop_length=100),
            "options": dict(n_bins=50, bins_per_octave=24, fmin=80.0, tuning=-0.2, filter_scale=1.3, norm=2, sparsity=0.03,
                            window="hamming", scale=False, pad_mode="reflect", hop_length=384),
        }
        for name, options in magnitudes.items():
            step = 4 if options.get("hop_length") == 100 else 1
            out[f"pseudo_{name}_{key}"] = librosa.pseudo_cqt(x, sr=8000, **options)[:, ::step]
            out[f"hybrid_{name}_{key}"] = librosa.hybrid_cqt(x, sr=8000, **polyphase(options))[:, ::step]
        out[f"hybrid_estimated_{key}"] = librosa.hybrid_cqt(x, sr=8000, n_bins=60, tuning=None, res_type="polyphase")
        inverses = {
            "default": (dict(hop_length=128, n_bins=72), None), "length": (dict(hop_length=256, n_bins=60), 7000),
            "odd_hop": (dict(hop_length=100, n_bins=60), None),
            "options": (dict(n_bins=41, bins_per_octave=12, fmin=80.0, tuning=-0.2, filter_scale=1.3, norm=2, sparsity=0.03,
                             window="hamming", scale=False, hop_length=128, res_type="scipy"), None),
        }
        for name, (options, length) in inverses.items():
            options = polyphase(options)
            c = librosa.cqt(x, sr=8000, **options)
            del options["n_bins"]
            out[f"icqt_{name}_{key}"] = librosa.icqt(c, sr=8000, length=length, **options)[::3]
        options = dict(hop_length=128, res_type="polyphase")
        c = np.abs(librosa.cqt(x[:4000], sr=8000, n_bins=60, **options))
        for name, more in {"default": dict(n_iter=2), "slow": dict(n_iter=3, momentum=0.0)}.items():
            out[f"griffinlim_{name}_{key}"] = librosa.griffinlim_cqt(c, sr=8000, init=None, **more, **options)[::3]
    save("mir", "constant_q_inverse", narrowed(out), PACKAGES)


def chroma():
    out = {}
    banks = {
        "default": dict(sr=8000, n_fft=512), "odd": dict(sr=16000, n_fft=401, n_chroma=24, tuning=0.3),
        "flat": dict(sr=8000, n_fft=256, octwidth=None, norm=None, base_c=False), "max": dict(sr=8000, n_fft=300, norm=np.inf, ctroct=3.0, octwidth=1.0),
        "few": dict(sr=8000, n_fft=256, n_chroma=5, norm=1),
    }
    for name, options in banks.items():
        out[f"bank_{name}"] = librosa.filters.chroma(dtype=np.float64, **options)
    folds = {
        "default": (84, {}), "fine": (250, dict(bins_per_octave=36, fmin=50.0)), "from_a": (84, dict(base_c=False)),
        "many": (100, dict(bins_per_octave=48, n_chroma=24, fmin=70.0)), "window": (60, dict(bins_per_octave=24, window=[0.5, 1.0, 0.25])),
    }
    for name, (n_input, options) in folds.items():
        out[f"fold_{name}"] = librosa.filters.cq_to_chroma(n_input, dtype=np.float64, **options)
    y = song(16000, 8000)
    for key, dtype, complex_dtype in TYPES:
        precision(complex_dtype)
        x = y.astype(dtype)
        stfts = {
            "default": {}, "options": dict(n_fft=1000, hop_length=333, window="blackman", tuning=0.13, n_chroma=24, norm=2, octwidth=None),
            "plain": dict(norm=None, win_length=900, center=False, base_c=False),
        }
        for name, options in stfts.items():
            out[f"stft_{name}_{key}"] = librosa.feature.chroma_stft(y=x, sr=8000, dtype=dtype, **options)
        s = np.abs(librosa.stft(x, n_fft=512)) ** 2
        out[f"stft_power_{key}"] = librosa.feature.chroma_stft(S=s, sr=8000, dtype=dtype)[:, ::4]
        cqts = {
            "default": dict(n_octaves=6), "hybrid": dict(n_octaves=5, cqt_mode="hybrid", tuning=0.0),
            "options": dict(n_octaves=4, fmin=60.0, norm=2, threshold=0.01, tuning=0.2, n_chroma=24, bins_per_octave=48, hop_length=256,
                            window=[0.3, 1.0, 0.3]),
            "coarse": dict(n_octaves=5, bins_per_octave=None, norm=None, threshold=None),
        }
        for name, options in cqts.items():
            out[f"cqt_{name}_{key}"] = librosa.feature.chroma_cqt(y=x, sr=8000, **options)[:, ::2]
        # From spectrograms, so that no resampler stands between.
        c = librosa.cqt(x, sr=8000, n_bins=72, res_type="polyphase")
        magnitudes = np.abs(c)
        few = dict(bins_per_octave=12)
        out[f"of_cqt_{key}"] = librosa.feature.chroma_cqt(C=magnitudes, norm=1, threshold=0.02, **few)
        out[f"cens_{key}"] = librosa.feature.chroma_cens(C=magnitudes, **few)
        out[f"cens_short_{key}"] = librosa.feature.chroma_cens(C=magnitudes, win_len_smooth=10, smoothing_window="hamming", norm=None, **few)
        out[f"cens_raw_{key}"] = librosa.feature.chroma_cens(C=magnitudes, win_len_smooth=None, norm=np.inf, **few)
        out[f"of_vqt_{key}"] = librosa.feature.chroma_vqt(V=magnitudes, intervals="ji5")
        out[f"cens_y_{key}"] = librosa.feature.chroma_cens(y=x, sr=8000, n_octaves=5)
        out[f"vqt_{key}"] = librosa.feature.chroma_vqt(y=x, sr=8000, intervals="ji3", n_octaves=5, gamma=3.0)
        out[f"vqt_ratios_{key}"] = librosa.feature.chroma_vqt(y=x, sr=8000, intervals=[1, 1.2, 1.5], n_octaves=5, norm=2)
        out[f"tonnetz_{key}"] = librosa.feature.tonnetz(y=x, sr=8000, n_octaves=6)
        out[f"tonnetz_of_chroma_{key}"] = librosa.feature.tonnetz(chroma=out[f"of_cqt_{key}"])
        fine = np.abs(noise(24 * 7, 8)).astype(dtype).reshape(24, 7)
        out[f"tonnetz_fine_{key}"] = librosa.feature.tonnetz(chroma=fine)
    save("mir", "chroma", narrowed(out), PACKAGES)


if __name__ == "__main__":
    tuning()
    constant_q()
    inverse()
    chroma()
