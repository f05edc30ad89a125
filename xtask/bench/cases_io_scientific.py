"""Scientific files: scipy.io. Each side writes its own file into a temporary folder before the clock runs."""
import atexit
import pathlib
import shutil
import tempfile

import numpy as np
import scipy.io
from scipy import sparse


def folder():
    """A folder that is gone when the bench ends."""
    path = tempfile.mkdtemp(prefix="onkai-bench-")
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return pathlib.Path(path)


def mat_read(compressed):
    def case(inputs):
        path = folder() / "x.mat"
        scipy.io.savemat(path, {"x": inputs.noise(3500, 3500, seed=1)}, do_compression=compressed)
        return lambda: scipy.io.loadmat(path)["x"]

    return case


def matrix(inputs):
    """A sparse matrix of a million entries, and where to write it."""
    i = np.arange(1_000_000)
    a = sparse.coo_array((inputs.noise(1_000_000, seed=1), (i * 31 % 50_000, i * 17 % 70_000)), shape=(50_000, 70_000))
    return folder() / "a.mtx", a


def matrix_market_read(inputs):
    path, a = matrix(inputs)
    scipy.io.mmwrite(path, a)
    return lambda: scipy.io.mmread(path, spmatrix=False).data


def matrix_market_write(inputs):
    path, a = matrix(inputs)

    def call():
        scipy.io.mmwrite(path, a)
        return [a.nnz]

    return call


def netcdf_read(inputs):
    path = folder() / "x.nc"
    with scipy.io.netcdf_file(path, "w") as file:
        file.createDimension("n", 3500)
        file.createVariable("x", "f8", ("n", "n"))[:] = inputs.noise(3500, 3500, seed=1)

    def call():
        # The numbers stay in the file's byte order, which is not the machine's.
        with scipy.io.netcdf_file(path, mmap=False) as file:
            return file.variables["x"].data

    return call


def wav_read(inputs):
    path = folder() / "x.wav"
    scipy.io.wavfile.write(path, 44100, (32767 * inputs.noise(25_000_000, 2, seed=1)).astype(np.int16))
    return lambda: scipy.io.wavfile.read(path)[1]


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "mat_read_100mb": mat_read(False),
    "mat_read_compressed_100mb": mat_read(True),
    "matrix_market_read": matrix_market_read,
    "matrix_market_write": matrix_market_write,
    "netcdf_read_100mb": netcdf_read,
    "wav_read_100mb": wav_read,
}
