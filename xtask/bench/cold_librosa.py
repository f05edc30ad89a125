"""The whole task in a process of its own, as one would write it: the beats of a file, with librosa."""
import sys

import librosa

y, rate = librosa.load(sys.argv[1])
tempo, beats = librosa.beat.beat_track(y=y, sr=rate)
print(len(beats))
