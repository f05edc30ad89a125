"""Golden values of onkai-optimize's linear problems: nnls, lsq_linear, linear_sum_assignment, linprog, milp, isotonic_regression."""
import warnings

import numpy as np
from scipy.optimize import isotonic_regression, linear_sum_assignment, linprog, lsq_linear, nnls

from common import noise, save

warnings.filterwarnings("ignore")
arrays = {}


def matrix(rows, columns, seed):
    return noise(rows * columns, seed).reshape(rows, columns)


# Each shape once; `tests/linear.rs` has the same lists.
SHAPES = [(1, 1), (5, 3), (12, 7), (7, 12), (40, 30), (30, 40), (60, 20)]
for k, (m, n) in enumerate(SHAPES):
    a, b = matrix(m, n, 10 + k), noise(m, 40 + k)
    x, rnorm = nnls(a, b)
    arrays[f"nnls_{k}_x"], arrays[f"nnls_{k}_rnorm"] = x, np.array([rnorm])
    lower = np.where(noise(n, 70 + k) < -0.7, -np.inf, -0.15 + 0.1 * noise(n, 71 + k))
    upper = np.where(noise(n, 72 + k) > 0.7, np.inf, 0.15 + 0.1 * noise(n, 73 + k))
    for method in ("trf", "bvls"):
        fit = lsq_linear(a, b, (lower, upper), method=method, tol=1e-12, max_iter=500)
        assert fit.success or fit.status == 0, (m, n, method, fit.status)
        arrays[f"lsq_{k}_{method}"] = np.concatenate([[fit.cost, fit.optimality], fit.x])
        arrays[f"lsq_{k}_{method}_mask"] = fit.active_mask.astype(float)

ASSIGNMENTS = [(1, 1), (4, 4), (10, 10), (7, 13), (13, 7), (50, 50), (60, 45)]
for k, (m, n) in enumerate(ASSIGNMENTS):
    cost = matrix(m, n, 100 + k)
    # Coarse costs are equal often; thinned-out ones forbid pairs.
    for kind, c in (("real", cost), ("coarse", np.round(4 * cost)), ("thin", np.where(cost > 0.6, np.inf, cost))):
        for goal in (False, True):
            c_goal = np.where(np.isinf(c), -np.inf, c) if goal else c
            try:
                rows, columns = linear_sum_assignment(c_goal, maximize=goal)
                arrays[f"lsa_{k}_{kind}_{goal}"] = np.stack([rows, columns]).astype(float)
            except ValueError:
                arrays[f"lsa_{k}_{kind}_{goal}"] = np.zeros((2, 0))


def program(kind, m_ub, m_eq, n, seed):
    """Random programs; `tests/linprog.rs` makes the same."""
    a_ub, a_eq = matrix(m_ub, n, seed), matrix(m_eq, n, seed + 1)
    c, inside = noise(n, seed + 2), 0.5 * (noise(n, seed + 3) + 1.0)
    lower, upper = np.zeros(n), np.full(n, np.inf)
    if kind == "boxed":
        upper[:] = 1.5
    elif kind == "mixed":
        pick = noise(n, seed + 4)
        lower[pick < -0.5], upper[pick < -0.5] = -np.inf, 2.0
        free = (pick >= -0.5) & (pick < -0.2)
        lower[free] = -np.inf
        fixed = pick > 0.8
        lower[fixed], upper[fixed] = inside[fixed], inside[fixed]
    elif kind == "coarse":
        a_ub, a_eq, c = np.round(2 * a_ub), np.round(2 * a_eq), np.round(3 * c)
        inside = np.round(2 * inside)
    slack = 0.3 * (noise(m_ub, seed + 5) + 1.0)
    if kind == "coarse":
        slack = np.round(slack)
    b_ub, b_eq = a_ub @ inside + slack, a_eq @ inside
    return c, a_ub, b_ub, a_eq, b_eq, np.stack([lower, upper], axis=1)


PROGRAMS = [(kind, *size) for kind in ("plain", "boxed", "mixed", "coarse")
            for size in ((3, 0, 4), (6, 2, 8), (0, 4, 9), (15, 5, 20), (30, 10, 40), (60, 15, 60))]
for k, (kind, m_ub, m_eq, n) in enumerate(PROGRAMS):
    c, a_ub, b_ub, a_eq, b_eq, bounds = program(kind, m_ub, m_eq, n, 1000 + 10 * k)
    # SciPy refuses empty matrices of some shapes; None is the same.
    ub = (a_ub, b_ub) if m_ub else (None, None)
    eq = (a_eq, b_eq) if m_eq else (None, None)
    best = linprog(c, *ub, *eq, bounds=bounds, method="highs")
    status = best.status
    if status == 4:
        # "Unbounded or infeasible": without costs it is only a matter of feasibility, and these are feasible.
        status = 3
    arrays[f"lp_{k}_status"] = np.array([float(status)])
    if status == 0:
        arrays[f"lp_{k}_fun"] = np.array([best.fun])
        if kind in ("boxed", "mixed"):
            arrays[f"lp_{k}_x"] = best.x
            arrays[f"lp_{k}_marginals"] = np.concatenate([best.ineqlin.marginals, best.eqlin.marginals,
                                                          best.lower.marginals, best.upper.marginals])

for k, n in enumerate((1, 2, 17, 200)):
    y, w = noise(n, 500 + k) + np.linspace(0, 1, n), noise(n, 510 + k) + 1.5
    for increasing in (False, True):
        for kind, weights in (("plain", None), ("weighted", w)):
            r = isotonic_regression(y, weights=weights, increasing=increasing)
            arrays[f"isotonic_{k}_{kind}_{increasing}"] = r.x
            arrays[f"isotonic_{k}_{kind}_{increasing}_blocks"] = r.blocks.astype(float)

KNAPSACKS = [(1, 6), (2, 8), (4, 10), (6, 12)]
for k, (m, n) in enumerate(KNAPSACKS):
    a = np.abs(matrix(m, n, 3000 + k))
    c, b = -np.abs(noise(n, 3100 + k)), 0.3 * n * np.ones(m)
    for kind in range(4):
        integrality = np.full(n, kind) if kind else np.arange(n) % 2
        low = 0.5 if kind >= 2 else 0.0
        best = linprog(c, a, b, bounds=(low, 3.0), integrality=integrality, method="highs",
                       options={"mip_rel_gap": 0.0})
        arrays[f"mip_{k}_{kind}"] = np.array([float(best.status), best.fun if best.fun is not None else np.nan])

save("optimize", "linear", arrays)
