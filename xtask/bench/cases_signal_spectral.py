"""Convolution, rates, spectra and peaks: scipy.signal."""
from scipy import signal

LENGTH = 1_000_000


def of_signal(function):
    """A case of one signal."""
    return lambda i: lambda x=i.noise(LENGTH, seed=1): function(x)


def with_kernel(function, n_taps):
    """A case of a signal and a kernel."""
    return lambda i: lambda x=i.noise(LENGTH, seed=1), h=i.noise(n_taps, seed=2): function(x, h)


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "fftconvolve": with_kernel(signal.fftconvolve, 10_000),
    "oaconvolve": with_kernel(signal.oaconvolve, 10_000),
    "convolve2d": lambda i: lambda x=i.noise(512, 512, seed=1), h=i.noise(15, 15, seed=2): signal.convolve2d(x, h, "same"),
    "resample_poly_3_2": of_signal(lambda x: signal.resample_poly(x, 3, 2)),
    "resample_poly_147_160": of_signal(lambda x: signal.resample_poly(x, 147, 160)),
    "upfirdn": with_kernel(lambda x, h: signal.upfirdn(h, x, 2, 3), 64),
    "welch": of_signal(lambda x: signal.welch(x)[1]),
    "spectrogram": of_signal(lambda x: signal.spectrogram(x)[2]),
    "find_peaks": of_signal(lambda x: signal.find_peaks(x)[0]),
    "find_peaks_prominence": of_signal(lambda x: signal.find_peaks(x, prominence=0.5)[0]),
    "medfilt": of_signal(lambda x: signal.medfilt(x, 31)),
}
