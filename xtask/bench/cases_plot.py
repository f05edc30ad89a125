"""Pictures: librosa.display and matplotlib, drawn into memory as PNG."""
import io
import struct

import librosa
import librosa.display
import matplotlib
import numpy as np

matplotlib.use("Agg")
import matplotlib.pyplot as plt


def png_size(draw):
    """Draws a figure of 12 by 4 inches; gives the pixels of its PNG."""
    figure, axes = plt.subplots(figsize=(12, 4), dpi=100)
    draw(figure, axes)
    file = io.BytesIO()
    figure.savefig(file, format="png")
    plt.close(figure)
    return list(struct.unpack(">II", file.getvalue()[16:24]))


def spectrogram(db):
    def draw(figure, axes):
        image = librosa.display.specshow(db, sr=22050, hop_length=512, x_axis="time", y_axis="log", ax=axes)
        figure.colorbar(image, ax=axes, format="%+2.f dB")

    return png_size(draw)


def waveform(x):
    return png_size(lambda figure, axes: librosa.display.waveshow(x, sr=22050, ax=axes))


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "plot_spectrogram": lambda i: lambda db=20 * np.log10(np.maximum(np.abs(i.stft), 1e-5)): spectrogram(db),
    "plot_waveform": lambda i: lambda x=i.samples: waveform(x),
}
