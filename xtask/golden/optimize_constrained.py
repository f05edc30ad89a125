"""Golden values of onkai-optimize's SLSQP and COBYLA: problems of Hock and Schittkowski, solved by scipy.optimize.minimize."""
import warnings

import numpy as np
from scipy.optimize import minimize

from common import save

warnings.filterwarnings("ignore")

# Name, start, objective, equalities, inequalities, bounds; `tests/constrained.rs` has the same.
PROBLEMS = [
    ("hs6", [-1.2, 1.0], lambda x: (1 - x[0])**2, lambda x: [10 * (x[1] - x[0]**2)], None, None),
    ("hs7", [2.0, 2.0], lambda x: np.log(1 + x[0]**2) - x[1], lambda x: [(1 + x[0]**2)**2 + x[1]**2 - 4], None, None),
    ("hs26", [-2.6, 2.0, 2.0], lambda x: (x[0] - x[1])**2 + (x[1] - x[2])**4,
     lambda x: [(1 + x[1]**2) * x[0] + x[2]**4 - 3], None, None),
    ("hs28", [-4.0, 1.0, 1.0], lambda x: (x[0] + x[1])**2 + (x[1] + x[2])**2,
     lambda x: [x[0] + 2 * x[1] + 3 * x[2] - 1], None, None),
    ("hs35", [0.5, 0.5, 0.5], lambda x: 9 - 8 * x[0] - 6 * x[1] - 4 * x[2] + 2 * x[0]**2 + 2 * x[1]**2 + x[2]**2
     + 2 * x[0] * x[1] + 2 * x[0] * x[2], None, lambda x: [3 - x[0] - x[1] - 2 * x[2]], [(0, np.inf)] * 3),
    ("hs43", [0.0] * 4, lambda x: x[0]**2 + x[1]**2 + 2 * x[2]**2 + x[3]**2 - 5 * x[0] - 5 * x[1] - 21 * x[2]
     + 7 * x[3], None,
     lambda x: [8 - x[0]**2 - x[1]**2 - x[2]**2 - x[3]**2 - x[0] + x[1] - x[2] + x[3],
                10 - x[0]**2 - 2 * x[1]**2 - x[2]**2 - 2 * x[3]**2 + x[0] + x[3],
                5 - 2 * x[0]**2 - x[1]**2 - x[2]**2 - 2 * x[0] + x[1] + x[3]], None),
    ("hs48", [3.0, 5.0, -3.0, 2.0, -2.0], lambda x: (x[0] - 1)**2 + (x[1] - x[2])**2 + (x[3] - x[4])**2,
     lambda x: [x[0] + x[1] + x[2] + x[3] + x[4] - 5, x[2] - 2 * (x[3] + x[4]) + 3], None, None),
    ("hs50", [35.0, -31.0, 11.0, 5.0, -5.0],
     lambda x: (x[0] - x[1])**2 + (x[1] - x[2])**2 + (x[2] - x[3])**4 + (x[3] - x[4])**2,
     lambda x: [x[0] + 2 * x[1] + 3 * x[2] - 6, x[1] + 2 * x[2] + 3 * x[3] - 6, x[2] + 2 * x[3] + 3 * x[4] - 6],
     None, None),
    ("hs51", [2.5, 0.5, 2.0, -1.0, 0.5],
     lambda x: (x[0] - x[1])**2 + (x[1] + x[2] - 2)**2 + (x[3] - 1)**2 + (x[4] - 1)**2,
     lambda x: [x[0] + 3 * x[1] - 4, x[2] + x[3] - 2 * x[4], x[1] - x[4]], None, None),
    ("hs65", [-5.0, 5.0, 0.0], lambda x: (x[0] - x[1])**2 + (x[0] + x[1] - 10)**2 / 9 + (x[2] - 5)**2, None,
     lambda x: [48 - x[0]**2 - x[1]**2 - x[2]**2], [(-4.5, 4.5), (-4.5, 4.5), (-5, 5)]),
    ("hs71", [1.0, 5.0, 5.0, 1.0], lambda x: x[0] * x[3] * (x[0] + x[1] + x[2]) + x[2],
     lambda x: [x[0]**2 + x[1]**2 + x[2]**2 + x[3]**2 - 40], lambda x: [x[0] * x[1] * x[2] * x[3] - 25],
     [(1, 5)] * 4),
    ("hs76", [0.5] * 4, lambda x: x[0]**2 + 0.5 * x[1]**2 + x[2]**2 + 0.5 * x[3]**2 - x[0] * x[2] + x[2] * x[3]
     - x[0] - 3 * x[1] + x[2] - x[3], None,
     lambda x: [5 - x[0] - 2 * x[1] - x[2] - x[3], 4 - 3 * x[0] - x[1] - 2 * x[2] + x[3], x[1] + 4 * x[2] - 1.5],
     [(0, np.inf)] * 4),
]
arrays = {}
for name, start, fun, equal, least, bounds in PROBLEMS:
    constraints = []
    if equal:
        constraints.append({"type": "eq", "fun": lambda x, f=equal: np.array(f(x))})
    if least:
        constraints.append({"type": "ineq", "fun": lambda x, f=least: np.array(f(x))})
    for ftol in (1e-6, 1e-10):
        r = minimize(fun, start, method="SLSQP", bounds=bounds, constraints=constraints, options={"ftol": ftol})
        arrays[f"{name}_{ftol:g}"] = np.concatenate([[r.fun, r.nfev, r.nit, float(r.success)], r.x, r.multipliers])
for name, start, fun, equal, least, bounds in PROBLEMS:
    constraints = [{"type": kind, "fun": lambda x, f=f: np.array(f(x))} for kind, f in (("eq", equal), ("ineq", least)) if f]
    r = minimize(fun, start, method="COBYLA", bounds=bounds, constraints=constraints,
                 options={"tol": 1e-5, "maxiter": 20000, "rhobeg": 0.5})
    arrays[f"cobyla_{name}"] = np.concatenate([[r.fun, r.nfev, r.maxcv, float(r.success)], r.x])
save("optimize", "constrained", arrays)
