"""Golden values of onkai-signal's peaks and waveforms, from scipy.signal."""
import numpy as np
import scipy.signal as signal

from common import noise, save

smooth = np.convolve(noise(420, 1), np.ones(9), "valid") + np.sin(np.arange(412) / 20)
steps = np.round(noise(400, 2) * 3)
CONDITIONS = {
    "plain": {},
    "height": dict(height=0.5),
    "height_between": dict(height=(0.2, 1.5)),
    "height_arrays": dict(height=(np.sin(np.arange(412) / 9), None)),
    "threshold": dict(threshold=(0.1, 0.9)),
    "distance": dict(distance=7.5),
    "plateau": dict(plateau_size=(1, 3)),
    "prominence": dict(prominence=1.0),
    "prominence_window": dict(prominence=(0.3, None), wlen=21),
    "width": dict(width=3),
    "width_low": dict(width=(2, 12), rel_height=0.9),
    "all": dict(height=0, threshold=0.01, distance=3, prominence=0.2, width=1, plateau_size=1, wlen=60),
}
arrays = {"smooth": smooth}
for signal_name, x in (("smooth", smooth), ("steps", steps)):
    for name, kw in CONDITIONS.items():
        if name == "height_arrays" and signal_name == "steps":
            continue
        peaks, properties = signal.find_peaks(x, **kw)
        key = f"{signal_name}_{name}"
        arrays[f"{key}.peaks"] = peaks.astype(np.int64)
        for field, values in properties.items():
            arrays[f"{key}.{field}"] = values.astype(np.float64)
table = steps[:60].reshape(5, 12)
for axis in (0, 1):
    for order in (1, 3):
        for mode in ("clip", "wrap"):
            for name, function in (("max", signal.argrelmax), ("min", signal.argrelmin)):
                mask = np.zeros(table.shape, dtype=bool)
                mask[function(table, axis, order, mode)] = True
                arrays[f"extrema_{name}_{axis}_{order}_{mode}"] = mask

t = np.linspace(-1, 12, 157)
for method in ("linear", "quadratic", "logarithmic", "hyperbolic"):
    arrays[f"chirp_{method}"] = signal.chirp(t, 0.7, 10, 3.1, method, phi=30)
    arrays[f"chirp_{method}_down"] = signal.chirp(t, 3.1, 10, 0.7, method, vertex_zero=False)
    arrays[f"chirp_{method}_equal"] = signal.chirp(t, 1.5, 10, 1.5, method)
    arrays[f"chirp_{method}_complex"] = signal.chirp(t, 0.7, 10, 3.1, method, complex=True)
arrays["sweep_poly"] = signal.sweep_poly(t, [0.025, -0.36, 1.25, 2.0], phi=45)
for part in (0.0, 0.3, 1.0):
    arrays[f"square_{part}"] = signal.square(t * 3, part)
    arrays[f"sawtooth_{part}"] = signal.sawtooth(t * 3, part)
parts = (noise(157, 3) + 1) / 2
arrays["square_parts"] = signal.square(t * 3, parts)
arrays["sawtooth_parts"] = signal.sawtooth(t * 3, parts)
for name, kw in {"plain": {}, "other": dict(fc=440.0, bw=0.2, bwr=-3)}.items():
    for part, values in zip(("in_phase", "quadrature", "envelope"), signal.gausspulse(t / 1000, retquad=True, retenv=True, **kw)):
        arrays[f"gausspulse_{name}_{part}"] = values
    arrays[f"gausspulse_{name}_cutoff"] = np.array([signal.gausspulse("cutoff", tpr=-40, **kw)])
for n_bits in (2, 5, 8):
    arrays[f"mls_{n_bits}"] = signal.max_len_seq(n_bits)[0].astype(np.uint8)
bits, state = signal.max_len_seq(6, state=[0, 1, 0, 0, 1, 1], length=100, taps=[5, 2])
arrays["mls_own"], arrays["mls_own_state"] = bits.astype(np.uint8), state.astype(np.uint8)
save("signal", "peaks", arrays)
