"""Golden values of onkai-signal's filters and of their design, from scipy.signal."""
import numpy as np
import scipy.signal as signal

from common import noise, save

# --- lfilter: names, numerators and denominators; a[0] is not 1 in some -----------------------

FILTERS = {
    "gain": ([0.5], [2.0]),
    "one_pole": ([0.25], [1.0, -0.75]),
    "biquad": ([0.2, 0.4, 0.2], [2.0, -1.1, 0.6]),
    "long_b": ([0.1, -0.2, 0.3, 0.4, 0.5], [1.0, -0.5]),
    "long_a": ([1.0], [1.0, -0.5, 0.2, 0.1, -0.05]),
    "order_10": (noise(11, 3) / 4, np.r_[1.0, noise(10, 4) / 16]),
    "fir_7": (noise(7, 5), [0.5]),
    "fir_40": (noise(40, 6), [1.0]),
}

arrays = {}
for name, (b, a) in FILTERS.items():
    n_state = max(len(a), len(b)) - 1
    for n in (1, 5, 203):
        x = noise(n, 7)
        y, zf = signal.lfilter(b, a, x, zi=noise(n_state, 8))
        arrays[f"{name}_{n}"] = y
        arrays[f"{name}_{n}_zf"] = zf
    arrays[f"{name}_203_at_rest"] = signal.lfilter(b, a, noise(203, 7))
    z = noise(90, 9) + 1j * noise(90, 10)
    arrays[f"{name}_complex"] = signal.lfilter(b, a, z)
    cube = noise(4 * 5 * 6, 11).reshape(4, 5, 6)
    for axis in range(3):
        shape = [4, 5, 6]
        shape[axis] = n_state
        zi = noise(int(np.prod(shape)), 12).reshape(shape)
        y, zf = signal.lfilter(b, a, cube, axis=axis, zi=zi)
        arrays[f"{name}_axis_{axis}"] = y
        arrays[f"{name}_axis_{axis}_zf"] = zf
    if n_state:
        arrays[f"{name}_zi"] = signal.lfilter_zi(b, a)
save("signal", "lfilter", arrays)

# --- firwin ----------------------------------------------------------------------------------

arrays = {
    "lowpass_8": signal.firwin(8, 0.25),
    "lowpass_1": signal.firwin(1, 0.25),
    "lowpass_65_kaiser": signal.firwin(65, 3000.0, window=("kaiser", 8.6), fs=22050),
    "lowpass_33_width": signal.firwin(33, 3000.0, width=2000.0, fs=22050),
    "lowpass_31_unscaled": signal.firwin(31, 0.4, scale=False, window="blackman"),
    "highpass_31": signal.firwin(31, 0.4, pass_zero="highpass"),
    "bandpass_30": signal.firwin(30, [300, 3400], pass_zero="bandpass", fs=16000, window="hann"),
    "bandpass_31_three": signal.firwin(31, [0.2, 0.4, 0.7], pass_zero="bandpass"),
    "bandstop_31": signal.firwin(31, [0.2, 0.4], pass_zero="bandstop"),
    "bandstop_30_three": signal.firwin(30, [0.2, 0.4, 0.7], pass_zero="bandstop"),
}
save("signal", "firwin", arrays)
