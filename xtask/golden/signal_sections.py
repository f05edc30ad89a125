"""Golden values of onkai-signal's filtering by sections, to and fro, and of its inverse, from scipy.signal."""
import numpy as np
import scipy.signal as signal

from common import noise, save

SECTIONS = {
    "one": np.array([[0.2, 0.4, 0.2, 1.0, -0.55, 0.3]]),
    "first_order": np.array([[0.25, 0.25, 0.0, 1.0, -0.5, 0.0]]),
    "butter_5": signal.butter(5, 0.2, output="sos"),
    "ellip_12": signal.ellip(12, 1.0, 60.0, [0.2, 0.5], "bandpass", output="sos"),
    "cheby2_8": signal.cheby2(8, 40.0, 0.3, "highpass", output="sos"),
}
arrays = {}
for name, sos in SECTIONS.items():
    n = len(sos)
    arrays[f"{name}_sos"] = sos
    arrays[f"{name}_zi"] = signal.sosfilt_zi(sos)
    arrays[f"{name}_rest"] = signal.sosfilt(sos, noise(203, 7))
    y, zf = signal.sosfilt(sos, noise(50, 7), zi=noise(2 * n, 8).reshape(n, 2))
    arrays[f"{name}_y"], arrays[f"{name}_zf"] = y, zf
    z = noise(60, 9) + 1j * noise(60, 10)
    arrays[f"{name}_complex"] = signal.sosfilt(sos, z)
    cube = noise(4 * 5 * 6, 11).reshape(4, 5, 6)
    for axis in range(3):
        shape = [n, 4, 5, 6]
        shape[axis + 1] = 2
        zi = noise(int(np.prod(shape)), 12).reshape(shape)
        y, zf = signal.sosfilt(sos, cube, axis=axis, zi=zi)
        if name in ("one", "butter_5"):
            arrays[f"{name}_axis_{axis}"], arrays[f"{name}_axis_{axis}_zf"] = y, zf
    for kind in ("odd", "even", "constant", None):
        arrays[f"{name}_filtfilt_{str(kind).lower()}"] = signal.sosfiltfilt(sos, noise(120, 13), padtype=kind)
    arrays[f"{name}_filtfilt_padlen"] = signal.sosfiltfilt(sos, noise(60, 13), padlen=7)
    arrays[f"{name}_filtfilt_complex"] = signal.sosfiltfilt(sos, noise(60, 9) + 1j * noise(60, 10), padlen=20)
arrays["one_filtfilt_axis_1"] = signal.sosfiltfilt(SECTIONS["one"], noise(360, 11).reshape(4, 15, 6), axis=1)
save("signal", "sosfilt", arrays)

FILTERS = {
    "one_pole": ([0.25], [1.0, -0.75]),
    "biquad": ([0.2, 0.4, 0.2], [2.0, -1.1, 0.6]),
    "long_b": ([0.1, -0.2, 0.3, 0.4, 0.5], [1.0, -0.5]),
    "fir_7": (noise(7, 5), [0.5]),
    "butter_4": signal.butter(4, 0.2),
}
arrays = {}
for name, (b, a) in FILTERS.items():
    arrays[f"{name}_b"], arrays[f"{name}_a"] = np.asarray(b), np.asarray(a)
    x = noise(100, 14)
    for kind in ("odd", "even", "constant", None):
        arrays[f"{name}_{str(kind).lower()}"] = signal.filtfilt(b, a, x, padtype=kind)
    arrays[f"{name}_padlen"] = signal.filtfilt(b, a, x, padlen=3)
    arrays[f"{name}_complex"] = signal.filtfilt(b, a, noise(60, 9) + 1j * noise(60, 10))
    arrays[f"{name}_axis_0"] = signal.filtfilt(b, a, noise(40 * 3, 15).reshape(40, 3), axis=0)
    arrays[f"{name}_gust"] = signal.filtfilt(b, a, x, method="gust")
    arrays[f"{name}_gust_30"] = signal.filtfilt(b, a, x, method="gust", irlen=30)
    arrays[f"{name}_gust_axis_0"] = signal.filtfilt(b, a, noise(40 * 3, 15).reshape(40, 3), axis=0, method="gust")
    arrays[f"{name}_lfiltic"] = signal.lfiltic(b, a, noise(9, 16), noise(9, 17))
    arrays[f"{name}_lfiltic_short"] = signal.lfiltic(b, a, noise(1, 16), noise(2, 17))
    quotient, remainder = signal.deconvolve(noise(12, 18), np.r_[1.5, noise(4, 19) / 3])
    arrays["quotient"], arrays["remainder"] = quotient, remainder
save("signal", "filtfilt", arrays)
