"""Golden values of io::fortran: SciPy's own test files, and files that it writes."""
import numpy as np
from scipy.io import FortranFile

from common import folder, noise, save, scipy_files

arrays = {}
for path in scipy_files("fortran", "fortran-s*.dat", "fortran-mixed.dat", "fortran-3x3d-2i.dat"):
    with FortranFile(path, "r", "<u4") as file:
        if path.name == "fortran-mixed.dat":
            record = file.read_record("<i4,<f4,<i8,2<f8")[0]
            arrays["mixed"] = np.hstack([np.ravel(item) for item in record])
        elif path.name == "fortran-3x3d-2i.dat":
            arrays["3x3d"], arrays["2i"] = file.read_record("(3,3)<f8", "2<i4")
        else:
            arrays[path.name] = file.read_record("<f8" if "-sf8-" in path.name else "<i4")

FOLDER = folder("io") / "fortran"
x, n = noise(6, 1), np.array([3, -7], ">i2")
for marker in ("u4", "u8"):
    for order in "<>":
        path = FOLDER / f"scipy-{marker}-{'little' if order == '<' else 'big'}.dat"
        with FortranFile(path, "w", f"{order}{marker}") as file:
            file.write_record(x.astype(f"{order}f8"))
            file.write_record(np.zeros(0))
            file.write_record(n.astype(f"{order}i2"), x[:3].astype(f"{order}f4"))
arrays["x"], arrays["n"] = x, n.astype(np.int16)
save("io", "fortran", arrays, inputs="SciPy's test files; onkai_testing::noise")
