"""The examples of the documentation do what they say: the tutorials are followed, every command line is parsed or run."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from dateline.cli import main
from dateline.cli.group import COMMANDS, LazyGroup, group

ROOT = Path(__file__).resolve().parents[1]
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]
READING = {"timeline", "export", "stats", "explain", "suggest", "check"}
"""Commands whose examples are run on the demo: they change nothing, or do with ``--dry-run`` added."""


def blocks(text: str, kind: str) -> list[str]:
    return [body for found, body in re.findall(r"^```(\w*)\n(.*?)^```", text, re.MULTILINE | re.DOTALL) if found == kind]


def command_lines(text: str) -> list[str]:
    """Return the command lines of a page's blocks of shell, without prompt, pipe, redirection and comment."""
    lines = [line for kind in ("sh", "bash", "console", "") for block in blocks(text, kind) for line in block.splitlines()]
    found = []
    for line in lines:
        match = re.match(r"(?:\s*\$ |\s*|.*\| |cd [\w-]+ && )((?:dateline|python build\.py)(?: .*|))$", line)
        if match and not re.search(r"…|\bFILE\b|DIR\b|Usage:|\[ID", line):
            words = re.split(r" \|| > | &&|  +#", match[1])[0].strip()
            found.append(words.replace("python build.py", "dateline"))
    return found


EXAMPLES = sorted({line for page in PAGES for line in command_lines(page.read_text("utf-8"))})


def test_there_are_examples_of_most_commands():
    assert {"add", "build", "check", "entity", "explain", "export", "new", "serve", "suggest", "timeline"} <= {
        line.split()[1] for line in EXAMPLES if len(line.split()) > 1
    }


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_is_understood(line):
    words = shlex.split(line)[1:]
    if not words or words == ["--version"]:
        return
    assert words[0] in COMMANDS, words[0]
    context: click.Context = click.Context(group, info_name="dateline")
    command = LazyGroup.get_command(group, context, words[0])
    name, rest = words[0], words[1:]
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=name, parent=context)
        name, command, rest = command.resolve_command(context, rest)
    try:
        command.make_context(name, rest, parent=context)
    except click.BadParameter as error:
        assert "does not exist" in str(error)  # the example's own file


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Copy the demo, so that what an example writes harms nobody."""
    root = tmp_path_factory.mktemp("demo") / "demo"
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


def runnable() -> list[str]:
    return [line for line in EXAMPLES if (words := line.split())[1:] and words[1] in READING and not re.search(r"Q\d|names\.csv|--write|first-timeline|arm", line)]


@pytest.mark.parametrize("line", runnable())
def test_examples_that_read_run_on_the_demo(line, demo, monkeypatch, capsys):
    monkeypatch.chdir(demo)
    words = shlex.split(line)[1:] + (["--dry-run"] if "--refuse" in line else [])
    words += ["--no-site"] if words[0] == "check" and "--no-site" not in words else []
    status = main(words)
    told = capsys.readouterr()
    assert status == 0, told.err + told.out


@pytest.mark.parametrize("line", [line for line in EXAMPLES if line.startswith("dateline entity ")])
def test_examples_of_entity_run_on_the_demo(line, demo, monkeypatch, capsys):
    monkeypatch.chdir(demo)
    words = shlex.split(line)[1:]
    ids = [word for word in words[2:4] if not (demo / f"content/entities/{word}.md").exists()]
    status = main(words if "--dry-run" in words else [*words, "--dry-run"])
    told = capsys.readouterr()
    assert status == 0 or any(word in told.err for word in ids), told.err


@pytest.fixture(params=["first-timeline.md", "first-timeline.zh-CN.md"])
def tutorial(request):
    return (ROOT / "docs/tutorial" / request.param).read_text("utf-8")


def test_the_tutorial_can_be_followed(tutorial, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def told(*words: str, status: int = 0) -> str:
        capsys.readouterr()
        assert main(list(words)) == status
        return capsys.readouterr().out

    commands = [line.removeprefix("dateline ") for block in blocks(tutorial, "sh") for line in block.splitlines() if line.startswith("dateline ")]
    version, new, dry, build, *more = commands
    assert told(*shlex.split(version))
    told(*shlex.split(new))
    project = tmp_path / "arm-watch"
    monkeypatch.chdir(project)
    for name, text in zip(("arm.txt", "arm-zh.txt"), blocks(tutorial, "text"), strict=True):
        (project / "content/inbox" / name).write_text(text, "utf-8")
    read = told(*shlex.split(dry))
    assert read.count('published: "2023-09-15"') == 2
    assert not list((project / "content/articles").rglob("*.md"))
    told(build)
    articles = sorted((project / "content/articles/2023").glob("*.md"))
    assert len(articles) == 2
    assert not [path for path in (project / "content/inbox").iterdir() if not path.name.startswith(".")]
    text = "".join(path.read_text("utf-8") for path in articles)
    assert not [word for word in ("Read next", "chargers", "充电器", "分享", "shares\n", "热点", "Example Home", "首页") if word in text]

    for line in more[:3]:
        assert line.startswith("new entity ")
        told(*shlex.split(line))
    entity, override = blocks(tutorial, "yaml")
    for name, written in (("arm", entity), ("softbank", 'names: {en: "SoftBank", zh: "软银"}'), ("nvidia", 'names: {en: "Nvidia", zh: "英伟达"}')):
        path = project / f"content/entities/{name}.md"
        assert path.exists()
        assert name == "arm" or written in tutorial
        path.write_text(written if name == "arm" else re.sub(r"names: .*", lambda _, w=written: w, path.read_text("utf-8")), "utf-8")
    told(build)
    timeline = told("timeline", "arm")

    assert re.search(r"^\* 2016 ", timeline, re.MULTILINE)
    assert re.search(r"^\* summer 2016 ", timeline, re.MULTILINE)
    assert re.search(r"September 2020 .*\n.*2023-09-15; .*2023-09-15", timeline)
    assert re.search(r"14 September 2023 .*\n.*2023-09-15; .*2023-09-15", timeline)
    assert re.search(r"early November 2023 .*\[forecast\]", timeline)
    explained = next(line for line in more if line.startswith("explain"))
    assert "2023-09-14" in told(*shlex.split(explained))

    english = next(path for path in articles if "stock-market" in path.name)
    english.write_text(english.read_text("utf-8").replace("\n---\n\n", f"\n{override}---\n\n", 1).replace("for 40 billion", "for 45 billion"), "utf-8")
    told(build)
    timeline = told("timeline", "arm")
    assert "18 July 2016" in timeline
    assert "summer 2016" not in timeline
    assert re.search(r"Sources do not agree:\n(?:.*\n)*.*45 billion.*400亿", timeline)
    assert told("check") == ""


YAML_BLOCKS = [(page.relative_to(ROOT).as_posix(), block) for page in PAGES for block in blocks(page.read_text("utf-8"), "yaml")]


@pytest.mark.parametrize(("page", "block"), YAML_BLOCKS)
def test_examples_of_yaml_can_be_read(page, block):
    import yaml

    from dateline.config import parse_config

    assert list(yaml.safe_load_all(block)), page
    if "plugins:" in block:
        assert parse_config(block)[1] == []
