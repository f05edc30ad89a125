"""Music analysis: librosa and soxr."""
import librosa
import numpy as np
import soxr

RATE = 22050

# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "load": lambda i: lambda: librosa.load(i.recording)[0],
    "stft": lambda i: lambda y=i.samples: librosa.stft(y),
    "istft": lambda i: lambda d=i.stft: librosa.istft(d),
    "melspectrogram": lambda i: lambda y=i.samples: librosa.feature.melspectrogram(y=y, sr=RATE),
    "mfcc": lambda i: lambda y=i.samples: librosa.feature.mfcc(y=y, sr=RATE),
    "onset_strength": lambda i: lambda y=i.samples: librosa.onset.onset_strength(y=y, sr=RATE),
    "onset_detect": lambda i: lambda e=i.onset_strength: librosa.onset.onset_detect(onset_envelope=e, sr=RATE),
    "hpss": lambda i: lambda d=i.stft: librosa.decompose.hpss(d)[0],
    "time_stretch": lambda i: lambda y=i.samples: librosa.effects.time_stretch(y, rate=2.0),
    "pitch_shift": lambda i: lambda y=i.samples: librosa.effects.pitch_shift(y, sr=RATE, n_steps=4),
    "rms": lambda i: lambda y=i.samples: librosa.feature.rms(y=y),
    "sync": lambda i: lambda m=np.abs(i.stft): librosa.util.sync(m, 20 * np.arange(129) + 3, aggregate=np.median),
    "beat_track": lambda i: lambda e=i.onset_strength: librosa.beat.beat_track(onset_envelope=e, sr=RATE)[1],
    "beats_of_samples": lambda i: lambda y=i.samples: librosa.beat.beat_track(y=y, sr=RATE)[1],
    "beats_of_file": lambda i: lambda: librosa.beat.beat_track(y=librosa.load(i.recording)[0], sr=RATE)[1],
    "tempogram": lambda i: lambda e=i.onset_strength: librosa.feature.tempogram(onset_envelope=e, sr=RATE),
    "resample_soxr_hq": lambda i: lambda y=i.samples_44100: soxr.resample(y, 2 * RATE, RATE, quality="HQ"),
}
