"""Special functions: scipy.special."""
import scipy.special

N = 1_000_000


def gamma(inputs):
    x = inputs.noise(N, seed=1) * 10.0 + 10.5
    return lambda: scipy.special.gamma(x)


def erf(inputs):
    x = inputs.noise(N, seed=2) * 4.0
    return lambda: scipy.special.erf(x)


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "special_gamma": gamma,
    "special_gamma_par": gamma,
    "special_erf": erf,
    "special_erf_par": erf,
}
