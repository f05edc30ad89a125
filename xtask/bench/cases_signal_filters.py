"""Filters and their design: scipy.signal."""
import numpy as np
from scipy import signal

LENGTH = 1_000_000


def coefficients(function):
    return lambda i: lambda x=i.noise(LENGTH, seed=1), ba=signal.butter(4, 0.2): function(*ba, x)


def sections(function, dtype=np.float64):
    def case(inputs):
        x = inputs.noise(LENGTH, seed=1).astype(dtype)
        sos = signal.butter(8, 0.2, output="sos").astype(dtype)
        return lambda: function(sos, x)

    return case


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "lfilter": coefficients(signal.lfilter),
    "sosfilt": sections(signal.sosfilt),
    "sosfilt_f32": sections(signal.sosfilt, np.float32),
    "sosfiltfilt": sections(signal.sosfiltfilt),
    "filtfilt": coefficients(signal.filtfilt),
    "butter": lambda i: lambda: signal.butter(8, [0.2, 0.3], "bandpass", output="sos"),
    "remez": lambda i: lambda: signal.remez(101, [0.0, 0.2, 0.22, 0.5], [1.0, 0.0]),
    "firwin": lambda i: lambda: signal.firwin(96, 0.3),
}
