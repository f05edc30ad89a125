"""The Python originals' side of `cargo xtask bench`.

    rivals.py prepare RECORDING FOLDER   writes the arrays that both sides work on
    rivals.py serve RECORDING FOLDER     times calls as asked on standard input

The calls stand in cases_<crate>.py or cases_<crate>_<subject>.py, a line each.
"""
import importlib
import pathlib
import sys

import librosa
import numpy as np
from serving import serve

PACKAGES = ("librosa", "numpy", "scipy", "scikit-learn", "matplotlib", "soxr", "soundfile", "numba")
RATE = 22050
# Whose function a crate's cases call, unless the case is named below.
LIBRARIES = {"decomposition": "scikit-learn", "mir": "librosa", "plot": "librosa.display"}
EXCEPTIONS = {"decode": "soundfile", "resample_soxr_hq": "soxr", "sonify_time_frequency": "mir_eval"}


def prepare(recording, folder):
    samples, _ = librosa.load(recording, sr=RATE)
    arrays = {
        "samples": samples,
        "samples_44100": librosa.load(recording, sr=None)[0],
        "stft": librosa.stft(samples),
        "onset_strength": librosa.onset.onset_strength(y=samples, sr=RATE),
    }
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)


def serve_originals(recording, folder):
    cases, crates, libraries = {}, {}, {}
    for path in sorted(pathlib.Path(__file__).parent.glob("cases_*.py")):
        module = importlib.import_module(path.stem)
        crate = path.stem.split("_")[1]
        for name, case in module.CASES.items():
            cases[name], crates[name] = case, crate
            libraries[name] = EXCEPTIONS.get(name) or LIBRARIES.get(crate, "SciPy")
    serve(cases, PACKAGES, recording, folder, crates=crates, libraries=libraries)


if __name__ == "__main__":
    command, recording, folder = sys.argv[1:]
    {"prepare": prepare, "serve": serve_originals}[command](recording, folder)
