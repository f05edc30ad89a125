"""Matrices with a name, questions about matrices, systems given by a few numbers."""
import warnings

import numpy as np
import scipy.linalg as sl
from common import TYPES, save, values


def widened(arrays):
    """All in double precision, so that one test reads all types."""
    return {k: v.astype(np.complex128 if np.iscomplexobj(v) else np.float64) for k, v in arrays.items()}


def constructors():
    out = {}
    for name, dtype in TYPES.items():
        c, r = values(5, 1, dtype), values(3, 2, dtype)
        out[f"toeplitz.{name}"] = sl.toeplitz(c)
        out[f"toeplitz_row.{name}"] = sl.toeplitz(c, r)
        out[f"hankel.{name}"] = sl.hankel(c)
        out[f"hankel_row.{name}"] = sl.hankel(c, r)
        out[f"hankel_wide.{name}"] = sl.hankel(r, c)
        out[f"circulant.{name}"] = sl.circulant(c)
        out[f"companion.{name}"] = sl.companion(c)
        for n in (2, 3, 4, 5, 6):
            out[f"fiedler_companion_{n}.{name}"] = sl.fiedler_companion(values(n, 3, dtype))
        out[f"fiedler.{name}"] = sl.fiedler(c)
        out[f"leslie.{name}"] = sl.leslie(c, values(4, 4, dtype))
        for mode in ("full", "same", "valid"):
            out[f"convolution_{mode}_long.{name}"] = sl.convolution_matrix(c, 3, mode)
            out[f"convolution_{mode}_short.{name}"] = sl.convolution_matrix(r, 6, mode)
        out[f"vander.{name}"] = np.vander(c)
        out[f"vander_increasing.{name}"] = np.vander(c, 7, increasing=True)
        a, b = values((3, 2), 5, dtype), values((2, 5), 6, dtype)
        out[f"kron.{name}"] = np.kron(a, b)
        out[f"khatri_rao.{name}"] = sl.khatri_rao(a, values((4, 2), 7, dtype))
        out[f"block_diag.{name}"] = sl.block_diag(a, b, np.zeros((1, 0), dtype=dtype), values((1, 1), 8, dtype))
    for n in (1, 2, 7, 20):
        out[f"hilbert_{n}"] = sl.hilbert(n)
        exact = sl.invhilbert(n, exact=True)
        out[f"invhilbert_{n}"] = np.array([[float(int(v)) for v in row] for row in exact])
        out[f"helmert_{n}"] = sl.helmert(n, full=True)
        out[f"helmert_part_{n}"] = sl.helmert(n)
        for kind in ("symmetric", "lower", "upper"):
            out[f"pascal_{kind}_{n}"] = np.array(sl.pascal(n, kind), dtype=float)
            out[f"invpascal_{kind}_{n}"] = np.array(sl.invpascal(n, kind), dtype=float)
        for scale in (None, "sqrtn", "n"):
            out[f"dft_{scale or 'none'}_{n}"] = sl.dft(n, scale)
    out["invhilbert_40"] = np.array([[float(int(v)) for v in row] for row in sl.invhilbert(40, exact=True)])
    for n in (1, 2, 16):
        out[f"hadamard_{n}"] = sl.hadamard(n, dtype=float)
    save("linalg", "matrices", widened(out))


def banded(n, low, up, seed, dtype):
    """A band matrix that needs pivoting: its diagonal is small."""
    ab = values((low + up + 1, n), seed, dtype)
    ab[up] *= dtype(0.125)
    return ab


def structured():
    out = {}
    for name, dtype in TYPES.items():
        for case, (n, low, up) in enumerate([(1, 0, 0), (7, 1, 1), (9, 2, 3), (8, 0, 2), (6, 3, 0), (5, 4, 4), (31, 5, 1)]):
            ab = banded(n, low, up, 20 + case, dtype)
            out[f"solve_banded_{case}.{name}"] = sl.solve_banded((low, up), ab, values((n, 3), 40 + case, dtype))
        for case, (n, up) in enumerate([(1, 0), (7, 1), (12, 3), (5, 4)]):
            ab = values((up + 1, n), 60 + case, dtype)
            ab[-1] = ab[-1].real * 0.5 + 2 * up + 1  # the diagonal dominates
            b = values((n, 2), 80 + case, dtype)
            out[f"solveh_banded_{case}.{name}"] = sl.solveh_banded(ab, b)
            factor = sl.cholesky_banded(ab)
            out[f"cholesky_banded_{case}.{name}"] = factor_in_band(factor)
            lower = to_lower(ab)
            out[f"cholesky_banded_lower_{case}.{name}"] = factor_in_band(sl.cholesky_banded(lower, lower=True), True)
        for case, n in enumerate([1, 2, 5, 33]):
            c, r, b = values(n, 90, dtype), values(n, 91, dtype), values((n, 3), 92, dtype)
            c[0] = 3.5
            out[f"solve_toeplitz_{case}.{name}"] = sl.solve_toeplitz((c, r), b)
            out[f"solve_toeplitz_hermitian_{case}.{name}"] = sl.solve_toeplitz(c, b)
            out[f"matmul_toeplitz_{case}.{name}"] = sl.matmul_toeplitz((c, r), b)
            out[f"solve_circulant_{case}.{name}"] = sl.solve_circulant(c, b)
        c, r, x = values(4, 93, dtype), values(7, 94, dtype), values((7, 2), 95, dtype)
        out[f"matmul_toeplitz_wide.{name}"] = sl.matmul_toeplitz((c, r), x)
        out[f"solve_circulant_lstsq.{name}"] = sl.solve_circulant(
            np.array([1, 2, 1, 2, 1, 2], dtype), values(6, 96, dtype), singular="lstsq")
    save("linalg", "structured", widened(out))


def to_lower(ab):
    rows, n = ab.shape
    lower = np.zeros_like(ab)
    for k in range(rows):
        lower[k, :n - k] = ab[rows - 1 - k, k:].conj()
    return lower


def factor_in_band(factor, lower=False):
    """With zeros where the band leaves the matrix: LAPACK leaves what was there."""
    factor = factor.copy()
    rows, n = factor.shape
    for k in range(rows):
        if lower:
            factor[k, n - k:] = 0
        else:
            factor[rows - 1 - k, :k] = 0
    return factor


warnings.simplefilter("error")
constructors()
structured()
