"""Golden values of onkai-signal's short-time Fourier transform, from scipy.signal.ShortTimeFFT."""
import numpy as np
import scipy.signal as signal
from scipy.signal import ShortTimeFFT

from common import noise, save

# Window length, hop, signal length, rate.
CASES = [(16, 4, 37, 1.0), (17, 5, 48, 100.0), (12, 12, 40, 8.0), (8, 1, 20, 1.0), (21, 9, 21, 3.0)]
MODES = {"onesided": {}, "onesided2X_psd": dict(fft_mode="onesided2X", scale_to="psd"), "onesided2X_magnitude": dict(fft_mode="onesided2X", scale_to="magnitude"), "twosided": dict(fft_mode="twosided", phase_shift=None), "centered": dict(fft_mode="centered", phase_shift=3, scale_to="psd")}
arrays = {}
for m, hop, n, rate in CASES:
    window, x = noise(m, 1) + 1.5, noise(n, 2) + 0.3
    for name, kw in MODES.items():
        for pad in (0, 3):  # in this order: the last one is used below
            stft = ShortTimeFFT(window, hop, rate, mfft=m + pad, **kw)
            if pad == 0 and name != "onesided":
                continue
            key = f"{m}_{hop}_{name}_{pad}"
            arrays[f"{key}.stft"] = stft.stft(x)
            arrays[f"{key}.f"] = stft.f
            if name != "twosided":
                arrays[f"{key}.extent"] = np.array([*stft.extent(n), *stft.extent(n, center_bins=True)])
    for kind in ("zeros", "edge", "even", "odd"):
        arrays[f"{m}_{hop}.{kind}"] = stft.spectrogram(x, detr="linear", padding=kind)
    arrays[f"{m}_{hop}.complex"] = stft.stft(x + 1j * noise(n, 3), p0=0, p1=2, k_offset=2)
    arrays[f"{m}_{hop}.cross"] = stft.spectrogram(x, noise(n, 3), detr="constant")
    arrays[f"{m}_{hop}.t"] = stft.t(n, k_offset=1)
    arrays[f"{m}_{hop}.dual"] = stft.dual_win
    arrays[f"{m}_{hop}.back"] = stft.istft(stft.stft(x) * noise(stft.p_num(n), 4), 1, n - 1)
    slices = [stft.k_min, stft.p_min, stft.k_max(n), stft.p_max(n), *stft.lower_border_end, *stft.upper_border_begin(n)]
    arrays[f"{m}_{hop}.slices"] = np.array(slices, dtype=np.int64)
    dual = ShortTimeFFT.from_dual(window, hop, rate, scale_to="magnitude")
    arrays[f"{m}_{hop}.from_dual"] = np.concatenate([dual.win, dual.dual_win])
# A window with zeros at its ends sees less.
hann = ShortTimeFFT(np.r_[0, 0, signal.windows.hann(9), 0], 3, 1.0)
arrays["zeros.slices"] = np.array([hann.k_min, hann.p_min, hann.k_max(50), hann.p_max(50), *hann.lower_border_end, *hann.upper_border_begin(50)], dtype=np.int64)
save("signal", "short_time", arrays)
