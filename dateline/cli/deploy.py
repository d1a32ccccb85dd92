"""``dateline deploy``: publish the built site."""

from __future__ import annotations

import subprocess
from pathlib import Path

import click

from dateline.errors import DatelineError

WORKFLOW = ".github/workflows/pages.yml"


@click.command(short_help="Publish the built site to a branch.")
@click.option("--branch", default="gh-pages", show_default=True, help="The branch the site is committed to.")
@click.option("--remote", default="origin", show_default=True, help="Where the branch is pushed.")
@click.option(
    "--push/--no-push", default=False, show_default=True, help="Push the branch; without, it is only committed here."
)
@click.option("--message", "-m", default="Publish the site", show_default=True, help="The commit's message.")
@click.option(
    "--root", type=click.Path(path_type=Path), default=Path(), help="The project's folder.", show_default="here"
)
def command(*, branch: str, remote: str, push: bool, message: str, root: Path) -> int:
    """Commit the built site to a branch of its own, ready for GitHub Pages (or any host that serves a branch).

    GitHub Pages can also build the site itself: with the workflow .github/workflows/pages.yml every push to main
    publishes. Then this command is not needed. Remember that captured articles are other people's property: see
    `publish` in docs/reference/configuration.md.

    \b
    dateline deploy
    dateline deploy --branch gh-pages --push
    """  # noqa: D301 - Click's mark for lines kept as they are
    from dateline.engine.lock import project_lock
    from dateline.engine.publish import MARKER, finish
    from dateline.pipeline.project import open_project

    project = open_project(root)
    if not (project.site / MARKER).exists():
        raise DatelineError(f"{project.site} is not built: run 'dateline build' first")
    top = _git(project.root, "rev-parse", "--show-toplevel")
    with project_lock(project.cache.parent):
        finish(project.cache.parent)
        tree = _commit(Path(top), project.site, branch, message)
    click.echo(f"{branch}: {tree[:12]}")
    if push:
        _git(project.root, "push", remote, f"{branch}:{branch}")
        click.echo(f"pushed to {remote}")
    elif (project.root / WORKFLOW).exists():
        click.echo(f"{WORKFLOW} publishes on every push as well; use one of the two", err=True)
    return 0


def _commit(top: Path, site: Path, branch: str, message: str) -> str:
    """Commit a folder as the whole of a branch, leaving work tree and index alone; return the commit."""
    index = top / ".git" / "dateline-index"
    environment = {"GIT_INDEX_FILE": str(index)}
    try:
        _git(top, "--work-tree", str(site.resolve()), "add", "--all", "--force", ".", environment=environment, cwd=site)
        if not (site / ".nojekyll").exists():
            blob = _git(top, "hash-object", "-w", "--stdin", stdin=b"")
            _git(top, "update-index", "--add", "--cacheinfo", f"100644,{blob},.nojekyll", environment=environment)
        tree = _git(top, "write-tree", environment=environment)
    finally:
        index.unlink(missing_ok=True)
    parent = _git(top, "rev-parse", "--verify", "--quiet", f"refs/heads/{branch}", check=False)
    if parent and _git(top, "rev-parse", f"{parent}^{{tree}}") == tree:
        return parent
    parents = ["-p", parent] if parent else []
    commit = _git(top, "commit-tree", tree, *parents, "-m", message)
    _git(top, "update-ref", f"refs/heads/{branch}", commit)
    return commit


def _git(
    top: Path,
    *arguments: str,
    environment: dict[str, str] | None = None,
    stdin: bytes | None = None,
    check: bool = True,
    cwd: Path | None = None,
) -> str:
    """Run Git in the repository and return what it prints; raise DatelineError with its own words where it fails."""
    import os

    command = ["git", f"--git-dir={top / '.git'}", *arguments] if cwd else ["git", *arguments]
    done = subprocess.run(  # noqa: S603 - Git with arguments of our own
        command,
        cwd=cwd or top,
        env={**os.environ, **(environment or {})},
        input=stdin,
        capture_output=True,
        check=False,
    )
    if check and done.returncode:
        raise DatelineError(f"git {arguments[0]}: {done.stderr.decode('utf-8', 'replace').strip() or 'failed'}")
    return done.stdout.decode("utf-8", "replace").strip()
