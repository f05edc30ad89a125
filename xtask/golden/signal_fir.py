"""Golden values of onkai-signal's designs of finite impulse responses, from scipy.signal."""
import numpy as np
import scipy.signal as signal

from common import noise, save

arrays = {
    # firwin's other band forms.
    "firwin_highpass_width": signal.firwin(45, 6000.0, width=1500.0, pass_zero=False, fs=22050),
    "firwin_bandstop_4": signal.firwin(61, [0.2, 0.3, 0.6, 0.7], pass_zero=True, window="blackman"),
    "firwin_bandpass_4": signal.firwin(60, [0.2, 0.3, 0.6, 0.7], pass_zero=False, scale=False),
    # firwin2: types I to IV, steps, no window, more frequencies.
    "firwin2_1": signal.firwin2(51, [0.0, 0.3, 0.5, 1.0], [1.0, 1.0, 0.2, 0.5]),
    "firwin2_2": signal.firwin2(50, [0.0, 100.0, 200.0, 500.0], [0.5, 1.0, 0.3, 0.0], fs=1000.0, window="hann"),
    "firwin2_3": signal.firwin2(31, [0.0, 0.2, 0.7, 1.0], [0.0, 1.0, 1.0, 0.0], antisymmetric=True),
    "firwin2_4": signal.firwin2(30, [0.0, 0.5, 1.0], [0.0, 1.0, 2.0], antisymmetric=True, nfreqs=65),
    "firwin2_step": signal.firwin2(64, [0.0, 0.4, 0.4, 1.0], [1.0, 1.0, 0.0, 0.0], window=None, nfreqs=257),
    "firwin2_one": signal.firwin2(1, [0.0, 1.0], [1.0, 0.5]),
    "firwin2_kaiser": signal.firwin2(33, [0.0, 1.0], [1.0, 1.0], window=("kaiser", 5.0)),
    # firls.
    "firls_low": signal.firls(73, [0.0, 0.4, 0.6, 1.0], [1.0, 1.0, 0.0, 0.0]),
    "firls_ramps": signal.firls(31, [0.0, 100.0, 150.0, 300.0, 350.0, 500.0], [0.0, 1.0, 0.5, 0.25, 0.0, 0.0],
                                weight=[1.0, 10.0, 0.5], fs=1000.0),
    "firls_whole": signal.firls(11, [0.0, 0.5, 0.5, 1.0], [1.0, 1.0, 0.0, 0.0]),
    "firls_1": signal.firls(1, [0.1, 0.9], [1.0, 2.0]),
    # remez.
    "remez_low_101": signal.remez(101, [0.0, 0.2, 0.22, 0.5], [1.0, 0.0]),
    "remez_low_100": signal.remez(100, [0.0, 0.2, 0.23, 0.5], [1.0, 0.0], weight=[1.0, 10.0]),
    "remez_band_73": signal.remez(73, [0.0, 2000.0, 2600.0, 4400.0, 5000.0, 11025.0], [0.0, 1.0, 0.0],
                                  weight=[5.0, 1.0, 2.0], fs=22050),
    "remez_high_35": signal.remez(35, [0.0, 0.25, 0.35, 0.5], [0.0, 1.0], grid_density=32),
    "remez_three_65": signal.remez(65, [0.0, 0.1, 0.14, 0.26, 0.3, 0.5], [1.0, 0.3, 0.7]),
    "remez_differentiator_24": signal.remez(24, [0.0, 0.48], [1.0], type="differentiator"),
    "remez_differentiator_31": signal.remez(31, [0.02, 0.3, 0.35, 0.45], [1.0, 0.0], type="differentiator"),
    "remez_hilbert_31": signal.remez(31, [0.05, 0.45], [1.0], type="hilbert"),
    "remez_hilbert_30": signal.remez(30, [0.04, 0.5], [1.0], type="hilbert"),
    "remez_short_5": signal.remez(5, [0.0, 0.1, 0.3, 0.5], [1.0, 0.0]),
    "remez_long_301": signal.remez(301, [0.0, 0.2, 0.21, 0.5], [1.0, 0.0], maxiter=100),
}
# minimum_phase, from filters of odd and even length.
for name in ("firls_low", "remez_low_100"):
    h = arrays[name]
    arrays[f"minimum_{name}"] = signal.minimum_phase(h)
    arrays[f"minimum_{name}_whole"] = signal.minimum_phase(h, half=False, n_fft=4097)
for name in ("remez_low_101", "remez_low_100"):
    arrays[f"minimum_{name}_hilbert"] = signal.minimum_phase(arrays[name], method="hilbert")
arrays["gammatone_fir"] = signal.gammatone(440.0, "fir", fs=16000)[0]
arrays["gammatone_fir_2"] = signal.gammatone(900.0, "fir", order=2, numtaps=40, fs=8000)[0]
arrays["gammatone_fir_1"] = signal.gammatone(0.3, "fir", order=1)[0]
save("signal", "fir", arrays)

# --- dpss ------------------------------------------------------------------------------------

dpss = signal.windows.dpss
arrays = {}
for n, nw, count in [(2, 0.5, 1), (33, 3.0, 5), (64, 4.0, 7), (128, 2.5, 3), (9, 4.0, 9)]:
    for norm in (2, "approximate", "subsample"):
        for sym in (True, False):
            windows, ratios = dpss(n, nw, count, sym=sym, norm=norm, return_ratios=True)
            arrays[f"{n}_{norm}_{'sym' if sym else 'per'}"] = windows
            arrays[f"{n}_{norm}_{'sym' if sym else 'per'}_ratios"] = ratios
for n in (2, 17, 64):
    arrays[f"window_sym_{n}"] = dpss(n, 0.75)
    arrays[f"window_per_{n}"] = dpss(n, 0.75, sym=False)
save("signal", "dpss", arrays)
