"""Scientific files: scipy.io. Each side writes its own file into a temporary folder before the clock runs."""
import atexit
import pathlib
import shutil
import tempfile

import scipy.io


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


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "mat_read_100mb": mat_read(False),
    "mat_read_compressed_100mb": mat_read(True),
}
