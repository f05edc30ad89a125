"""The whole task in a process of its own, as one would write it: the beats of a file, with essentia."""
import sys

import essentia.standard as es

print(len(es.BeatTrackerDegara()(es.MonoLoader(filename=sys.argv[1], sampleRate=44100)())))
