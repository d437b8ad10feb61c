"""``python -m taskstream``: patch first, then everything else."""

from pathlib import Path

from taskstream.patching import patch_for

ENV_FILE = Path(__file__).resolve().parents[2] / ".env"

patch_for(ENV_FILE)

from taskstream.cli import main  # noqa: E402 - nothing may be imported before the patching

if __name__ == "__main__":
    main(ENV_FILE)
