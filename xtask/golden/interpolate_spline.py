"""Golden values of onkai-interpolate's splines in B-splines."""
import warnings

import numpy as np
from scipy import interpolate
from scipy.interpolate import BSpline

from common import abscissae, around, inside, noise, save

warnings.filterwarnings("ignore")
arrays = {}

# BSpline
for k in range(6):
    t = np.sort(5.0 * noise(9 + k + 1, 1 + k))
    c = noise(9 * 2, 11 + k).reshape(2, 9)
    base = t[k:9 + 1]
    points = np.concatenate([around(base, 25, 21), t])
    for name, mode in {"on": True, "none": False, "periodic": "periodic"}.items():
        s = BSpline(t, c, k, axis=1, extrapolate=mode)
        bounds = [(base[0] + 0.1, base[-1] - 0.2), (base[0] - 1.0, base[-1] + 7.0), (base[-1] + 0.2, base[0] + 0.3)]
        arrays[f"bspline_{k}_{name}_integral"] = np.array([s.integrate(a, b) for a, b in bounds])
        for nu in range(min(k + 2, 4)):
            # At a knot of multiplicity 1 the k-th derivative jumps; both take the right side's value.
            arrays[f"bspline_{k}_{name}_{nu}"] = s(points, nu)
    s = BSpline(t, c, k, axis=1)
    arrays[f"bspline_{k}_anti"] = s.antiderivative(2)(points)
    if k:
        arrays[f"bspline_{k}_derivative"] = s.derivative(1)(points)
        middle = 0.5 * (base[2] + base[3])
        inserted = s.insert_knot(middle, m=min(k, 2))
        arrays[f"bspline_{k}_insert_t"], arrays[f"bspline_{k}_insert_c"] = inserted.t, inserted.c
    arrays[f"design_{k}"] = BSpline.design_matrix(inside(base, 12, 22), t, k).toarray()
    arrays[f"element_{k}"] = BSpline.basis_element(t[:k + 2], extrapolate=False)(inside(t[:k + 2], 12, 23))
t = np.array([0.0, 0, 0, 0, 1, 1, 2.5, 3, 3, 3, 3])
s = BSpline(t, noise(7, 31), 3)
arrays["repeated"] = s(np.linspace(-0.5, 3.5, 33))
arrays["sproot"] = interpolate.sproot(interpolate.splrep(np.arange(12.0), noise(12, 33)))

# make_interp_spline
x, at = abscissae(14, 41), around(abscissae(14, 41), 30, 42)
y = noise(14 * 2, 43).reshape(14, 2)
closed = y.copy()
closed[-1] = closed[0]
for k in range(6):
    s = interpolate.make_interp_spline(x, y, k=k)
    arrays[f"interp_{k}"], arrays[f"interp_{k}_t"], arrays[f"interp_{k}_c"] = s(at), s.t, s.c
    if k > 1:
        for n in (3, 4, 5, 8, 14):
            s = interpolate.make_interp_spline(x[:n], np.r_[y[:n - 1], y[:1]], k=k, bc_type="periodic")
            arrays[f"interp_{k}_periodic_{n}"] = s(at)
            if n == 14:
                arrays[f"interp_{k}_periodic_slopes"] = s(at, 1)
                for share in (0.1, 0.9):
                    inserted = s.insert_knot(x[0] + share * (x[-1] - x[0]))
                    arrays[f"interp_{k}_periodic_insert_{share}_t"] = inserted.t
                    arrays[f"interp_{k}_periodic_insert_{share}_c"] = inserted.c
for name in ("natural", "clamped"):
    arrays[f"interp_3_{name}"] = interpolate.make_interp_spline(x, y, k=3, bc_type=name)(at)
    arrays[f"interp_3_{name}_two"] = interpolate.make_interp_spline(x[:2], y[:2], k=3, bc_type=name)(at)
ends = ([(1, noise(2, 44)), (2, np.zeros(2))], [(1, np.full(2, 0.5)), (3, noise(2, 45))])
arrays["interp_5_derivatives"] = interpolate.make_interp_spline(x, y, k=5, bc_type=ends)(at)
arrays["interp_2_left"] = interpolate.make_interp_spline(x, y, k=2, bc_type=([(1, np.zeros(2))], None))(at)
knots = np.r_[[x[0]] * 4, 0.5 * (x[2:11] + x[3:12]), x[12], [x[-1]] * 4]
arrays["interp_knots"] = interpolate.make_interp_spline(x, y, k=3, t=knots)(at)

# make_lsq_spline
x = abscissae(60, 51)
y, w = noise(120, 52).reshape(2, 60), 1.5 + noise(60, 53)
w[7] = 0.0
for k in (0, 1, 2, 3, 5):
    knots = np.r_[[x[0]] * (k + 1), x[[9, 20, 33, 50]] + 0.05, [x[-1]] * (k + 1)]
    arrays[f"lsq_{k}"] = interpolate.make_lsq_spline(x, y, knots, k, axis=1).c
    arrays[f"lsq_{k}_weights"] = interpolate.make_lsq_spline(x, y, knots, k, w=w, axis=1).c

# make_smoothing_spline
y = np.sin(0.2 * x) + 0.3 * noise(60, 54)
both = np.stack([y, noise(60, 55)], axis=1)
w[7] = 1.0
for name, lam in {"0": 0.0, "small": 0.01, "large": 100.0}.items():
    s = interpolate.make_smoothing_spline(x, both, lam=lam)
    arrays[f"smoothing_{name}"], arrays[f"smoothing_{name}_c"] = s(inside(x, 30, 56)), s.c
    arrays[f"smoothing_{name}_weights"] = interpolate.make_smoothing_spline(x, both, w=w, lam=lam)(inside(x, 30, 56))
arrays["smoothing_gcv"] = interpolate.make_smoothing_spline(x, both)(inside(x, 30, 56))
arrays["smoothing_gcv_weights"] = interpolate.make_smoothing_spline(x, y, w=w)(inside(x, 30, 56))
arrays["smoothing_five"] = interpolate.make_smoothing_spline(x[:5], y[:5], lam=0.5)(inside(x[:5], 9, 57))

# splrep: FITPACK's own search for knots
for k in (1, 2, 3, 4, 5):
    for s in (0.0, 0.5, 2.0, 5.0, 30.0):
        tck = interpolate.splrep(x, y, k=k, s=s)
        arrays[f"splrep_{k}_{s}_t"] = tck[0]
        arrays[f"splrep_{k}_{s}"] = interpolate.splev(inside(x, 30, 56), tck)
tck, fp, ier, _ = interpolate.splrep(x, y, w=w, xb=x[0] - 0.5, xe=x[-1] + 0.25, s=8.0, full_output=True)
arrays["splrep_weights_t"], arrays["splrep_weights"] = tck[0], interpolate.splev(inside(x, 30, 56), tck)
arrays["splrep_weights_fp"] = np.array([fp])
spline = interpolate.UnivariateSpline(x, y, s=3.0)
arrays["univariate"], arrays["univariate_fp"] = spline(inside(x, 30, 56)), np.array([spline.get_residual()])
many = abscissae(400, 61)
rough = np.sin(0.1 * many) * np.exp(-0.004 * many) + 0.1 * noise(400, 62)
for s in (1.2, 2.0):
    tck = interpolate.splrep(many, rough, s=s)
    arrays[f"splrep_many_{s}_t"], arrays[f"splrep_many_{s}"] = tck[0], interpolate.splev(inside(many, 40, 63), tck)

save("interpolate", "spline", arrays)
