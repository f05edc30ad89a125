"""Writes the tables of crates/special/src/bessel: fits of the functions of order 0 and 1, Debye's polynomials,
Taylor coefficients of 1/gamma, arctangents to 32 digits. Needs mpmath; the tables change only with this script."""
import pathlib

import mpmath as mp

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "crates" / "special" / "src" / "bessel"
mp.mp.dps = 50


def chebyshev(f, n):
    """Monomial coefficients in t of the polynomial of degree n - 1 that meets f at the Chebyshev points of [-1, 1]."""
    nodes = [mp.cos(mp.pi * (k + mp.mpf(1) / 2) / n) for k in range(n)]
    values = [f(t) for t in nodes]
    series = [2 * mp.fsum(v * mp.cos(j * mp.acos(t)) for v, t in zip(values, nodes)) / n for j in range(n)]
    series[0] /= 2
    total, before, current = [mp.mpf(0)] * n, [mp.mpf(1)], [mp.mpf(0), mp.mpf(1)]
    for j, c in enumerate(series):
        polynomial = before if j == 0 else current
        total = [a + c * (polynomial[i] if i < len(polynomial) else 0) for i, a in enumerate(total)]
        if j > 0:
            twice = [mp.mpf(0)] + [2 * a for a in current]
            before, current = current, [a - (before[i] if i < len(before) else 0) for i, a in enumerate(twice)]
    return total


def fit(f, low, high, tolerance=2e-17):
    """The shortest fit of f on [low, high], in t in [-1, 1], whose error is below the tolerance times the largest value."""
    def at(t):
        return f((low + high) / 2 + (high - low) / 2 * t)

    probes = [mp.cos(mp.pi * k / 23) * mp.mpf("0.9999") for k in range(24)]
    exact = [at(t) for t in probes]
    size = max(map(abs, exact))
    for n in range(4, 40):
        coefficients = chebyshev(at, n)
        error = max(abs(mp.polyval(coefficients[::-1], t) - v) for t, v in zip(probes, exact))
        if error <= tolerance * size:
            return coefficients
    raise ValueError("no fit")


def unmapped(coefficients, low, high):
    """The same polynomial in the variable itself."""
    slope, shift = 2 / (high - low), -(high + low) / (high - low)
    total = [mp.mpf(0)]
    for c in reversed(coefficients):
        raised = [mp.mpf(0)] + [a * slope for a in total]
        total = [a + shift * (total[i] if i < len(total) else 0) for i, a in enumerate(raised)]
        total[0] += c
    return total[: len(coefficients)]


def number(value):
    return repr(float(value))


def array(name, doc, values):
    lines = "".join(f"    {number(v)},\n" for v in values)
    return f"/// {doc}\npub(super) const {name}: [f64; {len(values)}] = [\n{lines}];\n"


def modulus_parts(order):
    """P and x Q of J = sqrt(2 / (pi x)) (P cos(c) - Q sin(c)), Y = sqrt(2 / (pi x)) (P sin(c) + Q cos(c))."""
    def parts(x):
        c = x - (mp.mpf(order) / 2 + mp.mpf(1) / 4) * mp.pi
        j, y, root = mp.besselj(order, x), mp.bessely(order, x), mp.sqrt(mp.pi * x / 2)
        return root * (j * mp.cos(c) + y * mp.sin(c)), x * root * (y * mp.cos(c) - j * mp.sin(c))
    return parts


def at_infinity(parts, order, which):
    """The same as a function of w = (8 / x)^2, w = 0 included."""
    mu = 4 * mp.mpf(order) ** 2
    limit = mp.mpf(1) if which == 0 else (mu - 1) / 8
    return lambda w: parts(8 / mp.sqrt(w))[which] if w > mp.mpf("1e-20") else limit


def tables_oscillating():
    text = []
    for n in (0, 1):
        def j(y, n=n):
            x = mp.sqrt(y)
            return mp.besselj(n, x) / x**n if x else mp.mpf(1) / 2**n

        def regular(y, n=n):
            x = mp.sqrt(y)
            rest = mp.bessely(n, x) - 2 / mp.pi * mp.log(x) * mp.besselj(n, x) + (2 / (mp.pi * x) if n else 0)
            return rest / x**n

        text.append(array(f"J{n}_LOW", f"`J{n}(x) / x^{n}` for x² in [0, 16], in t = x²/8 - 1.", fit(j, mp.mpf(0), mp.mpf(16))))
        pole = " + 2/(πx)" if n else ""
        text.append(array(f"Y{n}_LOW", f"`(Y{n}(x) - (2/π) ln(x) J{n}(x){pole}) / x^{n}`, likewise.", fit(regular, mp.mpf(0), mp.mpf(16))))
        text.append(array(f"J{n}_MIDDLE", f"`J{n}(x)` for x in [4, 8], in t = (x - 6) / 2.", fit(lambda x: mp.besselj(n, x), mp.mpf(4), mp.mpf(8))))
        text.append(array(f"Y{n}_MIDDLE", f"`Y{n}(x)`, likewise.", fit(lambda x: mp.bessely(n, x), mp.mpf(4), mp.mpf(8))))
        parts = modulus_parts(n)
        split = mp.mpf(64) / 20**2
        for which, letter in ((0, "P"), (1, "Q")):
            f = at_infinity(parts, n, which)
            text.append(array(f"{letter}{n}_NEAR", f"Hankel's `{letter if which == 0 else 'x Q'}` of order {n} for x in [8, 20], in t = (2w - 1.16) / 0.84, w = (8/x)².", fit(f, split, mp.mpf(1))))
            text.append(array(f"{letter}{n}_FAR", "The same for x above 20, in t = w / 0.08 - 1.", fit(f, mp.mpf(0), split)))
    return text


def tables_growing():
    text = []
    for n in (0, 1):
        def i(y, n=n):
            x = mp.sqrt(y)
            return mp.besseli(n, x) / x**n if x else mp.mpf(1) / 2**n

        def regular(y, n=n):
            x = mp.sqrt(y)
            sign = (-1) ** n
            rest = mp.besselk(n, x) + sign * mp.log(x) * mp.besseli(n, x) - (1 / x if n else 0)
            return rest / x**n

        def far_i(u, n=n):
            return mp.sqrt(1 / u) * mp.exp(-1 / u) * mp.besseli(n, 1 / u) if u else 1 / mp.sqrt(2 * mp.pi)

        def far_k(u, n=n):
            return mp.sqrt(1 / u) * mp.exp(1 / u) * mp.besselk(n, 1 / u) if u else mp.sqrt(mp.pi / 2)

        low, high = mp.mpf(0), mp.mpf(64)
        text.append(array(f"I{n}_LOW", f"`I{n}(x) / x^{n}` for x in [0, 8], in x².", unmapped(fit(i, low, high, mp.mpf("1e-17") / i(high)), low, high)))
        text.append(array(f"I{n}_NEAR", f"`√x e^(-x) I{n}(x)` for x in [8, 20], in t = (80/x - 7) / 3.", fit(far_i, mp.mpf(1) / 20, mp.mpf(1) / 8)))
        text.append(array(f"I{n}_FAR", "The same for x above 20, in t = 40/x - 1.", fit(far_i, mp.mpf(0), mp.mpf(1) / 20)))
        log = f"{'+' if n == 0 else '-'} ln(x) I{n}(x){' - 1/x' if n else ''}"
        text.append(array(f"K{n}_LOW", f"`(K{n}(x) {log}) / x^{n}` for x in [0, 1], in x².", unmapped(fit(regular, mp.mpf("1e-40"), mp.mpf(1)), mp.mpf(0), mp.mpf(1))))
        text.append(array(f"K{n}_NEAR", f"`√x e^x K{n}(x)` for x in [1, 2.5], in t = (10/x - 7) / 3.", fit(far_k, mp.mpf(2) / 5, mp.mpf(1))))
        text.append(array(f"K{n}_MIDDLE", "The same for x in [2.5, 8], in t = (80/x - 21) / 11.", fit(far_k, mp.mpf(1) / 8, mp.mpf(2) / 5)))
        text.append(array(f"K{n}_FAR", "The same for x above 8, in t = 16/x - 1.", fit(far_k, mp.mpf(0), mp.mpf(1) / 8)))
    return text


def debye(count):
    """Rows of coefficients c[k][j] of U_k(p) = sum_j c[k][j] p^(k + 2 j), from the recurrence DLMF 10.41.9."""
    u = [mp.mpf(1)]
    rows = []
    for k in range(count):
        rows.append([u[k + 2 * j] for j in range(k + 1)])
        new = [mp.mpf(0)] * (len(u) + 3)
        for i, c in enumerate(u):
            new[i + 1] += c * i / 2
            new[i + 3] -= c * i / 2
            new[i + 1] += c / (8 * (i + 1))
            new[i + 3] -= 5 * c / (8 * (i + 3))
        u = new
    return rows


def table_debye():
    rows = debye(16)
    lines = "".join("    &[" + ", ".join(number(c) for c in row) + "],\n" for row in rows)
    doc = "/// Row k holds the coefficients of `U_k(p) / p^k` in powers of p² (DLMF 10.41.9).\n"
    return [f"{doc}#[rustfmt::skip]\npub(super) const DEBYE: [&[f64]; {len(rows)}] = [\n{lines}];\n"]


def table_gamma():
    coefficients = mp.taylor(lambda m: mp.rgamma(1 + m), 0, 27)
    doc = "Taylor coefficients of `1 / Γ(1 + μ)` about 0."
    return [array("RECIPROCAL_GAMMA", doc, coefficients)]


def pair(value):
    high = float(value)
    return f"({number(high)}, {number(value - mp.mpf(high))})"


def pairs(name, doc, values):
    lines = "".join(f"    {pair(v)},\n" for v in values)
    return f"/// {doc}\npub(super) const {name}: [(f64, f64); {len(values)}] = [\n{lines}];\n"


def table_arctangents():
    atan = [mp.atan(mp.mpf(k) / 16) for k in range(17)]
    return [pairs("ARCTANGENTS", "`atan(k / 16)`, high and low part.", atan)]


def write(name, title, texts, attribute=""):
    head = f"//! {title}\n//!\n//! Written by `xtask/tables/special_bessel.py`.\n{attribute}\n"
    (FOLDER / f"{name}_tables.rs").write_text(head + "\n".join(texts))


FOLDER.mkdir(parents=True, exist_ok=True)
write("oscillating_01", "Fits of J and Y of order 0 and 1.", tables_oscillating())
write("growing_01", "Fits of I and K of order 0 and 1.", tables_growing())
write("debye", "Debye's polynomials.", table_debye())
write("temme", "The reciprocal gamma function near 1.", table_gamma())
write("arctangent", "Arctangents to 32 digits.", table_arctangents(),
      '#![allow(clippy::approx_constant, reason = "one of them is π/4")]\n')
