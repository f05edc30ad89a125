"""Entropies, logistic functions, counts, Box and Cox, by mpmath; sums of exponentials by SciPy."""
import mpmath as mp
import scipy.special
from common import accuracy, both, even, noise, save, spread

arrays = {}


NEAR = [1e-15, -1e-15, 1e-9, -1e-9, 1e-3, -1e-3]
wide = spread(1e-300, 1e300, 30, 1) + spread(1e-2, 1e2, 30, 2) + [1 + e for e in NEAR]
accuracy(arrays, "entr", lambda x: -x * mp.log(x), wide)
pairs = list(zip(spread(1e-3, 1e3, 40, 3), spread(1e-3, 1e3, 40, 4))) + [(x, x * (1 + e)) for x in (0.3, 7.0) for e in NEAR]
pairs += [(1e-200, 1e200), (1e200, 1e-200), (1e-310, 2e-310)]
accuracy(arrays, "xlogy", lambda x, y: x * mp.log(y), pairs)
accuracy(arrays, "xlog1py", lambda x, y: x * mp.log1p(y), pairs + [(2.0, e) for e in NEAR])
accuracy(arrays, "rel_entr", lambda x, y: x * mp.log(x / y), pairs)
accuracy(arrays, "kl_div", lambda x, y: x * mp.log(x / y) - x + y, pairs)
shares = even(0.0, 1.0, 40, 5) + spread(1e-300, 0.5, 20, 6) + [0.5 + e for e in NEAR] + [1 - 2.0**-53, 1 - 1e-9]
accuracy(arrays, "binary_entropy", lambda p: -p * mp.log(p) - (1 - p) * mp.log1p(-p), shares)
accuracy(arrays, "logit", lambda p: mp.log(p) - mp.log1p(-p), shares)
line = both(spread(1e-10, 700.0, 50, 7))
accuracy(arrays, "expit", lambda x: 1 / (1 + mp.exp(-x)), line)
accuracy(arrays, "log_expit", lambda x: -mp.log1p(mp.exp(-x)), line)
angles = both(spread(1e-10, 1e6, 50, 8)) + [float(2 * mp.pi * k) for k in (1, 2, 50)]
accuracy(arrays, "cosm1", lambda x: -2 * mp.sin(x / 2) ** 2, angles)
accuracy(arrays, "sinc", lambda x: mp.sinpi(x) / (mp.pi * x), angles + [n * (1 + e) for n in (1.0, 6.0) for e in NEAR])
accuracy(arrays, "exprel", lambda x: mp.expm1(x) / x, line + [714.0])
waves = [(x, n) for n in (1.0, 2.0, 5.0, 44.0) for x in both(spread(1e-6, 100.0, 12, 9)) + [float(2 * mp.pi), float(4 * mp.pi), float(2 * mp.pi / 5)]]
accuracy(arrays, "diric", lambda x, n: mp.sin(n * x / 2) / (n * mp.sin(x / 2)), waves)


def boxcox(x, k):
    return mp.expm1(k * mp.log(x)) / k if k else mp.log(x)


def boxcox1p(x, k):
    return mp.expm1(k * mp.log1p(x)) / k if k else mp.log1p(x)


def inv_boxcox1p(y, k):
    return mp.expm1(mp.log1p(k * y) / k) if k else mp.expm1(y)


powers = [0.0, 1e-300, 1e-12, -1e-5, 0.3, -0.7, 1.0, 2.5, -8.0, 40.0]
accuracy(arrays, "boxcox", boxcox, [(x, k) for k in powers for x in spread(1e-5, 1e7, 10, 10) + [1 + 1e-12, 1 - 1e-6]])
accuracy(arrays, "boxcox1p", boxcox1p, [(x, k) for k in powers for x in spread(1e-12, 1e7, 10, 11) + [-1e-9, -0.5, -0.999]])
inverses = [(y, k) for k in powers for y in both(spread(1e-12, 600.0, 10, 12)) if 1e-3 < 1 + k * y and abs(float(mp.log(1 + mp.mpf(k) * y)) / k if k else y) < 690]
accuracy(arrays, "inv_boxcox", lambda y, k: inv_boxcox1p(y, k) + 1, inverses)
accuracy(arrays, "inv_boxcox1p", inv_boxcox1p, inverses)

counts = [(float(n), float(k)) for n, k in ((5, 2), (60, 31), (500, 200), (1000, 500), (1e6, 40), (1e9, 70), (1e12, 3), (30, 27))]
reals = list(zip(even(0.0, 80.0, 40, 13), even(0.0, 40.0, 40, 14))) + [(300.5, 120.25), (1e5 + 0.5, 20.5), (-0.5, 7.0), (2.5, -0.3), (-3.3, 0.4), (0.1, 90.3)]
accuracy(arrays, "binom", mp.binomial, counts + reals)


def perm(n, k):
    return mp.exp(mp.loggamma(n + 1) - mp.loggamma(n - k + 1))


accuracy(arrays, "perm", perm, [(n, k) for n, k in counts if k < 70] + [(n, k) for n, k in reals if n >= k >= 0] + [(170.0, 165.0), (1e4, 75.0)])
accuracy(arrays, "factorial", mp.factorial, even(0.0, 170.0, 60, 15) + [float(n) for n in (0, 1, 25, 170)] + [1e-10, 170.6])
accuracy(arrays, "factorial2", lambda n: mp.fac2(int(n)), [float(n) for n in (0, 1, 2, 9, 30, 101, 300)])

x = noise(60, 20).reshape(3, 4, 5) * 30.0
b = noise(60, 21).reshape(3, 4, 5) + 1.0
b[0, 0] = 0.0
for name, f in (("softmax", scipy.special.softmax), ("log_softmax", scipy.special.log_softmax), ("logsumexp", scipy.special.logsumexp)):
    arrays[f"{name}.whole"] = f(x)
    for axis in range(3):
        arrays[f"{name}.{axis}"] = f(x, axis=axis)
arrays["weighted.whole"] = scipy.special.logsumexp(x, b=b)
arrays["weighted.1"] = scipy.special.logsumexp(x, axis=1, b=b)

save("special", "statistics", arrays, packages=("numpy", "scipy", "mpmath"))
