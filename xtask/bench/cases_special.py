"""Special functions: scipy.special."""
from scipy import special


def to_50(inputs):
    """A million arguments in [0, 50)."""
    return 25.0 * (inputs.noise(1_000_000, seed=1) + 1.0)


def of(function):
    def case(inputs):
        x = to_50(inputs)
        return lambda: function(x)

    return case


def jv(x):
    return special.jv(2.5, x)


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "special_jv": of(jv),
    "special_jv_par": of(jv),
    "special_j0": of(special.j0),
    "special_i0": of(special.i0),
}
