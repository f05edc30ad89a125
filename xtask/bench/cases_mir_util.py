"""Signals, weighting and tools of music analysis: librosa and mir_eval."""
import librosa
import mir_eval
import numpy as np

RATE = 22050


def time_frequency(i):
    gram, hz = np.abs(i.noise(24, 400, seed=5)), librosa.midi_to_hz(48.0 + np.arange(24))
    times = 0.025 * np.arange(401)
    return lambda: mir_eval.sonify.time_frequency(gram, hz, times, RATE)


def perceptual_weighting(i):
    power, hz = np.abs(i.stft) ** 2, librosa.fft_frequencies(sr=RATE)
    return lambda: librosa.perceptual_weighting(power, hz)


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "lpc": lambda i: lambda y=i.samples: librosa.lpc(y, order=16),
    "autocorrelate": lambda i: lambda y=i.samples: librosa.autocorrelate(y),
    "autocorrelate_short_lags": lambda i: lambda y=i.samples: librosa.autocorrelate(y, max_size=2048),
    "mu_compress": lambda i: lambda y=np.clip(i.samples, -1, 1): librosa.mu_compress(y, quantize=False),
    "perceptual_weighting": perceptual_weighting,
    "localmax": lambda i: lambda m=np.abs(i.stft): librosa.util.localmax(m, axis=0),
    "sonify_time_frequency": time_frequency,
}
