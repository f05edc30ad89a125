"""Golden values of onkai-interpolate in several variables: grids and scattered points."""
import warnings

import numpy as np
from scipy.interpolate import RBFInterpolator, RegularGridInterpolator, interpn

from common import abscissae, around, inside, noise, save

warnings.filterwarnings("ignore")
arrays = {}

# Grids. The "legacy" splines solve their systems directly; the others do so by iteration with a tolerance.
for dims, lengths in ((1, (9,)), (2, (7, 8)), (3, (6, 7, 6))):
    grid = tuple(abscissae(n, 1 + i) for i, n in enumerate(lengths))
    values = noise(int(np.prod(lengths)), 10 + dims).reshape(lengths)
    at = np.stack([inside(g, 20, 20 + i) for i, g in enumerate(grid)], axis=1)
    wide = np.stack([around(g, 20, 30 + i) for i, g in enumerate(grid)], axis=1)
    for name in ("linear", "nearest", "slinear", "cubic", "quintic", "pchip"):
        method = name + "_legacy" if name in ("slinear", "cubic", "quintic") else name
        f = RegularGridInterpolator(grid, values, method=method)
        arrays[f"grid_{dims}_{name}"] = f(at)
        arrays[f"grid_{dims}_{name}_knots"] = f(np.stack([g[1:6] for g in grid], axis=1))
        f = RegularGridInterpolator(grid, values, method=method, bounds_error=False, fill_value=-3.0)
        arrays[f"grid_{dims}_{name}_fill"] = f(wide)
        f = RegularGridInterpolator(grid, values, method=method, bounds_error=False, fill_value=None)
        arrays[f"grid_{dims}_{name}_beyond"] = f(wide)
grid, values = (abscissae(7, 1), abscissae(8, 2)), noise(7 * 8 * 6, 40).reshape(7, 8, 2, 3)
at = np.stack([inside(g, 10, 20 + i) for i, g in enumerate(grid)], axis=1)
for name in ("linear", "nearest", "cubic", "pchip"):
    method = name + "_legacy" if name == "cubic" else name
    down = RegularGridInterpolator((grid[0][::-1], grid[1]), values[::-1], method=method)
    arrays[f"trailing_{name}"] = down(at)
# A system that is solved to rounding, so that derivatives can be compared.
f = RegularGridInterpolator(grid, values[..., 0, 0], method="cubic", solver_args={"rtol": 1e-14, "atol": 0.0})
for nu in ((1, 0), (0, 2), (1, 1)):
    arrays[f"grid_slope_{nu[0]}{nu[1]}"] = f(at, nu=nu)
arrays["interpn"] = interpn(grid, values[..., 0, 0], at, method="pchip")

# Scattered points
y, x = noise(60, 50).reshape(30, 2), 1.2 * noise(40, 51).reshape(20, 2)
d = noise(60, 52).reshape(30, 2)
smooth = 0.2 * (1.0 + noise(30, 53))
kernels = ("linear", "thin_plate_spline", "cubic", "quintic", "multiquadric", "inverse_multiquadric", "inverse_quadratic", "gaussian")
for kernel in kernels:
    arrays[f"rbf_{kernel}"] = RBFInterpolator(y, d, kernel=kernel, epsilon=3.0)(x)
    arrays[f"rbf_{kernel}_smooth"] = RBFInterpolator(y, d[:, 0], kernel=kernel, epsilon=2.0, smoothing=smooth)(x)
    arrays[f"rbf_{kernel}_degree"] = RBFInterpolator(y, d[:, 0], kernel=kernel, epsilon=2.0, degree=2)(x)
    arrays[f"rbf_{kernel}_neighbors"] = RBFInterpolator(y, d, kernel=kernel, epsilon=2.0, neighbors=9)(x)
arrays["rbf_default"] = RBFInterpolator(y, d)(x)
arrays["rbf_plain"] = RBFInterpolator(y, d, kernel="gaussian", epsilon=2.0, degree=-1, smoothing=0.1)(x)
line = noise(12, 54)[:, None]
arrays["rbf_line"] = RBFInterpolator(line, np.sin(line[:, 0]), kernel="cubic")(noise(7, 55)[:, None])
space = noise(75, 56).reshape(25, 3)
arrays["rbf_space"] = RBFInterpolator(space, np.prod(space, axis=1), kernel="quintic", epsilon=0.7)(noise(21, 57).reshape(7, 3))

save("interpolate", "several", arrays)
