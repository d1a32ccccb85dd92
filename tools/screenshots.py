"""Take the README's pictures, or one of every kind of page: ``python tools/screenshots.py [--all FOLDER]``.

Builds the demo in a temporary copy, serves it on loopback and looks at it in headless Chromium.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from dateline.pipeline.build import Options, build_project
from dateline.site.serve import PreviewServer

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
README = {
    "entity-en-light": ("en/entities/xai/", 1280, "light"),
    "entity-zh-light": ("entities/xai/", 1280, "light"),
    "article-en-light": ("en/articles/2024-09-06-colossus-comes-online/", 1280, "light"),
    "home-zh-dark": ("", 1280, "dark"),
}
KINDS = {
    "home": "",
    "timeline": "timeline/",
    "year": "timeline/2024/",
    "entity": "entities/openai/",
    "person": "entities/elon-musk/",
    "topic": "topics/chips/",
    "article": "articles/2024-09-06-colossus-comes-online/",
    "article-zh": "articles/2025-12-12-openai十年/",
    "entities": "entities/",
    "topics": "topics/",
    "articles": "articles/",
    "sources": "sources/",
    "sets": "sets/",
    "set": "sets/frontier-labs/",
    "compare": "compare/openai--xai/",
    "compares": "compare/",
    "search": "search/?q=GPU",
    "about": "about/",
    "health": "health/",
    "changes": "changes/",
    "missing": "404.html",
    "embed": "entities/xai/embed/",
}


def take(browser: Browser, url: str, target: Path, width: int, scheme: str, height: int = 900) -> None:
    """Save a picture of one page."""
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce")
    page.goto(url)
    page.wait_for_timeout(300)
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target)
    page.close()


def main() -> None:
    """Read the command line, build, serve, take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--all", type=Path, help="one of every kind of page, desktop and phone, light and dark, in each language"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        root = Path(place)
        for name in ("content", "mkdocs.yml"):
            source = ROOT / name
            shutil.copytree(source, root / name) if source.is_dir() else shutil.copy(source, root)
        build_project(root, Options())
        server = PreviewServer(root / "site", "/dateline/", 0, reload=False)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        if given.all:
            for lang in ("", "en/"):
                for name, path in KINDS.items():
                    for width in (1280, 360):
                        for scheme in ("light", "dark"):
                            take(
                                browser,
                                server.url + lang + path,
                                given.all / f"{lang.strip('/') or 'zh'}-{name}-{width}-{scheme}.png",
                                width,
                                scheme,
                            )
        else:
            for name, (path, width, scheme) in README.items():
                take(browser, server.url + path, IMAGES / f"{name}.png", width, scheme)
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
