"""Golden values of onkai-ndimage, from scipy.ndimage."""
import numpy as np
import scipy.ndimage as ndimage

from common import noise, save

MODES = ["reflect", "mirror", "nearest", "wrap", "constant"]
# Window sizes and origins, the extreme ones included.
WINDOWS = [(1, 0), (2, 0), (2, -1), (3, 0), (3, 1), (4, 0), (4, -2), (4, 1), (7, 0), (31, 0), (31, -15), (31, 15)]


def steps(n, seed):
    """Noise on a grid of 1/8, so that there are ties."""
    return np.round(noise(n, seed) * 8) / 8


def filters(x, size, axis, **options):
    """Median, maximum, minimum and mean, stacked."""
    extent = [1] * x.ndim
    extent[axis] = size
    origin = [0] * x.ndim
    origin[axis] = options.pop("origin", 0)
    return np.stack([
        ndimage.median_filter(x, size=extent, origin=origin, **options),
        ndimage.maximum_filter1d(x, size, axis=axis, origin=origin[axis], **options),
        ndimage.minimum_filter1d(x, size, axis=axis, origin=origin[axis], **options),
        ndimage.uniform_filter1d(x, size, axis=axis, origin=origin[axis], **options),
    ])


PAD = {"reflect": "symmetric", "mirror": "reflect", "nearest": "edge", "wrap": "wrap", "constant": "constant"}


def median(x, size, origin, mode, cval):
    """SciPy's median where it is right: of short lines it reads what lies beyond them."""
    options = {"constant_values": cval} if mode == "constant" else {}
    before = size // 2 + origin
    line = np.pad(x, (before, size - 1 - before), mode=PAD[mode], **options)
    windows = np.lib.stride_tricks.sliding_window_view(line, size)
    y = np.sort(windows, axis=1)[:, size // 2]
    if size < len(x):
        assert np.array_equal(y, ndimage.median_filter(x, size, origin=origin, mode=mode, cval=cval))
    return y


arrays = {}
for n in (1, 2, 5, 100):
    for size, origin in WINDOWS:
        stack = []
        for mode in MODES:
            x = steps(n, 1)
            stack.append(filters(x, size, 0, origin=origin, mode=mode, cval=0.3))
            stack[-1][0] = median(x, size, origin, mode, 0.3)
        arrays[f"{n}_{size}_{origin}"] = np.stack(stack)
cube = steps(3 * 20 * 18, 2).reshape(3, 20, 18)
for axis in range(3):
    arrays[f"cube_{axis}"] = filters(cube, 5, axis)
    arrays[f"cube_{axis}_f32"] = filters(noise(3 * 20 * 18, 3).astype(np.float32).reshape(3, 20, 18), 6, axis)
save("ndimage", "sliding", arrays)
