"""Golden values of onkai-signal's recursive designs, of their forms and of responses, from scipy.signal."""
import warnings

import numpy as np
import scipy.signal as signal

from common import noise, save

warnings.filterwarnings("ignore")


def zpk(arrays, name, found):
    """One array, as each costs its header: the gain, how many zeros, the zeros, the poles."""
    z, p, k = found
    arrays[f"{name}_zpk"] = np.r_[complex(k), complex(len(z)), z, np.atleast_1d(p)].astype(complex)


# --- prototypes ------------------------------------------------------------------------------

arrays = {}
for order in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20, 25):
    zpk(arrays, f"butter_{order}", signal.buttap(order))
    zpk(arrays, f"cheby1_{order}", signal.cheb1ap(order, 0.5))
    zpk(arrays, f"cheby2_{order}", signal.cheb2ap(order, 45.0))
    if order <= 12:
        zpk(arrays, f"ellip_{order}", signal.ellipap(order, 0.5, 60.0))
    for norm in ("phase", "delay", "mag"):
        zpk(arrays, f"bessel_{norm}_{order}", signal.besselap(order, norm))
zpk(arrays, "ellip_near_3", signal.ellipap(3, 3.0, 10.0))
zpk(arrays, "ellip_far_6", signal.ellipap(6, 0.001, 120.0))
save("signal", "iir_prototype", arrays)

# --- designs: kind, band, domain; by zpk, sections and response --------------------------------

BANDS = {"low": (900.0, "lowpass"), "high": (900.0, "highpass"), "pass": ([300.0, 1100.0], "bandpass"),
         "stop": ([300.0, 1100.0], "bandstop")}
KINDS = {"butter": {}, "cheby1": {"rp": 1.0}, "cheby2": {"rs": 50.0}, "ellip": {"rp": 1.0, "rs": 50.0},
         "bessel_phase": {}, "bessel_mag": {}}
arrays = {}
for kind, levels in KINDS.items():
    ftype = {"bessel_phase": "bessel", "bessel_mag": "bessel_mag"}.get(kind, kind)
    for band, (edges, btype) in BANDS.items():
        for order in (1, 2, 5, 12):
            for analog in (False, True):
                if analog and order not in (2, 5):
                    continue
                key = f"{kind}_{band}_{order}" + ("_analog" if analog else "")
                found = signal.iirfilter(order, edges, btype=btype, ftype=ftype, analog=analog, output="zpk",
                                         fs=None if analog else 8000.0, **levels)
                zpk(arrays, key, found)
                if not analog:
                    w = np.array([10.0, 299.0, 300.0, 550.0, 900.0, 1100.0, 3000.0])
                    arrays[f"{key}_h"] = signal.freqz_zpk(*found, worN=w, fs=8000.0)[1]
                    if order in (2, 5):
                        b, a = signal.zpk2tf(*found)
                        arrays[f"{key}_b"], arrays[f"{key}_a"] = b, a
save("signal", "iir_design", arrays)

# --- order selection -------------------------------------------------------------------------

arrays = {}
EDGES = {"low": (0.2, 0.3), "high": (0.3, 0.2), "pass": ([0.2, 0.5], [0.1, 0.6]), "stop": ([0.1, 0.6], [0.2, 0.5]),
         "stop_lopsided": ([0.05, 0.6], [0.25, 0.3])}
for edges, (wp, ws) in EDGES.items():
    for levels, (loss, attenuation) in {"mild": (3.0, 20.0), "sharp": (0.1, 80.0)}.items():
        for name in ("buttord", "cheb1ord", "cheb2ord", "ellipord"):
            order, wn = getattr(signal, name)(wp, ws, loss, attenuation)
            arrays[f"{name}_{edges}_{levels}"] = np.r_[float(order), np.atleast_1d(wn)]
            order, wn = getattr(signal, name)(100 * np.array(wp), 100 * np.array(ws), loss, attenuation, analog=True)
            arrays[f"{name}_{edges}_{levels}_analog"] = np.r_[float(order), np.atleast_1d(wn)]
save("signal", "iir_order", arrays)

# --- forms -----------------------------------------------------------------------------------

c = lambda *roots: np.array(roots, dtype=complex)
FORMS = {
    # No two roots are as near to anything as two others, so that pairing has one answer.
    "even": (c(-1.0, -0.9, 0.5 + 0.5j, 0.5 - 0.5j), c(0.6 + 0.3j, 0.6 - 0.3j, 0.2, -0.7), 2.0),
    "odd": (c(-1.0, 0.3, -0.45), c(0.5 + 0.6j, 0.5 - 0.6j, 0.25), 0.5),
    "few_zeros": (c(-0.8,), c(0.5 + 0.6j, 0.5 - 0.6j, 0.25, 0.1 + 0.9j, 0.1 - 0.9j), 3.0),
    "many_zeros": (c(-0.8, 0.1 + 0.2j, 0.1 - 0.2j, 0.7), c(0.25,), 1.5),
    "one": (c(), c(0.9), -1.0),
    "real": (c(1.0, -1.0, 0.4, 0.1), c(0.95, -0.85, 0.6, 0.3), 1.0),
}
arrays = {}
for name, (z, p, k) in FORMS.items():
    for pairing in ("nearest", "keep_odd", "minimal"):
        if pairing == "minimal" and len(z) > len(p):
            continue
        arrays[f"{name}_{pairing}"] = signal.zpk2sos(z, p, k, pairing=pairing)
    if len(z) <= len(p):
        arrays[f"{name}_analog"] = signal.zpk2sos(z, p, k, analog=True)
    b, a = signal.zpk2tf(z, p, k)
    arrays[f"{name}_b"], arrays[f"{name}_a"] = np.atleast_1d(b), np.atleast_1d(a)
    zpk(arrays, f"{name}_tf2zpk", signal.tf2zpk(b, a))
    sos = arrays[f"{name}_nearest"]
    zpk(arrays, f"{name}_sos2zpk", signal.sos2zpk(sos))
    arrays[f"{name}_sos2tf_b"], arrays[f"{name}_sos2tf_a"] = signal.sos2tf(sos)
    for title, function, arguments in [("lp2lp", signal.lp2lp_zpk, (3.0,)), ("lp2hp", signal.lp2hp_zpk, (3.0,)),
                                       ("lp2bp", signal.lp2bp_zpk, (3.0, 0.7)), ("lp2bs", signal.lp2bs_zpk, (3.0, 0.7)),
                                       ("bilinear", signal.bilinear_zpk, (5.0,))]:
        if len(z) <= len(p):
            zpk(arrays, f"{name}_{title}", function(z, p, k, *arguments))
for name, (b, a) in {"notch": signal.iirnotch(60.0, 30.0, 1000.0), "peak": signal.iirpeak(300.0, 5.0, 1000.0),
                     "comb_notch": signal.iircomb(20.0, 30.0, "notch", 200.0),
                     "comb_notch_zero": signal.iircomb(20.0, 3.0, "notch", 200.0, pass_zero=True),
                     "comb_peak": signal.iircomb(25.0, 10.0, "peak", 200.0),
                     "comb_peak_zero": signal.iircomb(25.0, 10.0, "peak", 200.0, pass_zero=True),
                     "gammatone": signal.gammatone(440.0, "iir", fs=16000),
                     "gammatone_low": signal.gammatone(100.0, "iir", fs=44100)}.items():
    arrays[f"{name}_b"], arrays[f"{name}_a"] = np.asarray(b), np.asarray(a)
save("signal", "iir_form", arrays)

# --- responses -------------------------------------------------------------------------------

arrays = {}
FILTERS = {"biquad": ([0.2, 0.3, 0.25], [2.0, -1.1, 0.6]), "gain": ([0.5], [2.0]), "fir_7": (noise(7, 5), [0.5]),
           "fir_40": (noise(40, 6), [1.0]), "order_10": (noise(11, 3) / 4, np.r_[1.0, noise(10, 4) / 16])}
for name, (b, a) in FILTERS.items():
    for title, options in {"plain": {"worN": 33}, "whole": {"worN": 50, "whole": True, "fs": 100.0},
                           "nyquist": {"worN": 65, "include_nyquist": True},
                           "few": {"worN": 5, "fs": 2.0}, "at": {"worN": [0.0, 1.5, 7.0, 30.0], "fs": 44.1}}.items():
        arrays[f"{name}_{title}_w"], arrays[f"{name}_{title}_h"] = signal.freqz(b, a, **options)
        options = {k: v for k, v in options.items() if k != "include_nyquist"}
        options["w"] = options.pop("worN")
        arrays[f"{name}_{title}_delay"] = signal.group_delay((b, a), **options)[1]
    if len(b) > 1:
        z = np.asarray(b) * np.exp(0.5j * np.arange(len(b)))
        arrays[f"{name}_complex_h"] = signal.freqz(z, a, worN=64)[1]
sos = signal.butter(12, [0.2, 0.3], "bandpass", output="sos")
arrays["sos"] = sos
arrays["sos_h"] = signal.freqz_sos(sos, worN=40, fs=2.0)[1]
found = signal.ellip(5, 1.0, 40.0, [0.2, 0.5], "bandpass", output="zpk")
zpk(arrays, "zpk", found)
arrays["zpk_h"] = signal.freqz_zpk(*found, worN=40, whole=True)[1]
for name, found in {"low": signal.butter(3, 120.0, analog=True, output="zpk"),
                    "stop": signal.cheby2(4, 40.0, [5.0, 70.0], "bandstop", analog=True, output="zpk"),
                    "high": signal.ellip(3, 1.0, 40.0, 3.0, "highpass", analog=True, output="zpk")}.items():
    zpk(arrays, f"analog_{name}", found)
    for title, points in {"count": 30, "at": [0.5, 3.0, 80.0]}.items():
        arrays[f"analog_{name}_{title}_w"], arrays[f"analog_{name}_{title}_h"] = signal.freqs_zpk(*found, worN=points)
        b, a = signal.zpk2tf(*found)
        arrays[f"analog_{name}_{title}_ba_h"] = signal.freqs(b, a, worN=points)[1]
save("signal", "response", arrays)
