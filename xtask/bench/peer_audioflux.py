"""audioflux: objects that hold the plan, made before the clock runs."""
import audioflux as af
from audioflux import type as t

RATE = 22050
SHORT_TIME = dict(radix2_exp=11, slide_length=512, window_type=t.WindowType.HANN)


def mel_bands(data_type=t.SpectralDataType.POWER):
    return af.BFT(
        num=128, samplate=RATE, low_fre=0.0, high_fre=RATE / 2, **SHORT_TIME,
        scale_type=t.SpectralFilterBankScaleType.MEL, style_type=t.SpectralFilterBankStyleType.SLANEY,
        normal_type=t.SpectralFilterBankNormalType.AREA, data_type=data_type,
    )


def stft(i):
    plan, y = af.STFT(**SHORT_TIME), i.samples
    return lambda: plan.stft(y)


def melspectrogram(i):
    plan, y = mel_bands(), i.samples
    return lambda: plan.bft(y, result_type=1)


def mfcc(i):
    plan, y = mel_bands(), i.samples
    coefficients = af.XXCC(num=128)
    coefficients.set_time_length(plan.cal_time_length(y.size))
    return lambda: coefficients.xxcc(plan.bft(y, result_type=1), cc_num=20)


def notes(i):
    plan = af.CQT(num=84, samplate=RATE, bin_per_octave=12, slide_length=512)
    return plan, i.samples


def cqt(i):
    plan, y = notes(i)
    return lambda: plan.cqt(y)


def chroma_cqt(i):
    plan, y = notes(i)
    return lambda: plan.chroma(plan.cqt(y))


def yin(i):
    plan = af.PitchYIN(
        samplate=RATE, low_fre=65.40639132514966, high_fre=2093.004522404789, radix2_exp=11, slide_length=512
    )
    y = i.samples
    return lambda: plan.pitch(y)[0]


def effects_hpss(i):
    plan, y = af.HPSS(h_order=31, p_order=31, **SHORT_TIME), i.samples
    return lambda: plan.hpss(y)[0]


def time_stretch(i):
    plan, y = af.TimeStretch(**SHORT_TIME), i.samples
    return lambda: plan.time_stretch(y, 2.0)


def pitch_shift(i):
    plan, y = af.PitchShift(**SHORT_TIME), i.samples
    return lambda: plan.pitch_shift(y, 4, RATE)


def resample(i):
    plan, y = af.Resample(), i.samples_44100
    plan.set_samplate(2 * RATE, RATE)
    return lambda: plan.resample(y)


# Name: inputs -> the call that is timed. To add a case, add its line, and its line in peers.json.
CASES = {
    "resample_soxr_hq": resample,
    "stft": stft,
    "melspectrogram": melspectrogram,
    "mfcc": mfcc,
    "cqt": cqt,
    "chroma_cqt": chroma_cqt,
    "yin": yin,
    "effects_hpss": effects_hpss,
    "time_stretch": time_stretch,
    "pitch_shift": pitch_shift,
}
