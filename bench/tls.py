"""Score timelines against human ones: date F1 and alignment ROUGE, as in news timeline summarisation.

    python bench/tls.py DATA [--set t17|entities] [--topic NAME] [--no-rouge | --perl] [--workers N]

DATA holds ``t17/<topic>/<source>/{articles.jsonl.gz,timelines.jsonl}`` and
``entities/<name>/{articles.jsonl.gz,gold.json}``.
A task is one human timeline: articles published inside its span, the system is told the number of dates and of
sentences a date. Dates come from Dateline's own TIMEX stage, the choice of days from
``dateline.annotate.event.salience``; sentences are chosen by how many articles use their
words when they speak of the day. ROUGE needs the package ``tilse``
(``pip install --no-deps tilse; pip install nltk numpy scipy``), which counts in Python; published figures are counted
with the ROUGE-1.5.5 script inside it (``--perl``, with Perl's XML::DOM) and are the F1 of precision and recall
averaged over the timelines: the last line.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import fmean as mean
from typing import Any

from dateline.annotate.event.opening import opening_end
from dateline.annotate.event.salience import prominence, weigh_days
from dateline.annotate.timex import find_timexes
from dateline.model.annotation import Document, TimexType
from dateline.model.dates import PartialDate, Precision

DATED = (TimexType.DATE, TimexType.TIME)
Term = str | tuple[str, str]
LEAD = 8
"""Sentences at the start of an article that may stand for its day of publication."""
REPORTED = 1
"""News of a day is also in the articles of so many days after it."""
LEAD_WEIGHT = 0.5
HEAD = 600
"""Code points of an article's first sentence that may be the head of its page."""
REPEATED = 5
"""A sentence that so many articles have word for word is furniture of their pages."""
SHORTEST, LONGEST = 10, 30
"""Different words of content that a sentence may have."""
DILUTION = 0.75
USED = 0.3
_UNFIT = re.compile(
    r"-LRB- Update|TRANSCRIPT|Your stories|Last updated|^[a-z]|http|-LSB-|@|\?$|\b(I|we|We|you|You|my|our)\b|^`` "
)
"""Speech, questions, banners: nothing that a timeline would quote."""
_OPENS = re.compile(r"(?<!\S)[A-Z(]")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+|\d[\d,.]*|[㐀-鿿]")
_STOP = frozenset(
    "the a an and or but nor if of in on at by to for from with without as is am are was were be been being it its he "
    "his him she her hers they their them this that these those there here which who whom whose what when where why how "
    "has have had having do does did done will would shall should can could may might must not no than then so too very "
    "just only also even still yet ever never say says said saying told tells according into onto over under after "
    "before about above below between among during until since through across against around up down out off away back "
    "again more most much many some any all both each every few other another such same own one two while because "
    "although though however now already almost quite rather per via we us our you your me my lrb- rrb- lsb- rsb-".split()
)


@dataclass
class News:
    """An article: its sentences and the days they speak of."""

    id: str
    day: date
    sentences: list[str]
    days: list[tuple[str, int]]


@dataclass
class Task:
    """One human timeline and the articles of its span."""

    name: str
    gold: dict[date, list[str]]
    articles: list[News] = field(default_factory=list)


@dataclass(frozen=True)
class Score:
    """Precision and recall of one timeline's days, and of its ROUGE-1 and ROUGE-2."""

    name: str
    precision: float
    recall: float
    rouge: tuple[tuple[float, float], ...] = ()

    def values(self) -> list[float]:
        """Return the F1 of the days, of ROUGE-1 and of ROUGE-2."""
        return [f1(self.precision, self.recall), *(f1(*measure) for measure in self.rouge)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--set", default="t17", choices=("t17", "entities"))
    parser.add_argument("--topic", default="")
    parser.add_argument("--no-rouge", action="store_true")
    parser.add_argument("--perl", action="store_true")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    found = sorted((options.data / options.set).rglob("articles.jsonl.gz"))
    files = [path for path in found if options.topic in str(path)]
    counted = "" if options.no_rouge or options.set != "t17" else "original" if options.perl else "reimpl"
    with ProcessPoolExecutor(options.workers) as pool:
        scores = [score for file in pool.map(partial(score_file, counted=counted), files) for score in file]
    for score in scores:
        print(score.name, *(f"{value:.3f}" for value in score.values()))
    columns = zip(*(score.values() for score in scores), strict=True)
    print(f"{options.set}: {len(scores)} timelines", *(f"{mean(column):.3f}" for column in columns), "(date F1, AR1, AR2)" if counted else "(date F1)")
    if counted:
        averaged = (f1(mean(precision), mean(recall)) for precision, recall in by_measure(scores))
        print("averaged as published", *(f"{value:.4f}" for value in averaged), "(AR1, AR2)")


def score_file(path: Path, *, counted: str) -> list[Score]:
    return [score_task(task, counted=counted) for task in read_tasks(path)]


def score_task(task: Task, *, counted: str) -> Score:
    days = choose_days(task)
    right = len(set(days) & set(task.gold))
    if not counted:
        return Score(task.name, right / len(days), right / len(task.gold))
    each = max(1, round(sum(map(len, task.gold.values())) / len(task.gold)))
    rouge = align(summarise(task, days, each), task.gold, counted)
    return Score(task.name, right / len(days), right / len(task.gold), rouge)


def by_measure(scores: Sequence[Score]) -> Iterator[tuple[list[float], list[float]]]:
    """Yield all precisions and all recalls of ROUGE-1, then of ROUGE-2."""
    for measure in range(2):
        yield [score.rouge[measure][0] for score in scores], [score.rouge[measure][1] for score in scores]


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def choose_days(task: Task) -> list[date]:
    """Return as many days as the human timeline has, the heaviest."""
    first, last = min(task.gold).isoformat(), max(task.gold).isoformat()
    mentioned = [(day, news.id, float(at)) for news in task.articles for day, at in news.days if first <= day <= last]
    weights = weigh_days(mentioned, [news.day.isoformat() for news in task.articles])
    ranked = sorted(weights, key=lambda day: (-weights[day], day))
    return [date.fromisoformat(day) for day in ranked[:len(task.gold)]]


def summarise(task: Task, days: Sequence[date], each: int) -> dict[date, list[str]]:
    """Return ``each`` sentences a day: those whose words most articles use when they speak of it."""
    by_day: dict[date, list[tuple[str, str, float]]] = defaultdict(list)
    for news in task.articles:
        for day, at in news.days:
            by_day[date.fromisoformat(day)].append((news.sentences[at], news.id, math.sqrt(prominence(at))))
        for late in range(REPORTED + 1):
            by_day[news.day - timedelta(late)] += [
                (text, news.id, LEAD_WEIGHT * math.sqrt(prominence(at))) for at, text in enumerate(news.sentences[:LEAD])
            ]
    return {day: most_shared(by_day.get(day, []), each) for day in days}


def most_shared(candidates: Sequence[tuple[str, str, float]], each: int) -> list[str]:
    """Choose sentences greedily by the weight of their words; a word that was used counts less the next time.

    A word weighs what the articles that use it weigh; so does a pair of words, if more than one article has it.
    """
    best: dict[tuple[Term, str], float] = {}
    own: dict[str, float] = {}
    terms = {text: terms_of(text) for text, _, _ in candidates}
    for text, article, weight in candidates:
        own[text] = max(own.get(text, 0.0), weight)
        for term in terms[text][0]:
            best[term, article] = max(best.get((term, article), 0.0), weight)
    value: dict[Term, float] = defaultdict(float)
    users: Counter[Term] = Counter()
    for (term, _), weight in best.items():
        value[term] += weight
        users[term] += 1
    value.update({term: 0.0 for term, count in users.items() if isinstance(term, tuple) and count < 2})
    pool = [text for text, (_, size) in terms.items() if SHORTEST <= size <= LONGEST and not _UNFIT.search(text)]
    chosen: list[str] = []
    while pool and len(chosen) < each:
        top = max(pool, key=lambda text: (worth(*terms[text], value) * own[text] ** 0.1, text))
        pool.remove(top)
        chosen.append(top)
        for term in terms[top][0]:
            value[term] *= USED
    return chosen


def worth(terms: Sequence[Term], size: int, value: dict[Term, float]) -> float:
    return sum(value[term] for term in terms) / size ** DILUTION


def terms_of(text: str) -> tuple[list[Term], int]:
    """Return a sentence's different words and neighbouring pairs, and the number of the words."""
    found = list(words(text))
    single: list[Term] = list(dict.fromkeys(found))
    return single + list(dict.fromkeys(pairwise(found))), len(single)


def words(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word = match[0].lower()
        if word not in _STOP:
            yield word[:-1] if word.endswith("s") and len(word) > 3 else word


def read_tasks(path: Path) -> list[Task]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    users = Counter(sentence for record in records for sentence in set(record["text"].split("\n")))
    furniture = frozenset(sentence for sentence, count in users.items() if count >= REPEATED)
    news = [article for record in records if (article := read_news(record, furniture)) is not None]
    tasks = []
    for number, gold in enumerate(read_gold(path.parent)):
        first, last = min(gold), max(gold)
        inside = [article for article in news if first <= article.day <= last]
        tasks.append(Task(f"{path.parent.parent.name}/{path.parent.name}/{number}", gold, inside))
    return tasks


def read_gold(folder: Path) -> list[dict[date, list[str]]]:
    if (folder / "gold.json").exists():
        return [{date.fromisoformat(day): [] for day in json.loads((folder / "gold.json").read_text("utf-8"))["dates"]}]
    lines = (folder / "timelines.jsonl").read_text("utf-8").splitlines()
    return [{date.fromisoformat(day): sentences for day, sentences in json.loads(line)} for line in lines]


def read_news(record: dict[str, Any], furniture: frozenset[str]) -> News | None:
    """Read an article without what its page put around it; None if nothing else is left."""
    first, *rest = record["text"].split("\n")
    sentences = [part for part in (without_head(first), *rest) if part and part not in furniture]
    if not sentences:
        return None
    day = record["date"][:10]
    starts, position = [], 0
    for sentence in sentences:
        starts.append(position)
        position += len(sentence) + 1
    document = Document(str(record["id"]), "en", "\n".join(sentences), dct=PartialDate.parse(day))
    days = [
        (timex.date.edtf[:10], bisect_right(starts, timex.start) - 1) for timex in find_timexes(document)
        if timex.date is not None and timex.type in DATED and timex.date.precision is Precision.DAY
    ]
    return News(str(record["id"]), date.fromisoformat(day), sentences, days)


def without_head(sentence: str) -> str:
    """Cut what runs into the first sentence of a page: headline, place, time, agency."""
    plain = sentence.replace("-LRB-", "    (").replace("-RRB-", ")    ")
    starts = [match.start() for match in _OPENS.finditer(plain, 0, HEAD)]
    ends = [end for start in starts if (end := opening_end(plain, start, len(plain))) > start]
    return sentence[max(ends, default=0):]


def align(predicted: dict[date, list[str]], gold: dict[date, list[str]], counted: str) -> tuple[tuple[float, float], ...]:
    """Return precision and recall of alignment ROUGE 1 and 2 (many to one, by date and content), from tilse."""
    from tilse.data.timelines import GroundTruth, Timeline
    from tilse.evaluation import rouge

    evaluator = rouge.TimelineRougeEvaluator(measures=["rouge_1", "rouge_2"], rouge_computation=counted)
    found = evaluator.evaluate_align_date_content_costs_many_to_one(Timeline(predicted), GroundTruth([Timeline(gold)]))
    return tuple((found[measure]["precision"], found[measure]["recall"]) for measure in ("rouge_1", "rouge_2"))


if __name__ == "__main__":
    main()
