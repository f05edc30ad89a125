"""The loop of every Python side of `cargo xtask bench`: what cases work on, and how they are timed.

`benches/src/serve.rs` is the other side and tells the protocol; a case has the same name on both.
"""
import functools
import importlib.metadata
import json
import pathlib
import platform
import sys
import time
import warnings

import numpy as np

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "golden"))
import common

warnings.filterwarnings("ignore")


class Inputs:
    """The recording, and the arrays that `rivals.py prepare` made of it."""

    def __init__(self, recording, folder):
        self.recording = recording
        self.folder = folder

    @functools.cache
    def __getattr__(self, name):
        return np.load(self.folder / f"{name}.npy")

    def frames(self, frame_length, hop_length):
        windows = np.lib.stride_tricks.sliding_window_view(self.samples, frame_length)
        return np.ascontiguousarray(windows[::hop_length])

    def noise(self, *shape, seed):
        """What `noise` and `noise_matrix` of benches/src/inputs.rs make."""
        return common.noise(int(np.prod(shape)), seed).reshape(shape)


def digest(answer):
    answer = np.asarray(answer)
    mean = float(np.abs(answer).mean(dtype=np.float64)) if answer.size else 0.0
    return {"len": answer.size, "mean_abs": mean}


def timed(cases, inputs, warm, case, repeats):
    if case not in warm:
        warm[case] = cases[case](inputs)
        warm[case]()  # numba compiles, caches fill
    call, seconds, answer = warm[case], [], None
    for _ in range(repeats):
        start = time.perf_counter()
        result = call()
        seconds.append(time.perf_counter() - start)
        answer = result
    return {"case": case, "seconds": seconds, "digest": digest(answer)}


def serve(cases, packages, recording, folder, **more):
    """Greets with the cases, then answers requests until the input ends.

    `cases` maps a name to a function that takes the inputs and gives the call that is timed.
    """
    # The protocol keeps the pipe; what libraries print goes to standard error.
    pipe, sys.stdout = sys.stdout, sys.stderr
    say = lambda line: print(json.dumps(line), file=pipe, flush=True)
    versions = {"Python": platform.python_version()}
    versions.update((package, importlib.metadata.version(package)) for package in packages)
    inputs, warm = Inputs(recording, pathlib.Path(folder)), {}
    say({"cases": list(cases), "versions": versions, **more})
    for line in sys.stdin:
        request = json.loads(line)
        case = request["case"]
        try:
            answer = timed(cases, inputs, warm, case, request["repeats"])
        except Exception as error:  # whatever it is: reported as "not run", never as beaten
            answer = {"case": case, "error": f"{type(error).__name__}: {error}"}
        say(answer)
