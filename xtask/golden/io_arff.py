"""Golden values of io::arff: SciPy's own test files, each column as a line of text."""
import numpy as np
from scipy.io import arff

from common import as_text, bits, save, scipy_files


def column(values):
    if values.dtype.kind == "S":
        return "|".join(v.decode() for v in values)
    if values.dtype.kind == "M":
        millis = values.astype("datetime64[ms]").astype(np.int64)
        return "|".join("?" if np.isnat(v) else str(m) for v, m in zip(values, millis))
    return bits(values)


def described(name, data):
    lines = []
    for field in data.dtype.names:
        values = data[field]
        if values.dtype == object:
            lines.append(f"{name} {field} {[len(rows) for rows in values]}")
            lines += described(f"{name} {field}:", np.concatenate(list(values)))
        else:
            lines.append(f"{name} {field} {column(values)}")
    return lines


lines, refused = [], []
for path in scipy_files("arff", "*.arff", source="arff/tests/data"):
    try:
        data, meta = arff.loadarff(path)
    except (NotImplementedError, arff.ParseArffError) as error:
        refused.append(f"{path.name}\t{error}")
        continue
    lines.append(f"{path.name} is {meta.name}")
    lines += described(path.name, data)
save("io", "arff", {"described": as_text(lines), "refused": as_text(refused)}, inputs="SciPy's test files")
