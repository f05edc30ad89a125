"""Special functions: scipy.special."""
import numpy as np
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


def ellipj(inputs):
    u = inputs.noise(N, seed=3) * 10.0
    return lambda: np.stack(scipy.special.ellipj(u, 0.7))


def expi(inputs):
    x = inputs.noise(N, seed=4) * 15.0 + 15.5
    return lambda: scipy.special.expi(x)


def hyp2f1(inputs):
    x = inputs.noise(N // 10, seed=5) * 0.45
    return lambda: scipy.special.hyp2f1(0.5, 1.25, 2.5, x)


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
    "special_ellipj": ellipj,
    "special_ellipj_par": ellipj,
    "special_expi": expi,
    "special_hyp2f1": hyp2f1,
}
