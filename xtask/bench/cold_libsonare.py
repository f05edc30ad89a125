"""The whole task in a process of its own, as one would write it: the beats of a file, with libsonare."""
import sys

import libsonare

print(len(libsonare.Audio.from_file(sys.argv[1]).detect_beats()))
