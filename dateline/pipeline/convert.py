"""Convert what waits in the inbox, as ``add`` would, before a build."""

from __future__ import annotations

import io
from dataclasses import replace

from dateline.capture.add import AddOptions, Outcome
from dateline.capture.new_article import ArticleChoices
from dateline.capture.options import CaptureOptions
from dateline.engine.executor import processes_of
from dateline.model.problem import Problem, Severity
from dateline.pipeline.adding import AddRun, add_sources, refuse_when_git_is_busy
from dateline.pipeline.inbox import inbox_sources
from dateline.pipeline.project import Project


def convert_inbox(project: Project) -> tuple[int, list[Problem]]:
    """Convert every capture in the inbox; return how many articles came of it, and what went wrong.

    What is settled leaves the inbox; what is not stays there and is a warning, so that the site is built all the same.
    Nothing is touched, and nothing reported, where nothing waits.
    """
    from dateline.capture.sources import read_sources

    content = project.root / project.config.content_dir
    waiting = inbox_sources(content)
    if not waiting:
        return 0, []
    refuse_when_git_is_busy(project.root)
    choices = ArticleChoices(publish=project.config.publish.value)
    pictures = project.config.keep_pictures
    run = AddRun(
        AddOptions(choices), CaptureOptions(assets=pictures != "none"), fetch_pictures=pictures == "linked",
        keep=project.config.keep_captures, workers=processes_of(project.config.jobs),
    )
    made = 0
    problems: list[Problem] = []
    sources = read_sources(tuple(waiting), stdin=io.BytesIO(), assets=run.capture.assets)
    for result in add_sources(content, sources, run):
        made += sum(plan.outcome in (Outcome.NEW, Outcome.UPDATED, Outcome.JOINED) for plan in result.plans)
        problems += [_placed(problem, f"{project.config.content_dir}/inbox/") for problem in result.all_problems]
    return made, problems


def _placed(problem: Problem, folder: str) -> Problem:
    """Name the capture by its place in the project; what waits in the inbox is no error of the build."""
    path = problem.path if "/" in problem.path else folder + problem.path
    severity = Severity.WARNING if problem.severity is Severity.ERROR else problem.severity
    return replace(problem, path=path, severity=severity)
