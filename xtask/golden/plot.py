"""Golden values of onkai-plot, from matplotlib's colour maps and scales and librosa's mel bands.

Run with `--tables` it also prints the rows of crates/plot/src/color_map_tables.rs.
"""
import sys

import librosa
import matplotlib
import numpy as np
from matplotlib.scale import SymmetricalLogTransform

from common import save

MAPS = ["magma", "viridis", "gray", "gray_r"]


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
save("plot", "plot", arrays, packages=("numpy", "matplotlib", "librosa"))

if "--tables" in sys.argv:
    for name in ("magma", "viridis"):
        table = colors(name, np.arange(256))
        print(f"/// matplotlib's `{name}`.\npub(crate) static {name.upper()}: [u32; 256] = [")
        for row in table.reshape(-1, 8, 3):
            print("    " + " ".join(f"0x{r:02x}{g:02x}{b:02x}," for r, g, b in row))
        print("];")
