"""Splines and their values: scipy.interpolate."""
import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator, RegularGridInterpolator, make_interp_spline


def points(inputs, n):
    return np.cumsum(1.0 + 0.9 * inputs.noise(n, seed=1)), inputs.noise(n, seed=2)


def queries(inputs, x, is_sorted):
    at = x[0] + (x[-1] - x[0]) * 0.5 * (inputs.noise(1_000_000, seed=3) + 1.0)
    return np.sort(at) if is_sorted else at


def build(n):
    def case(inputs):
        x, y = points(inputs, n)
        return lambda: CubicSpline(x, y).c[2]

    return case


def pchip_build(inputs):
    x, y = points(inputs, 1_000_000)
    return lambda: PchipInterpolator(x, y).c[0]


def values(is_sorted):
    def case(inputs):
        x, y = points(inputs, 100_000)
        spline, at = CubicSpline(x, y), queries(inputs, x, is_sorted)
        return lambda: spline(at)

    return case


def lines(is_sorted):
    def case(inputs):
        x, y = points(inputs, 100_000)
        at = queries(inputs, x, is_sorted)
        return lambda: np.interp(at, x, y)

    return case


def spline_build(inputs):
    x, y = points(inputs, 100_000)
    return lambda: make_interp_spline(x, y).c


def spline_values(inputs):
    x, y = points(inputs, 100_000)
    spline, at = make_interp_spline(x, y), queries(inputs, x, True)
    return lambda: spline(at)


def grid_linear(inputs):
    line = np.linspace(0.0, 1.0, 60)
    f = RegularGridInterpolator((line, line, line), inputs.noise(60, 60, 60, seed=1))
    at = 0.5 * (inputs.noise(100_000, 3, seed=2) + 1.0)
    return lambda: f(at)


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "cubic_spline_build_1e5": build(100_000),
    "cubic_spline_build_1e6": build(1_000_000),
    "cubic_spline_at_sorted": values(True),
    "cubic_spline_at_random": values(False),
    "pchip_build": pchip_build,
    "interp_sorted": lines(True),
    "interp_random": lines(False),
    "make_interp_spline": spline_build,
    "bspline_at_sorted": spline_values,
    "grid_linear_3d": grid_linear,
}
