"""Golden values of onkai-linalg's systems and decompositions, by scipy.linalg.

Vectors are free up to a factor: of decompositions the values are stored, and the tests check that the factors
give the matrix back. What is unique (solutions, determinants, inverses, Cholesky's and triangular factors,
projections, spectra) is compared as it stands.
"""
import warnings

import numpy as np
import scipy.linalg as sla

from common import noise, save

SIZES = (1, 2, 3, 5, 10, 33)
TYPES = {"f32": np.float32, "f64": np.float64, "c64": np.complex64, "c128": np.complex128}


def matrix(m, n, seed, dtype):
    """What `random` of tests/matrices.rs makes."""
    a = noise(m * n, seed).reshape(m, n).astype(np.float64)
    if np.issubdtype(dtype, np.complexfloating):
        a = a + 1j * noise(m * n, seed + 1000).reshape(m, n)
    return a.astype(dtype)


def by_size(eigenvalues):
    """In an order that rounding does not change: by real, then imaginary part, rounded."""
    return eigenvalues[np.lexsort((np.round(eigenvalues.imag, 4), np.round(eigenvalues.real, 4)))]


def decompositions():
    out = {}
    for name, dtype in TYPES.items():
        # What the exact answer for the rounded matrix is, double precision knows.
        wide = np.complex128 if np.issubdtype(dtype, np.complexfloating) else np.float64
        for n in SIZES:
            key = f"{name}.{n}"
            a = matrix(n, n, 40, dtype).astype(wide)
            b = matrix(n, 2, 41, dtype).astype(wide)
            out[f"{key}.det"] = np.atleast_1d(sla.det(a))
            out[f"{key}.solve"] = sla.solve(a, b)
            out[f"{key}.svdvals"] = sla.svdvals(a)
            out[f"{key}.eigvals"] = by_size(sla.eigvals(a).astype(np.complex128))
            h = a + a.conj().T
            out[f"{key}.eigvalsh"] = sla.eigvalsh(h)
            s = matrix(n, n, 42, dtype).astype(wide)
            s = s @ s.conj().T + np.eye(n)
            out[f"{key}.cholesky"] = sla.cholesky(s, lower=True)
            out[f"{key}.eigvalsh_pencil"] = sla.eigh(h, s, eigvals_only=True)
            out[f"{key}.eigvals_pencil"] = by_size(sla.eigvals(a, s).astype(np.complex128))
            if n <= 10:
                p, l, u = sla.lu(a, p_indices=True)
                out[f"{key}.lu_p"], out[f"{key}.lu_l"], out[f"{key}.lu_u"] = p.astype(np.int64), l, u
                t = matrix(n + 3, n, 43, dtype).astype(wide)
                out[f"{key}.pinv"] = sla.pinv(t)
                out[f"{key}.lstsq"] = sla.lstsq(t, matrix(n + 3, 2, 44, dtype).astype(wide))[0]
                out[f"{key}.qr_r"] = np.abs(sla.qr(t, mode="r")[0][:n])
                out[f"{key}.qr_pivots"] = sla.qr(t, pivoting=True, mode="r")[1].astype(np.int64)
                out[f"{key}.polar_u"], out[f"{key}.polar_p"] = sla.polar(a)
                out[f"{key}.projection"] = sla.orth(t) @ sla.orth(t).conj().T
    save("linalg", "decompositions", out)


def special():
    """Matrices that are hard: what SciPy says of them."""
    out = {}
    n = 21
    d, e = np.abs(np.arange(n) - 10.0), np.ones(n - 1)
    out["wilkinson.w"] = sla.eigvalsh_tridiagonal(d, e)
    out["wilkinson.some"] = sla.eigvalsh_tridiagonal(d, e, select="i", select_range=(3, 7))
    grcar = np.triu(np.tril(np.ones((20, 20)), 3)) - np.diag(np.ones(19), -1)
    out["grcar.eigvals"] = by_size(sla.eigvals(grcar))
    out["grcar.svdvals"] = sla.svdvals(grcar)
    graded = noise(64, 50).reshape(8, 8) * np.exp2(-4.0 * (np.arange(8)[:, None] + np.arange(8)))
    out["graded.eigvals"] = sla.eigvals(graded)[np.argsort(-np.abs(sla.eigvals(graded)))]
    out["graded.svdvals"] = sla.svdvals(graded)
    unbalanced = noise(36, 51).reshape(6, 6)
    unbalanced = np.diag(10.0 ** np.arange(-9, 9, 3)) @ unbalanced @ np.diag(10.0 ** -np.arange(-9.0, 9, 3))
    out["unbalanced.eigvals"] = by_size(sla.eigvals(unbalanced))
    hilbert = sla.hilbert(10)
    out["hilbert.det"] = np.atleast_1d(sla.det(hilbert))
    out["hilbert.svdvals"] = sla.svdvals(hilbert)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sym = noise(49, 52).reshape(7, 7)
        sym = sym + sym.T
        np.fill_diagonal(sym, 0.0)
        for side, lower in (("lower", True), ("upper", False)):
            l, dd, p = sla.ldl(sym, lower=lower)
            out[f"ldl.{side}.l"], out[f"ldl.{side}.d"], out[f"ldl.{side}.p"] = l, dd, p.astype(np.int64)
    real = noise(25, 53).reshape(5, 5)
    t, _ = sla.schur(real)
    out["schur.eigvals"] = by_size(np.diag(sla.rsf2csf(t, np.eye(5))[0]))
    h = noise(30, 54).reshape(5, 6)
    out["rq.r"] = np.abs(sla.rq(h, mode="r"))
    out["hessenberg.h"] = np.abs(sla.hessenberg(real))
    out["eigh_types.w"] = np.array([
        sla.eigh(real + real.T, real @ real.T + np.eye(5), type=kind, eigvals_only=True) for kind in (1, 2, 3)
    ])
    save("linalg", "hard_matrices", out)


decompositions()
special()
