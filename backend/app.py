"""The entry that ``python app.py`` expects; the same as ``python -m taskstream``."""

import runpy

runpy.run_module("taskstream", run_name="__main__")
