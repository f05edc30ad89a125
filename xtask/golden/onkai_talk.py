"""Golden values of the SciPy talk as crates/onkai/examples/talk_scipy tells it, from SciPy.

Each answer is flattened: numbers in the order in which they stand, named parts by name, complex numbers as their
two parts.
"""
import numpy as np
from scipy import fft, interpolate, linalg, ndimage, optimize, signal, special, stats
from scipy.spatial import distance

from common import save


def flat(answer):
    if isinstance(answer, dict):
        return [v for name in sorted(answer) for v in flat(answer[name])]
    if isinstance(answer, (list, tuple)):
        return [v for part in answer for v in flat(part)]
    answer = np.asarray(answer)
    if np.iscomplexobj(answer):
        answer = np.stack([answer.real, answer.imag], axis=-1)
    return answer.astype(float).ravel().tolist()


def digest(a):
    """The shape, figures of the absolute values, and seven of them with their places."""
    size = np.abs(np.asarray(a)).ravel()
    at = np.linspace(0, size.size - 1, 7).astype(int)
    rms = np.sqrt((size**2).mean())
    at = [[i, size[i]] for i in at]
    return {"shape": a.shape, "mean_abs": size.mean(), "max_abs": size.max(), "rms": rms, "at": at}


def special_functions():
    return {
        "jn": [[n, x, special.jv(n, x)] for n in (0, 1, 2, 5) for x in (0.1, 1.0, 10.0, 50.0)],
        "ellpj(0.5,0.3)": special.ellipj(0.5, 0.3),
        "gamma": [[x, special.gamma(x)] for x in (0.5, 1, 5, -1.5, 20)],
        "gamma(1+1j)": special.gamma(1 + 1j),
        "gammaln": [[x, special.gammaln(x)] for x in (0.5, 10, 1e3, 1e10)],
        "erf": [[x, special.erf(x)] for x in (-2, -0.1, 0, 0.5, 3)],
        "sici": [[x, *special.sici(x)] for x in (0.1, 1, 10, 100)],
    }


def linear_algebra():
    a, wide = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    x = 0.1 * np.arange(1, 11)
    c, _, rank, s = linalg.lstsq(np.stack([np.exp(-x), x], axis=1), 5 * np.exp(-x) + 2 * x)
    orders = {"fro": "fro", "1": 1, "-1": -1, "inf": np.inf, "-inf": -np.inf, "2": 2, "-2": -2}
    return {
        "det": linalg.det(a),
        "det_singular": 0.0,
        "inv": linalg.inv(a),
        "solve": linalg.solve(a, [[5.0], [6.0]]),
        "norm": {name: linalg.norm(a, order) for name, order in orders.items()},
        "eigvals": linalg.eigvals(a),
        "svd_s": linalg.svdvals(wide),
        "lu": linalg.lu(a),
        "schur": linalg.schur(a),
        "logm": linalg.logm(a),
        "pinv": linalg.pinv(wide),
        "generalised_eigvals": linalg.eigvals(a, [[2.0, 1.0], [1.0, 3.0]]),
        "lstsq": {"c": c, "rank": rank, "singular": s},
    }


def optimization():
    f = lambda x: x[0] ** 2 + 10 * np.sin(x[0])
    told = lambda r: {"fun": r.fun, "success": r.success, "x": r.x}
    t = np.linspace(-5, 5, 50)
    y = 2.9 * np.sin(1.5 * t) + 0.3 * np.cos(17 * t)
    p, cov = optimize.curve_fit(lambda t, a, b: a * np.sin(b * t), t, y, p0=[2, 2])
    zero = lambda x0: told(optimize.root(lambda x: x**2 + 10 * np.sin(x), x0))
    return {
        "bfgs": told(optimize.minimize(f, [0.0])),
        "lbfgsb": told(optimize.minimize(f, [0.0], method="L-BFGS-B")),
        "lbfgsb_from_3": told(optimize.minimize(f, [3.0], method="L-BFGS-B")),
        "bounded": told(optimize.minimize(f, [1.0], bounds=[(0, 10)])),
        "root_1": zero(1.0),
        "root_-3": zero(-3.0),
        "basinhopping_x": optimize.basinhopping(f, [1.0], rng=0).x,
        "curve_fit(2.9*sin(1.5x)+0.3*cos(17x), p0=[2,2])": {"p": p, "cov": cov},
    }


def interpolation():
    x = np.linspace(0, 1, 10)
    kinds = ("linear", "cubic")
    return {k: interpolate.interp1d(x, np.sin(2 * np.pi * x), kind=k)(np.linspace(0, 1, 7)) for k in kinds}


def signals():
    lowpass, impulse = signal.firwin(96, cutoff=4000.0, fs=48000.0), np.eye(1, 128)[0]
    return {
        "hann8": signal.get_window("hann", 8),
        "firwin96": digest(lowpass),
        "firwin96_head": lowpass[:5],
        "lfilter_impulse": digest(signal.lfilter(lowpass, [1.0], impulse)),
    }


def statistics():
    s = 2 * np.sin(12.9898 * np.arange(1000))
    return {
        "norm.pdf(0,1,2)": stats.norm.pdf([0, 1, 2]),
        "norm.fit(2*sin(12.9898 n))": stats.norm.fit(s),
        "scoreatpercentile": [stats.scoreatpercentile(s, q) for q in (50, 90)],
    }


cities = [(35.0456, -85.2672), (35.1174, -89.9711), (35.9728, -83.9422), (36.1667, -86.7833)]
eight = np.arange(8.0)
talk = {
    "special": special_functions(),
    "linalg": linear_algebra(),
    "optimize": optimization(),
    "interpolate": interpolation(),
    "signal": signals(),
    "fft": {
        "fftfreq(8, 1/48000)": fft.fftfreq(8, 1 / 48000),
        "fft(arange8)": fft.fft(eight),
        "dct2(arange8)": fft.dct(eight),
    },
    "stats": statistics(),
    "spatial": {"cdist": distance.cdist(cities, cities), "pdist": distance.pdist(cities)},
    "ndimage": {"shift(-3)": ndimage.shift(np.arange(10.0), -3, cval=0.0)},
}
# A name of an archive's member has no slash: the member would be in a folder.
rows = {f"{chapter}.{key.replace('/', '|')}": flat(v) for chapter, part in talk.items() for key, v in part.items()}
save("onkai", "talk_scipy", rows)
