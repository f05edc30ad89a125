"""Features of spectra, and the way back from them: librosa."""
import librosa
import numpy as np

RATE = 22050
feature = librosa.feature


def mel(i):
    return feature.melspectrogram(y=i.samples, sr=RATE)


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "spectral_centroid": lambda i: lambda y=i.samples: feature.spectral_centroid(y=y, sr=RATE),
    "spectral_bandwidth": lambda i: lambda y=i.samples: feature.spectral_bandwidth(y=y, sr=RATE),
    "spectral_contrast": lambda i: lambda y=i.samples: feature.spectral_contrast(y=y, sr=RATE),
    "spectral_flatness": lambda i: lambda y=i.samples: feature.spectral_flatness(y=y),
    "spectral_rolloff": lambda i: lambda y=i.samples: feature.spectral_rolloff(y=y, sr=RATE),
    "poly_features": lambda i: lambda y=i.samples: feature.poly_features(y=y, sr=RATE),
    "delta": lambda i: lambda m=feature.mfcc(y=i.samples, sr=RATE): feature.delta(m),
    "pcen": lambda i: lambda m=mel(i): librosa.pcen(m, sr=RATE),
    "griffinlim": lambda i: lambda s=np.abs(i.stft)[:, 400:1400]: librosa.griffinlim(s, init=None),
    "mel_to_stft": lambda i: lambda m=mel(i)[:, 1000:1040]: feature.inverse.mel_to_stft(m, sr=RATE),
}
