"""Golden values of onkai-fft: length, axis and norm of the one-dimensional transforms, in all four scalar types."""
import numpy as np
import scipy.fft as fft

from common import noise, save

SHAPE = (3, 7, 4)
NORMS = ("backward", "ortho", "forward")


def real(*shape):
    return noise(int(np.prod(shape)), 1).reshape(shape)


def complex_(*shape):
    return real(*shape) + 1j * noise(int(np.prod(shape)), 2).reshape(shape)


arrays = {}
x, z = real(*SHAPE), complex_(*SHAPE)
for norm in NORMS:
    for axis in range(3):
        # Shorter than, as long as, and longer than the axis; odd and even.
        for n in (2, 3, None, 5, 8, 9):
            key = f"{norm}_{axis}_{n or 'whole'}"
            arrays[f"fft_{key}"] = fft.fft(z, n, axis, norm)
            arrays[f"ifft_{key}"] = fft.ifft(z, n, axis, norm)
            arrays[f"fft_real_{key}"] = fft.fft(x, n, axis, norm)
            arrays[f"ifft_real_{key}"] = fft.ifft(x, n, axis, norm)
            arrays[f"rfft_{key}"] = fft.rfft(x, n, axis, norm)
            arrays[f"irfft_{key}"] = fft.irfft(z, n, axis, norm)
            arrays[f"hfft_{key}"] = fft.hfft(z, n, axis, norm)
            arrays[f"ihfft_{key}"] = fft.ihfft(x, n, axis, norm)
narrow_x, narrow_z = x.astype(np.float32), z.astype(np.complex64)
arrays["narrow_fft"] = fft.fft(narrow_z, 9, 1, "ortho")
arrays["narrow_ifft"] = fft.ifft(narrow_x, 9, 1, "ortho")
arrays["narrow_rfft"] = fft.rfft(narrow_x, 9, 1, "ortho")
arrays["narrow_irfft"] = fft.irfft(narrow_z, 9, 1, "ortho")
arrays["narrow_hfft"] = fft.hfft(narrow_z, 9, 1, "ortho")
arrays["narrow_ihfft"] = fft.ihfft(narrow_x, 9, 1, "ortho")
# Not a number stays one, in the lane where it is and nowhere else.
spoilt = x.copy()
spoilt[1, 2, 3] = np.nan
arrays["nan_fft"] = fft.fft(spoilt)
arrays["nan_rfft"] = fft.rfft(spoilt)
save("fft", "fft_options", arrays)
