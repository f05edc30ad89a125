"""Functions of matrices: SciPy's values, and mpmath's where SciPy's are not good enough."""
import warnings

import mpmath
import numpy as np
import scipy.linalg as sl
from common import TYPES, save, values, wide


def exact(function, a, **keywords):
    """mpmath's value at 60 digits, as complex128 or float64."""
    with mpmath.workdps(60):
        m = mpmath.matrix([[mpmath.mpmathify(complex(v) if np.iscomplexobj(a) else float(v)) for v in row] for row in a])
        result = function(m, **keywords)
        rows, columns = a.shape
        out = np.array([[complex(result[i, j]) for j in range(columns)] for i in range(rows)])
    return out if np.iscomplexobj(a) else out.real if np.abs(out.imag).max() == 0 else out


def right_half(n, seed, dtype):
    """Eigenvalues in the right half-plane: roots and logarithms are real for real matrices."""
    return (values((n, n), seed, dtype) * dtype(0.5 / np.sqrt(n)) + np.eye(n) * dtype(1.5)).astype(dtype)


def functions():
    out = {}
    for name, dtype in TYPES.items():
        for n in (1, 2, 3, 4, 5, 9, 17, 40):
            a = values((n, n), 100 + n, dtype)
            out[f"expm_{n}.{name}"] = sl.expm(wide(a))
            if n in (1, 3, 9):
                for f in ("cosm", "sinm", "tanm", "coshm", "sinhm", "tanhm"):
                    small = (a * dtype(0.7)).astype(dtype)
                    out[f"{f}_{n}.{name}"] = getattr(sl, f)(wide(small))
            b = right_half(n, 200 + n, dtype)
            if n in (1, 3, 5, 17):
                out[f"sqrtm_{n}.{name}"] = sl.sqrtm(wide(b))
                out[f"logm_{n}.{name}"] = sl.logm(wide(b))
                for p in (0.3, -0.5, 2.7, -1.4):
                    power = sl.fractional_matrix_power(wide(b), p)
                    # Real for real matrices, but for rounding.
                    out[f"power_{p}_{n}.{name}"] = power if np.iscomplexobj(b) else power.real
            if n in (1, 3, 5):
                sign = wide(a) + np.eye(n) * (0.1 if n == 1 else 0)
                out[f"signm_{n}.{name}"] = sl.signm(sign)
                out[f"funm_{n}.{name}"] = sl.funm(wide(a), lambda z: np.exp(z) * z)
    a, e = values((6, 6), 300, np.float64), values((6, 6), 301, np.float64)
    out["frechet"] = sl.expm_frechet(a, e)[1]
    out["expm_cond"] = sl.expm_cond(a[:4, :4])
    for name, matrix in negative().items():
        out[f"logm_{name}"] = sl.logm(matrix).astype(complex)
        out[f"sqrtm_{name}"] = sl.sqrtm(matrix).astype(complex)
    save("linalg", "functions", out)


def negative():
    """Real matrices with negative eigenvalues: the results are complex."""
    a = values((4, 4), 310, np.float64)
    q, _ = np.linalg.qr(a)
    return {
        "negative": q @ np.diag([-2.0, 1.0, 3.0, -0.5]) @ np.linalg.inv(q),
        "triangle": np.triu(a) + np.diag([-2.0, 3.0, -5.0, 7.0]),
    }


def difficult():
    """Where SciPy is no oracle: the values are mpmath's."""
    cases = {
        # Badly scaled (Kenney & Laub; Dieci & Papini): the norm says nothing about the growth of powers.
        "scaled": np.array([[-131.0, 19.0, 18.0], [-390.0, 56.0, 54.0], [-387.0, 57.0, 52.0]]),
        "shear": np.array([[1.0, 1e6], [0.0, -1.0]]),
        "nearly_equal": np.array([[1.0, 1e3, 3.0], [0.0, 1.0 + 1e-9, 2.0], [0.0, 0.0, 1.0 - 1e-9]]),
        "block": np.array([[0.0, 1e4, 0.0], [-1e-4, 0.0, 2.0], [0.0, 0.0, -30.0]]),
        "nilpotent": np.diag([3.0, 2.0, 1.0, 5.0], 1),
        "jordan": np.diag([2.5] * 5) + np.diag([1.0] * 4, 1),
        "lower": np.tril(values((6, 6), 320, np.float64)) * 4 + np.diag(np.arange(6.0)),
        "negative": -values((5, 5), 321, np.float64) @ values((5, 5), 321, np.float64).T * 9,
        "overshoot": np.array([[0.0, 1e-8, 0.0], [-(2e10 + 4e8 / 6), -3.0, 2e10], [200.0 / 3, 0.0, -200.0 / 3]]),
    }
    out = {}
    for name, a in cases.items():
        out[f"{name}.in"] = a
        out[f"{name}.expm"] = exact(mpmath.expm, a, method="taylor" if np.abs(a).sum() < 1e3 else "pade")
        if name == "overshoot" or np.abs(a).max() > 1e5:
            # Diagonalised at many digits: series of such norms take too long.
            out[f"{name}.expm"] = by_eigenvalues(mpmath.exp, a)
    logs = {
        "near_singular": np.array([[1.0, 2.0, 3.0], [0.0, 1e-12, 1.0], [0.0, 0.0, 2.0]]),
        "tiny": np.array([[1e-3, 1.0], [-1e-5, 2e-3]]),
        "jordan": np.diag([0.1] * 5) + np.diag([1.0] * 4, 1),
        "near_one": np.eye(4) + 1e-9 * values((4, 4), 330, np.float64),
        "hilbert": sl.hilbert(5),
        "complex": values((4, 4), 331, np.complex128) + 2 * np.eye(4),
        "close": np.array([[1.0, 1e3], [0.0, 1.0 + 1e-10]]),
    }
    for name, a in logs.items():
        out[f"{name}.in_log"] = a
        for f, g in (("logm", mpmath.log), ("sqrtm", mpmath.sqrt)):
            if name == "jordan":
                lam, n = mpmath.mpf(0.1), 5
                with mpmath.workdps(60):
                    series = mpmath.taylor(g, lam, n - 1)
                out[f"{name}.{f}"] = sum(float(series[k]) * np.diag(np.ones(n - k), k) for k in range(n))
            else:
                out[f"{name}.{f}"] = by_eigenvalues(g, a)
    save("linalg", "functions_difficult", out, packages=("numpy", "scipy", "mpmath"))


def by_eigenvalues(function, a):
    with mpmath.workdps(120):
        m = mpmath.matrix([[mpmath.mpmathify(complex(v) if np.iscomplexobj(a) else float(v)) for v in row] for row in a])
        w, v = mpmath.eig(m)
        d = mpmath.diag([function(x) for x in w])
        result = v * d * v ** -1
        n = a.shape[0]
        out = np.array([[complex(result[i, j]) for j in range(n)] for i in range(n)])
    return out if np.iscomplexobj(a) else out.real


warnings.simplefilter("error")
functions()
difficult()
