"""What ``add`` prints: a summary of each capture, a table at the end, a JSON object for programs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from dateline.capture.add import Outcome
from dateline.content.pictures import FOLDER
from dateline.model.capture import Certainty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.capture.add import Planned
    from dateline.pipeline.adding import CaptureResult

_SHOWN = ("title", "published", "updated", "source", "site", "section", "authors", "editors", "url", "lang", "captured")
_MARKS = {Certainty.SURE: "", Certainty.LIKELY: " (likely)", Certainty.DOUBTFUL: " (doubtful)"}
_VERBS = {
    Outcome.NEW: "new", Outcome.SAME: "unchanged", Outcome.UPDATED: "updated",
    Outcome.CONFLICT: "in conflict with yours",
    Outcome.DUPLICATE: "a duplicate of", Outcome.JOINED: "named as another source of",
    Outcome.DELETED: "deleted before",
    Outcome.EMPTY: "no article", Outcome.FAILED: "not written",
}


def summary(result: CaptureResult) -> list[str]:
    """Return the lines that tell what was found in a capture, from where, and how sure it is."""
    lines = []
    for plan in result.plans:
        lines.append(f"{result.name}: {_VERBS[plan.outcome]}{f' {plan.path}' if plan.path else ''}")
        if plan.outcome in (Outcome.NEW, Outcome.UPDATED):
            lines += _fields(plan)
    return lines or [f"{result.name}: no article"]


def _fields(plan: Planned) -> list[str]:
    extracted = plan.extracted
    evidence = {item.field: item for item in extracted.evidence}
    lines = []
    for name in _SHOWN:
        value = getattr(extracted, name)
        shown = ", ".join(value) if isinstance(value, tuple) else value
        if not shown:
            continue
        known = evidence.get(name)
        origin = f"  <- {known.origin}{_MARKS[known.certainty]}" if known else ""
        lines.append(f"  {name + ':':<11}{shown}{origin}")
    words = len(extracted.body)
    paragraphs = extracted.body.count("\n\n") + 1
    lines.append(f"  {'body:':<11}{words} characters in {paragraphs} paragraphs")
    if extracted.assets:
        size = sum(len(asset.data) for asset in extracted.assets)
        lines.append(f"  {'pictures:':<11}{len(extracted.assets)}, {max(1, size // 1000)} kB")
    return lines


def table(results: Sequence[CaptureResult]) -> list[str]:
    """Return the closing table: how many articles came to what, and which captures failed."""
    counts = Counter(plan.outcome for result in results for plan in result.plans)
    failed = [result for result in results if result.failed]
    lines = ["", f"{'captures':<16}{len(results):>6}"]
    lines += [f"{outcome.value:<16}{counts[outcome]:>6}" for outcome in Outcome if counts[outcome]]
    if failed:
        lines.append(f"{'failed':<16}{len(failed):>6}")
        lines += [f"  {result.name}" for result in failed[:20]]
        if len(failed) > 20:
            lines.append(f"  and {len(failed) - 20} more")
    return lines


def as_record(result: CaptureResult) -> dict[str, Any]:
    """Return a capture's result as one JSON object."""
    return {
        "capture": result.name,
        "failed": result.failed,
        "articles": [_article(plan) for plan in result.plans],
        "problems": [
            {
                "path": p.path, "line": p.line, "code": p.code, "severity": p.severity.value, "message": p.message,
                "hint": p.hint
            }
            for p in result.all_problems
        ],
    }


def _article(plan: Planned) -> dict[str, Any]:
    extracted = plan.extracted
    fields: dict[str, Any] = {name: getattr(extracted, name) for name in _SHOWN}
    return {
        "outcome": plan.outcome.value, "path": plan.path, **fields, "capture": extracted.capture,
        "evidence": [
            {"field": e.field, "value": e.value, "origin": e.origin, "certainty": e.certainty.value}
            for e in extracted.evidence
        ],
        "files": [*(f"{FOLDER}/{asset.name}" for asset in plan.assets), *(file.path for file in plan.files)],
    }
