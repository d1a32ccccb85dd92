"""Build the site: ``python build.py`` is the same as the ``dateline`` command."""

import sys

from dateline.cli import main

if __name__ == "__main__":
    try:
        status = main()
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.startswith("dateline"):
            raise
        sys.exit(
            f"This Python has no package {missing.name!r}. Run 'make site' and then '.venv/bin/python build.py', "
            "or 'uv run build.py', or install first: pip install -e ."
        )
    sys.exit(status)
