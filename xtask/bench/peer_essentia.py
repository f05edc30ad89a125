"""essentia in its standard mode: algorithms in C++, applied frame by frame from Python as its tutorial does."""
import essentia
import essentia.standard as es
import numpy as np

essentia.log.infoActive = False
essentia.log.warningActive = False
RATE = 22050
BANDS = dict(
    inputSize=1025, numberBands=128, sampleRate=RATE, lowFrequencyBound=0, highFrequencyBound=RATE / 2,
    warpingFormula="slaneyMel", weighting="linear", normalize="unit_tri", type="power",
)


def by_frames(step):
    """A case that does the same to each frame, centred as librosa centres them."""

    def case(i):
        y, call = np.pad(i.samples, 1024), step()
        cut = dict(frameSize=2048, hopSize=512, startFromZero=True, validFrameThresholdRatio=1.0)
        return lambda: np.array([call(frame) for frame in es.FrameGenerator(y, **cut)])

    return case


def by_spectra(algorithm, part=lambda result: result, spectrum=es.Spectrum(size=2048)):
    """A case that does the same to the spectrum of each frame."""
    window = es.Windowing(type="hann", normalized=False, zeroPhase=False, size=2048)
    return by_frames(lambda: lambda frame: part(algorithm(spectrum(window(frame)))))


def stft():
    window = es.Windowing(type="hann", normalized=False, zeroPhase=False, size=2048)
    transform = es.FFT(size=2048)
    return lambda frame: transform(window(frame))


def resample(i):
    y = i.samples_44100
    plan = es.Resample(inputSampleRate=2 * RATE, outputSampleRate=RATE, quality=0)
    return lambda: plan(y)


def load(i):
    return lambda: es.MonoLoader(filename=str(i.recording), sampleRate=RATE)()


def beats(y):
    # Made anew each time: the second run of one object gives the first one's beats without any work.
    return es.BeatTrackerDegara()(y)


# Name: inputs -> the call that is timed. To add a case, add its line, and its line in peers.json.
CASES = {
    "load": load,
    "resample_soxr_hq": resample,
    "stft": by_frames(stft),
    "melspectrogram": by_spectra(es.MelBands(**BANDS)),
    "mfcc": by_spectra(es.MFCC(**BANDS, numberCoefficients=20, logType="dbpow"), lambda result: result[1]),
    "beats_of_samples": lambda i: lambda y=i.samples_44100: beats(y),
    "beats_of_file": lambda i: lambda: beats(es.MonoLoader(filename=str(i.recording), sampleRate=2 * RATE)()),
    "pyin": lambda i: lambda y=i.samples: es.PitchYinProbabilistic(frameSize=2048, hopSize=512, sampleRate=RATE)(y)[1],
    "rms": by_frames(es.RMS),
    "spectral_centroid": by_spectra(es.Centroid(range=RATE / 2)),
    "spectral_flatness": by_spectra(es.Flatness(), spectrum=es.PowerSpectrum(size=2048)),
    "autocorrelate": lambda i: lambda y=i.samples, of=es.AutoCorrelation(): of(y),
    "lpc": lambda i: lambda y=i.samples, of=es.LPC(order=16, sampleRate=RATE): of(y)[0],
}
