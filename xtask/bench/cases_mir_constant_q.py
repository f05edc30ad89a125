"""Constant-Q transforms, chroma and tuning: librosa."""
import librosa

RATE = 22050


def icqt(inputs):
    notes = librosa.cqt(inputs.samples, sr=RATE)
    return lambda: librosa.icqt(notes, sr=RATE)


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "cqt": lambda i: lambda y=i.samples: librosa.cqt(y, sr=RATE),
    "icqt": icqt,
    "estimate_tuning": lambda i: lambda y=i.samples: librosa.estimate_tuning(y=y, sr=RATE),
    "chroma_cqt": lambda i: lambda y=i.samples: librosa.feature.chroma_cqt(y=y, sr=RATE),
    "chroma_stft": lambda i: lambda y=i.samples: librosa.feature.chroma_stft(y=y, sr=RATE),
    "tonnetz": lambda i: lambda y=i.samples: librosa.feature.tonnetz(y=y, sr=RATE),
}
