"""Accuracy points of onkai-special's hypergeometric functions and Lambert's W, from mpmath at 60 digits."""
import math

import mpmath
from mpmath import mp, mpf

from common import accuracy, noise, save

arrays = {}


def gauss(a, b, c, x):
    with mpmath.workdps(60):
        return mpmath.hyp2f1(a, b, c, x, maxterms=10**6).real


def kummer(a, b, x):
    return mpmath.hyp1f1(a, b, x, maxterms=10**6)


usual = [(0.5, 0.5, 1.0), (1.0, 1.0, 2.0), (1.0, 1.0, 1.5), (0.3, 0.7, 1.9), (2.0, 3.0, 4.5), (-0.5, 0.5, 1.0), (1.5, -2.25, 0.75), (5.0, 5.0, 9.0), (3.0, 0.1, -1.5),
         (0.25, 1.25, 2.5), (-3.0, 2.2, 1.1), (7.5, -4.0, 2.0), (1.0, 2.0, 3.0), (2.0, 2.0, 2.0), (1.0, 1.0 + 1e-9, 2.0), (0.5, 0.5 + 1e-13, 3.0), (10.0, 9.5, 0.5),
         (-9.7, 8.3, 2.6), (1e-8, 0.5, 1.0), (4.0, 1.0, 3.0)]
usual += [tuple(float(8 * v) for v in row) for row in noise(90, 1).reshape(30, 3)]
points = [-1e3, -20.0, -9.0, -4.0, -1.0, -0.6, -0.3, -1e-5, 0.1, 0.4, 0.6, 0.79, 0.81, 0.9, 0.97, 0.999, 1 - 1e-7]
near = [(*p, x) for p in usual for x in points]
large = [(30.0, 20.0, 50.0), (-30.5, 40.25, 10.0), (100.0, 50.0, 80.0), (-20.0, 31.0, 5.5), (60.0, -60.5, 0.5), (25.5, 25.5, 1.0), (-80.5, -90.25, 1.5), (50.0, 0.5, 200.0),
         (1.0, 150.0, 90.5), (20.0, 30.5, -10.25)]
far = [(*p, x) for p in large for x in (-50.0, -2.0, -0.5, 0.3, 0.7, 0.95)] + [(*p, x) for p in usual for x in (-1e8, -1e100, math.nextafter(1, 0))]
inside = set(near)
accuracy(arrays, "hyp2f1", gauss, near + far, lambda *row: row in inside)
accuracy(arrays, "hyp2f1_one", gauss, [(a, b, c, 1.0) for a, b, c in usual if c - a - b > 0.01])

pairs = [(0.5, 1.5), (1.0, 2.0), (1.0, 1.5), (2.5, 0.75), (-0.5, 1.0), (-3.25, 2.5), (3.0, 0.1), (0.1, -1.5), (5.0, 7.5), (1e-8, 0.5), (-4.0, 1.5), (7.0, 7.0), (2.0, 1.0), (-6.6, -2.3)]
pairs += [tuple(float(8 * v) for v in row) for row in noise(50, 2).reshape(25, 2)]
lines = [-1e5, -700.0, -150.0, -61.0, -59.0, -30.0, -9.0, -2.0, -0.5, -1e-5, 0.3, 1.0, 4.0, 12.0, 40.0, 59.0, 61.0, 150.0, 600.0]
near = [(*p, x) for p in pairs for x in lines]
far = [(a, b, x) for a, b in ((30.0, 50.0), (-30.5, 10.0), (100.0, 1.5), (-25.5, 60.0), (60.0, -10.5), (200.0, 300.0)) for x in (-400.0, -100.0, -20.0, -3.0, 2.0, 20.0, 100.0, 400.0)]
inside = set(near)
accuracy(arrays, "hyp1f1", kummer, near + far, lambda *row: row in inside)
accuracy(arrays, "hyp0f1", mpmath.hyp0f1,
         [(b, x) for b in (0.5, 1.0, 1.5, 2.3, -0.5, -3.7, 10.0, 80.5) for x in (-180.0, -50.0, -10.0, -1.0, -1e-5, 0.3, 2.0, 9.0, 100.0, 1e4, 1e5)])

branch = -math.exp(-1)
beside = [math.nextafter(branch, 0), branch + 1e-15, branch + 1e-12, branch + 1e-8, branch + 1e-5, -0.367, -0.35, -0.3, -0.25, -0.23, -0.21]
principal = beside + [5e-324, 1e-300, -1e-300, -1e-20, 1e-8, -0.1, 0.01, 0.3, 1.0, math.e, 3.0, 10.0, 19.9, 20.1, 100.0, 1e5, 1e20, 1e300, 1.7e308]
principal += [float(4 * abs(v)) for v in noise(40, 3)]
accuracy(arrays, "lambertw", lambda x: mpmath.lambertw(x).real, principal)
accuracy(arrays, "lambertw_minus", lambda x: mpmath.lambertw(x, -1).real, beside + [-0.2, -0.1, -0.01, -1e-5, -1e-20, -1e-300, -5e-324] + [float(-0.36 * abs(v)) for v in noise(30, 4)])

plane = [complex(branch + r * math.cos(t), r * math.sin(t)) for r in (1e-14, 1e-9, 1e-4, 0.05, 0.1467, 0.148, 0.3, 0.5, 0.8) for t in (0.3, 1.5, 2.0, 3.0, -0.1, -1.5, -2.9)]
plane += [complex(r * math.cos(t), r * math.sin(t)) for r in (1e-300, 1e-10, 0.05, 0.5, 1.0, 2.7, 4.0, 9.0, 1e3, 1e50, 1e300) for t in (0.0, 0.4, 1.57, 2.5, 3.1, -0.7, -1.6, -3.0)]
plane += [complex(x, 0.0) for x in (-0.3, -0.36, -0.37, -0.5, -1.0, -20.0, -1e-5, 0.2)] + [complex(3 * a, 3 * b) for a, b in noise(60, 5).reshape(30, 2)]
plane = [complex(z) for z in plane]
accuracy(arrays, "lambertw_plane", lambda z, k: mpmath.lambertw(z, int(k)), [(z, float(k)) for z in plane for k in (-5, -2, -1, 0, 1, 2, 40)])
save("special", "special_hypergeometric", arrays, ("mpmath", "numpy"))
