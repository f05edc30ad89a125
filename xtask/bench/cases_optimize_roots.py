"""Roots, least squares and curve fits: scipy.optimize."""
import numpy as np
from scipy.optimize import brentq, curve_fit, least_squares, root


def tridiagonal(x):
    left, right = np.append(0, x[:-1]), np.append(x[1:], 0)
    return (3 - 2 * x) * x - left - 2 * right + 1


def sine_data():
    x = np.linspace(-5, 5, 50)
    return x, 2.9 * np.sin(1.5 * x) + 0.3 * np.cos(17 * x)


def rosenbrock(x):
    return np.array([1 - x[0], 10 * (x[1] - x[0] ** 2)])


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "brentq": lambda i: lambda: [brentq(lambda x: x**3 - 2 * x - 5, 2.0, 3.0)],
    "root_hybr_tridiagonal10": lambda i: lambda x0=np.full(10, -1.0): root(tridiagonal, x0).x,
    "curve_fit_sine": lambda i: lambda d=sine_data(): curve_fit(lambda x, a, b: a * np.sin(b * x), *d, p0=[2, 2])[0],
    "least_squares_trf_bounds": lambda i: lambda: least_squares(rosenbrock, [-1.2, 1.0], bounds=([-2.0, -1.0], [0.8, 3.0])).x,
}
