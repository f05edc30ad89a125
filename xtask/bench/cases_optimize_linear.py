"""Linear and constrained problems: scipy.optimize."""
import numpy as np
from scipy.optimize import linear_sum_assignment, linprog, minimize, nnls


def program(inputs):
    a, c = inputs.noise(100, 200, seed=1), inputs.noise(200, seed=2)
    b = 0.5 * a.sum(axis=1) + 0.1
    return lambda: linprog(c, a, b, bounds=(0, 1)).x


def hs71(_):
    constraints = [{"type": "ineq", "fun": lambda x: np.array([np.prod(x) - 25.0])},
                   {"type": "eq", "fun": lambda x: np.array([x @ x - 40.0])}]
    return lambda: minimize(lambda x: x[0] * x[3] * (x[0] + x[1] + x[2]) + x[2], [1.0, 5.0, 5.0, 1.0],
                            bounds=[(1, 5)] * 4, constraints=constraints).x


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "nnls": lambda i: lambda a=i.noise(200, 100, seed=1), b=i.noise(200, seed=2): nnls(a, b)[0],
    "linear_sum_assignment": lambda i: lambda c=i.noise(1000, 1000, seed=1): linear_sum_assignment(c)[1],
    "linprog": program,
    "slsqp_hs71": hs71,
}
