"""Golden values of onkai-plot, from matplotlib's colour maps and scales and librosa's mel bands.

Run with `--tables` it also prints the rows of crates/plot/src/color_map_tables.rs.
"""
import sys

import librosa
import librosa.display
import matplotlib
import numpy as np
from matplotlib.scale import SymmetricalLogTransform

from common import noise, save

MAPS = ["magma", "viridis", "coolwarm", "gray", "gray_r"]


def colors(name, positions):
    """Red, green and blue, 0 to 255; rounded, where matplotlib's own `bytes=True` cuts off."""
    return np.round(255 * matplotlib.colormaps[name](positions)[:, :3]).astype(np.uint8)


positions = np.concatenate([np.linspace(0, 1, 1001), [-0.5, 1.5, 1 / 256, 255 / 256, np.nextafter(1, 0)]])
arrays = {"positions": positions}
for name in MAPS:
    arrays[f"map_{name}"] = colors(name, positions)

# The log axis is the one of librosa.display.specshow: linear below C2, half an octave's height there.
hz = np.concatenate([np.linspace(0, 100, 41), np.geomspace(101, 24000, 60)])
log_axis = SymmetricalLogTransform(base=2, linthresh=float(librosa.note_to_hz("C2")), linscale=0.5)
arrays["hz"] = hz
arrays["log"] = log_axis.transform(hz)
for n_mels, low, high in [(1, 0.0, 11025.0), (5, 30.0, 8000.0), (128, 0.0, 11025.0)]:
    for htk in (False, True):
        # Band centres: all but the first and last of n_mels + 2 frequencies equally spaced in mel.
        centres = librosa.mel_frequencies(n_mels + 2, fmin=low, fmax=high, htk=htk)[1:-1]
        arrays[f"bands_{n_mels}_{'htk' if htk else 'slaney'}"] = centres

# Where specshow puts the middles of cells.
arrays["fft_9"] = librosa.fft_frequencies(sr=22050, n_fft=16)
arrays["time_5"] = librosa.frames_to_time(np.arange(5), sr=22050, hop_length=512)
arrays["cqt_60"] = librosa.cqt_frequencies(60, fmin=41.2 * 2 ** (0.3 / 24), bins_per_octave=24)
arrays["cqt_84"] = librosa.cqt_frequencies(84, fmin=librosa.note_to_hz("C1"))
arrays["chroma_12"] = np.linspace(0, 12, num=12, endpoint=False)
arrays["chroma_36"] = np.linspace(0, 12, num=36, endpoint=False)
arrays["fourier_tempo_193"] = librosa.fourier_tempo_frequencies(sr=22050, hop_length=512, win_length=384)
arrays["tempo_frequencies_384"] = librosa.tempo_frequencies(384, sr=22050, hop_length=512)

# Which colour map suits noise about several means.
offsets = np.concatenate([np.linspace(-1.1, 1.1, 23), np.linspace(-0.98, -0.9, 41), np.linspace(0.9, 0.98, 41)])
lengths = [1, 2, 5, 49, 50, 51, 52, 101, 150, 1000]
arrays["cmap_offsets"] = offsets
arrays["cmap_lengths"] = np.array(lengths, dtype=float)
arrays["cmap_diverging"] = np.array(
    [[librosa.display.cmap(noise(n, 11) + o).name == "coolwarm" for o in offsets] for n in lengths]
).astype(np.uint8)
save("plot", "plot", arrays, packages=("numpy", "matplotlib", "librosa"))

if "--tables" in sys.argv:
    for name in ("magma", "viridis", "coolwarm"):
        table = colors(name, np.arange(256))
        print(f"/// matplotlib's `{name}`.\npub(crate) static {name.upper()}: [u32; 256] = [")
        for row in table.reshape(-1, 8, 3):
            print("    " + " ".join(f"0x{r:02x}{g:02x}{b:02x}," for r, g, b in row))
        print("];")
