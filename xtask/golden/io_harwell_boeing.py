"""Golden values of io::harwell_boeing: what SciPy writes and reads back, and what it makes of other texts."""
import io

import numpy as np
from scipy import sparse
from scipy.io import hb_read, hb_write

from common import as_text, folder, noise, save

FOLDER = folder("io") / "harwell_boeing"
FOLDER.mkdir(exist_ok=True)

x = np.abs(noise(40, 1)) + 1e-3
a = sparse.coo_array((x, (np.arange(40) % 9, np.arange(40) * 5 % 8)), shape=(9, 8)).tocsc()
arrays = {}
for name, matrix in {"real": a, "tiny": a * 1e-300, "integer": (1000 * a).astype(np.int64)}.items():
    path = FOLDER / f"scipy-{name}.hb"
    hb_write(path, matrix)
    arrays[f"scipy-{name}"] = hb_read(path, spmatrix=False).toarray().astype(float)

HEAD = "A title".ljust(72) + "KEY".ljust(8) + "\n"


def text(kind, counts=(3, 1, 1, 1, 0), shape=(3, 2, 3, 0), formats="(3I4)           (3I4)           (3E12.4)            "):
    numbers = "".join(f"{n:14}" for n in counts) + "\n" + kind.ljust(14) + "".join(f"{n:14}" for n in shape) + "\n"
    return HEAD + numbers + formats + "\n   1   3   4\n   1   3   2\n  1.5000E+00 -2.0000E+00  3.0000E+00\n"


TEXTS = [text(kind) for kind in ("RUA", "rua", "RSA", "CUA", "PUA", "RUE", "XUA", "RZA", "RRA")]
TEXTS += [text("RUA", counts=(3, 1, 1, 1, 4)), text("RUA", shape=(3, 2, 3, 1)), text("RUA", formats="(3I4) (3I4) (3A12)"), HEAD, "short\n", text("RUA")[:-45]]
for i, case in enumerate(TEXTS):
    arrays[f"{i:02}.text"] = as_text([case])
    try:
        arrays[f"{i:02}.dense"] = hb_read(io.StringIO(case), spmatrix=False).toarray()
    except (ValueError, SyntaxError):
        pass
arrays["n"] = len(TEXTS)

# What onkai wrote, if its tests have left it: with signs, exponents of three digits, and one full line.
ours = FOLDER / "onkai-real.hb"
if ours.exists():
    b = sparse.coo_array((noise(40, 2) * 1e-200, (np.arange(40) % 9, np.arange(40) * 5 % 8)), shape=(9, 8))
    assert (hb_read(ours, spmatrix=False).toarray() == b.toarray()).all()
    print("onkai-real.hb: read by SciPy")
save("io", "harwell_boeing", arrays, inputs="texts in the generator; onkai_testing::noise")
