"""Every hostile text in every channel, built, checked and looked at in Chromium: ``python -m bench.hostile [--browser] [--articles N]``.

Payloads are those of tests/trust/payloads.py and, where they lie beside the checkout, three public collections. With
``--articles N`` one file of every bad kind stands among N good ones. Prints the figures; exit status 1 on any fault.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.trust.hostile_site import ARTICLE_KEYS, ARTICLE_LISTS, hostile_project
from tests.trust.payloads import PAYLOADS, shared_payloads
from tests.trust.projects import build, small_site, tree, write
from tests.trust.site_checker import check
from tests.trust.test_one_bad_file import BAD
from tests.trust.test_xss import run_in_chromium, sampled

CHANNELS = len(ARTICLE_KEYS) + len(ARTICLE_LISTS) + 26  # title, body (7 forms), address, slug, key, value, dates (5), file name, entity (8), topic (4), page


def payloads(*, browser: bool, pages: int) -> int:
    texts = [*PAYLOADS, *shared_payloads()]
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        build(hostile_project(Path(folder), texts))
        site = tree(Path(folder) / "site")
        offences = check(site)
        print(f"{len(texts)} payloads in {CHANNELS} channels, {len(site)} files in {time.perf_counter() - started:.0f} s: {len(offences)} offences")
        print("".join(f"  {offence[:200]}\n" for offence in offences[:20]), end="")
        faults = run_in_chromium(site, sampled(site, pages)) if browser else []
        if browser:
            print(f"{len(sampled(site, pages))} pages in Chromium: {len(faults)} faults {faults[:5]}")
    return len(offences) + len(faults)


def one_bad_file(articles: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        root = small_site(Path(folder), articles // 20, quiet=articles - articles // 20)
        write(root, {f"content/articles/2022/{name}.md": data for name, data in BAD.items()})
        report = build(root, jobs=0)
        named = {problem.path for problem in report.problems if problem.line >= 1}
        missing = [name for name in BAD if f"content/articles/2022/{name}.md" not in named]
        built = sum(path.startswith(("articles/piece-", "articles/quiet-")) for path in tree(root / "site"))
    print(f"{len(BAD)} bad files among {articles}: {built} good ones built, {len(missing)} bad ones not named {missing}")
    return len(missing) + (built != articles)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--browser", action="store_true", help="look at the pages in Chromium too")
    parser.add_argument("--pages", type=int, default=60, help="pages of each kind to look at")
    parser.add_argument("--articles", type=int, default=0, help="build one bad file of each kind among so many good ones instead")
    options = parser.parse_args()
    if options.articles:
        return int(one_bad_file(options.articles) > 0)
    return int(payloads(browser=options.browser, pages=options.pages) > 0)


if __name__ == "__main__":
    sys.exit(main())
