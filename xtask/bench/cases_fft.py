"""Transforms: scipy.fft."""
import scipy.fft


def rfft_frames(inputs):
    frames = inputs.frames(2048, 512)
    return lambda: scipy.fft.rfft(frames, axis=-1)


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "rfft_frames": rfft_frames,
}
