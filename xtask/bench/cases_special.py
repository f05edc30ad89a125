"""Special functions: scipy.special."""
import scipy.special

N = 1_000_000


def gamma(inputs):
    x = inputs.noise(N, seed=1) * 10.0 + 10.5
    return lambda: scipy.special.gamma(x)


def erf(inputs):
    x = inputs.noise(N, seed=2) * 4.0
    return lambda: scipy.special.erf(x)


def bessel_arguments(inputs):
    return inputs.noise(N, seed=3) * 25.0 + 25.0


def jv(inputs):
    x = bessel_arguments(inputs)
    return lambda: scipy.special.jv(2.5, x)


def j0(inputs):
    x = bessel_arguments(inputs)
    return lambda: scipy.special.j0(x)


def i0(inputs):
    x = bessel_arguments(inputs)
    return lambda: scipy.special.i0(x)


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "special_gamma": gamma,
    "special_gamma_par": gamma,
    "special_erf": erf,
    "special_erf_par": erf,
    "special_jv": jv,
    "special_jv_par": jv,
    "special_j0": j0,
    "special_i0": i0,
}
