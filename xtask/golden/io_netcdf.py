"""Golden values of io::netcdf: SciPy's own test files, and files that it writes."""
import pathlib

import numpy as np
import scipy.io
from scipy.io import netcdf_file

from common import as_text, bits, folder, noise, save, scipy_files

FOLDER = folder("io") / "netcdf"


def text(value):
    return value.decode("latin1") if isinstance(value, bytes) else value


def described(path):
    """All that SciPy finds, as lines of text."""
    with netcdf_file(path, mmap=False) as file:
        lines = [f"{path.name} version {file.version_byte} records {file._recs}"]
        lines += [f"dimension {name} {length or file._recs}" for name, length in file.dimensions.items()]
        lines += attributes(file)
        for name, variable in file.variables.items():
            shape = " ".join(map(str, variable.shape))
            lines.append(f"variable {name} ({' '.join(variable.dimensions)}) [{shape}]")
            lines += attributes(variable)
            data = variable.data
            codes = np.frombuffer(data.tobytes(), np.uint8) if variable.typecode() == "c" else data
            lines.append(f"{variable.typecode()} {bits(codes)}")
    with netcdf_file(path, mmap=False, maskandscale=True) as file:
        for name, variable in file.variables.items():
            if variable.typecode() != "c":
                data = variable[:] if variable.dimensions else np.ma.asarray(variable.data)
                mask = np.ma.getmaskarray(data)
                values = np.where(mask, 0.0, np.ma.getdata(data).astype(float))
                lines.append(f"scaled {name} {''.join(map(str, mask.ravel().astype(int)))} {bits(values)}")
    return lines


def attributes(owner):
    lines = []
    for name, value in owner._attributes.items():
        if isinstance(value, bytes):
            lines.append(f"  {name} = {text(value)}")
        else:
            lines.append(f"  {name} = {np.asarray(value).dtype.char} {bits(value)}")
    return lines


def records(path, version, several):
    """Record variables of odd lengths: alone, without padding, or several, with it."""
    with netcdf_file(path, "w", version=version) as file:
        file.history = "made by SciPy"
        file.weights = np.array([0.5, -1.25])
        file.createDimension("time", None)
        file.createDimension("channel", 3)
        x = file.createVariable("x", "i2", ("time", "channel"))
        x[:] = np.arange(15, dtype=np.int16).reshape(5, 3) - 7
        x.units = "steps"
        if several:
            b = file.createVariable("b", "i1", ("time",))
            b[:] = np.arange(5) - 2
            d = file.createVariable("d", "f8", ("time", "channel"))
            d[:] = noise(15, 3).reshape(5, 3)
            fixed = file.createVariable("fixed", "f4", ("channel",))
            fixed[:] = noise(3, 4)
            fixed.missing_value = np.float32(fixed[1])
            fixed.scale_factor = 0.5
            letters = file.createVariable("letters", "c", ("channel",))
            letters[:] = np.array([b"a", b"b", b"c"])


def fixed(path):
    """No records, and a variable without dimensions, which SciPy would write over records."""
    with netcdf_file(path, "w") as file:
        file.createDimension("n", 3)
        file.createVariable("h", "i2", ("n",))[:] = [1, -2, 3]
        file.createVariable("one", "i4", ()).data.fill(41)


lines = []
for path in scipy_files("netcdf", "*.nc"):
    lines += described(pathlib.Path(path))
for version in (1, 2):
    for several in (False, True):
        path = FOLDER / f"scipy-{version}-{'several' if several else 'alone'}.nc"
        records(path, version, several)
        lines += described(path)
fixed(FOLDER / "scipy-fixed.nc")
lines += described(FOLDER / "scipy-fixed.nc")
# What onkai wrote, if its tests have left it, must read the same.
for path in sorted(FOLDER.glob("onkai-*.nc")):
    twin = described(FOLDER / path.name.replace("onkai", "scipy"))
    assert described(path)[1:] == twin[1:], path
    print(f"{path.name}: read by SciPy")
save("io", "netcdf", {"described": as_text(lines)}, inputs="SciPy's test files; files that SciPy writes")
