#!/bin/sh
# Make .venv and install Dateline into it: tools/setup.sh PYTHON site|test
#
# On a bare Debian or Ubuntu the venv module is a package of its own; where this script runs as root
# it installs that (and, for the tests, a headless Chromium), elsewhere it says what to install.
set -eu

python=$1
goal=$2

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

apt_install() {
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" >/dev/null 2>&1 ||
        { apt-get -qq update >/dev/null 2>&1 &&
          DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" >/dev/null; }
}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Dateline needs Python 3.11 or newer as '$python'. Install it (sudo apt-get install python3 python3-venv) or name it: make PYTHON=python3.12" >&2
    exit 2
fi

if [ ! -x .venv/bin/python ]; then
    if ! "$python" -m venv .venv 2>/dev/null; then
        rm -rf .venv
        if can_install; then
            apt_install python3-venv
            "$python" -m venv .venv
        else
            echo "Python's venv module is missing. Install it: sudo apt-get install python3-venv" >&2
            exit 2
        fi
    fi
fi

case $goal in
    site) .venv/bin/python -m pip install --quiet --disable-pip-version-check -e '.[zh]' ;;
    test)
        .venv/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
        if ! command -v chromium >/dev/null 2>&1 && ! command -v chromium-browser >/dev/null 2>&1 && ! command -v google-chrome >/dev/null 2>&1; then
            if can_install && apt_install chromium fonts-noto-cjk; then :; else
                echo "No Chromium found: the browser tests will be skipped (sudo apt-get install chromium fonts-noto-cjk)" >&2
            fi
        fi
        touch .venv/site.stamp ;;
    *) echo "usage: tools/setup.sh PYTHON site|test" >&2; exit 2 ;;
esac
touch ".venv/$goal.stamp"
