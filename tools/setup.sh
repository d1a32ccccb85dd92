#!/bin/sh
# Make .venv and install Dateline into it: tools/setup.sh PYTHON site|test
#
# On a bare Debian or Ubuntu the venv module is a package of its own; where this script runs as root
# it installs that (and, for the tests, a headless Chromium), elsewhere it says what to install.
set -eu

python=$1
goal=$2

say() { echo "$*" >&2; }

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

apt_install() {
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" >/dev/null 2>&1 ||
        { apt-get -qq update >/dev/null 2>&1 &&
          DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" >/dev/null; }
}

# --clear, since what is there may be half made, another Python's, or without pip as uv makes it
make_venv() { "$python" -m venv --clear .venv >/dev/null 2>&1; }

case $goal in
    site) extra=zh ;;
    test) extra=dev ;;
    *) say "usage: tools/setup.sh PYTHON site|test"; exit 2 ;;
esac

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    say "Dateline needs Python 3.11 or newer as '$python'."
    say "Install it (sudo apt-get install python3 python3-venv) or name it: make $goal PYTHON=python3.12"
    exit 2
fi

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    say "Making a virtual environment in .venv …"
    if ! make_venv; then
        package=$(basename "$python")-venv
        if can_install; then
            say "Installing $package …"
            apt_install "$package" || { say "It could not be installed: try apt-get update && apt-get install $package"; exit 2; }
            make_venv || { "$python" -m venv --clear .venv; exit 2; }
        else
            rm -rf .venv
            say "Python's venv module is missing. Install it, then run this again: sudo apt-get install $package"
            exit 2
        fi
    fi
fi

say "Installing Dateline and the packages it needs into .venv …"
if ! .venv/bin/python -m pip install -qq --disable-pip-version-check -e ".[$extra]"; then
    say "The packages could not be installed: pip's message is above. They come from the Python Package Index, or from where pip is configured to look."
    exit 2
fi

# Python 3.11 reads this file in the locale's encoding, and under LC_ALL=C stops at a path with Chinese characters
for pth in .venv/lib/python3*/site-packages/*dateline*.pth; do
    [ ! -f "$pth" ] || printf '../../../..\n' >"$pth"
done

has_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null 2>&1

# Playwright brings its own node, which needs a library that a bare Debian lacks (libatomic1)
can_drive() { .venv/bin/python -m playwright --version >/dev/null 2>&1; }

if [ "$goal" = test ]; then
    if ! { has_chromium && can_drive; }; then
        if can_install; then
            say "Installing Chromium for the browser tests …"
            apt_install chromium fonts-noto-cjk libatomic1 || true
        fi
        if ! { has_chromium && can_drive; }; then
            say "No Chromium that can be driven: the browser tests will be skipped (sudo apt-get install chromium fonts-noto-cjk libatomic1)"
        fi
    fi
    touch .venv/site.stamp
fi
touch ".venv/$goal.stamp"
