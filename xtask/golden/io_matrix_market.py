"""Golden values of io::matrix_market: what SciPy reads from texts of every kind, refuses, and writes."""
import bz2
import gzip
import io

import numpy as np
import scipy.io as sio
from scipy import sparse

from common import as_text, bits, folder, noise, save

FOLDER = folder("io") / "matrix_market"
FOLDER.mkdir(exist_ok=True)

TEXTS = []
for field, value in [("real", "-1.5e-3"), ("integer", "-7"), ("unsigned-integer", "18446744073709551615"), ("complex", "1.5 -2"), ("pattern", "")]:
    for symmetry in ["general", "symmetric", "skew-symmetric", "hermitian"]:
        if field == "unsigned-integer" and symmetry == "skew-symmetric":
            continue
        TEXTS.append(f"%%MatrixMarket matrix coordinate {field} {symmetry}\n3 3 2\n2 1 {value}\n3 2 {value}\n")
        if field != "pattern":
            n = {"general": 4, "skew-symmetric": 1}.get(symmetry, 3)
            TEXTS.append(f"%%MatrixMarket matrix array {field} {symmetry}\n2 2\n" + f"{value}\n" * n)
BANNER = "%%MatrixMarket matrix coordinate real general\n"
TEXTS += [
    BANNER + body
    for body in [
        "2 2 1\n1 1 1.5", "\n% c\n\n2 2 1\n\n1 1 2\n\n", "2 2 1\n 1\t1   2\n", "2 2 1\r\n1 1 2\r\n", "2 2 2\n1 1 1.5\n1 1 2\n",
        "2 2 1\n1 1 1e400\n", "2 2 1\n1 1 nan\n", "2 2 1\n1 1 -Infinity\n", "2 2 1\n1 1 .5\n", "2 2 1\n1 1 5.\n", "0 0 0\n",
        "3 2 1\n1 2 2.2250738585072011e-308\n", "1 1 1\n1 1 9007199254740993\n", "1 1 1\n1 1 0.1000000000000000055511151231257827\n",
        # Refused.
        "2 2 2\n1 1 1.5\n", "2 2 1\n1 1 1.5\n1 2 2\n", "2 2 1\n3 1 1.5\n", "2 2 1\n0 1 1.5\n", "2 2 1\n1 1\n", "2 2 2\n1 1 2\n% c\n", "2 2 -1\n", "2 2\n",
        "2 2 1 5\n1 1 2\n", "",
    ]
]
TEXTS += [
    "%MatrixMarket matrix coordinate double general\n1 1 1\n1 1 2\n",
    "%%MatrixMarket  matrix  coordinate   REAL   General  \n1 1 1\n1 1 2\n",
    "%%MatrixMarket matrix coordinate integer general\n1 1 1\n1 1 92233720368547758070\n",
    "%%MatrixMarket vector array real general\n2\n1\n2\n",
    "%%MatrixMarket matrix array pattern general\n2 2\n",
    "%%MatrixMarket matrix array real general\n2 2\n1\n2\n3\n",
    "%%MatrixMarket matrix array real general\n2 2\n1\n2\n3\n4\n5\n",
    "hello\n",
]

arrays = {}
for i, text in enumerate(TEXTS):
    arrays[f"{i:02}.text"] = as_text([text]) if text else np.zeros(0, np.uint8)
    try:
        matrix = sio.mmread(io.BytesIO(text.encode()), spmatrix=False)
    except (ValueError, OverflowError):
        continue
    dense = matrix.toarray() if sparse.issparse(matrix) else matrix
    kind = np.complex128 if np.iscomplexobj(dense) else float
    arrays[f"{i:02}.dense"] = dense.astype(kind)
    info = " ".join(map(str, sio.mminfo(io.BytesIO(text.encode()))))
    # Two words for the same kind of numbers.
    arrays[f"{i:02}.info"] = as_text([info.replace("double", "real")])
arrays["n"] = len(TEXTS)
arrays["is_read"] = [f"{i:02}.info" in arrays for i in range(len(TEXTS))]

# Files that SciPy writes, packed as well.
x = noise(60, 1)
rows, cols = np.arange(60) % 13, np.arange(60) * 7 % 11
a = sparse.coo_array((x, (rows, cols)), shape=(13, 11))
written = {
    "real": (a, {}),
    "precision": (a, {"precision": 5, "comment": "two\nlines"}),
    "complex": (sparse.coo_array((x * (1 + 2j), (rows, cols)), shape=(13, 11)), {}),
    "pattern": (a, {"field": "pattern"}),
    "integer": (sparse.coo_array(((1000 * x).astype(np.int64), (rows, cols)), shape=(13, 11)), {}),
    "symmetric": (sparse.coo_array((lambda m: m + m.T)(a.toarray()[:11])), {"symmetry": "symmetric"}),
    "dense": (x.reshape(10, 6), {}),
}
for name, (matrix, options) in written.items():
    path = FOLDER / f"{name}.mtx"
    sio.mmwrite(path, matrix, **options)
    back = sio.mmread(path, spmatrix=False)
    dense = back.toarray() if sparse.issparse(back) else back
    arrays[f"written.{name}"] = dense.astype(np.complex128 if np.iscomplexobj(dense) else float)
text = (FOLDER / "real.mtx").read_bytes()
(FOLDER / "real.mtx.gz").write_bytes(gzip.compress(text, mtime=0))
(FOLDER / "real.mtx.bz2").write_bytes(bz2.compress(text))

# What onkai wrote, if its tests have left it.
for path in sorted(FOLDER.glob("onkai-*.mtx")):
    back = sio.mmread(path, spmatrix=False)
    dense = back.toarray() if sparse.issparse(back) else back
    expected = arrays[f"written.{path.stem.removeprefix('onkai-')}"]
    assert (dense == expected).all(), path
    print(f"{path.name}: read by SciPy")
save("io", "matrix_market", arrays, inputs="texts in the generator; onkai_testing::noise")
