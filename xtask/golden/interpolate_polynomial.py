"""Golden values of onkai-interpolate's single polynomials."""
import warnings

import numpy as np
from scipy.interpolate import BarycentricInterpolator, KroghInterpolator

from common import abscissae, around, inside, noise, save

warnings.filterwarnings("ignore")
arrays = {}

for n in (1, 2, 5, 9):
    x, y = abscissae(n, n)[::-1], noise(2 * n * 3, 10 + n).reshape(2, n, 3)
    at = np.concatenate([around(x, 12, 20) if n > 1 else noise(12, 20), x])
    if n > 1:
        p = BarycentricInterpolator(x, y, axis=1, rng=1)
        for nu in range(4):
            arrays[f"barycentric_{n}_{nu}"] = p(at) if nu == 0 else p.derivative(at, nu)
    p = KroghInterpolator(x, y, axis=1)
    arrays[f"krogh_{n}"] = np.stack([p(at)] + [p.derivative(at, nu) for nu in (1, 2)])
    p = KroghInterpolator(x, y[0, :, 0])
    arrays[f"krogh_{n}_all"] = p.derivatives(at[:5], n + 2)

x = np.cos(np.pi * (np.arange(60) + 0.5) / 60)
f = np.exp(x) * np.sin(5 * x)
at = noise(30, 30)
p = BarycentricInterpolator(x, f, rng=1)
arrays["chebyshev"], arrays["chebyshev_slope"] = p(at), p.derivative(at)
# After an even number of points, `add_xi` gives the weights of old and new ones different signs.
p = BarycentricInterpolator(x[:31], f[:31], rng=1)
p.add_xi(x[31:], f[31:])
arrays["added"] = p(at)

x = np.repeat([0.0, 0.7, -1.1, 2.0], [3, 1, 2, 4])
y = noise(10, 31)
p = KroghInterpolator(x, y)
arrays["krogh_repeated"] = p.derivatives(inside(np.array([-1.1, 2.0]), 8, 32), 6)

save("interpolate", "polynomial", arrays)
