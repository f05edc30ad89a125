"""Distributions, fits and kernel densities: scipy.stats."""
from scipy import stats

# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "norm_pdf_one": lambda i: lambda: [stats.norm.pdf(0.7)],
    "norm_pdf": lambda i: lambda x=i.noise(1_000_000, seed=1): stats.norm.pdf(x),
    "gamma_cdf": lambda i: lambda x=4.0 * i.noise(100_000, seed=1) + 4.0: stats.gamma.cdf(x, 2.5),
    "t_ppf": lambda i: lambda p=0.499 * i.noise(100_000, seed=1) + 0.5: stats.t.ppf(p, 7.0),
    "norm_fit": lambda i: lambda x=i.noise(1_000_000, seed=1): stats.norm.fit(x),
    "gaussian_kde": lambda i: lambda x=i.noise(1000, seed=1), at=i.noise(1000, seed=2): stats.gaussian_kde(x)(at),
}
