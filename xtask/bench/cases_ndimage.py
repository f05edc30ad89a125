"""Images: scipy.ndimage."""
import numpy as np
import scipy.ndimage as ndimage


def on_spectrogram(call):
    """Noise in the shape of a spectrogram of a minute."""
    return lambda i: lambda x=i.noise(1025, 2647, seed=1).astype(np.float32): call(x)


def on_image(call):
    return lambda i: lambda x=i.noise(1000, 1000, seed=1): call(x)


def on_set(above, call):
    return lambda i: lambda x=i.noise(1000, 1000, seed=1) > above: call(x)


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "median_31_along_frames": on_spectrogram(lambda x: ndimage.median_filter(x, size=(1, 31))),
    "median_31_along_bins": on_spectrogram(lambda x: ndimage.median_filter(x, size=(31, 1))),
    "median_3x3": on_image(lambda x: ndimage.median_filter(x, 3)),
    "mean_31_along_frames": on_spectrogram(lambda x: ndimage.uniform_filter1d(x, 31, axis=1)),
    "mean_31_along_bins": on_spectrogram(lambda x: ndimage.uniform_filter1d(x, 31, axis=0)),
    "gaussian_filter": on_image(lambda x: ndimage.gaussian_filter(x, 2.0)),
    "shift_cubic": on_image(lambda x: ndimage.shift(x, (2.5, -3.25))),
    "zoom_cubic": on_image(lambda x: ndimage.zoom(x, 1.5)),
    "rotate_cubic": on_image(lambda x: ndimage.rotate(x, 30.0)),
    "label": on_set(0.2, lambda x: [ndimage.label(x)[1]]),
    "binary_dilation": on_set(0.8, lambda x: [np.count_nonzero(ndimage.binary_dilation(x))]),
}
