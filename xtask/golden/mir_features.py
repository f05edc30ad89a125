"""Golden values of onkai-mir's griffinlim, pcen, stack_memory, delta and inverse features, from librosa."""
import warnings

import librosa
import numpy as np
import scipy.optimize

from common import mir_song as song, noise, save

warnings.filterwarnings("ignore")
F64, F32 = np.float64, np.float32
TYPES = (("f64", F64), ("f32", F32))


def griffin_lim():
    out = {}
    y = song(6000, 8000)
    magnitude = np.abs(librosa.stft(y, n_fft=256, hop_length=100))
    for name, options in {
        "default": dict(n_iter=4),
        "plain": dict(n_iter=6, momentum=0.0, length=6050),
        "window": dict(n_iter=3, momentum=0.5, window="hamming", win_length=200, pad_mode="reflect"),
        "left": dict(n_iter=3, center=False),
        "none": dict(n_iter=0),
    }.items():
        out[name] = librosa.griffinlim(magnitude, init=None, hop_length=100, **options)[::5]
    odd = np.abs(librosa.stft(y, n_fft=301, hop_length=75))
    out["odd"] = librosa.griffinlim(odd, n_iter=3, n_fft=301, init=None, hop_length=75)[::5]
    # What librosa reaches from random phases: the error's share of the energy.
    again = np.abs(librosa.stft(librosa.griffinlim(magnitude, random_state=0, hop_length=100), n_fft=256, hop_length=100))
    out["random_error"] = np.array([np.sum((again - magnitude) ** 2) / np.sum(magnitude**2)])
    save("mir", "griffin_lim", out, ("numpy", "scipy", "librosa"))


def pcen():
    out = {}
    s = 2**20 * np.abs(noise(17 * 30, 31)).reshape(17, 30)
    for name, options in {
        "default": {},
        "options": dict(gain=0.8, bias=10.0, power=0.25, time_constant=0.06, eps=1e-3, sr=16000, hop_length=160),
        "log": dict(power=0, b=0.3),
        "no_bias": dict(bias=0, power=0.4, gain=0.0),
        "max": dict(max_size=3, b=0.01),
        "wide": dict(max_size=4, power=0.7, b=1.0),
    }.items():
        for key, dtype in TYPES:
            out[f"{name}_{key}"] = librosa.pcen(s.astype(dtype), **options)
    zi = 1000.0 * np.abs(noise(17, 32))[:, None]
    out["stream"], out["stream_zf"] = librosa.pcen(s, zi=zi, return_zf=True)
    cube = s.reshape(17, 5, 6)
    out["cube"] = librosa.pcen(cube, max_size=5, max_axis=0)
    save("mir", "pcen", out, ("numpy", "scipy", "librosa"))


def memory():
    out = {}
    data = noise(3 * 8, 41).reshape(3, 8)
    for mode in ("constant", "edge", "reflect", "symmetric", "wrap"):
        for n_steps, delay in ((2, 1), (3, 2), (4, -1), (3, -3), (1, 5), (4, 4)):
            out[f"stack_{mode}_{n_steps}_{delay}"] = librosa.feature.stack_memory(data, n_steps=n_steps, delay=delay, mode=mode)
    out["stack_nines"] = librosa.feature.stack_memory(data, n_steps=3, delay=2, constant_values=[9.0])
    x = noise(4 * 61, 42).reshape(4, 61)
    for order, width, polyorder in ((1, 3, None), (1, 9, 3), (2, 5, None), (3, 11, None), (4, 9, 5), (1, 61, None)):
        for mode in ("interp", "nearest", "mirror", "constant", "wrap"):
            options = {} if polyorder is None else dict(polyorder=polyorder)
            for key, dtype in TYPES:
                out[f"delta_{order}_{width}_{mode}_{key}"] = librosa.feature.delta(
                    x.astype(dtype), order=order, width=width, mode=mode, **options)
    out["delta_cval"] = librosa.feature.delta(x, mode="constant", cval=2.5)
    save("mir", "memory", out, ("numpy", "scipy", "librosa"))


def inverse():
    out = {}
    y = song(6000, 8000)
    mel = librosa.feature.melspectrogram(y=y, sr=8000, n_fft=512, n_mels=40, dtype=F64)
    out["mel"] = mel
    basis = librosa.filters.mel(sr=8000, n_fft=512, n_mels=40, dtype=F64)
    out["bins"] = librosa.feature.inverse.mel_to_stft(mel, sr=8000, n_fft=512)
    out["residual"] = np.linalg.norm(basis @ out["bins"] ** 2 - mel, axis=0)
    # More bands than bins, many of them empty: no spectrum has just these, and only one is nearest.
    steep = np.abs(noise(60 * 4, 51)).reshape(60, 4) ** 4
    out["steep"] = steep
    for name, options in {"area": {}, "peak": dict(norm=None, htk=True, fmin=100.0, fmax=3500.0)}.items():
        basis = librosa.filters.mel(sr=8000, n_fft=64, n_mels=60, dtype=F64, **options)
        exact = [scipy.optimize.nnls(basis, column) for column in steep.T]
        out[f"steep_residual_{name}"] = np.array([residual for _, residual in exact])
        out[f"steep_librosa_{name}"] = np.linalg.norm(basis @ librosa.util.nnls(basis, steep) - steep, axis=0)
    a, b = noise(12 * 7, 52).reshape(12, 7), noise(12 * 5, 53).reshape(12, 5)
    out["nnls"] = np.stack([scipy.optimize.nnls(a, column)[0] for column in b.T], axis=1)
    mfcc = 10.0 * noise(13 * 6, 54).reshape(13, 6)
    for dct in (1, 2, 3):
        for norm in ("ortho", None):
            for key, dtype in TYPES:
                out[f"mfcc_{dct}_{norm}_{key}"] = librosa.feature.inverse.mfcc_to_mel(
                    mfcc.astype(dtype), n_mels=32, dct_type=dct, norm=norm, ref=0.3, lifter=22)
    out["mfcc_default"] = librosa.feature.inverse.mfcc_to_mel(mfcc)
    save("mir", "inverse", out, ("numpy", "scipy", "librosa"))


griffin_lim()
pcen()
memory()
inverse()
