"""Golden values of onkai-stats' fits, normal distributions of several variables and kernel densities, from scipy.stats."""
import warnings

import numpy as np
from scipy import stats

from common import noise, save

warnings.filterwarnings("ignore")

arrays = {}
# A sample without randomness: quantiles of evenly spread probabilities, slightly disturbed.
p = (np.arange(200) + 0.5 + 0.4 * noise(200, 3)) / 200


def log_likelihood(family, parameters, x):
    return family.logpdf(x, *parameters).sum()


# Family, true parameters, what is fixed. Closed forms are compared by parameters.
CLOSED = {
    "norm": ((1.0, 2.0), {}), "expon": ((1.0, 2.0), {}), "uniform": ((1.0, 2.0), {}), "laplace": ((1.0, 2.0), {}),
    "halfnorm": ((1.0, 2.0), {}), "rayleigh": ((1.0, 2.0), {"floc": 1.0}), "lognorm": ((0.5, 0.0, 2.0), {"floc": 0.0}),
    "gamma": ((2.5, 0.0, 2.0), {"floc": 0.0}), "beta": ((2.0, 3.0, 0.0, 1.0), {"floc": 0.0, "fscale": 1.0}),
    "invgauss": ((0.7, 0.0, 2.0), {"floc": 0.0}), "pareto": ((2.5, 0.0, 2.0), {"floc": 0.0}),
    "weibull_min": ((1.7, 0.0, 2.0), {"floc": 0.0}), "vonmises": ((3.0, 0.5, 1.0), {"fscale": 1.0}),
}
SEARCHED = {
    "t": ((5.0, 1.0, 2.0), {}), "gumbel_r": ((1.0, 2.0), {}), "logistic": ((1.0, 2.0), {}),
    "gamma": ((2.5, 1.0, 2.0), {}), "weibull_min": ((1.7, 1.0, 2.0), {}), "genextreme": ((0.1, 1.0, 2.0), {}),
    "f": ((5.0, 9.0, 0.0, 1.0), {"floc": 0.0, "fscale": 1.0}), "nakagami": ((1.5, 0.0, 2.0), {"floc": 0.0}),
    "skewnorm": ((3.0, 1.0, 2.0), {}), "cauchy": ((1.0, 2.0), {}), "fisk": ((3.0, 0.0, 2.0), {"floc": 0.0}),
    "powerlaw": ((2.0, 0.0, 1.0), {"floc": 0.0, "fscale": 1.0}), "genpareto": ((0.2, 0.0, 2.0), {"floc": 0.0}),
}
for name, (true, fixed) in CLOSED.items():
    family = getattr(stats, name)
    x = family.ppf(p, *true)
    arrays[f"closed.{name}.x"] = x
    arrays[f"closed.{name}.fit"] = np.array(family.fit(x, **fixed), dtype=float)
for name, (true, fixed) in SEARCHED.items():
    family = getattr(stats, name)
    x = family.ppf(p, *true)
    found = family.fit(x, *true[:-2], **fixed)
    arrays[f"searched.{name}.x"] = x
    arrays[f"searched.{name}.fit"] = np.array([*found, log_likelihood(family, found, x)], dtype=float)
gamma = stats.gamma.ppf(p, 2.5, 0.0, 2.0)
arrays["moments.gamma"] = np.array(stats.gamma.fit(gamma, floc=0.0, method="MM"), dtype=float)
arrays["fixed.gamma_a"] = np.array(stats.gamma.fit(gamma, f0=2.0, floc=0.0), dtype=float)
arrays["fixed.gamma_scale"] = np.array(stats.gamma.fit(gamma, floc=0.0, fscale=1.5), dtype=float)
arrays["fixed.norm_loc"] = np.array(stats.norm.fit(gamma, floc=1.0), dtype=float)

# Normal distributions of several variables.
mean = np.array([0.5, -1.0, 2.0])
root = noise(9, 11).reshape(3, 3) + np.eye(3)
covariance = root @ root.T
x = 2.0 * noise(30, 12).reshape(10, 3) + mean
normal = stats.multivariate_normal(mean, covariance)
arrays["mvn.covariance"] = covariance
arrays["mvn.logpdf"] = normal.logpdf(x)
arrays["mvn.entropy"] = normal.entropy()
arrays["mvn.cdf3"] = np.array([stats.multivariate_normal(mean, covariance, maxpts=4_000_000, abseps=1e-9, releps=1e-9).cdf(row) for row in x[:4]])
arrays["mvn.cdf2"] = stats.multivariate_normal(mean[:2], covariance[:2, :2], abseps=1e-13, releps=1e-13).cdf(x[:, :2])
flat = np.outer([1.0, 2.0, -1.0], [1.0, 2.0, -1.0]) + np.outer([0.0, 1.0, 1.0], [0.0, 1.0, 1.0])
singular = stats.multivariate_normal(np.zeros(3), flat, allow_singular=True)
on_plane = np.array([[0.3, 0.6 + 0.5, -0.3 + 0.5], [1.0, 2.0, -1.0], [1.0, 0.0, 0.0]])
arrays["mvn.singular"] = singular.logpdf(on_plane)
arrays["mvn.singular_entropy"] = singular.entropy()

# Kernel densities; SciPy's points are columns.
data, at, weights = noise(80, 21), 1.5 * noise(15, 22), noise(80, 23) + 1.5
for name, method in [("scott", "scott"), ("silverman", "silverman"), ("factor", 0.3)]:
    kde = stats.gaussian_kde(data, method, weights=weights if name == "factor" else None)
    arrays[f"kde.{name}"] = kde.evaluate(at)
    arrays[f"kde.{name}.log"] = kde.logpdf(at)
    arrays[f"kde.{name}.rest"] = np.array([kde.factor, kde.neff, kde.integrate_box_1d(-0.5, 0.7), kde.integrate_gaussian(0.2, 0.3)])
plane, plane_at = noise(120, 24).reshape(60, 2) @ np.array([[1.0, 0.4], [0.0, 0.6]]), 1.2 * noise(20, 25).reshape(10, 2)
kde = stats.gaussian_kde(plane.T, weights=weights[:60])
arrays["kde.plane"] = kde.evaluate(plane_at.T)
arrays["kde.plane.log"] = kde.logpdf(plane_at.T + 40.0)
arrays["kde.plane.rest"] = np.array([kde.factor, kde.neff, kde.integrate_gaussian([0.1, 0.2], [[0.5, 0.1], [0.1, 0.4]]),
                                     kde.integrate_kde(stats.gaussian_kde(plane[::-1].T * 0.5))])
save("stats", "multivariate", arrays)
