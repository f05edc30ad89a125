"""Golden values of onkai-fft: transforms over several axes."""
import numpy as np
import scipy.fft as fft

from common import noise, save

SHAPE = (4, 3, 5)
# Name: shape, axes.
CASES = {
    "all": (None, None),
    "first_two": (None, (0, 1)),
    "turned": (None, (2, 0)),
    "one": (None, (1,)),
    "cut_and_padded": ((3, 6), (1, 2)),
    "shape_only": ((5, 4), None),
    "turned_shape": ((6, 2, 7), (2, 1, 0)),
}
TRANSFORMS = ("fftn", "ifftn", "rfftn", "irfftn", "hfftn", "ihfftn")
REAL = ("rfftn", "ihfftn")

arrays = {}
x = noise(60, 1).reshape(SHAPE)
z = x + 1j * noise(60, 2).reshape(SHAPE)
for name, (shape, axes) in CASES.items():
    for norm in ("backward", "ortho", "forward"):
        for transform in TRANSFORMS:
            given = x if transform in REAL else z
            arrays[f"{transform}_{name}_{norm}"] = getattr(fft, transform)(given, shape, axes, norm)
arrays["fftn_real"] = fft.fftn(x)
for transform in ("fft2", "ifft2", "rfft2", "irfft2", "hfft2", "ihfft2"):
    given = x if transform in ("rfft2", "ihfft2") else z
    arrays[transform] = getattr(fft, transform)(given)
arrays["irfft2_odd"] = fft.irfft2(z, (3, 9))
arrays["narrow_fftn"] = fft.fftn(z.astype(np.complex64))
arrays["narrow_irfftn"] = fft.irfftn(z.astype(np.complex64))
# Wide enough for blocks of neighbouring lanes, and a last block that is not full.
wide = noise(6 * 37 * 19, 3).reshape(6, 37, 19)
arrays["wide_fftn"] = fft.fftn(wide + 1j)
arrays["wide_fft_1"] = fft.fft(wide, axis=1)
for transform in ("dctn", "idctn", "dstn", "idstn"):
    for kind in (1, 2, 3, 4):
        for norm in ("backward", "ortho", "forward"):
            arrays[f"{transform}{kind}_{norm}"] = getattr(fft, transform)(x, kind, norm=norm)
    arrays[f"{transform}_cut_and_padded"] = getattr(fft, transform)(x, 2, (2, 7), (1, 2))
    arrays[f"{transform}_complex"] = getattr(fft, transform)(z, 4)
save("fft", "fft_several_axes", arrays)
