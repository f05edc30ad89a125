"""Linear algebra: scipy.linalg."""
import numpy as np
import scipy.linalg

SIZES = (4, 50, 500, 1000)


def solve(inputs, n):
    a, b = inputs.noise(n, n, seed=1), inputs.noise(n, seed=2)
    return lambda: scipy.linalg.solve(a, b)


def lu(inputs, n):
    a = inputs.noise(n, n, seed=1)
    return lambda: scipy.linalg.lu(a)[2]


def cholesky(inputs, n):
    a = inputs.noise(n, n, seed=1)
    a = a @ a.T + np.eye(n)
    return lambda: scipy.linalg.cholesky(a, lower=True)


def qr(inputs, n):
    a = inputs.noise(n, n, seed=1)
    return lambda: scipy.linalg.qr(a)[1]


def svd(inputs, n):
    a = inputs.noise(n, n, seed=1)
    return lambda: scipy.linalg.svd(a)[1]


def eigh(inputs, n):
    a = inputs.noise(n, n, seed=1)
    a = a + a.T
    return lambda: scipy.linalg.eigh(a)[0]


def eig(inputs, n):
    a = inputs.noise(n, n, seed=1)
    return lambda: scipy.linalg.eig(a)[0]


def expm(inputs, n):
    a = inputs.noise(n, n, seed=41) / np.sqrt(n)
    return lambda: scipy.linalg.expm(a)


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    f"linalg_{case.__name__}_{n}": (lambda inputs, case=case, n=n: case(inputs, n))
    for case in (solve, lu, cholesky, qr, svd, eigh, eig, expm)
    for n in SIZES
}
