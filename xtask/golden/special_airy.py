"""Airy functions, by mpmath."""
import mpmath as mp
from common import accuracy, even, save, spread

arrays = {}


def derived(function, n):
    return lambda x: function(x, derivative=n)


def modulus(n):
    """The envelope of the oscillation on the left; the value on the right."""
    def scale(function):
        return lambda x: mp.hypot(mp.airyai(x, derivative=n), mp.airybi(x, derivative=n)) if x < 0 else abs(function(x))
    return scale


def growth(x):
    return mp.exp(2 * x * mp.sqrt(x) / 3)


points = even(-12, 6, 80, 1) + spread(1e-8, 100, 30, 2) + [-v for v in spread(1e-8, 1000, 30, 3)]
points += [0.0, 1.0, 1.0000001, -3.0, -3.0000001, -9.654, -9.655, 1e-300, -1e-300]
beyond = [-v for v in spread(1e3, 1e12, 12, 4)] + even(100, 108, 8, 5)
for name, function, n in (("ai", mp.airyai, 0), ("aip", mp.airyai, 1), ("bi", mp.airybi, 0), ("bip", mp.airybi, 1)):
    call = derived(function, n)
    accuracy(arrays, f"airy.{name}", call, points + beyond, lambda x: abs(x) <= 1e3, modulus(n)(call))
    right = [x for x in points if x >= 0]
    factor = growth if function is mp.airyai else lambda x: 1 / growth(x)
    accuracy(arrays, f"airye.{name}", lambda x, call=call, factor=factor: call(x) * factor(x),
             right + spread(100, 1e6, 10, 6), lambda x: x <= 1e3)

which = [1.0, 2.0, 3.0, 10.0, 100.0]
for name, zero in (("ai_zeros", mp.airyaizero), ("bi_zeros", mp.airybizero)):
    with mp.workdps(30):
        values = {k: zero(int(k)) for k in which}
    accuracy(arrays, name, lambda k, values=values: values[float(k)], which)

save("special", "airy", arrays, packages=("mpmath", "numpy"))
