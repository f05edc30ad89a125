"""Golden values of onkai-interpolate's functions through points: interp, interp1d, PPoly, cubic curves."""
import warnings

import numpy as np
from scipy import interpolate

from common import abscissae, around, inside, noise, save

warnings.filterwarnings("ignore")


arrays = {}
x, y = abscissae(11, 1), noise(11, 2)
at, wide = inside(x, 40, 3), around(x, 40, 4)
y3 = noise(2 * 11 * 3, 5).reshape(2, 11, 3)

# numpy.interp
arrays["interp"] = np.interp(wide, x, y)
arrays["interp_ends"] = np.interp(wide, x, y, left=-2.0, right=3.0)
arrays["interp_period"] = np.interp(wide, x[::-1], y, period=2.5)

# interp1d
for kind in ("linear", "nearest", "nearest-up", "zero", "slinear", "quadratic", "cubic", "previous", "next"):
    arrays[f"interp1d_{kind}"] = interpolate.interp1d(x, y, kind=kind)(np.concatenate([at, x]))
    arrays[f"interp1d_{kind}_fill"] = interpolate.interp1d(x, y, kind=kind, bounds_error=False, fill_value=(-2.0, 3.0))(wide)
    arrays[f"interp1d_{kind}_beyond"] = interpolate.interp1d(x, y, kind=kind, fill_value="extrapolate")(wide)
    arrays[f"interp1d_{kind}_axis"] = interpolate.interp1d(x, y3, kind=kind, axis=1)(at)
order = np.argsort(noise(11, 6))
arrays["interp1d_order"] = order
arrays["interp1d_unsorted"] = interpolate.interp1d(x[order], y[order], kind="cubic")(at)
arrays["interp1d_quintic"] = interpolate.interp1d(x, y, kind=5)(at)
halves = np.arange(6.0)
arrays["interp1d_halves"] = np.stack([interpolate.interp1d(halves, halves, kind=k)(halves[:-1] + 0.5) for k in ("nearest", "nearest-up")])

# PPoly
c = noise(4 * 5 * 2, 7).reshape(4, 5, 2)
xp = abscissae(6, 8)
spread = around(xp, 30, 9)
for name, mode in {"on": True, "none": False, "periodic": "periodic"}.items():
    p = interpolate.PPoly(c, xp, extrapolate=mode)
    for nu in range(5):
        arrays[f"ppoly_{name}_{nu}"] = p(spread, nu)
    arrays[f"ppoly_{name}_anti"] = p.antiderivative(2)(spread)
    bounds = [(xp[0] + 0.3, xp[-1] - 0.2), (xp[0] - 1.0, xp[-1] + 7.0), (xp[2] + 0.1, xp[1] + 0.1), (xp[0] - 9.0, xp[0] - 8.5)]
    arrays[f"ppoly_{name}_integral"] = np.array([p.integrate(a, b) for a, b in bounds])
p = interpolate.PPoly(c[:, :, 0], xp)
for value in (0.0, 0.2):
    for beyond in (False, True):
        for jumps in (False, True):
            arrays[f"ppoly_roots_{value}_{int(beyond)}_{int(jumps)}"] = p.solve(value, jumps, beyond)

# Cubic curves
curves = {
    "hermite": interpolate.CubicHermiteSpline(x, y3, noise(66, 10).reshape(2, 11, 3), axis=1),
    "pchip": interpolate.PchipInterpolator(x, y3, axis=1),
    "akima": interpolate.Akima1DInterpolator(x, y3, axis=1),
    "makima": interpolate.Akima1DInterpolator(x, y3, axis=1, method="makima", extrapolate=True),
    "not-a-knot": interpolate.CubicSpline(x, y3, axis=1),
    "natural": interpolate.CubicSpline(x, y3, axis=1, bc_type="natural"),
    "clamped": interpolate.CubicSpline(x, y3, axis=1, bc_type="clamped", extrapolate=False),
    "mixed": interpolate.CubicSpline(x, y3, axis=1, bc_type=((1, noise(6, 11).reshape(2, 3)), (2, noise(6, 12).reshape(2, 3)))),
    "half": interpolate.CubicSpline(x, y3, axis=1, bc_type=("not-a-knot", "natural")),
}
closed = y3.copy()
closed[:, -1] = closed[:, 0]
curves["periodic"] = interpolate.CubicSpline(x, closed, axis=1, bc_type="periodic")
for name, curve in curves.items():
    arrays[f"{name}_values"] = curve(wide)
    arrays[f"{name}_slopes"] = curve(wide, 1)
    arrays[f"{name}_integral"] = curve.integrate(x[1], x[8] + 0.1)
for name, method in {"akima": "akima", "makima": "makima"}.items():
    flat = interpolate.Akima1DInterpolator(np.arange(9.0), [0, 0, 0, 1, 2, 3, 3, 3, 3], method=method)
    arrays[f"{name}_flat"] = flat(np.linspace(0, 8, 33))
arrays["pchip_flat"] = interpolate.PchipInterpolator(np.arange(9.0), [0, 0, 1, 2, 2, 5, 4, 4, 9])(np.linspace(0, 8, 33))
arrays["spline_roots"] = interpolate.CubicSpline(x, y).roots(extrapolate=False)
arrays["spline_solve"] = interpolate.CubicSpline(x, y).solve(0.3, extrapolate=False)
arrays["pchip_roots"] = interpolate.PchipInterpolator(x, y).roots(extrapolate=False)

# Few points, every pair of ends
ends = {"not-a-knot": "not-a-knot", "clamped": "clamped", "natural": "natural", "first": (1, 0.7), "second": (2, -1.3)}
for n in (2, 3, 4, 5):
    few, values = abscissae(n, 20 + n), noise(n, 30 + n)
    points = around(few, 9, 40)
    for a, start in ends.items():
        for b, end in ends.items():
            arrays[f"few_{n}_{a}_{b}"] = interpolate.CubicSpline(few, values, bc_type=(start, end))(points)
    values[-1] = values[0]
    arrays[f"few_{n}_periodic"] = interpolate.CubicSpline(few, values, bc_type="periodic")(points)
    arrays[f"few_{n}_pchip"] = interpolate.PchipInterpolator(few, noise(n, 30 + n))(points)
    arrays[f"few_{n}_akima"] = interpolate.Akima1DInterpolator(few, noise(n, 30 + n), extrapolate=True)(points)

# The talk
xs, xn = np.linspace(0, 1, 10), np.linspace(0, 1, 7)
for kind in ("linear", "cubic"):
    arrays[f"talk_{kind}"] = interpolate.interp1d(xs, np.sin(2 * np.pi * xs), kind=kind)(xn)

save("interpolate", "cubic", arrays)
