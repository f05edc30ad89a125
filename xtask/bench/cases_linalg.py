"""Linear algebra: scipy.linalg."""

# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {}
