"""The Python originals' side of `cargo xtask bench`.

    rivals.py prepare RECORDING FOLDER   writes the arrays that both sides work on
    rivals.py serve RECORDING FOLDER     times calls as asked on standard input

The calls stand in cases_<crate>.py. `benches/src/serve.rs` is the other side and tells the protocol; a case
has the same name on both.
"""
import functools
import importlib.metadata
import json
import pathlib
import platform
import sys
import time
import warnings

import librosa
import numpy as np

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "golden"))
import cases_decomposition
import cases_fft
import cases_interpolate
import cases_io_scientific
import cases_linalg
import cases_mir
import cases_mir_pitch
import cases_mir_util
import cases_mir_features
import cases_ndimage
import cases_optimize_linear
import cases_optimize_minimize
import cases_optimize_roots
import cases_signal_filters
import cases_signal_spectral
import cases_spatial
import cases_special
import cases_stats_distributions
import cases_stats_summary
import common

warnings.filterwarnings("ignore")
PACKAGES = ("librosa", "numpy", "scipy", "soxr", "soundfile", "numba")
RATE = 22050


def prepare(recording, folder):
    samples, _ = librosa.load(recording, sr=RATE)
    arrays = {
        "samples": samples,
        "samples_44100": librosa.load(recording, sr=None)[0],
        "stft": librosa.stft(samples),
        "onset_strength": librosa.onset.onset_strength(y=samples, sr=RATE),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)


class Inputs:
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


# Name: inputs -> the call that is timed.
MODULES = (
    cases_special,
    cases_linalg,
    cases_fft,
    cases_ndimage,
    cases_interpolate,
    cases_io_scientific,
    cases_optimize_minimize,
    cases_optimize_linear,
    cases_optimize_roots,
    cases_stats_distributions,
    cases_stats_summary,
    cases_spatial,
    cases_decomposition,
    cases_signal_filters,
    cases_signal_spectral,
    cases_mir,
    cases_mir_pitch,
    cases_mir_util,
    cases_mir_features,
)
CASES = {name: case for module in MODULES for name, case in module.CASES.items()}


def digest(answer):
    answer = np.asarray(answer)
    mean = float(np.abs(answer).mean(dtype=np.float64)) if answer.size else 0.0
    return {"len": answer.size, "mean_abs": mean}


def timed(inputs, warm, case, repeats):
    if case not in warm:
        warm[case] = CASES[case](inputs)
        warm[case]()  # numba compiles, caches fill
    call, seconds, answer = warm[case], [], None
    for _ in range(repeats):
        start = time.perf_counter()
        result = call()
        seconds.append(time.perf_counter() - start)
        answer = result
    return {"case": case, "seconds": seconds, "digest": digest(answer)}


def serve(recording, folder):
    versions = {"Python": platform.python_version()}
    versions.update((package, importlib.metadata.version(package)) for package in PACKAGES)
    inputs, warm = Inputs(recording, folder), {}
    print(json.dumps({"cases": list(CASES), "versions": versions}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = timed(inputs, warm, request["case"], request["repeats"])
        except Exception as error:  # whatever it is: reported as "did not run", never as beaten
            answer = {"case": request["case"], "error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    command, recording, folder = sys.argv[1:]
    {"prepare": prepare, "serve": serve}[command](recording, pathlib.Path(folder))
