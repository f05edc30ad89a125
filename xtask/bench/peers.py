"""Another library's side of `cargo xtask bench --peers`.

    peers.py NAME RECORDING FOLDER     times calls of the library NAME as asked on standard input

The calls stand in peer_<name>.py; peers.json says which cases a library takes part in, how what it computes
there differs, and which packages it is.
"""
import importlib
import sys

from serving import serve

if __name__ == "__main__":
    name, recording, folder = sys.argv[1:]
    serve(importlib.import_module(f"peer_{name}").CASES, [name], recording, folder)
