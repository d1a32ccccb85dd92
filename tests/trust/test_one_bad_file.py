"""One file of every hostile kind among good ones: the others are built, each bad one is named, and the exit status is 1."""

from __future__ import annotations

import pytest

from tests.trust.projects import article, build, command, small_site, tree, write

BAD = {
    "empty": b"", "blank": b" \n\n", "no-front-matter": b"text\n", "open-front-matter": b"---\ntitle: x\n", "no-title": b"---\npublished: '2024'\n---\nx\n", "not-utf8": b"---\ntitle: \xff\xfe\n---\nx\n",
    "nul": b"---\ntitle: x\n---\na\0b\n", "utf16": "---\ntitle: x\n---\nx\n".encode("utf-16"), "conflict": b"---\ntitle: x\n---\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", "alias": b"---\ntitle: &a x\nsource: *a\n---\nx\n",
    "tag": b"---\ntitle: !!python/object/apply:os.system [id]\n---\nx\n", "twice": b"---\ntitle: x\ntitle: y\n---\nx\n", "deep-yaml": b"---\ntitle: " + b"[" * 500 + b"]" * 500 + b"\n---\nx\n", "list-title": b"---\ntitle: [a, b]\n---\nx\n",
    "bad-date": b"---\ntitle: x\npublished: 2024-13-45\n---\nx\n", "huge-head": b"---\ntitle: x\n" + b"".join(b"k%d: v\n" % n for n in range(20000)) + b"---\nx\n", "deep-body": b"---\ntitle: x\npublished: '2024'\n---\n" + b"> " * 3000 + b"x\n",
    "long-body": b"---\ntitle: x\npublished: '2024'\n---\n" + b"word " * 500_000, "nul-title": b'---\ntitle: "a\\0b"\n---\nx\n', "half-title": b'---\ntitle: "\\ud800"\n---\nx\n', "bad-events": b"---\ntitle: x\npublished: '2024'\nevents: 7\n---\nx\n",
    "unknown-entity": b"---\ntitle: x\npublished: '2024'\nentities: [nobody]\n---\nx\n",
}


def test_the_others_are_built_and_each_bad_file_is_named(tmp_path):
    root = small_site(tmp_path / "project", 3)
    write(root, {f"content/articles/2022/{name}.md": data for name, data in BAD.items()})
    write(root, {f"content/entities/{name}.md": data for name, data in BAD.items() if name in ("empty", "not-utf8", "alias", "conflict", "nul")})
    write(root, {f"content/topics/{name}.md": data for name, data in BAD.items() if name in ("empty", "not-utf8", "alias", "conflict", "nul")})
    write(root, {f"content/pages/{name}.md": data for name, data in BAD.items() if name in ("empty", "not-utf8", "alias", "conflict", "nul", "open-front-matter")})
    report = build(root)
    named = {problem.path for problem in report.problems if problem.line >= 1}
    for folder in ("articles/2022", "entities", "topics", "pages"):
        for path in (root / "content" / folder).iterdir():
            if path.stem in BAD:
                assert f"content/{folder}/{path.name}" in named, path
    assert not [problem for problem in report.problems if problem.code == "DL703"]
    built = tree(root / "site")
    assert {f"articles/piece-{number}/index.html" for number in range(3)} <= set(built)
    done = command(root, "build", "--quiet")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for name in BAD:
        assert f"content/articles/2022/{name}.md:" in done.stderr


@pytest.mark.parametrize("kind", ["folder", "fifo", "unreadable"])
def test_what_is_no_file_stops_nothing(tmp_path, kind):
    import os

    root = small_site(tmp_path / "project", 1)
    place = root / "content/articles/2024/odd.md"
    if kind == "folder":
        place.mkdir()
    elif kind == "fifo":
        if not hasattr(os, "mkfifo"):
            pytest.skip("needs named pipes")
        os.mkfifo(place)
    else:
        place.write_text(article("Odd", "Text."), "utf-8")
        place.chmod(0)
    build(root)
    assert "articles/piece-0/index.html" in tree(root / "site")


def test_a_bad_capture_stops_neither_the_others_nor_the_build(tmp_path):
    root = small_site(tmp_path / "project", 1)
    sentence = "The port office said on 3 May 2024 that the ships would be moved to the western docks in the summer of that year. "
    good = f"Ships move to the west\n\n2024-05-04 Quay Gazette\n\n{sentence * 3}\n\n{sentence.replace('ships', 'cranes') * 3}\n"
    write(root, {
        "content/inbox/good.txt": good, "content/inbox/empty.html": b"", "content/inbox/noise.bin": bytes(range(256)) * 50, "content/inbox/broken.zip": b"PK\x03\x04" + b"x" * 200, "content/inbox/broken.pdf": b"%PDF-1.7\n" + b"x" * 200,
        "content/inbox/broken.warc.gz": b"\x1f\x8b\x08\x00" + b"x" * 99, "content/inbox/broken.json": b'{"title": ', "content/inbox/broken.eml": b"From: \xff\nContent-Type: multipart/mixed; boundary=\n\n--\n", "content/inbox/deep.html": b"<div>" * 50_000,
    })
    report = build(root)
    left = {path.name for path in (root / "content/inbox").iterdir()}
    assert "good.txt" not in left
    assert len(list((root / "content/articles/2024").glob("*ships-move*.md"))) == 1
    for name in left:
        assert any(problem.path.endswith(name) for problem in report.problems), name
    assert "articles/piece-0/index.html" in tree(root / "site")
