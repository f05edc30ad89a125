"""Writes the tables of onkai-special's exponential, sine and cosine integrals: Chebyshev series, from mpmath at 60 digits.

Run with the Python that `cargo xtask golden` sets up; the result is committed.
"""
import pathlib

import mpmath
from mpmath import mp, mpf

mp.dps = 60
ROOT = pathlib.Path(__file__).resolve().parents[2]


def chebyshev(function, low, high, n=48):
    """Coefficients on [low, high], the first one halved, up to the last that matters to a double."""
    nodes = [mp.cos(mp.pi * (j + mpf(1) / 2) / n) for j in range(n)]
    values = [function((low + high) / 2 + (high - low) / 2 * t) for t in nodes]
    c = [2 / mpf(n) * sum(v * mp.cos(mp.pi * k * (j + mpf(1) / 2) / n) for j, v in enumerate(values)) for k in range(n)]
    c[0] /= 2
    size = max(abs(v) for v in c)
    last = max(k for k in range(n) if abs(c[k]) > size * mpf(2) ** -60)
    assert last < n - 4, (float(low), float(high))
    return [float(v) for v in c[:last + 1]]


def split(value):
    high = float(value)
    return high, float(value - mpf(high))


ei_zero = mp.findroot(mp.ei, mpf("0.37"))
chi_zero = mp.findroot(mp.chi, mpf("0.52"))
inverse = lambda edges: [mpf(1) / v if v != mp.inf else mpf(0) for v in edges]


def e1_scaled(s):
    return mpf(1) if s == 0 else mp.e1(1 / s) * mp.exp(1 / s) / s


def ei_scaled(s):
    return mpf(1) if s == 0 else mp.ei(1 / s) * mp.exp(-1 / s) / s


def ei_rest(x):
    # The integral is entire beside its logarithm.
    return (mp.ei(x) - mp.log(x / ei_zero)) / (x - ei_zero)


def chi_rest(s):
    x = mp.sqrt(s)
    return (mp.chi(x).real - mp.log(x / chi_zero)) / (s - chi_zero**2)


def f_scaled(s):
    x = 1 / mp.sqrt(s)
    return x * (mp.ci(x) * mp.sin(x) + (mp.pi / 2 - mp.si(x)) * mp.cos(x))


def g_scaled(s):
    x = 1 / mp.sqrt(s)
    return x * x * ((mp.pi / 2 - mp.si(x)) * mp.sin(x) - mp.ci(x) * mp.cos(x))


lines = [
    "//! Tables of the exponential, sine and cosine integrals, written by `xtask/tables/special_integral.py`.",
    "",
    "use super::chebyshev::Chebyshev;",
    "",
]


def number(value):
    text = repr(value)
    return text if "." in text or "inf" in text else text.replace("e", ".0e")


def constant(name, doc, value):
    high, low = split(value)
    lines.extend([f"/// {doc}, as a sum of two doubles.", f"pub(super) const {name}: [f64; 2] = [{number(high)}, {number(low)}];", ""])


def pieces(name, doc, function, edges):
    lines.append(f"/// {doc}")
    lines.append(f"pub(super) const {name}: [Chebyshev; {len(edges) - 1}] = [")
    for low, high in zip(edges, edges[1:]):
        low, high = sorted((low, high))
        # The series is fitted to the interval that doubles will see.
        low, high = mpf(float(low)), mpf(float(high))
        lines.append("    Chebyshev {")
        lines.append(f"        low: {number(float(low))},")
        lines.append(f"        high: {number(float(high))},")
        lines.append("        coefficients: &[")
        lines.extend(f"            {number(v)}," for v in chebyshev(function, low, high))
        lines.extend(["        ],", "    },"])
    lines.extend(["];", ""])


constant("EI_ZERO", "The zero of Ei", ei_zero)
constant("CHI_ZERO", "The zero of Chi", chi_zero)
pieces("EI_REST", "`(Ei(x) - ln(x / x0)) / (x - x0)` about the zero `x0`, in `x` up to 6.", ei_rest, [mpf(0), mpf(6)])
pieces("EI_SCALED", "`x exp(-x) Ei(x)` in `1 / x`, for `x` of 6 to 12, to 24, to 48, and beyond.", ei_scaled, inverse([6, 12, 24, 48, mp.inf]))
pieces("E1_SCALED", "`x exp(x) E1(x)` in `1 / x`, for `x` of 1 to 2, to 4, to 10, to 40, and beyond.", e1_scaled, inverse([1, 2, 4, 10, 40, mp.inf]))
pieces("CHI_REST", "`(Chi(x) - ln(x / x0)) / (x² - x0²)` about the zero `x0`, in `x²` up to 4.", chi_rest, [mpf(0), mpf(4)])
squares = inverse([16, 36, 100, 400, mp.inf])
pieces("F_SCALED", "`x f(x)` in `1 / x²`, for `x` of 4 to 6, to 10, to 20, and beyond.", f_scaled, squares)
pieces("G_SCALED", "`x² g(x)` in `1 / x²`, for `x` of 4 to 6, to 10, to 20, and beyond.", g_scaled, squares)
(ROOT / "crates/special/src/integral/integral_tables.rs").write_text("\n".join(lines[:-1]) + "\n")
