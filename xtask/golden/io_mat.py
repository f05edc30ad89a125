"""Golden values of onkai-io's MATLAB files: SciPy's own test files, files that SciPy writes, and files that onkai wrote.

What SciPy finds in each is stored as text, of which crates/io/tests/mat/dump.rs makes the same: types, shapes
and exact values, of long arrays a digest. Files that onkai wrote are taken from target/tmp, where the test
`mat::written` puts them; without them, those that are stored stay.
"""
import json
import pathlib
import shutil
import struct
import warnings

import numpy as np
import scipy.io
import scipy.sparse

from common import ROOT, folder, noise, record

FOLDER = folder("io") / "mat"
FOLDER.mkdir(exist_ok=True)
SOURCE = pathlib.Path(scipy.io.__file__).parent / "matlab/tests/data"
# Values in full up to so many.
MAX_LISTED = 40

NAMES = {
    "bool": "bool", "int8": "i8", "int16": "i16", "int32": "i32", "int64": "i64", "uint8": "u8", "uint16": "u16",
    "uint32": "u32", "uint64": "u64", "float32": "f32", "float64": "f64", "complex64": "Complex<f32>",
    "complex128": "Complex<f64>",
}


def fnv(text):
    digest = 0xCBF29CE484222325
    for byte in text.encode():
        digest = ((digest ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return digest


def number(x):
    """The bits of the nearest double, twice for a complex one; integers as they are."""
    if isinstance(x, (bool, np.bool_)):
        return str(int(x))
    if isinstance(x, (int, np.integer)):
        return str(int(x))
    if isinstance(x, (complex, np.complexfloating)):
        return number(float(x.real)) + "i" + number(float(x.imag))
    return f"{struct.unpack('<Q', struct.pack('<d', float(x)))[0]:016x}"


def listed(items):
    text = " ".join(items)
    return text if len(items) <= MAX_LISTED else f"#{fnv(text):016x}"


def shape_of(x):
    return "[" + ",".join(map(str, x.shape)) + "]"


def dump(x, squeezed):
    """A value as text. Squeezing takes types away from single numbers, so that then no type is told."""
    if scipy.sparse.issparse(x):
        coo = x.tocoo()
        order = np.lexsort((coo.row, coo.col))
        # Truth values that SciPy or onkai wrote come back as bytes.
        is_truth = coo.data.dtype == bool or (coo.data.dtype == np.uint8 and np.all(coo.data == 1))
        values = coo.data.astype(bool if is_truth else complex if np.iscomplexobj(coo.data) else float)
        entries = [f"{coo.row[k]},{coo.col[k]},{number(values[k])}" for k in order]
        return f"sparse {NAMES[values.dtype.name]}{shape_of(x)} {listed(entries)}"
    if isinstance(x, str):
        return f"text[] {json.dumps(x, ensure_ascii=False)}"
    if not isinstance(x, (np.ndarray, np.void)):
        x = np.array(x)
    if isinstance(x, scipy.io.matlab.MatlabFunction):
        return f"function({dump(x.view(np.ndarray), squeezed)})"
    if isinstance(x, scipy.io.matlab.MatlabOpaque):
        names = ("s1", "s2", "arr")
        system, name, metadata = (x.view(np.ndarray)[0][field] for field in names)
        return f"opaque {system.decode()} {name.decode()} ({dump(metadata, squeezed)})"
    if isinstance(x, scipy.io.matlab.MatlabObject):
        return f"object {x.classname} {dump(x.view(np.ndarray), squeezed)}"
    if x.dtype.names:
        fields = [f"{name}: " + "; ".join(dump(v, squeezed) for v in np.asarray(x[name]).flatten("F")) for name in x.dtype.names]
        return f"struct{shape_of(x)} {{{'| '.join(fields)}}}"
    if x.dtype.kind == "O":
        if x.size and all(v is None for v in x.flat):
            return f"struct{shape_of(x)} {{}}"
        return f"cell{shape_of(x)} ({'; '.join(dump(v, squeezed) for v in x.flatten('F'))})"
    if x.dtype.kind == "U":
        return f"text{shape_of(x)} {listed([json.dumps(str(v), ensure_ascii=False) for v in x.flatten('F')])}".rstrip()
    name = "number" if squeezed else NAMES[x.dtype.name]
    # What SciPy gives for MATLAB's empty array of no rows and no columns.
    shape = "[0,0]" if x.dtype == np.float64 and x.shape == (1, 0) else shape_of(x)
    if squeezed and x.dtype.kind in "biu":
        x = x.astype(float)
    return f"{name}{shape} {listed([number(v) for v in x.flatten('F')])}".rstrip()


MODES = {
    "default": {},
    "squeezed": {"squeeze_me": True},
    "mat_dtype": {"mat_dtype": True},
    "characters": {"chars_as_strings": False},
}


def look(path):
    """What SciPy finds in a file, with each set of options."""
    row = {}
    for mode, options in MODES.items():
        try:
            with warnings.catch_warnings():
                # Imaginary parts that get lost: SciPy is wrong there.
                warnings.simplefilter("error", np.exceptions.ComplexWarning)
                found = scipy.io.loadmat(path, spmatrix=False, **options)
        except np.exceptions.ComplexWarning:
            continue
        except Exception as error:  # whatever it is, SciPy refuses the file
            row["error"] = f"{type(error).__name__}: {error}"
            continue
        names = [name for name in found if name not in ("__header__", "__version__", "__globals__")]
        row[mode] = {name: dump(found[name], mode == "squeezed") for name in names}
        row["globals"] = found.get("__globals__", [])
    try:
        whos = scipy.io.whosmat(path, chars_as_strings=False)
        row["whos"] = [f"{name} {list(shape)} {kind}" for name, shape, kind in whos]
    except Exception as error:
        row["whos_error"] = f"{type(error).__name__}"
    return row


def cells(*values):
    out = np.empty((1, len(values)), dtype=object)
    for k, value in enumerate(values):
        out[0, k] = value
    return out


def contents():
    """Something of every kind that SciPy writes."""
    x = 100 * noise(24, 3)
    structs = np.zeros((2, 1), dtype=[("one", object), ("two", object)])
    structs[0, 0] = (1.5, "first")
    structs[1, 0] = (np.arange(3), {"deep": True})
    sparse = scipy.sparse.csc_array(np.array([[0.0, 1.5, 0.0], [2.5, 0.0, -1.0]]))
    values = {name: x.reshape(4, 6).astype(name) for name in NAMES if name not in ("bool",) and name[0] != "c"}
    return values | {
        "complex64": (x[:6] + 1j * x[6:12]).astype(np.complex64).reshape(2, 3),
        "complex128": x[:6] - 1j * x[6:12],
        "truth": x.reshape(2, 3, 4) > 0,
        "three": x.reshape(2, 3, 4),
        "scalar": 2.5,
        "big": np.array([2**63 - 1, -(2**63)]),
        "empty": np.zeros((0, 0)),
        "none_of_three": np.zeros((0, 3), dtype=np.int16),
        "special": np.array([np.nan, np.inf, -np.inf, -0.0, 5e-324]),
        "text": "Größe ♫",
        "no_text": "",
        "lines": np.array(["one", "three", "äö"]),
        "cell": cells(1.0, "two", np.arange(3, dtype=np.int8), cells("nested", np.zeros((2, 2))), np.zeros((0, 0))),
        "point": {"x": 0.5, "name": "left", "inner": {"y": 1 + 2j}},
        "structs": structs,
        "sparse": sparse,
        "sparse_complex": sparse * (1 - 2j),
        "sparse_truth": sparse > 0,
        "sparse_nothing": scipy.sparse.csc_array((3, 4)),
        "größe": np.float32(1.25),
    }


def write_with_scipy():
    long = {"a_name_of_more_than_thirty_one_characters": 1}
    level4 = {
        "x": np.arange(6.0).reshape(2, 3), "f": np.float32([1.5, 2.5]), "i": np.int32([[1], [2]]), "s": np.int16(3), "u": np.uint8([7]),
        "u16": np.uint16([60000]), "z": np.array([1 + 2j, 3 - 4j]), "text": "abc", "lines": np.array(["ab", "c"]),
        "sparse": scipy.sparse.coo_array(([1.5, 2.5], ([0, 1], [2, 0])), (2, 3)),
        "sparse_complex": scipy.sparse.coo_array(([1.5, 2.5j], ([0, 1], [2, 0])), (2, 3)),
    }
    scipy.io.savemat(FOLDER / "scipy_v5.mat", contents())
    scipy.io.savemat(FOLDER / "scipy_v7.mat", contents(), do_compression=True, oned_as="column")
    scipy.io.savemat(FOLDER / "scipy_long.mat", {"s": long, "t": cells(long, 1)}, long_field_names=True)
    scipy.io.savemat(FOLDER / "scipy_v4.mat", level4, format="4", oned_as="column")
    for name in ("scipy_v5.mat", "scipy_v7.mat", "scipy_long.mat"):
        # No time of writing: the same values give the same file.
        path = FOLDER / name
        path.write_bytes(b"MATLAB 5.0 MAT-file, written by SciPy".ljust(116) + path.read_bytes()[116:])


def main():
    for path in SOURCE.glob("*.mat"):
        shutil.copyfile(path, FOLDER / path.name)
    write_with_scipy()
    for name in ("onkai_v5.mat", "onkai_v7.mat"):
        fresh = ROOT / "target/tmp" / name
        if fresh.exists():
            shutil.copyfile(fresh, FOLDER / name)
    rows = {path.name: look(path) for path in sorted(FOLDER.glob("*.mat"))}
    text = json.dumps(rows, indent=1, ensure_ascii=False, sort_keys=True)
    (folder("io") / "mat.json").write_text(text + "\n")
    where = "mat/: test files of SciPy (scipy/io/matlab/tests/data, BSD-3, mat/LICENSE), scipy_* written by savemat, onkai_* by onkai"
    record("io", "mat.json", len(rows), inputs=where)
    n_bytes = sum(path.stat().st_size for path in FOLDER.iterdir())
    print(f"mat.json: {len(rows)} files of {n_bytes / 1024:.0f} KiB, described in {len(text) / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
