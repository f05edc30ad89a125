"""Rosenbrock's function of ten variables: scipy.optimize.minimize."""
import numpy as np
from scipy.optimize import minimize, rosen, rosen_der


def start(n):
    return np.resize([1.3, 0.7, 0.8, 1.9, 1.2], n)


def minimum(method, n=10, jac=None):
    return lambda i: lambda x0=start(n): minimize(rosen, x0, method=method, jac=jac).x


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "minimize_bfgs_rosen10": minimum("BFGS"),
    "minimize_lbfgsb_rosen10": minimum("L-BFGS-B"),
    "minimize_bfgs_rosen10_gradient": minimum("BFGS", jac=rosen_der),
    "minimize_lbfgsb_rosen10_gradient": minimum("L-BFGS-B", jac=rosen_der),
    "minimize_nelder_mead_rosen2": minimum("Nelder-Mead", n=2),
}
