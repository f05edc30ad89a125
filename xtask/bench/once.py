"""Runs a command once: `once.py COMMAND...` prints its wall time, its peak memory and its last line, as JSON.

The time runs from before the process is made until it has ended; the memory is what the system counted for it alone.
"""
import json
import os
import subprocess
import sys
import time

start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
output = process.stdout.read().decode(errors="replace").strip()
_, status, usage = os.wait4(process.pid, 0)
seconds = time.perf_counter() - start
# Kilobytes on Linux, bytes on macOS.
peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
last = output.splitlines()[-1] if output else ""
print(json.dumps({"seconds": seconds, "peak_bytes": peak, "status": os.waitstatus_to_exitcode(status), "last": last}))
