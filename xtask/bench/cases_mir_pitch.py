"""Pitch and pulse: librosa."""
import librosa

RATE = 22050
RANGE = dict(fmin=65.40639132514966, fmax=2093.004522404789)

# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "yin": lambda i: lambda y=i.samples: librosa.yin(y, sr=RATE, **RANGE),
    "pyin": lambda i: lambda y=i.samples: librosa.pyin(y, sr=RATE, **RANGE)[2],
    "fourier_tempogram": lambda i: lambda e=i.onset_strength: librosa.feature.fourier_tempogram(onset_envelope=e, sr=RATE),
    "plp": lambda i: lambda e=i.onset_strength: librosa.beat.plp(onset_envelope=e, sr=RATE),
    "onset_strength_multi": lambda i: lambda y=i.samples: librosa.onset.onset_strength_multi(
        y=y, sr=RATE, channels=[0, 32, 64, 96, 128]),
}
