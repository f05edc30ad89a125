"""The part of a build backend (PEP 517) that `pip download` calls."""
import pathlib


class __legacy__:  # the object that pip looks for in a package without pyproject.toml
    @staticmethod
    def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
        folder = pathlib.Path(metadata_directory, "librosa-0.6.0.dist-info")
        folder.mkdir()
        (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: librosa\nVersion: 0.6.0\n")
        (folder / "WHEEL").write_text("Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        return folder.name
