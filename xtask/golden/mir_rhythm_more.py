"""Golden values of onkai-mir's onsets by band, Fourier tempograms, pulse and tempo, from librosa; the signal is that of mir.py."""
import warnings

import librosa
import numpy as np
import scipy.stats
from librosa import util

from common import mir_song as song, noise, save

warnings.filterwarnings("ignore")
out = {}
RATE = 22050


def plp(envelope, win_length=384, tempo_min=30, tempo_max=300, prior=None, hop_length=512):
    """librosa.beat.plp with each frame scaled by the peak's magnitude.

    librosa scales by the largest complex number, and compares complex numbers by their real parts first: where the
    peak's is negative, that is one of the zeros around it, and the frame is divided by next to nothing. It then
    outweighs all others by 150 orders of magnitude.
    """
    tempogram = librosa.feature.fourier_tempogram(onset_envelope=envelope, sr=RATE, hop_length=hop_length, win_length=win_length)
    bpm = librosa.fourier_tempo_frequencies(sr=RATE, hop_length=hop_length, win_length=win_length)
    if tempo_min is not None:
        tempogram[bpm < tempo_min] = 0
    if tempo_max is not None:
        tempogram[bpm > tempo_max] = 0
    score = np.log1p(1e6 * np.abs(tempogram))
    if prior is not None:
        score += prior.logpdf(bpm)[:, np.newaxis]
    tempogram[score < score.max(axis=0)] = 0
    tempogram /= util.tiny(tempogram) ** 0.5 + np.abs(tempogram).max(axis=0)
    pulse = librosa.istft(tempogram, hop_length=1, n_fft=win_length, length=len(envelope))
    return util.normalize(np.clip(pulse, 0, None))


y = song(8 * RATE, RATE)
for key, dtype in (("f64", np.float64), ("f32", np.float32)):
    x = y.astype(dtype)
    multi = librosa.onset.onset_strength_multi
    for name, options in {
        "bounds": dict(channels=[0, 32, 64, 96, 128]),
        "slices": dict(channels=[slice(0, 40), slice(30, 90), slice(90, 128)], max_size=3, aggregate=np.median),
        "left": dict(channels=[4, 20, 100], lag=3, center=False, n_fft=1024, hop_length=441, aggregate=np.max),
        "detrend": dict(channels=[0, 64, 128], detrend=True),
    }.items():
        out[f"multi_{name}_{key}"] = multi(y=x, sr=RATE, dtype=dtype, **options).astype(dtype)
    decibel = librosa.power_to_db(librosa.feature.melspectrogram(y=x, sr=RATE, dtype=dtype))
    out[f"multi_bands_{key}"] = multi(S=decibel, sr=RATE, aggregate=False)[::9, ::4]
    reference = np.maximum(decibel, decibel.mean())
    out[f"reference_{key}"] = librosa.onset.onset_strength(S=decibel, ref=reference, sr=RATE, lag=2)

    envelope = librosa.onset.onset_strength(y=x, sr=RATE, dtype=dtype)
    for name, options in {
        "default": {}, "options": dict(win_length=101, window="hamming"), "left": dict(win_length=60, center=False, window="boxcar"),
    }.items():
        tempogram = librosa.feature.fourier_tempogram(onset_envelope=envelope[:150], sr=RATE, **options)
        out[f"fourier_{name}_{key}"] = tempogram[::3, ::7]
    lognorm = scipy.stats.lognorm(s=0.7, scale=110.0)
    for name, options in {
        "default": {}, "short": dict(win_length=150, tempo_min=60, tempo_max=200),
        "open": dict(tempo_min=None, tempo_max=None, win_length=201), "prior": dict(prior=lognorm),
        "uniform": dict(prior=scipy.stats.uniform(60, 100)),
    }.items():
        out[f"plp_{name}_{key}"] = plp(envelope, **options)
    out[f"plp_librosa_peaks_{key}"] = np.flatnonzero(util.localmax(librosa.beat.plp(onset_envelope=envelope, sr=RATE)))

    normal, uniform = scipy.stats.norm(90, 15), scipy.stats.uniform(50, 40)
    tempos = {
        "normal": dict(prior=normal), "uniform": dict(prior=uniform), "lognormal": dict(prior=lognorm),
        "median": dict(aggregate=np.median), "max": dict(aggregate=np.max, start_bpm=80.0, std_bpm=0.3),
    }
    for name, options in tempos.items():
        out[f"tempo_{name}_{key}"] = librosa.feature.tempo(onset_envelope=envelope, sr=RATE, **options)
    for name, options in {
        "default": {}, "short": dict(ac_size=3.0, start_bpm=100.0), "normal": dict(prior=normal), "limit": dict(max_tempo=100.0),
    }.items():
        out[f"tempo_frames_{name}_{key}"] = librosa.feature.tempo(onset_envelope=envelope, sr=RATE, aggregate=None, **options)
    n = len(envelope)
    varying = 90.0 + 60.0 * np.arange(n) / n
    out[f"beats_varying_{key}"] = librosa.beat.beat_track(onset_envelope=envelope, sr=RATE, bpm=varying)[1]
    out[f"beats_wobble_{key}"] = librosa.beat.beat_track(
        onset_envelope=envelope, sr=RATE, bpm=120.0 + 40.0 * np.sin(0.05 * np.arange(n)), tightness=20.0, trim=False)[1]
    tempo, beats = librosa.beat.beat_track(onset_envelope=envelope, sr=RATE, prior=uniform)
    out[f"beats_prior_tempo_{key}"], out[f"beats_prior_{key}"] = np.atleast_1d(tempo), beats
    out[f"beats_dense_{key}"] = librosa.beat.beat_track(onset_envelope=envelope, sr=RATE, sparse=False)[1]
    curve = np.round(4 * noise(90, 13)).astype(dtype)
    out[f"backtrack_{key}"] = librosa.onset.onset_backtrack(np.array([0, 1, 2, 17, 40, 41, 88, 89]), curve)
out["fourier_frequencies"] = librosa.fourier_tempo_frequencies(sr=44100, hop_length=441, win_length=21)
save("mir", "rhythm_more", out, ("numpy", "scipy", "librosa"))
