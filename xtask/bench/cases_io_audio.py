"""Sound files: soundfile."""
import soundfile

# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "decode": lambda i: lambda: soundfile.read(i.recording, dtype="float32")[0],
}
