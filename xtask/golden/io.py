"""Golden files of onkai-io: small sound files of every kind, and what libsndfile and ffmpeg decode from them.

Needs ffmpeg beside the Python packages, for AAC and Apple Lossless, which libsndfile does not write.
"""
import pathlib
import subprocess
import tempfile

import numpy as np
import soundfile

from common import folder, noise, save

RATE = 22050
FOLDER = folder("io") / "audio"
FOLDER.mkdir(exist_ok=True)


def music(n_frames, n_channels):
    """Two decaying tones over a little noise, another mixture in each channel."""
    t = np.arange(n_frames) / RATE
    rows = []
    for c in range(n_channels):
        tone = 0.5 * np.sin(2 * np.pi * 440 * (c + 1) * t) * np.exp(-3 * t)
        rows.append(tone + 0.2 * np.sin(2 * np.pi * 1234.5 * t + c) + 0.02 * noise(n_frames, c + 1))
    return np.array(rows)


# name: (frames, channels, arguments of soundfile.write)
PLAIN = {
    "u8.wav": (301, 1, dict(subtype="PCM_U8")),
    "s16.wav": (301, 2, dict(subtype="PCM_16")),
    "s24.wav": (301, 2, dict(subtype="PCM_24")),
    "s32.wav": (301, 1, dict(subtype="PCM_32")),
    "f32.wav": (301, 2, dict(subtype="FLOAT")),
    "f64.wav": (301, 1, dict(subtype="DOUBLE")),
    "extensible.wav": (151, 3, dict(subtype="PCM_24", format="WAVEX")),
    "rf64.wav": (301, 1, dict(subtype="PCM_16", format="RF64")),
    "rifx.wav": (301, 2, dict(subtype="PCM_24", endian="BIG")),
    "alaw.wav": (301, 1, dict(subtype="ALAW")),
    "mulaw.wav": (301, 2, dict(subtype="ULAW")),
    "s16.aiff": (301, 2, dict(subtype="PCM_16")),
    "s24.aiff": (301, 1, dict(subtype="PCM_24")),
    "f32.aiff": (301, 2, dict(subtype="FLOAT")),
    "s16.caf": (301, 2, dict(subtype="PCM_16")),
    "f32.caf": (301, 1, dict(subtype="FLOAT")),
    "alac.caf": (5001, 2, dict(subtype="ALAC_16")),
    "s16.flac": (5001, 2, dict(subtype="PCM_16")),
    "s24.flac": (1001, 1, dict(subtype="PCM_24")),
    "vorbis.ogg": (9001, 2, dict(subtype="VORBIS")),
    "short.ogg": (100, 1, dict(subtype="VORBIS")),
    "layer3.mp3": (5001, 2, dict(subtype="MPEG_LAYER_III")),
}
# name: (frames, channels, arguments of ffmpeg)
FFMPEG = {
    "aac.m4a": (5001, 2, "-c:a aac -aac_pns 0 -b:a 64k"),
    "aac.aac": (5001, 1, "-c:a aac -aac_pns 0 -b:a 32k"),
    "alac.m4a": (5001, 1, "-c:a alac"),
    "layer2.mp2": (5001, 1, "-c:a mp2 -b:a 32k"),
}

arrays = {}
for name, (n_frames, n_channels, arguments) in PLAIN.items():
    x = music(n_frames, n_channels)
    path = FOLDER / name
    soundfile.write(path, x.T, RATE, **arguments)
    decoded, rate = soundfile.read(path, dtype="float64", always_2d=True)
    assert rate == RATE
    # Lossy codecs compute in single precision, and as many bytes are enough for them.
    lossy = path.suffix in (".ogg", ".mp3")
    arrays[name] = decoded.T.astype(np.float32 if lossy else np.float64)

for name, (n_frames, n_channels, arguments) in FFMPEG.items():
    path = FOLDER / name
    with tempfile.TemporaryDirectory() as temporary:
        original = pathlib.Path(temporary) / "original.wav"
        soundfile.write(original, music(n_frames, n_channels).T, RATE, subtype="PCM_16")
        command = ["ffmpeg", "-v", "error", "-y", "-bitexact"]
        subprocess.run([*command, "-i", original, *arguments.split(), path], check=True)
    command = ["ffmpeg", "-v", "error", "-i", path, "-f", "f32le", "-c:a", "pcm_f32le", "-"]
    decoded = np.frombuffer(subprocess.run(command, check=True, capture_output=True).stdout, "<f4")
    decoded = decoded.reshape(-1, n_channels).T
    # ffmpeg heeds the edit list at the front of an M4A, but not at its end.
    arrays[name] = decoded[:, :n_frames] if path.suffix == ".m4a" else decoded

# Long enough to be decoded in pieces, small as it is nearly silent; tested against itself.
clicks = np.zeros(700_001)
clicks[::40_000] = np.linspace(0.1, 0.9, len(clicks[::40_000]))
soundfile.write(FOLDER / "long.ogg", clicks, 8000, subtype="VORBIS", compression_level=1.0)
soundfile.write(FOLDER / "long.flac", clicks, 8000, subtype="PCM_16")
vbr = dict(subtype="MPEG_LAYER_III", compression_level=0.5, bitrate_mode="VARIABLE")
soundfile.write(FOLDER / "long.mp3", clicks, 8000, **vbr)

# What soundfile writes for values in and out of range, to the integers that we write.
extremes = np.concatenate([[-1.5, -1.0, -0.99999, -2e-5, -0.0, 1e-9, 2e-5, 0.99999, 1.0, 1.5], noise(90, 7)])
with tempfile.TemporaryDirectory() as temporary:
    for key, subtype, shift in [("int16", "PCM_16", 16), ("int24", "PCM_24", 8)]:
        for kind in (np.float32, np.float64):
            path = pathlib.Path(temporary) / "out.wav"
            soundfile.write(path, extremes.astype(kind), RATE, subtype=subtype)
            arrays[f"written_{key}_{np.dtype(kind).name}"] = soundfile.read(path, dtype="int32")[0] >> shift
arrays["extremes"] = extremes

save("io", "audio", arrays, packages=("numpy", "soundfile"))
