"""Music taken apart: librosa and scikit-learn."""
import librosa
import numpy as np

# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "effects_hpss": lambda i: lambda y=i.samples: librosa.effects.hpss(y)[0],
    "decompose": lambda i: lambda m=np.abs(i.stft): librosa.decompose.decompose(m, n_components=8, sort=True)[0],
    "nn_filter": lambda i: lambda m=np.abs(i.stft): librosa.decompose.nn_filter(
        m, aggregate=np.median, k=10, width=20, metric="cosine", mode="distance"
    ),
}
