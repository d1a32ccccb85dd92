"""The same content gives the same bytes, whatever machine, place, user, order, zone or language the build runs in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import cycle, islice

import pytest

from tests.trust.projects import CHECKOUT, small_site, tree

ZONES = ("UTC", "Asia/Shanghai", "America/St_Johns", "Pacific/Kiritimati")
LOCALES = ("C", "C.UTF-8", "POSIX", "zh_CN.GB18030", "tr_TR.UTF-8", "")
SEEDS = ("0", "1", "42", "random")
UMASKS = (0o022, 0o077, 0o002)
JOBS = ("1", "2", "3")
PLACES = ("plain", "with space", "码头 ünï")


def environments(count):
    """Yield (zone, locale, seed, umask, jobs, place): six wheels of different sizes turning together."""
    wheels = (ZONES, LOCALES, SEEDS[:3], UMASKS, JOBS, PLACES)
    steps = [cycle(wheel) for wheel in wheels]
    for number in range(count):
        if number % 12 == 11:  # get out of step, so that pairs are mixed
            next(steps[1])
            next(steps[4])
        yield tuple(next(step) for step in steps)


def built(root, zone, locale, seed, umask, jobs):
    code = f"import os, sys; os.umask({umask}); from dateline.cli import main; sys.exit(main(['build', '--quiet', '--jobs', '{jobs}']))"
    environment = {"PATH": os.environ["PATH"], "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(CHECKOUT), "HOME": "/nonexistent"}
    if locale:
        environment |= {"LC_ALL": locale, "LANG": locale}
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=root, env=environment, check=True, timeout=120)
    return tree(root / "site")


@pytest.mark.slow
def test_twenty_four_environments_give_one_site(tmp_path):
    first = None
    origin = small_site(tmp_path / "origin", 2, quiet=1)
    for number, (zone, locale, seed, umask, jobs, place) in enumerate(islice(environments(24), 24)):
        root = tmp_path / f"{number}" / place / "project"
        shutil.copytree(origin, root, copy_function=shutil.copy)
        found = built(root, zone, locale, seed, umask, jobs)
        first = first or found
        assert found == first, (zone, locale, seed, umask, jobs, place)
        shutil.rmtree(tmp_path / f"{number}")
    assert len(first) > 50


def test_the_order_in_which_files_are_found_makes_no_difference(tmp_path, monkeypatch):
    from tests.trust.projects import build

    one, other = small_site(tmp_path / "one", 4), small_site(tmp_path / "other", 4)
    build(one)
    real = os.scandir
    monkeypatch.setattr(os, "scandir", lambda *path: Backwards(real(*path)))
    build(other)
    assert tree(one / "site") == tree(other / "site")


class Backwards:
    """A folder's entries in the order that this system never gives."""

    def __init__(self, entries):
        self.entries = sorted(entries, key=lambda entry: entry.name, reverse=True)

    def __iter__(self):
        return iter(self.entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None
