"""Golden values of onkai-io's NumPy files: what numpy.save and savez write, in all types, orders and versions.

The arrays are described as in io_mat.py. Files that onkai wrote are taken from target/tmp, where the test
`npy::written` puts them.
"""
import io
import json
import shutil
import warnings

import numpy as np

from common import ROOT, folder, noise, record
from io_mat import NAMES, dump

FOLDER = folder("io") / "npy"
FOLDER.mkdir(exist_ok=True)


def saved(array, version=None):
    data = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        np.lib.format.write_array(data, array, version=version, allow_pickle=True)
    return data.getvalue()


def good():
    x = 100 * noise(24, 5).reshape(4, 6)
    complex_ = x[:, :3] + 1j * x[:, 3:]
    for name in NAMES:
        source = complex_ if name[0] == "c" else x
        values = source > 0 if name == "bool" else source.astype(name)
        for order in "<>":
            yield f"{name}_{'little' if order == '<' else 'big'}", saved(values.astype(values.dtype.newbyteorder(order)))
    yield "fortran", saved(np.asfortranarray(x.astype(np.float32)))
    yield "fortran_3d", saved(np.asfortranarray(x.reshape(2, 3, 4).astype(">i2")))
    yield "half", saved(np.concatenate([x.astype(np.float16).ravel(), np.float16([np.nan, np.inf, -0.0, 6e-8])]))
    yield "half_big", saved(x.astype(">f2"))
    yield "scalar", saved(np.array(2.5))
    yield "empty", saved(np.zeros((3, 0), dtype=np.uint16))
    yield "version_2", saved(x, (2, 0))
    yield "version_3", saved(x, (3, 0))
    yield "trailing", saved(x) + b"more"


def bad():
    x = noise(5, 1)
    yield "text", saved(np.array(["a", "bc"]))
    yield "bytes", saved(np.array([b"a", b"bc"]))
    yield "records", saved(np.array([(1, 2.0)], dtype=[("a", "i4"), ("größe", "f8")]))
    yield "objects", saved(np.array([None, {}], dtype=object))
    yield "dates", saved(np.array(["2020-01-01"], dtype="datetime64[D]"))
    yield "raw", saved(np.zeros(2, dtype="V3"))
    yield "long_double", saved(x.astype(np.longdouble))
    yield "cut", saved(x)[:-1]
    yield "cut_header", saved(x)[:50]


def main():
    rows = {}
    for name, data in good():
        (FOLDER / f"{name}.npy").write_bytes(data)
        array = np.load(io.BytesIO(data))
        array = array.astype(np.float32) if array.dtype.kind == "f" and array.dtype.itemsize == 2 else array
        rows[f"{name}.npy"] = dump(array.astype(array.dtype.newbyteorder("=")), False)
    for name, data in bad():
        (FOLDER / f"{name}.npy").write_bytes(data)
        rows[f"{name}.npy"] = None
    arrays = {"x": noise(2000, 2).reshape(40, 50), "größe": np.arange(3), "truth": np.array(True), "z": np.array([1 + 2j])}
    np.savez(FOLDER / "stored.npz", **arrays)
    np.savez_compressed(FOLDER / "deflated.npz", **arrays)
    np.savez(FOLDER / "nothing.npz")
    for name in ("onkai.npy", "onkai.npz", "onkai_deflated.npz"):
        fresh = ROOT / "target/tmp" / name
        if fresh.exists():
            shutil.copyfile(fresh, FOLDER / name)
    for path in FOLDER.glob("onkai.npy"):
        rows[path.name] = dump(np.load(path), False)
    for path in FOLDER.glob("*.npz"):
        rows[path.name] = {name: dump(array, False) for name, array in np.load(path).items()}
    text = json.dumps(rows, indent=1, ensure_ascii=False, sort_keys=True)
    (folder("io") / "npy.json").write_text(text + "\n")
    record("io", "npy.json", len(rows), ("numpy",), "npy/: written by numpy from noise, onkai* by onkai")
    n_bytes = sum(path.stat().st_size for path in FOLDER.iterdir())
    print(f"npy.json: {len(rows)} files of {n_bytes / 1024:.0f} KiB, described in {len(text) / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
