"""Golden values of io::wav: SciPy's own test files, and files that soundfile and SciPy write."""
import io
import pathlib
import warnings

import numpy as np
import soundfile
from scipy.io import wavfile

from common import as_text, folder, noise, save, scipy_files

warnings.simplefilter("ignore")
arrays, refused = {}, []
for path in scipy_files("wav", "*.wav", "Transparent*"):
    try:
        rate, data = wavfile.read(path)
    except ValueError as error:
        refused.append(f"{path.name}\t{error}")
        continue
    arrays[path.name] = np.atleast_2d(data.astype(data.dtype.newbyteorder("="))).reshape(len(data), -1)
    arrays[f"{path.name}.rate"] = rate
arrays["refused"] = as_text(refused)

# 24 bits: integers that fill the range, by soundfile, which reads them back in the upper bytes of 32.
fine = np.concatenate([[-(2**23), 2**23 - 1, -1, 0, 1], np.floor(noise(195, 3) * 2**23)]).astype(np.int32) << 8
fine = fine.reshape(100, 2)
for name, options in {"s24": {}, "s24-wavex": {"format": "WAVEX"}, "s24-rifx": {"endian": "BIG"}, "s24-rf64": {"format": "RF64"}}.items():
    path = folder("io") / "wav" / f"soundfile-{name}.wav"
    soundfile.write(path, fine, 48000, subtype="PCM_24", **options)
    assert (soundfile.read(path, dtype="int32")[0] == fine).all()
    assert (wavfile.read(path)[1] == fine).all()
arrays["fine"] = fine

# What SciPy writes, byte for byte.
x = noise(14, 5).reshape(7, 2)
written = {
    "u1": (128 + 127 * x).astype(np.uint8),
    "i2": (32767 * x).astype(np.int16),
    "i4": (2147483647 * x).astype(np.int32),
    "i8": (x * 2**62).astype(np.int64),
    "f4": x.astype(np.float32),
    "f8": x,
}
for name, data in written.items():
    target = io.BytesIO()
    wavfile.write(target, 22050, data)
    arrays[f"written.{name}"] = np.frombuffer(target.getvalue(), np.uint8)
    arrays[f"data.{name}"] = data

# What onkai wrote, if its tests have left it: SciPy and soundfile must read the same.
ours = folder("io") / "wav" / "onkai-s24.wav"
if ours.exists():
    assert (wavfile.read(ours)[1] == fine).all() and (soundfile.read(ours, dtype="int32")[0] == fine).all()
    print(f"{pathlib.Path(ours).name}: read by SciPy and soundfile")
save("io", "wav", arrays, packages=("numpy", "scipy", "soundfile"), inputs="SciPy's test files; onkai_testing::noise")
