"""Transforms: scipy.fft, on one thread as it does by default."""
import scipy.fft

LENGTHS = (1024, 1 << 20, 44100, 65537)


def rfft_frames(inputs):
    frames = inputs.frames(2048, 512)
    return lambda: scipy.fft.rfft(frames, axis=-1)


def fft2(inputs):
    x = inputs.noise(1024, 1024, seed=1) * (1 - 1j)
    return lambda: scipy.fft.fft2(x)


def complex_(n):
    return lambda inputs: lambda x=inputs.noise(n, seed=1) * (1 - 1j): scipy.fft.fft(x)


def real(transform, n):
    return lambda inputs: lambda x=inputs.noise(n, seed=1): transform(x)


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "rfft_frames": rfft_frames,
    "rfft_frames_one_thread": rfft_frames,
    "fft2_1024": fft2,
    **{f"fft_{n}": complex_(n) for n in LENGTHS},
    **{f"rfft_{n}": real(scipy.fft.rfft, n) for n in LENGTHS},
    **{f"dct_{n}": real(scipy.fft.dct, n) for n in LENGTHS},
}
