"""What the golden scripts share: where files go, the manifest, the noise, the versions."""
import json
import pathlib
import platform
import sys

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]


def noise(n, seed):
    """onkai_testing::noise: the same numbers in Rust, so that inputs need not be stored."""
    out = np.empty(n)
    state = seed
    for i in range(n):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        out[i] = state / 2**31 - 1.0
    return out


def mir_song(n, rate):
    """Noise bursts on an uneven beat over three tones: something with onsets, beats and pitch."""
    t = np.arange(n) / rate
    y = 0.1 * np.sin(2 * np.pi * 220.0 * t) + 0.05 * np.sin(2 * np.pi * 554.37 * t)
    y += 0.05 * np.sin(2 * np.pi * 1318.51 * t * (1 + 0.01 * t))
    hiss = noise(n, 7)
    for k in range(int(2 * n / rate) + 1):
        start = 0.1 + 0.47 * k + (0.02 if k % 3 == 1 else 0.0)
        after = t - start
        y += np.where(after >= 0, 0.6 * hiss * np.exp(-after * (25 + 10 * (k % 2))), 0.0)
    return y


# The scalar types of onkai-linalg, as its golden files name them.
TYPES = {"f32": np.float32, "f64": np.float64, "c64": np.complex64, "c128": np.complex128}


def values(shape, seed, dtype):
    """onkai-linalg's tests/sample.rs makes the same."""
    n = int(np.prod(shape))
    if np.issubdtype(dtype, np.complexfloating):
        x = noise(2 * n, seed)
        return (x[0::2] + 1j * x[1::2]).astype(dtype).reshape(shape)
    return noise(n, seed).astype(dtype).reshape(shape)


def wide(a):
    """In double precision, real or complex."""
    return a.astype(np.complex128 if np.iscomplexobj(a) else np.float64)


def spread(low, high, n, seed):
    """n points between the bounds, even on a logarithmic scale."""
    return [float(v) for v in low * (high / low) ** (0.5 * (noise(n, seed) + 1.0))]


def even(low, high, n, seed):
    return [float(v) for v in low + (high - low) * 0.5 * (noise(n, seed) + 1.0)]


def abscissae(n, seed):
    """Ascending, widths from 0.1 to 1.9; crates/interpolate/tests/sample.rs makes the same, and the next two."""
    return np.cumsum(1.0 + 0.9 * noise(n, seed))


def inside(x, m, seed):
    """Points between the first and the last of some."""
    return x[0] + (x[-1] - x[0]) * 0.5 * (noise(m, seed) + 1.0)


def around(x, m, seed):
    """Points between the first and the last of some, and beyond."""
    return 0.5 * (x[0] + x[-1]) + 0.8 * (x[-1] - x[0]) * noise(m, seed)


def both(points):
    return points + [-p for p in points]


def folder(crate):
    path = ROOT / "crates" / crate / "tests" / "golden"
    path.mkdir(parents=True, exist_ok=True)
    return path


def scipy_files(name, *patterns, source="tests/data"):
    """Copies of the test files that SciPy's package carries (BSD licence), in crates/io/tests/golden/<name>/."""
    import shutil

    import scipy.io

    target = folder("io") / name
    target.mkdir(exist_ok=True)
    found = pathlib.Path(scipy.io.__file__).parent / source
    paths = sorted(path for pattern in patterns for path in found.glob(pattern))
    return [shutil.copyfile(path, target / path.name.replace(" ", "-")) for path in paths]


def bits(values):
    """Numbers as text that says every bit of them."""
    return np.ravel(values).astype(">f8").tobytes().hex(" ", 8)


def as_text(lines):
    """Lines as an array, which npz files hold."""
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def save(crate, name, arrays, packages=("numpy", "scipy"), inputs=None):
    """Writes tests/golden/<name>.npz of the crate and its row of the manifest."""
    path = folder(crate) / f"{name}.npz"
    # Fixed time stamps in the archive: the same values give the same file.
    write_npz(path, {k: np.asarray(v) for k, v in arrays.items()})
    record(crate, path.name, len(arrays), packages, inputs)
    print(f"{path.relative_to(ROOT)}: {len(arrays)} arrays, {path.stat().st_size / 1024:.0f} KiB")


def record(crate, name, n_arrays, packages=("numpy", "scipy"), inputs=None):
    """Writes a file's row of the crate's manifest."""
    import importlib.metadata as metadata

    manifest = folder(crate) / "manifest.json"
    rows = json.loads(manifest.read_text()) if manifest.exists() else {}
    rows[name] = {
        "generator": f"xtask/golden/{pathlib.Path(sys.argv[0]).name}",
        "arrays": n_arrays,
        "versions": {"python": platform.python_version(), **{p: metadata.version(p) for p in packages}},
        "inputs": inputs or "onkai_testing::noise and closed forms; seeds stand in the generator",
    }
    manifest.write_text(json.dumps(rows, indent=2, sort_keys=True) + "\n")


def accuracy(arrays, name, function, arguments, ordinary=True, scale=None):
    """Adds what crates/special/tests/accuracy checks a function on: points, exact values, what they are measured by.

    `function` takes mpmath numbers, exactly those of `arguments` (tuples of floats; complex ones allowed), and
    gives a real or complex one, or nan for "refused". `ordinary` says whether a point lies in the range with the
    tighter bound, `scale` by what errors are divided where it is not the value itself (an oscillation's envelope).
    """
    import mpmath

    def parts(value):
        value = mpmath.mpmathify(value)
        return (float(value.real), float(value.imag)) if isinstance(value, mpmath.mpc) else (float(value),)

    inputs, outputs, scales, flags = [], [], [], []
    with mpmath.workdps(60):
        for row in arguments:
            row = row if isinstance(row, tuple) else (row,)
            exact = [mpmath.mpc(a) if isinstance(a, complex) else mpmath.mpf(a) for a in row]
            value = function(*exact)
            inputs.append([part for a in exact for part in parts(a)])
            outputs.append(parts(value))
            scales.append(float(scale(*exact)) if scale else float(abs(value)))
            flags.append(ordinary(*row) if callable(ordinary) else ordinary)
    width = max(map(len, outputs))
    arrays[f"{name}.in"] = np.array(inputs, dtype=float)
    arrays[f"{name}.out"] = np.array([row + (0.0,) * (width - len(row)) for row in outputs])
    arrays[f"{name}.scale"] = np.array(scales)
    arrays[f"{name}.ordinary"] = np.array(flags, dtype=bool)


def write_npz(path, arrays):
    import io
    import zipfile

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for key in sorted(arrays):
            data = io.BytesIO()
            np.lib.format.write_array(data, np.ascontiguousarray(arrays[key]), allow_pickle=False)
            info = zipfile.ZipInfo(f"{key}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data.getvalue())
