"""Golden values of onkai-signal's estimates of spectra, from scipy.signal."""
import warnings

import numpy as np
import scipy.signal as signal

from common import noise, save

warnings.simplefilter("ignore")  # segments longer than the signal

# Signal length, segment, overlap, transform; None as in Python.
CASES = [(600, None, None, None), (333, 70, None, None), (334, 65, 20, None), (200, 32, 0, 50), (111, 25, 24, 25), (40, None, None, None), (1, None, None, None), (9, 2, 1, 3)]
arrays = {}
for n, segment, overlap, n_fft in CASES:
    x, y = noise(n, 1) + 0.5, noise(n, 2) + np.linspace(0, 1, n)
    z, w = noise(n, 3) + 1j * noise(n, 4), noise(n, 5) + 1j * noise(n, 6)
    common = dict(fs=8.0, nperseg=segment, noverlap=overlap, nfft=n_fft)
    for name, kw in {
        "plain": {},
        "two_spectrum": dict(return_onesided=False, scaling="spectrum", detrend=False),
        "median_linear": dict(average="median", detrend="linear", window="hamming"),
    }.items():
        key = f"{n}_{segment}_{overlap}_{name}"
        frequencies, arrays[f"welch_{key}"] = signal.welch(x, **common, **kw)
        if name != "median_linear":
            arrays[f"frequencies_{key}"] = frequencies
        arrays[f"csd_{key}"] = signal.csd(x, y, **common, **kw)[1].astype(complex)
        if name == "plain":
            continue
        kw = {**kw, "return_onesided": False}
        arrays[f"welch_{key}_complex"] = signal.welch(z, **common, **kw)[1]
        arrays[f"csd_{key}_complex"] = signal.csd(z, w, **common, **kw)[1]
arrays["coherence"] = signal.coherence(noise(700, 1), noise(700, 1) + noise(700, 2), nperseg=64)[1]
arrays["coherence_short"] = signal.coherence(noise(300, 1), np.r_[noise(200, 2), np.zeros(100)], nperseg=64, detrend="linear")[1]
table = noise(600, 7).reshape(3, 200)
arrays["welch_axis_1"] = signal.welch(table, nperseg=50)[1]
arrays["welch_axis_0"] = signal.welch(table.T, nperseg=50, axis=0)[1]
arrays["welch_samples"] = signal.welch(noise(200, 8), window=noise(32, 9) + 1.5)[1]
for n, n_fft in ((100, None), (101, None), (100, 64), (100, 150), (1, None)):
    arrays[f"periodogram_{n}_{n_fft}"] = signal.periodogram(noise(n, 10), 3.0, nfft=n_fft)[1]
    arrays[f"periodogram_{n}_{n_fft}_flattop"] = signal.periodogram(noise(n, 10), 3.0, "flattop", n_fft, "linear", scaling="spectrum")[1]
for mode in ("psd", "magnitude", "angle", "phase", "complex"):
    for key, kw in {"plain": {}, "short": dict(nperseg=40, noverlap=11, nfft=53, scaling="spectrum", window="hann")}.items():
        f, t, s = signal.spectrogram(noise(1000, 11), 4.0, mode=mode, **kw)
        arrays[f"spectrogram_{mode}_{key}"] = s
        arrays[f"spectrogram_times_{key}"] = t
times = np.cumsum(noise(80, 12) + 1.2)
values = np.cos(0.7 * times) + 0.3 * noise(80, 13) + 0.4
omegas = np.linspace(0.05, 3, 41)
for floating in (False, True):
    for norm in ("power", "normalize", "amplitude"):
        for weighted in (False, True):
            weights = noise(80, 14) + 1.5 if weighted else None
            arrays[f"lomb_{norm}_{int(floating)}_{int(weighted)}"] = signal.lombscargle(times, values, omegas, normalize=norm, weights=weights, floating_mean=floating)
strength, phase = signal.vectorstrength(times, 1.7)
arrays["vectorstrength"] = np.array([strength, phase])
save("signal", "spectral", arrays)
