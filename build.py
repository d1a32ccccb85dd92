"""Build the site: ``python build.py`` is the same as the ``dateline`` command."""

import sys

from dateline.cli import main

if __name__ == "__main__":
    sys.exit(main())
