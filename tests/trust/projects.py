"""Small projects that the tests of this folder build, break and compare."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
SHARED = CHECKOUT.parent / "shared"
HOSTILE = SHARED / "data" / "hostile"
CHROMIUM = next((path for path in map(Path, ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")) if path.exists()), None)

CONFIG = """\
site_name: Quay Watch
site_url: https://quay.example/watch/
plugins:
  - dateline:
      languages: [en, zh]
"""


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a project's files; returns its root."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    (root / "content").mkdir(parents=True, exist_ok=True)
    return root


def article(title: str, body: str, published: str = "2024-05-14", **keys: str) -> str:
    """Write an article's file."""
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f'---\ntitle: "{title}"\npublished: "{published}"\n{more}---\n{body}\n'


def small_site(root: Path, articles: int = 4, quiet: int = 0) -> Path:
    """Make a site of a few articles, entities, a topic, a page and a redirect; ``quiet`` articles tell of no event."""
    files: dict[str, str | bytes] = {"mkdocs.yml": CONFIG}
    for number in range(articles):
        files[f"content/articles/2024/piece-{number}.md"] = article(
            f"Harbour Power opens plant {number}",
            f"Harbour Power opened plant {number} on {number % 27 + 1} May 2024. 海港电力于2023年{number % 12 + 1}月投产。\n\n"
            f"In June 2022 Tidal Works bought a quay. The firm will close next year.",
            source="Quay Gazette", topics="[tides]",
        )
    for number in range(quiet):
        files[f"content/articles/2023/quiet-{number}.md"] = article(f"A word on ropes {number}", f"Rope number {number} is long.", "2023-02", source=f"Rope Letter {number}")
    files["content/entities/harbour-power.md"] = "---\ntype: company\nnames: {en: Harbour Power, zh: 海港电力}\nredirect_from: [old-power]\n---\nA company.\n"
    files["content/entities/tidal-works.md"] = "---\ntype: company\nnames: {en: Tidal Works}\n---\n"
    files["content/topics/tides.md"] = "---\ntitle: Tides\n---\n"
    files["content/pages/about.md"] = "# About\n\nA page.\n"
    return write(root, files)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by relative path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def build(root: Path, **options: object):
    """Build a project in this process with one worker; returns the report."""
    from dateline.pipeline.build import Options, build_project

    return build_project(root, Options(**{"jobs": 1, **options}))  # type: ignore[arg-type]


def command(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a project, in a process of its own."""
    code = "import sys; from dateline.cli import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=root, env={**os.environ, "PYTHONPATH": str(CHECKOUT), **environment},
        check=False, capture_output=True, text=True, encoding="utf-8", errors="surrogateescape", timeout=300,
    )


def quietly(function: Callable[[], object]) -> Callable[[], object]:
    """Return the function with standard output and error sent nowhere."""
    def run() -> object:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 1)
        os.dup2(sink, 2)
        return function()

    return run
