"""libsonare: the same functions as librosa's, in C++; its Python side takes arrays and gives lists."""
import libsonare as sonare
import numpy as np

RATE = 22050
RANGE = dict(fmin=65.40639132514966, fmax=2093.004522404789)


def magnitudes(i):
    return np.abs(i.stft)


def pcen(i):
    power = sonare.mel_spectrogram(i.samples, RATE).power
    mel = np.asarray(power, dtype=np.float32)
    return lambda: sonare.pcen(mel, 128, mel.size // 128, RATE)


# Name: inputs -> the call that is timed. To add a case, add its line, and its line in peers.json.
CASES = {
    "load": lambda i: lambda: sonare.Audio.from_file(str(i.recording)).data,
    "resample_soxr_hq": lambda i: lambda y=i.samples_44100: sonare.resample(y, 2 * RATE, RATE),
    "stft": lambda i: lambda y=i.samples: sonare.stft(y, RATE).magnitude,
    "melspectrogram": lambda i: lambda y=i.samples: sonare.mel_spectrogram(y, RATE).power,
    "mfcc": lambda i: lambda y=i.samples: sonare.mfcc(y, RATE).coefficients,
    "cqt": lambda i: lambda y=i.samples: sonare.cqt(y, RATE).magnitude,
    "chroma_cqt": lambda i: lambda y=i.samples: sonare.chroma_cqt(y, RATE).features,
    "chroma_stft": lambda i: lambda y=i.samples: sonare.chroma(y, RATE).features,
    "estimate_tuning": lambda i: lambda y=i.samples: sonare.estimate_tuning(y, RATE),
    "onset_strength": lambda i: lambda y=i.samples: sonare.onset_envelope(y, RATE),
    "beats_of_samples": lambda i: lambda y=i.samples: sonare.detect_beats(y, RATE),
    "tempogram": lambda i: lambda e=i.onset_strength: sonare.tempogram(e, RATE)[1],
    "plp": lambda i: lambda e=i.onset_strength: sonare.plp(e, RATE),
    "yin": lambda i: lambda y=i.samples: sonare.pitch_yin(y, RATE, **RANGE).f0,
    "pyin": lambda i: lambda y=i.samples: sonare.pitch_pyin(y, RATE, **RANGE).voiced_prob,
    "effects_hpss": lambda i: lambda y=i.samples: sonare.hpss(y, RATE).harmonic,
    "time_stretch": lambda i: lambda y=i.samples: sonare.time_stretch(y, RATE, rate=2.0),
    "pitch_shift": lambda i: lambda y=i.samples: sonare.pitch_shift(y, RATE, semitones=4.0),
    "rms": lambda i: lambda y=i.samples: sonare.rms_energy(y, RATE),
    "spectral_centroid": lambda i: lambda y=i.samples: sonare.spectral_centroid(y, RATE),
    "spectral_bandwidth": lambda i: lambda y=i.samples: sonare.spectral_bandwidth(y, RATE),
    "spectral_contrast": lambda i: lambda y=i.samples: sonare.spectral_contrast(y, RATE),
    "spectral_flatness": lambda i: lambda y=i.samples: sonare.spectral_flatness(y, RATE),
    "spectral_rolloff": lambda i: lambda y=i.samples: sonare.spectral_rolloff(y, RATE),
    "pcen": pcen,
}
