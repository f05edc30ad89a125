"""Stands in for setuptools while pip downloads librosa 0.6.0.

pip asks a source package for its metadata even where it shall only be downloaded. The package's setup
script needs a module that Python dropped in 3.12, so it is not run: `build_meta` answers in its place.
"""
