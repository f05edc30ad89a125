"""Linear algebra: scipy.linalg."""
import numpy as np
import scipy.linalg


def exponential(n):
    return lambda i: lambda a=i.noise(n, n, seed=41) / np.sqrt(n): scipy.linalg.expm(a)


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "linalg_expm_4": exponential(4),
    "linalg_expm_50": exponential(50),
    "linalg_expm_500": exponential(500),
    "linalg_expm_1000": exponential(1000),
}
