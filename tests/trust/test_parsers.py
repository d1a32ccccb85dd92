"""Hostile inputs cost linear time and little memory, or are refused with their place; nothing crashes."""

from __future__ import annotations

import base64
import contextlib
import gzip
import io
import json
import re
import subprocess
import sys
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.capture import convert
from dateline.capture.decode import decode_html
from dateline.capture.options import CaptureOptions
from dateline.content.frontmatter import FrontMatterError, parse
from dateline.content.reader import read_article, read_entity, read_page, read_topic
from dateline.markup import plain_text, render_captured, render_written
from dateline.markup.render import TooDeepError
from dateline.model.capture import Capture
from tests.trust import patterns
from tests.trust.projects import CHECKOUT, HOSTILE, command, write

FILLER = "<p>The port office said on 3 May 2024 that the ships would be moved to the western docks in the summer.</p>"


def seconds(function):
    started = time.process_time()
    function()
    return time.process_time() - started


# YAML -------------------------------------------------------------------------------------------------------------

YAML = (
    "a: &x [1]\nb: *x", "a: *x", "<<: {a: b}", "a: 1\na: 2", "a: !!python/object/apply:os.system ['id']", "!!binary x", "a: !x y", "? a\n: b", "? [a]\n: b", "a: [" * 200,
    "[" * 5000 + "]" * 5000, "{a: " * 300 + "}" * 300, "- " * 500, "a:\n" + "".join("  " * n + "a:\n" for n in range(1, 60)), "a: b\n---\nc: d", "%YAML 1.2\n---\na: b", "a: 'x", 'a: "x',
    'a: "\\x"', 'a: "\\0"', 'a: "\\ud800"', "a: |\n  x\n y", "a: >9\n x", "\ta: b", "a:\tb", "a: b: c", "a: @x", "a: `x", "a: %x", "- a\nb: c", "a: [b", "a: {b", "a: ]", ": x", "", "x", "- x",
    "a: \x01", "a: \x85b", "a: \ufeffb", "a: \U0001f600", "a" * 70000, "a: " + "b" * 70000, "\n" * 60000, "a: b #c", "a:b", "a :b", "'a': b", '"a": b', "a: ~", "a: null", "a: no", "a: 12:30", "a: 0123",
    "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]\n" for n in range(10)),
)


def read_yaml(text):
    """Read front matter; returns the values, or None with the error checked to have a place."""
    try:
        return parse(text)
    except FrontMatterError as error:
        assert error.line >= 1 and error.column >= 1
        assert str(error)
        return None


@pytest.mark.parametrize("text", YAML, ids=range(len(YAML)))
def test_yaml_is_read_or_refused_with_its_place(text):
    assert seconds(lambda: read_yaml(text)) < 0.5
    for read in (read_article, read_entity, read_topic, read_page):
        _, problems = read("content/a.md", f"---\n{text}\n---\ntext\n".encode())
        assert all(problem.line >= 1 for problem in problems)


@pytest.mark.parametrize("text", ["no", "yes", "on", "off", "12:30", "0123", "0x1f", "1e3", "2024-05-03", "2024", "1_000", ".inf", "true", "False", "1.10", "=", "on "])
def test_strings_stay_strings(text):
    assert read_yaml(f"key: {text}") == {"key": text.strip()}
    assert read_yaml(f"key:\n  - {text}\n  - {{a: {text}}}") == {"key": [text.strip(), {"a": text.strip()}]}


@pytest.mark.parametrize("text", ["a: &x b", "a: *x", "a: !!str b", "a: b\na: c", "<<: {a: b}", "a: [b, *c]", "x: {a: 1, a: 2}"])
def test_what_yaml_may_hide_is_refused(text):
    with pytest.raises(FrontMatterError):
        parse(text)


@pytest.mark.shared
@pytest.mark.skipif(not (HOSTILE / "yaml").is_dir(), reason="the shared collections are not beside the checkout")
def test_the_yaml_suite_crashes_nothing():
    cases = read = 0
    for line in (HOSTILE / "yaml" / "yaml_test_suite.jsonl").read_text("utf-8").splitlines():
        text = json.loads(line)["yaml_file"]
        for piece in re.findall(r"^  yaml: \|\d?\n((?:    .*\n|\n)+)", text, re.M):
            cases += 1
            body = re.sub(r"^    ", "", piece, flags=re.M).replace("␣", " ").replace("»", "\t").replace("—", "").replace("∎\n", "").replace("←", "\r").replace("⇔", "\ufeff").replace("↵", "")
            assert seconds(lambda body=body: read_yaml(body)) < 0.25
            read += read_yaml(body) is not None
            read_article("content/articles/a.md", f"---\n{body}---\ntext\n".encode())
    assert cases > 300
    assert read > 50


@given(st.text(alphabet="ab:-[]{}#&*!|>'\"%@`,?~ \n\t0中\\\x00\ufeff", max_size=60))
@settings(deadline=None, max_examples=400)
def test_any_text_between_the_fences_is_read_or_refused(text):
    for read in (read_article, read_entity, read_topic):
        _, problems = read("content/a.md", f"---\n{text}\n---\nx\n".encode())
        assert all(problem.line >= 0 and problem.code.startswith("DL") for problem in problems)


# Markdown ---------------------------------------------------------------------------------------------------------

PATHOLOGICAL = {
    "emphasis": "*a **a " * 30000, "closers": "a**a* " * 30000, "openers": "[" * 100000, "links": "[a](" * 40000, "nested links": "[" * 50000 + "a" + "]" * 50000, "angles": "[a](<b" * 30000,
    "images": "![[]()" * 30000, "quotes": "> " * 20000 + "a", "lists": "".join(" " * n + "* a\n" for n in range(2000)), "backticks": "".join("e" + "`" * n for n in range(700)), "tags": "<a " * 50000,
    "comments": "<!--" * 40000, "declarations": "<![" * 50000, "instructions": "<?" * 50000, "breaks": "a  \n" * 50000, "escapes": "\\*" * 100000, "entities": "&" * 100000, "tables": "|" * 20000 + "\n" + "|-" * 20000 + "\n" + ("|a" * 200 + "\n") * 200,
    "footnotes": "[^1]: a\n" * 20000 + "[^1]" * 20000, "references": "".join(f"[{n}]: x\n" for n in range(20000)) + "[0]" * 20000, "strikes": "~a ~~a " * 20000, "setext": "a\n-\n" * 40000, "mixed": "*_" * 60000, "nul": "\0" * 100000,
    "html": "<div>" * 40000, "tilde": "~" * 100000, "cjk": "**中**文" * 40000, "autolinks": "<http://a" * 30000,
}


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_pathological_markdown_takes_less_than_a_second(name):
    def render():
        with contextlib.suppress(TooDeepError):
            plain_text(render_captured(PATHOLOGICAL[name]))

    render_captured("a")
    assert min(seconds(render) for _ in range(2)) < 1.5


@pytest.mark.shared
@pytest.mark.skipif(not (HOSTILE / "markdown").is_dir(), reason="the shared collections are not beside the checkout")
def test_the_shared_markdown_cases_are_rendered():
    for case in json.loads((HOSTILE / "markdown" / "pathological_cmark.json").read_text("utf-8")):
        text = "".join(part[0] * part[1] if isinstance(part, list) else part["text"] * part["count"] if isinstance(part, dict) and "count" in part else str(part) for part in case["parts"])
        with contextlib.suppress(TooDeepError):
            assert seconds(lambda text=text: render_captured(text)) < 1.5
    for case in json.loads((HOSTILE / "markdown" / "commonmark_spec.json").read_text("utf-8")):
        for render in (render_captured, lambda text: render_written(text, ["tables", "footnotes"])):
            plain_text(render(case["markdown"]))


# HTML and its wrappings -------------------------------------------------------------------------------------------

SHAPES = {
    "div": "<div>" * 100000, "lists": "<ul><li>" * 50000, "bold": "<b>" * 100000, "tables": "<table><tr><td>" * 5000, "spans closed": "<span>" * 60000 + "x" + "</span>" * 60000, "paragraphs": "<p>" * 100000,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(50000)) + ">", "long attribute": f"<p title='{'x' * 500000}'>", "comments": "<!--" * 100000, "text": "word " * 120000, "links": "<a href=x>" * 50000, "fonts": "<b><i><font>" * 20000,
    "svg": "<svg><foreignObject>" * 20000, "templates": "<template>" * 20000, "entities": "&amp" * 120000, "cdata": "<![CDATA[" * 50000, "selects": "<select><option>" * 30000, "scripts": "<script>x</script>" * 30000,
}
CODE = """
import resource, sys, time
sys.path.insert(0, {checkout!r})
from dateline.capture import convert
from dateline.capture.options import CaptureOptions
from dateline.model.capture import Capture
data = sys.stdin.buffer.read()
convert(Capture(b"<html><title>t</title><p>text</p></html>", "a.html"), CaptureOptions())
base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.process_time()
found, problems = convert(Capture(data, {name!r}), CaptureOptions())
print(time.process_time() - started, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) / 1024, len(found), [problem.code for problem in problems][:3])
"""


def measured(data, name):
    """Convert in a process of its own; returns CPU seconds, more MiB than before, articles found, the problems' codes."""
    code = CODE.format(checkout=str(CHECKOUT), name=name)
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], input=data, capture_output=True, check=True, timeout=120)
    spent, more, found, codes = done.stdout.decode().split(maxsplit=3)
    return float(spent), float(more), int(found), codes


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_hostile_html_takes_two_seconds_and_little_memory(shape):
    page = f"<!doctype html><html><head><title>Title</title></head><body>{FILLER * 3}{SHAPES[shape]}{FILLER * 3}</body></html>".encode()
    spent, more, _, _ = measured(page, "a.html")
    # libxml2 compares every attribute of an element with all others; the worker that reads captures has 25 seconds.
    assert spent < (12 if shape == "attributes" else 3)
    assert more < 300


def zipped(*members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def nested():
    return zipped(("b.zip", zipped(("c.zip", zipped(("d.zip", zipped(("e.zip", zipped(("a.html", bytes(10**8)))))))))))


def archive():
    record = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(bytes(15 * 10**7))
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example/\r\nContent-Type: application/http\r\n"
    return head + b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(record), record)


MAIL = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"
# A little that unpacks to a lot, and what must come of it: nothing, or whatever the reader makes of it.
BOMBS = {
    "a.html.gz": (lambda: gzip.compress(bytes(15 * 10**7)), True),
    "a.gz": (lambda: gzip.compress(gzip.compress(bytes(15 * 10**7))), True),
    "a.zip": (lambda: zipped(("a.html", bytes(15 * 10**7))), True),
    "nested.zip": (nested, True),
    "many.zip": (lambda: zipped(*((f"{number}.html", b"<p>x") for number in range(12_000))), False),
    "a.warc": (archive, True),
    "a.eml": (lambda: MAIL + b"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(b"<p>x" * 9_000_000), True),
    "deep.eml": (lambda: MAIL + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(800)) + b"Content-Type: text/plain\n\nx\n", False),
    "feed.xml": (lambda: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"x" * 1000 + b'">' + b"".join(
        b'<!ENTITY %s "%s">' % (bytes([98 + n]), b"&%s;" % bytes([97 + n]) * 50) for n in range(8)
    ) + b"]><rss><channel><item><title>&i;</title><description>&i;</description></item></channel></rss>", False),
    "a.json": (lambda: b"[" * 200_000, True),
    "b.json": (lambda: b'{"title": "x", "content": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}", False),
    "a.csv": (lambda: b'title,text\n"' + b"x" * 5_000_000, False),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_in_bounded_memory(name):
    make, refused = BOMBS[name]
    spent, more, articles, codes = measured(make(), name)
    assert spent < 20
    assert more < 512
    assert not (refused and articles), codes


BREAKING = """
import json, os, sys
import dateline.capture as capture
from dateline.capture.isolate import Limits, convert_isolated
from dateline.capture.options import CaptureOptions
from dateline.model.capture import Capture

whole = capture.convert

def convert_badly(one, options):
    if one.name == "loop":
        while True:
            pass
    if one.name == "crash":
        os.abort()
    if one.name == "memory":
        return [bytearray(10**10)], []
    return whole(one, options)

capture.convert = convert_badly
page = sys.stdin.buffer.read()
captures = list(enumerate(Capture(page, name) for name in ("good.html", "loop", "crash", "memory", "good2.html")))
results = dict(convert_isolated(captures, CaptureOptions(), workers=2, limits=Limits(seconds=4, cpu_seconds=2)))
print(json.dumps([[len(results[n][0]), [problem.code for problem in results[n][1]]] for n in range(5)]))
"""


@pytest.mark.slow
def test_a_reader_that_breaks_its_limits_is_ended_and_the_others_go_on():
    # A process of its own: with threads of other tests about, workers are spawned and see nothing of what is put in here.
    page = f"<html><head><title>Ships move</title></head><body><h1>Ships move</h1>{FILLER * 4}</body></html>".encode()
    done = subprocess.run([sys.executable, "-c", BREAKING], input=page, capture_output=True, check=True)
    results = json.loads(done.stdout.splitlines()[-1])
    assert [bool(articles) for articles, _ in results] == [True, False, False, False, True]
    for number in (1, 2, 3):
        assert results[number][1] == ["DL116"]


# Encodings --------------------------------------------------------------------------------------------------------

CHINESE = "海港电力于2023年6月1日在东岸投产，公司称新厂将于明年建成。"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "gbk", "big5hkscs", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("label", ["", "utf-8", "gb2312", "iso-8859-1", "big5", "shift_jis", "x-unknown"])
def test_a_page_is_read_whatever_encoding_it_claims(codec, label):
    text = CHINESE.translate(str.maketrans("电产东岸称厂将于", "電產東岸稱廠將於")) if codec == "big5hkscs" else CHINESE
    meta = f'<meta charset="{label}">' if label else ""
    page = f"<html><head>{meta}<title>x</title></head><body><p>{text * 6}</p></body></html>"
    assert text in decode_html(page.encode(codec)).text


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "gb2312", "utf-7", "utf-16", "iso-2022-kr", "hz", "idna", "punycode", "rot13", "base64", "x" * 500, "\0"]))
@settings(deadline=None, max_examples=300)
def test_any_bytes_become_clean_text(data, label):
    text = decode_html(data, label).text
    text.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", text)


@pytest.mark.shared
@pytest.mark.skipif(not (HOSTILE / "encoding").is_dir(), reason="the shared collections are not beside the checkout")
def test_the_sniffing_cases_of_html5lib():
    right = wanted = 0
    for line in (HOSTILE / "encoding" / "html5lib_sniff.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        found = decode_html(base64.b64decode(case["b64"]))
        wanted += 1
        right += "\0" not in found.text
    assert wanted > 80
    assert right == wanted


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not (HOSTILE / "warc").is_dir(), reason="the shared collections are not beside the checkout")
def test_broken_archives_and_feeds_crash_nothing():
    for path in sorted((HOSTILE / "warc").iterdir()):
        found, problems = convert(Capture(path.read_bytes(), path.name), CaptureOptions())
        assert found or problems, path.name
        assert not [problem for problem in problems if problem.code == "DL119"], (path.name, problems)
    for name in ("feedparser_illformed", "feedparser_sanitize"):
        for line in (HOSTILE / "feeds" / f"{name}.jsonl").read_text("utf-8").splitlines()[::5]:
            found, problems = convert(Capture(json.loads(line)["xml"].encode("utf-8", "surrogatepass"), "feed.xml"), CaptureOptions())
            assert not [problem for problem in problems if problem.code == "DL119"], problems


# Patterns ---------------------------------------------------------------------------------------------------------


def test_no_pattern_is_worse_than_quadratic_on_strings_made_against_it():
    """Found by pumping what each pattern may repeat. Quadratic ones are bounded by their input, which the next test shows."""
    found = patterns.patterns()
    assert len(found) > 400
    assert not [(where, text[:80], slow) for (text, flags), where in found.items() if (slow := patterns.slow_on(text, flags))]


PIECES = (
    " ", "\n", "1", "a", "A", "年", "在a", "总", "Aa ", "<", "[", "-", "：", "1,", "去年", "U.S. ", "@a", "a.", "&", "3月", "in 2024 ", "May 3, ", "Power ", "he ", "、", "，", "。", "“", "（", "$1", "1 million ",
    "http://", "\u3000", "\xa0", "e\u0301", "|", "> ", "* ", "`", "**", "![", "](", "the first ", "海港电力", "A. ", "’s ", "第一", "year-", "2020-", "十", "the ", "\t", "www.a", "来源：", "记者 ", "By A ",
)


@pytest.mark.slow
@pytest.mark.parametrize("size", [60_000])
def test_reading_an_article_is_linear_in_its_length_whatever_repeats(size):
    from dateline.annotate.mention import build_gazetteer
    from dateline.config import Config
    from dateline.content.registry import build_registry
    from dateline.pipeline.article import Context, process_article

    entity, _ = read_entity("content/entities/hp.md", "---\nnames: {en: Harbour Power, zh: 海港电力}\naliases: [Power]\n---\n".encode())
    registry, _ = build_registry([entity], [])
    context = Context(Config(), registry, build_gazetteer(registry.entities.values()))

    def once(piece, length):
        data = f"---\ntitle: T\npublished: '2024-05-04'\n---\nHarbour Power said on 3 May 2024 {piece * (length // len(piece))}x\n".encode()
        return seconds(lambda: process_article("content/articles/a.md", data, context))

    once("a", 1000)
    slow = []
    for piece in PIECES:
        short = once(piece, size // 4)
        if short > 0.1 and once(piece, size) > 4 * 1.8 * short:
            slow.append((piece, short))
    assert not slow


@pytest.mark.slow
def test_converting_a_page_is_linear_in_its_length_whatever_repeats():
    def once(piece, length, name):
        text = piece.replace("<", "&lt;") * (length // len(piece))
        page = f"<html><head><title>{text[:length // 50]}</title></head><body><h1>Ships move</h1><p class=byline>{text[:length // 50]}</p>{FILLER * 3}<p>{text}</p></body></html>"
        data = page if name.endswith("html") else f"Ships move\n\n{text}\n\nThe ships moved."
        return seconds(lambda: convert(Capture(data.encode(), name), CaptureOptions()))

    slow = []
    for name in ("a.html", "a.txt"):
        once("a", 1000, name)
        for piece in PIECES:
            short = once(piece, 25_000, name)
            if short > 0.15 and once(piece, 100_000, name) > 4 * 1.8 * short:
                slow.append((name, piece, short))
    assert not slow




@pytest.mark.parametrize("logger", ["pypdf._reader", "readability.readability", "trafilatura.core"])
def test_what_libraries_log_of_a_capture_is_not_printed(tmp_path, logger):
    """Found by bench/fuzz.py: pages made readability print a traceback, files that are no PDF made pypdf print lines."""
    code = f"import logging, dateline.capture.reading\nlogging.getLogger({logger!r}).error('a word of the page')"
    done = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, check=True, capture_output=True)
    assert not done.stderr


def test_a_broken_pdf_is_one_line(tmp_path):
    write(tmp_path, {"ships.pdf": "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>"})
    printed = command(tmp_path, "extract", "ships.pdf").stderr
    assert [line[:10] for line in printed.splitlines()] == ["ships.pdf:"], printed
