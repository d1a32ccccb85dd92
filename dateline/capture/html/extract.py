"""Read one page: facts, main text, metadata, Markdown, and what a person should look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from dateline.capture.folding import letters
from dateline.capture.html.arbitration import Case, Choice, choose
from dateline.capture.html.density import choose_below, choose_body, common_ancestor, within
from dateline.capture.html.images import embed_source
from dateline.capture.html.page import (
    Page,
    foot_lines,
    head_lines,
    marked_authors,
    marked_times,
    read_page,
    text_of,
    text_start,
    title_index,
    wide_lines,
)
from dateline.capture.html.paging import next_page
from dateline.capture.html.parse import parse_page
from dateline.capture.html.script_data import MARK, add_script_article
from dateline.capture.html.segments import Segment, cut_end, cut_segments
from dateline.capture.html.sites import find_rule, select
from dateline.capture.html.trim import make_trimmer
from dateline.capture.metadata.authors import AuthorClues, Authors, find_people
from dateline.capture.metadata.dates import DateClues, Dates, find_dates
from dateline.capture.metadata.end_credit import split_end_credit
from dateline.capture.metadata.found import Found
from dateline.capture.metadata.language import guess_language
from dateline.capture.metadata.source import SourceClues, find_source_line
from dateline.capture.metadata.stamps import find_stamps
from dateline.capture.metadata.structured import Facts, names_of, types_of
from dateline.capture.metadata.structured import text_of as json_text
from dateline.capture.metadata.subtitle import find_subtitle
from dateline.capture.metadata.title import TitleClues, find_title
from dateline.capture.metadata.urls import choose_url, registered_name, split_archive, strip_trackers
from dateline.capture.page_text.told import opening_date
from dateline.capture.pictures import Pictures
from dateline.capture.to_markdown import ReadOptions, paragraphs_to_markdown, to_markdown
from dateline.model.capture import Certainty, Extracted
from dateline.model.problem import Problem, Severity

_LAST = 3
"""Lines at the end of a text behind which editors may be named."""
TOP = 6000
"""Characters of the source in which saving tools leave their comment."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The main text and headline of a page, and the addresses it goes by."""

    page: Page
    title: Found
    title_at: int
    inside: list[Segment]
    choice: Choice
    lang: str
    site: str
    address: str
    captured: str

    @property
    def chinese(self) -> bool:
        """Tell a page in Chinese."""
        return self.lang.startswith("zh")


def extract_page(
    page: str | bytes, url: str = "", captured: str = "", *, path: str = "", pictures: Pictures | None = None
) -> tuple[Extracted, list[Problem]]:
    """Read one page, as ``dateline.capture.html.extract_html`` promises."""
    text = page if isinstance(page, str) else _decode(page)
    parsed = parse_page(text)
    problems = [
        _problem(path, "DL116", f"the page is beyond the {limit} limit; what lies beyond was left out")
        for limit in parsed.limits
    ]
    if parsed.root is None:
        return Extracted(captured=captured), [
            *problems,
            _problem(path, "DL112", "the page holds no text", Severity.ERROR),
        ]
    reading = _read(*_with_script_data(parsed.root, parsed.source, text[:TOP]), url, captured)
    held = pictures or Pictures()
    held.share(parsed.root)
    extracted, found = _extract(reading, url or reading.page.facts.saved_url, path, held)
    return replace(extracted, assets=held.assets), [*problems, *found, *held.problems(path)]


def _with_script_data(root: Any, source: str, top: str) -> tuple[Page, str]:
    """Read the page; one that shows next to no text is read again with the article that its script holds."""
    page = read_page(root, top)
    facts = page.facts
    titles = (facts.meta("og:title"), facts.title, json_text(facts.article.get("headline")))
    if not add_script_article(root, page.survey.total_prose, titles):
        return page, source
    from lxml import html as lxml_html

    return read_page(root, top), lxml_html.tostring(root, encoding="unicode")


def _decode(data: bytes) -> str:
    from dateline.capture.decode import decode_html

    return decode_html(data).text


def _problem(path: str, code: str, message: str, severity: Severity = Severity.WARNING) -> Problem:
    return Problem(path, 0, 0, code, message, severity=severity)


def _read(page: Page, source: str, url: str, captured: str) -> Reading:
    facts = page.facts
    address, _ = split_archive(url or facts.saved_url)
    body = choose_body(page.survey)
    inside = within(page.survey, body) if body is not None else []
    site = (
        facts.meta("og:site_name", "application-name")
        or next(iter(names_of(facts.article.get("publisher"))), "")
        or facts.account
    )
    begin = text_start(inside)
    title = find_title(_title_clues(page, site, address), begin)
    title_at = title_index(page, title.value, begin)
    first = choose_below(page.survey, title_at, begin)
    if first is not None:
        inside = within(page.survey, first)
    others = (facts.meta("og:title"), json_text(facts.article.get("headline")))
    trimmer = make_trimmer(page.survey, title.value, title_at, others=others, live=_is_live(facts))
    own = trimmer.trim(inside)
    lang = guess_language(text_of(own) or title.value, facts.lang)
    below = page.segments[title_at + 1 :]
    fence = title_at + 1 + trimmer.next_article(below)
    choice = choose(
        Case(
            page.survey,
            own,
            source,
            title_at,
            trimmer.trim,
            facts.article,
            lang.startswith("zh"),
            _by_rule(page, address, trimmer.trim),
            fence,
        )
    )
    if any(element.get("id") == MARK for segment in choice.kept[:1] for element in page.survey.paths[segment.index]):
        choice = replace(choice, name="script data", why=f"the page shows no text; {choice.why}")
    if choice.kept is not own:
        lang = guess_language(text_of(choice.kept) or title.value, facts.lang)
    return Reading(page, title, title_at, inside, choice, lang, site, address, captured or _instant(facts.saved_date))


def _instant(saved: str) -> str:
    """Return the moment that SingleFile writes (``Mon May 20 2024 10:00:00 GMT+0800``) in ISO 8601."""
    stamps = find_stamps(saved)
    return stamps[0].edtf if stamps else ""


def _by_rule(page: Page, address: str, trim: Any) -> list[Segment] | None:
    rule = find_rule(address) if address else None
    found = select(page.root, rule.body) if rule else []
    if not rule or not found:
        return None
    dropped = {element for selector in rule.drop for element in select(page.root, selector)}
    paths = page.survey.paths
    kept = [
        s
        for s in page.segments
        if found[0] in paths[s.index] and not any(element in dropped for element in paths[s.index])
    ]
    return list(trim(kept))


def _is_live(facts: Facts) -> bool:
    """Tell a live blog, whose time stamps are text."""
    return "liveblogposting" in types_of(facts.article)


def _title_clues(page: Page, site: str, address: str) -> TitleClues:
    facts = page.facts
    host = registered_name(urlsplit(address).hostname or "") if address else ""
    return TitleClues(
        facts.title,
        facts.meta("og:title", "twitter:title"),
        json_text(facts.article.get("headline")),
        site,
        host,
        page.lines,
    )


def _extract(
    reading: Reading, saved_from: str, path: str, pictures: Pictures
) -> tuple[Extracted, list[Problem]]:
    facts, kept = reading.page.facts, reading.choice.kept
    head = head_lines(reading.page, reading.title_at, text_start(reading.inside or kept))
    foot = foot_lines(reading.page, kept[-1].index if kept else 0)
    url, url_origin = choose_url(reading.address, facts.canonical, facts.meta("og:url"))
    dates = _dates(reading, head, foot)
    source = find_source_line(SourceClues(facts, head, foot, reading.site, chinese=reading.chinese))
    people = _people(reading, head, foot, source.value)
    subtitle = find_subtitle(
        facts,
        head,
        reading.title.value,
        next((segment.text for segment in kept if segment.prose and not segment.heading), ""),
    )
    fields = {
        "title": reading.title,
        "subtitle": subtitle,
        "published": dates.published,
        "updated": dates.updated,
        "source": source,
        "authors": people.found,
        "url": Found(url, url_origin),
        "body": Found(
            reading.choice.name, reading.choice.why, Certainty.DOUBTFUL if reading.choice.doubtful else Certainty.SURE
        ),
        "next": Found(next_page(reading.page.root, reading.address), "link to the next page", Certainty.LIKELY),
        "lang": Found(reading.lang, "script and words of the text"),
    }
    archived = split_archive(saved_from)[1]
    body, flat = _write(reading, pictures)
    extracted = Extracted(
        title=reading.title.value,
        subtitle=subtitle.value,
        body=body,
        published=dates.published.value,
        updated=dates.updated.value,
        captured=reading.captured,
        source=source.value,
        site=reading.site or urlsplit(url).hostname or "",
        section=json_text(facts.article.get("articleSection")) or facts.meta("article:section"),
        authors=people.names,
        editors=people.editors,
        url=url,
        lang=reading.lang,
        image=facts.meta("og:image", "twitter:image"),
        archived=archived,
        evidence=tuple(found.evidence(name) for name, found in fields.items() if found.value),
    )
    problems = _doubts(path, extracted, reading, dates)
    if flat:
        problems.append(_problem(path, "DL116", "the text nests too deep for Markdown; it was written as paragraphs"))
    return extracted, problems


def _dates(reading: Reading, head: list[Any], foot: list[Any]) -> Dates:
    page, kept = reading.page, reading.choice.kept
    wide = wide_lines(page, reading.title_at, kept[-1].index if kept else 0)
    month_first = page.facts.lang.lower() in ("en", "en-us") or (not page.facts.lang and reading.lang == "en")
    clues = DateClues(
        page.facts,
        head,
        foot,
        marked_times(page.root),
        wide,
        reading.address or page.facts.canonical,
        reading.captured,
        reading.lang,
        month_first,
        _opening(reading),
    )
    return find_dates(clues)


def _opening(reading: Reading) -> Found:
    """Return the day a Chinese agency's text begins with; its year is from the capture or the page's newest stamp."""
    if not reading.chinese:
        return Found()
    captured = reading.captured
    if not captured:
        kept = {segment.index for segment in reading.choice.kept}
        outside = (line.text for index, line in enumerate(reading.page.lines) if index not in kept)
        short = [text for text in outside if len(text) < 60]
        captured = max((stamp.date for text in short for stamp in find_stamps(text)), default="")
    for segment in reading.choice.kept[:3]:
        stamp = opening_date(segment.text, captured)
        if stamp:
            return Found(stamp.date, f"the text's first words: {segment.text[:24]}", Certainty.LIKELY)
    return Found()


def _people(reading: Reading, head: list[Any], foot: list[Any], source: str) -> Authors:
    facts, kept, title = reading.page.facts, reading.choice.kept, letters(reading.title.value)
    page_title = letters(facts.title)
    outlets = frozenset(
        letters(name) for name in (reading.site, source, *names_of(facts.article.get("publisher"))) if name
    )
    return find_people(
        AuthorClues(
            facts,
            head,
            [segment.text for segment in kept[:4]],
            [*(segment.text for segment in kept[-3:]), *(line.text for line in foot)],
            [segment.text for segment in reading.inside[-4:]],
            partial(marked_authors, reading.page.root),
            outlets,
            page_title.removeprefix(title) if title and page_title.startswith(title) else "",
            reading.chinese,
        )
    )


def _doubts(path: str, extracted: Extracted, reading: Reading, dates: Dates) -> list[Problem]:
    problems = []
    if not extracted.body.strip():
        problems.append(_problem(path, "DL112", "no article text was found in the page", Severity.ERROR))
    elif reading.choice.doubtful:
        problems.append(_problem(path, "DL128", f"{reading.choice.why}; {reading.choice.name} was used"))
    if following := next((item.value for item in extracted.evidence if item.field == "next"), ""):
        problems.append(_problem(path, "DL118", f"the article goes on at {following}", Severity.NOTE))
    if reading.title.doubt:
        problems.append(_problem(path, "DL113", reading.title.doubt))
    if dates.published.doubt or not dates.published.value:
        problems.append(_problem(path, "DL114", dates.published.doubt or "the page shows no date of publication"))
    return problems


def _cut_end_credit(kept: Sequence[Segment]) -> None:
    """Leave the editors out that are named behind the last sentence: on its line, or above a last picture's caption."""
    for segment in [segment for segment in kept if segment.text and not segment.code][-_LAST:]:
        text, _ = split_end_credit(segment.text)
        if len(text) < len(segment.text):
            cut_end(segment, len(text))


def _write(reading: Reading, pictures: Pictures) -> tuple[str, bool]:
    """Return the text as Markdown, and whether it had to be written without its structure."""
    page, kept = reading.page, reading.choice.kept
    root = common_ancestor(page.survey, kept)
    if root is None:
        return "", False
    texts = [segment.text for segment in kept]
    skip = cut_segments(page.segments, {segment.index for segment in kept})
    _cut_end_credit(kept)
    base = page.facts.base or reading.address
    options = ReadOptions(
        skip=skip,
        base_url=base,
        image=partial(pictures.source, base=base),
        embed=embed_source,
        link=strip_trackers,
    )
    try:
        return to_markdown(root, options), False
    except RecursionError:
        return paragraphs_to_markdown(texts), True
