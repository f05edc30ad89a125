"""Golden values of onkai-mir, from librosa and mir_eval.

Each signal is made here and in crates/mir/tests/signals.rs by the same formula. Where librosa rounds
to single precision on its own account (the mel filter bank), it is asked for double precision.
"""
import warnings

import librosa
import mir_eval
import numpy as np

from common import mir_song as song, noise, save

warnings.filterwarnings("ignore")

F64, F32 = np.float64, np.float32


def spectra():
    out = {}
    y = song(6000, 8000)
    for key, dtype in (("f64", F64), ("f32", F32)):
        x = y.astype(dtype)
        cases = {
            "default": {},
            "odd": dict(n_fft=501, hop_length=200),
            "win": dict(n_fft=512, win_length=401, hop_length=100, window="blackman"),
            "left": dict(n_fft=512, center=False),
            "reflect": dict(n_fft=512, pad_mode="reflect"),
            "edge": dict(n_fft=256, hop_length=300, pad_mode="edge"),
            "kaiser": dict(n_fft=300, window=("kaiser", 6.0), pad_mode="symmetric"),
        }
        for name, options in cases.items():
            stft = librosa.stft(x, **options)
            # Every third frame tells as much and needs a third of the space.
            out[f"stft_{name}_{key}"] = stft[:, ::5]
        inverse = {
            "default": ({}, {}),
            "odd": (dict(n_fft=501, hop_length=200), dict(n_fft=501, hop_length=200)),
            "win": (dict(n_fft=512, win_length=401, hop_length=100, window="blackman"),
                    dict(win_length=401, hop_length=100, window="blackman")),
            "left": (dict(n_fft=512, center=False), dict(center=False)),
            "length": (dict(n_fft=512), dict(length=5500)),
        }
        for name, (forward, backward) in inverse.items():
            stft = librosa.stft(x, **forward)
            # A spectrogram that no signal has: half of the frames are made louder.
            stft = stft * (1 + 0.5 * (np.arange(stft.shape[1]) % 2))
            out[f"istft_{name}_{key}"] = librosa.istft(stft.astype(librosa.util.dtype_r2c(dtype)), **backward)
        magnitude = np.abs(librosa.stft(x, n_fft=256, hop_length=512))
        out[f"db_magnitude_{key}"] = magnitude
        out[f"db_amplitude_{key}"] = librosa.amplitude_to_db(magnitude)
        out[f"db_amplitude_max_{key}"] = librosa.amplitude_to_db(magnitude, ref=np.max, top_db=40)
        out[f"db_power_median_{key}"] = librosa.power_to_db(magnitude, ref=np.median, top_db=None, amin=1e-3)
        out[f"db_power_value_{key}"] = librosa.power_to_db(magnitude, ref=-2.5)
        out[f"db_to_power_{key}"] = librosa.db_to_power(librosa.amplitude_to_db(magnitude), ref=0.3)
        out[f"db_to_amplitude_{key}"] = librosa.db_to_amplitude(librosa.amplitude_to_db(magnitude), ref=0.3)
    save("mir", "spectra", out, ("numpy", "scipy", "librosa"))


def mel():
    out = {}
    hz = np.array([0.0, 30.0, 440.0, 999.9, 1000.0, 1000.1, 8000.0, 20000.0])
    for htk in (False, True):
        name = "htk" if htk else "slaney"
        out[f"hz_to_mel_{name}"] = librosa.hz_to_mel(hz, htk=htk)
        out[f"mel_frequencies_{name}"] = librosa.mel_frequencies(13, fmin=20.0, fmax=9000.0, htk=htk)
    banks = {
        "default": dict(sr=22050, n_fft=512, n_mels=40),
        "htk": dict(sr=16000, n_fft=401, n_mels=23, htk=True, fmin=80.0, fmax=7600.0),
        "peak": dict(sr=22050, n_fft=512, n_mels=20, norm=None),
        "l1": dict(sr=22050, n_fft=512, n_mels=20, norm=1),
        "l2": dict(sr=22050, n_fft=512, n_mels=20, norm=2),
        "max": dict(sr=22050, n_fft=512, n_mels=20, norm=np.inf),
        "empty": dict(sr=8000, n_fft=128, n_mels=60),
    }
    for name, options in banks.items():
        out[f"bank_{name}"] = librosa.filters.mel(dtype=F64, **options)
    y = song(12000, 8000)
    for key, dtype in (("f64", F64), ("f32", F32)):
        x = y.astype(dtype)
        wide = dict(dtype=dtype)
        out[f"mel_default_{key}"] = librosa.feature.melspectrogram(y=x, sr=8000, **wide)
        options = dict(n_fft=401, hop_length=160, window="hamming", n_mels=31, fmin=50.0, fmax=3500.0, htk=True, power=1.0)
        out[f"mel_options_{key}"] = librosa.feature.melspectrogram(y=x, sr=8000, **options, **wide)[:, ::3]
        out[f"mfcc_default_{key}"] = librosa.feature.mfcc(y=x, sr=8000, **wide)
        for dct in (1, 2, 3):
            for norm in ("ortho", None):
                out[f"mfcc_{dct}_{norm}_{key}"] = librosa.feature.mfcc(
                    y=x, sr=8000, n_mfcc=13, dct_type=dct, norm=norm, lifter=22, n_mels=40, hop_length=700, **wide)
        mfcc = librosa.feature.mfcc(y=x, sr=8000, hop_length=160, n_mfcc=3, **wide)
        out[f"delta_input_{key}"] = mfcc
        out[f"delta_default_{key}"] = librosa.feature.delta(mfcc)
        out[f"delta_2_{key}"] = librosa.feature.delta(mfcc, order=2, width=7)
        for mode in ("nearest", "mirror", "wrap", "constant"):
            out[f"delta_{mode}_{key}"] = librosa.feature.delta(mfcc, width=5, mode=mode)
    for name, norm in (("max", np.inf), ("min", -np.inf), ("nonzero", 0), ("p1", 1), ("p2", 2), ("p3", 3)):
        out[f"normalize_{name}"] = librosa.util.normalize(noise(24, 3).reshape(4, 6), norm=norm, axis=1)
    save("mir", "mel", out, ("numpy", "scipy", "librosa"))


def rhythm():
    out = {}
    y = song(8 * 22050, 22050)
    for key, dtype in (("f64", F64), ("f32", F32)):
        x = y.astype(dtype)
        wide = dict(dtype=dtype)
        strength = librosa.onset.onset_strength
        envelope = strength(y=x, sr=22050, **wide)
        out[f"strength_default_{key}"] = envelope
        out[f"strength_lag_{key}"] = strength(y=x, sr=22050, lag=2, max_size=5, **wide)
        # librosa's detrending widens f32; ours does not.
        out[f"strength_even_{key}"] = strength(y=x, sr=22050, max_size=4, detrend=True, **wide).astype(dtype)
        out[f"strength_median_{key}"] = strength(y=x, sr=22050, aggregate=np.median, center=False, **wide)
        out[f"strength_mel_{key}"] = strength(
            y=x, sr=22050, n_fft=1024, hop_length=441, n_mels=40, fmax=8000.0, aggregate=np.max, **wide)
        out[f"onsets_{key}"] = librosa.onset.onset_detect(onset_envelope=envelope, sr=22050)
        out[f"onsets_backtrack_{key}"] = librosa.onset.onset_detect(onset_envelope=envelope, sr=22050, backtrack=True)
        out[f"onsets_raw_{key}"] = librosa.onset.onset_detect(
            onset_envelope=envelope, sr=22050, normalize=False, delta=0.5, wait=4, pre_max=2, post_max=3, pre_avg=5, post_avg=7)
        energy = librosa.feature.rms(y=x)[0]
        out[f"energy_{key}"] = energy
        out[f"backtrack_energy_{key}"] = librosa.onset.onset_backtrack(out[f"onsets_{key}"], energy)
        peaks = {"a": (3, 4, 5, 6, 0.2, 2), "b": (0, 1, 0, 1, 0.0, 0), "c": (10, 1, 1, 10, 0.01, 7)}
        curve = noise(400, 11).astype(dtype)
        for name, (pre_max, post_max, pre_avg, post_avg, delta, wait) in peaks.items():
            out[f"peaks_{name}_{key}"] = librosa.util.peak_pick(
                curve, pre_max=pre_max, post_max=post_max, pre_avg=pre_avg, post_avg=post_avg, delta=delta, wait=wait)
        for name, options in {
            "default": {}, "slow": dict(start_bpm=60.0), "narrow": dict(std_bpm=0.2, start_bpm=150.0),
            "short": dict(ac_size=2.0), "limit": dict(max_tempo=100.0), "none": dict(max_tempo=None),
        }.items():
            out[f"tempo_{name}_{key}"] = librosa.feature.tempo(onset_envelope=envelope, sr=22050, **options)
        for name, options in {
            "default": {}, "untrimmed": dict(trim=False), "loose": dict(tightness=5.0), "tight": dict(tightness=800.0),
            "slow": dict(start_bpm=60.0), "fixed": dict(bpm=100.0), "fast": dict(bpm=3000.0),
        }.items():
            tempo, beats = librosa.beat.beat_track(onset_envelope=envelope, sr=22050, **options)
            out[f"beat_tempo_{name}_{key}"] = np.atleast_1d(np.asarray(tempo, dtype=F64))
            out[f"beats_{name}_{key}"] = beats
    short = out["strength_default_f64"][:120]
    out["tempogram_default"] = librosa.feature.tempogram(onset_envelope=short, sr=22050)[:, ::8]
    out["tempogram_options"] = librosa.feature.tempogram(onset_envelope=short, sr=22050, win_length=51, window="boxcar", norm=2)[:, ::8]
    out["tempogram_left"] = librosa.feature.tempogram(onset_envelope=short, sr=22050, win_length=64, center=False, norm=None)[:, ::8]
    out["tempo_frequencies"] = librosa.tempo_frequencies(20, hop_length=441, sr=44100)
    times = np.array([0.05, 0.31, 0.33, 0.7])
    out["clicks_default"] = mir_eval.sonify.clicks(times, 4000)
    # No click begins after one that is cut: mir_eval leaves those out.
    out["clicks_length"] = mir_eval.sonify.clicks(np.array([0.05, 0.08, 0.31, 0.36]), 4000, length=1400)
    out["clicks_own"] = mir_eval.sonify.clicks(times, 4000, click=np.array([1.0, -1.0, 0.5]), length=2000)
    frames = np.array([0, 1, 17, 1000])
    for name, n_fft in (("centred", None), ("left", 2048)):
        out[f"frames_to_time_{name}"] = librosa.frames_to_time(frames, sr=44100, hop_length=441, n_fft=n_fft)
        out[f"time_to_frames_{name}"] = librosa.time_to_frames(np.array([0.1, 0.5, 3.3]), sr=44100, hop_length=441, n_fft=n_fft)
    save("mir", "rhythm", out, ("numpy", "scipy", "librosa", "mir_eval"))


spectra()
mel()
rhythm()
