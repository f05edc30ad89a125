"""Matrix equations and the measures of matrices."""
import warnings

import numpy as np
import scipy.linalg as sl
from common import TYPES, save, values, wide


def hermitian(n, seed, dtype, shift):
    a = wide(values((n, n), seed, dtype))
    return (a @ a.conj().T + shift * np.eye(n)).astype(dtype)


def equations():
    out = {}
    for name, dtype in TYPES.items():
        for m, n in ((1, 1), (3, 2), (7, 12)):
            a = values((m, m), 400 + m, dtype) + (2 * np.eye(m)).astype(dtype)
            b = values((n, n), 410 + n, dtype) + (3 * np.eye(n)).astype(dtype)
            out[f"sylvester_{m}.{name}"] = sl.solve_sylvester(wide(a), wide(b), wide(values((m, n), 420, dtype)))
            q = values((m, m), 430, dtype)
            out[f"lyapunov_{m}.{name}"] = sl.solve_continuous_lyapunov(wide(a), wide(q))
            stable = values((m, m), 440 + m, dtype) * dtype(0.5)
            out[f"discrete_lyapunov_{m}.{name}"] = sl.solve_discrete_lyapunov(wide(stable), wide(q), method="direct")
        for m, n in ((1, 1), (3, 2), (6, 3)):
            a, b = values((m, m), 450 + m, dtype), values((m, n), 460 + m, dtype)
            q, r = hermitian(m, 470, dtype, 0.1), hermitian(n, 480, dtype, 0.5)
            e = values((m, m), 490, dtype) * dtype(0.3) + np.eye(m).astype(dtype)
            s = values((m, n), 495, dtype) * dtype(0.1)
            plain, full = [wide(x) for x in (a, b, q, r)], [wide(x) for x in (a, b, q, r, e, s)]
            out[f"q_{m}.{name}"], out[f"r_{m}.{name}"] = wide(q), wide(r)
            out[f"care_{m}.{name}"] = sl.solve_continuous_are(*plain)
            out[f"care_full_{m}.{name}"] = sl.solve_continuous_are(*full)
            out[f"dare_{m}.{name}"] = sl.solve_discrete_are(*plain)
            out[f"dare_full_{m}.{name}"] = sl.solve_discrete_are(*full)
    benchmarks(out)
    save("linalg", "equations", out)


def benchmarks(out):
    """Classics: P. Benner, A. J. Laub, V. Mehrmann, collections of benchmark examples (1995)."""
    care = {
        "double_integrator": ([[0, 1], [0, 0]], [[0], [1]], [[1, 0], [0, 2]], [[1]]),
        "unstable": ([[4, 3], [-4.5, -3.5]], [[1], [-1]], [[9, 6], [6, 4]], [[1]]),
        "aircraft": (
            [[0, 1, 0, 0], [0, -1.89, 0.39, -5.53], [0, -0.034, -2.98, 2.43], [0.034, -0.0011, -0.99, -0.21]],
            [[0, 0], [0.36, -1.6], [-0.95, -0.032], [0.03, 0]],
            [[2.313, 2.727, 0.688, 0.023], [2.727, 4.271, 1.148, 0.323], [0.688, 1.148, 0.313, 0.102], [0.023, 0.323, 0.102, 0.083]],
            [[1, 0], [0, 1]]),
        "weak_input": ([[1, 0], [0, -2]], [[1e-6], [0]], [[1, 1], [1, 1]], [[1]]),
        "small_weight": ([[0, 1], [0, 0]], [[0], [1]], [[1, 0], [0, 1]], [[1e-8]]),
    }
    dare = {
        "singular_a": ([[0, 1], [0, 0]], [[0], [1]], [[1, 2], [2, 4]], [[1]]),
        "singular_r": ([[2, -1], [1, 0]], [[1], [0]], [[0, 0], [0, 1]], [[0]]),
        "indefinite_q": ([[0, 1], [0, -1]], [[1, 0], [2, 1]], [[-4, -4], [-4, 7]], [[9, 3], [3, 1]]),
        "dense": (
            [[0.998, 0.067, 0, 0], [-0.067, 0.998, 0, 0], [0, 0, 0.998, 0.153], [0, 0, -0.153, 0.998]],
            [[0.0033, 0.02], [0.1, -0.0007], [0.04, 0.0073], [-0.0028, 0.1]],
            [[1.87, 0, 0, -0.244], [0, 0.744, 0.205, 0], [0, 0.205, 0.589, 0], [-0.244, 0, 0, 1.048]],
            [[1, 0], [0, 1]]),
    }
    for kind, cases, solve in (("care", care, sl.solve_continuous_are), ("dare", dare, sl.solve_discrete_are)):
        for name, matrices in cases.items():
            matrices = [np.array(m, dtype=float) for m in matrices]
            for letter, m in zip("abqr", matrices):
                out[f"{kind}.{name}.{letter}"] = m
            out[f"{kind}.{name}.x"] = solve(*matrices)


def measures():
    out = {}
    orders = {"fro": "fro", "nuc": "nuc", "inf": np.inf, "-inf": -np.inf, "1": 1, "-1": -1, "2": 2, "-2": -2}
    for name, dtype in TYPES.items():
        x = values((7,), 500, dtype)
        for order in ("inf", "-inf", "0", "1", "-1", "2", "-2", "0.5", "3", "-1.5"):
            out[f"vector_{order}.{name}"] = np.asarray(np.linalg.norm(wide(x), float(order)), dtype=float)
        for shape in ((4, 4), (5, 3), (1, 6)):
            a = values(shape, 510, dtype)
            for key, order in orders.items():
                out[f"matrix_{shape[0]}_{key}.{name}"] = np.asarray(sl.norm(wide(a), order), dtype=float)
        a = values((4, 4), 520, dtype)
        for key, order in orders.items():
            out[f"cond_{key}.{name}"] = np.asarray(np.linalg.cond(wide(a), order), dtype=float)
        a, b = values((6, 4), 530, dtype), values((6, 4), 531, dtype)
        if not np.iscomplexobj(a):
            # SciPy's docstring is about real matrices.
            r, scale = sl.orthogonal_procrustes(wide(a), wide(b))
            out[f"procrustes.{name}"], out[f"procrustes_scale.{name}"] = r, scale
        out[f"angles.{name}"] = sl.subspace_angles(wide(a), wide(b[:, :2]))
        low = wide(values((6, 2), 532, dtype)) @ wide(values((2, 5), 533, dtype))
        assert np.linalg.matrix_rank(low) == 2
    save("linalg", "measures", out)


warnings.simplefilter("error")
equations()
measures()
