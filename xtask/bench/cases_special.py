"""Special functions: scipy.special."""

# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {}
