"""Feed generated and mutated inputs to everything that reads: ``python -m bench.fuzz [--seconds N] [NAME…]``.

Readers: capture (every format), article, entity, bulk, edit (front matter), timex, render. What crashes, takes more than five
seconds or breaks a promise is written to ``bench/findings/`` and printed; exit status 1. Deterministic for one ``--seed``.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.trust.payloads import PAYLOADS

FINDINGS = Path(__file__).resolve().parent / "findings"
SEEDS: dict[str, tuple[str, ...]] = {
    "capture": (
        "<!doctype html><html lang=en><head><title>Ships</title><meta charset=gbk><meta name=author content='Port desk'></head><body><h1>Ships</h1><p>The ships moved on 3 May 2024.</p><table><tr><td>1</table></body></html>",
        "Ships\n\n2024-05-03 Port desk\n\nThe ships moved.\n", "---\ntitle: Ships\nauthor: [[Desk]]\n---\n# Ships\n\n* one\n* two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "From: a@b.example\nSubject: =?utf-8?B?5rW3?=\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: quoted-printable\n\n<p>a=20b</p>\n--x--\n",
        "<?xml version='1.0'?><rss><channel><title>t</title><item><title>Ships</title><description>&lt;p>x&lt;/p></description><pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate></item></channel></rss>",
        '{"items": [{"title": "Ships", "content_html": "<p>x</p>", "date": "2024-05-03"}]}', 'title,url,text,date\n"Ships","https://x.example","The ships, moved",2024-05-03\n',
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example/\r\nContent-Length: 60\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>ships\r\n\r\n", "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF='https://x.example' ADD_DATE='1'>Ships</A></DL>",
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>",
    ),
    "article": ("---\ntitle: \"Ships\"\npublished: 2024-05-03\nauthors: [a, 'b']\nevents:\n  - match: moved\n    date: 2024\n---\nThe ships moved on 3 May 2024. 海港于2023年6月投产。\n",),
    "entity": ("---\nid: hp\ntype: company\nnames: {en: Harbour Power, zh: 海港}\naliases: [Power]\nneeds: {Power: [ship]}\nrenamed:\n  - name: Old\n    period: 2020/..\n---\nA company.\n",),
    "bulk": ("- id: a\n  names: {en: A}\n- name: B\n", "a:\n  names: {en: A}\nb: B\n"),
    "edit": ("---\n# c\ntitle: 'x' # y\ntags:\n  - a\n  - b\n---\nbody\n", "\ufeff---\r\ntitle: x\r\n---\r\nbody\r\n"),
    "timex": ("On 3 May 2024, a year later, in the first quarter of 2025 and last summer, the ships moved.", "去年夏天，2024年11月28日，当年11月，上周五，三个月前，2025年第一季度，十年来。", "by the end of 2020-21, Q3 FY2024, 12/11/2023, the 1990s, ten days ago, May"),
    "render": ("# h\n\n* **a** [b](c) `d`\n\n> q\n\n| a |\n|---|\n| b |\n\n[^1]\n\n[^1]: n\n",),
}


def mutate(text: str, chance: random.Random) -> str:
    pieces = [*PAYLOADS, "\0", "\ud800", "\x1b", "\u202e", "---\n", "'", '"', "[", "]", "{", "}", ":", "#", "&", "*", "!", "|", "\t", "\r\n", "年", "2024", "99999999999999999999", "-1", "٣", "²", "e\u0301", " ", "\n\n"]
    for _ in range(chance.randrange(1, 8)):
        place, other = chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)
        low, high = min(place, other), max(place, other)
        kind = chance.randrange(5)
        if kind == 0:
            text = text[:place] + chance.choice(pieces) + text[place:]
        elif kind == 1:
            text = text[:low] + text[high:] if high - low < 40 else text[:low] + text[low + 3:]
        elif kind == 2:
            text = text[:high] + text[low:high] * chance.randrange(1, 4) + text[high:]
        elif kind == 3 and text:
            text = text[:place] + chr(chance.choice((chance.randrange(128), chance.randrange(0x3000, 0xA000), chance.randrange(0x110000)))) + text[place + 1:]
        else:
            text = text[high:] + text[:low] + text[low:high]
    return text[:20_000]


def capture(text: str, chance: random.Random) -> None:
    from dateline.capture import convert
    from dateline.capture.options import CaptureOptions
    from dateline.model.capture import Capture

    codec = chance.choice(("utf-8", "utf-8", "gb18030", "utf-16", "latin-1"))
    data = text.encode(codec, "surrogatepass" if codec.startswith("utf") else "replace")
    _, problems = convert(Capture(data, chance.choice(("a", "a.html", "a.txt", "a.eml", "a.csv"))), CaptureOptions())
    assert not [problem for problem in problems if problem.code == "DL119"], problems


def article(text: str, _: random.Random) -> None:
    from dateline.annotate.mention import build_gazetteer
    from dateline.config import Config
    from dateline.content.registry import build_registry
    from dateline.pipeline.article import Context, process_article

    registry, _problems = build_registry((), ())
    process_article("content/articles/a.md", text.encode("utf-8", "surrogatepass"), Context(Config(), registry, build_gazetteer(())))


def entity(text: str, _: random.Random) -> None:
    from dateline.annotate.mention import build_gazetteer
    from dateline.content.reader import read_entity

    found, _problems = read_entity("content/entities/a.md", text.encode("utf-8", "surrogatepass"))
    build_gazetteer([found] if found else [])


def bulk(text: str, _: random.Random) -> None:
    from dateline.content.reader import read_bulk

    read_bulk("content/entities.yml", text.encode("utf-8", "surrogatepass"))


def edit(text: str, chance: random.Random) -> None:
    from dateline.content.edit import remove_key, set_key
    from dateline.content.frontmatter import FrontMatterError, parse, split

    def read(text: str) -> tuple[dict[str, object], str]:
        parts = split(text.replace("\r\n", "\n"))
        return parse(parts.head), parts.body

    value = chance.choice(("x", "a: b", "# c", "'", '"', "", "年", "no", "- a"))
    for change, left in ((lambda: set_key(text, "title", value), value), (lambda: remove_key(text, "title"), None)):
        try:
            before, body = read(text)
            changed = change()
        except FrontMatterError:
            continue
        after, kept = read(changed)
        assert kept == body
        assert after.pop("title", None) == left
        before.pop("title", None)
        assert before == after


def timex(text: str, chance: random.Random) -> None:
    from dateline.annotate.timex import find_timexes
    from dateline.model.annotation import Document
    from dateline.model.dates import PartialDate

    text = text.replace("\x00", "")
    document = Document(id="a", lang=chance.choice(("en", "zh", "")), text=text, dct=PartialDate.parse("2024-05-04"))
    for found in find_timexes(document):
        assert 0 <= found.start < found.end <= len(text)


def render(text: str, _: random.Random) -> None:
    from dateline.markup import plain_text, render_captured, render_written
    from dateline.markup.render import TooDeepError
    from tests.trust.site_checker import check_fragment

    for engine in (render_captured, lambda source: render_written(source, ["tables", "footnotes", "attr_list", "def_list"])):
        try:
            html = engine(text.encode("utf-8", "replace").decode())
        except TooDeepError:
            continue
        assert not check_fragment(html), check_fragment(html)
        plain_text(html)


READERS: dict[str, Callable[[str, random.Random], None]] = {
    "capture": capture, "article": article, "entity": entity, "bulk": bulk, "edit": edit, "timex": timex, "render": render,
}


def fuzz(name: str, seconds: float, seed: int) -> int:
    chance = random.Random(f"{name} {seed}")
    corpus = list(SEEDS[name])
    found: set[str] = set()
    runs = 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        text = mutate(chance.choice(corpus), chance)
        started = time.process_time()
        try:
            READERS[name](text, chance)
            fault = "slow" if time.process_time() - started > 5 else ""
        except Exception as error:  # noqa: BLE001 - any fault is a finding
            frame = traceback.extract_tb(error.__traceback__)[-1]
            fault = f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}: {str(error)[:120]}"
        runs += 1
        key = fault.rpartition(": ")[0] or fault
        if fault and key not in found:
            found.add(key)
            FINDINGS.mkdir(exist_ok=True)
            path = FINDINGS / f"{name}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}.txt"
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
            print(f"  {name}: {fault} ({path.name})", flush=True)
        if chance.random() < 0.02:
            corpus = [*SEEDS[name], *corpus[len(SEEDS[name]):][-50:], text[:5000]]
    print(f"{name}: {runs} inputs, {len(found)} faults", flush=True)
    return len(found)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help=f"readers: {', '.join(READERS)}; all where none is named")
    parser.add_argument("--seconds", type=float, default=60, help="for each reader")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    return int(sum(fuzz(name, options.seconds, options.seed) for name in options.names or READERS) > 0)


if __name__ == "__main__":
    sys.exit(main())
