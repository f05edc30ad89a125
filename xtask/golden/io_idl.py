"""Golden values of io::idl: SciPy's own test files, each value as lines of text."""
import warnings

import numpy as np
from scipy.io import readsav

from common import as_text, bits, save, scipy_files

warnings.simplefilter("ignore")


def lines_of(path, value):
    """A line for each array or text, with all pointers followed."""
    if value is None:
        return [f"{path} nothing"]
    if isinstance(value, (bytes, str)):
        return [f"{path} text {value.decode('latin1') if isinstance(value, bytes) else value}"]
    if isinstance(value, np.record):
        return [line for name in value.dtype.names for line in lines_of(f"{path}.{name}", value[name])]
    value = np.asarray(value) if not isinstance(value, np.recarray) else value
    if value.dtype == object or isinstance(value, np.recarray):
        return [line for i, item in enumerate(value.ravel()) for line in lines_of(f"{path}[{i}]", item)]
    shape = "x".join(map(str, value.shape))
    parts = value.view(value.real.dtype) if value.ndim and np.iscomplexobj(value) else value
    parts = np.array([value.real, value.imag]) if np.iscomplexobj(value) and not value.ndim else parts
    return [f"{path} {value.dtype.newbyteorder('=').name} [{shape}] {bits(parts)}"]


lines = []
for path in scipy_files("idl", "*.sav"):
    for name, value in readsav(path, python_dict=True).items():
        lines += lines_of(f"{path.name}:{name}", value)
save("io", "idl", {"described": as_text(lines)}, inputs="SciPy's test files")
