"""Who a clause is about when it says "he", 公司 or nothing at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter
from typing import Final

from dateline.annotate.event.lexicon import NOUNS
from dateline.annotate.event.reading import Reading
from dateline.annotate.event.scope import Scope
from dateline.annotate.event.scripts import either, one_of
from dateline.model.annotation import Mention
from dateline.model.value import value
from dateline.text.pattern import deferred
from dateline.text.sentences import split_clauses

_PERSON: Final = frozenset({"person"})
_COMPANY: Final = frozenset({"company"})
_BODY: Final = frozenset({"company", "organisation"})
_THING: Final = frozenset({"company", "organisation", "product"})
_AGENT: Final = frozenset({"company", "organisation", "person"})
_ACTOR: Final = frozenset({"company", "organisation", "person", "product", "event"})

_ZH_SKIP = deferred(either(
    r"(?:[\s，,、：:“\"‘【]|[（(][^（()）]{1,24}[）)]|据[^，,。：]{1,24}[，,：]|(?:并且|并|而且|而|但是|但|还|也|又|且|同时|随后|于是|之后|此后|其后|"
    r"再|则|后来|然后|不过|此外|另外|因此|所以|如今|目前|现在|最终|随即|曾经|曾|已经|已|就在|就|便|与此同时|当时|这一年|"
    r"也就是|(?:北京|当地|美国|美东|美西|太平洋|东部|伦敦|欧洲|纽约)时间|最早|早在|自从|截至|直到|将于|于|在|自|到|至|从|约|大约)(?![一-鿿]?(?:线|职|场|户|家)))+"
))
_ZH_AFTER_DATE = deferred(either(
    r"(?:之前|之后|以前|以后|以来|前后|前|后|起|里|内|中|时|间|期间|的时候|晚些时候|左右|当天|当日|份|"
    r"上午|下午|晚间|凌晨)*[，,]?\s*"
))
_ZH_PRONOUN = deferred(either(
    r"(?P<person>[他她](?!们))|(?P<thing>它(?!们))|(?P<body>(?:该|这家|此|本)(?:[一-鿿]{0,6}?)(?:公司|企业|集团|银行|车企|厂商|初创公司)"
    r"|公司(?!治理|法|章程|债))|(?P<group>(?:该|这家|这个|本)(?:[一-鿿]{0,6}?)(?:机构|组织|实验室|平台|部门))|(?P<any>其(?!中|他|它|实|次|余|间|后))"
))
_EN_SKIP = deferred(
    r"[\s,:;“\"(–—-]*(?:"
    + one_of(
        "and that|and|but|meanwhile|however|in addition|also|then|later|now|so|yet|still|moreover|instead|finally|"
        "separately|in the meantime|at the same time"
    )
    + r"\b[\s,]*)*(?:according to [^,]{2,60},\s*)?",
    re.IGNORECASE,
)
_EN_PREPOSITION = deferred(
    "(?:"
    + one_of(
        "as early as|as late as|as of|by the end of|at the end of|at the start of|earlier|late|early|on|in|by|at|"
        "since|during|until|for|from|around|about|only|just|over|through|the|of"
    )
    + r"\s+)+",
    re.IGNORECASE,
)
_EN_PRONOUN = deferred(
    r"(?=[histw])(?:(?P<person>(?:he|she|his|her)\b)|(?P<body>(?:the|that|this) (?:[a-z-]+ ){0,2}?"
    r"(?:company|firm|startup|start-up|maker|carmaker|automaker|chipmaker|bank|retailer|giant|developer)\b)|"
    r"(?P<group>(?:the|that|this) (?:[a-z-]+ )?(?:group|lab|laboratory|agency|organi[sz]ation)\b)|"
    r"(?P<thing>(?:it|its)\b)|(?P<any>they\b)|(?P<near>(?:which|who)\b))",
    re.IGNORECASE,
)
_EMPTY_IT = deferred(
    r"it (?:is|was|has been|had been|became|turned out|seems|seemed|emerged|took|takes|will|would|remains)\b"
    r"[^.;,]{0,40}?(?:, [^.;,]{0,60}, )?"
    r"\b(?:that|to|whether|how|when|if|for|who|(?:years?|months?|weeks?|days?) since)\b",
    re.IGNORECASE,
)
"""An "it" that stands for what follows: "it was reported that …", "it will be a year since …"."""
_DEFINED = deferred(r"\s(?:(?:that|which|who|whose|of|behind)\b|[A-Z][a-z])")
"""A noun that says itself which it is: "the laboratory that she has led", "the developer Crusoe"."""
_ACTS = deferred(either(
    r"(?:自己|还|也|又|曾|已|随后)*(?:宣布|表示|承诺|同意|收购|签署|签下|计划|提出|聘|任命|起诉|投资|出资|答应)"
    r"|\s(?:has |had |also |then |later )*(?:agreed|said|says|announced|bought|hired|sued|promised|signed|denied|"
    r"invested|plans|planned|refused|acquired|appointed)\b"
))
"""What a company does and a product does not: the "it" before it is no product."""
_INSIDE = deferred(r"\b(?:in|across|throughout|within|inside)\s(?:the\s)?$", re.IGNORECASE)
"""A body that is only the place of something: "hire in the European Union"."""
_VERSION = deferred(r"[A-Za-z]{1,2}\d+(?:\.\d+)?(?![\w.-])")
"""A model named by its version alone (V4, R1) is one of the company just spoken of."""
_POSSESSIVE: Final = frozenset({"his", "her", "its", "其"})
_TYPES: Final = {
    "person": _PERSON, "body": _COMPANY, "group": _BODY, "thing": _THING, "any": _ACTOR, "near": _ACTOR | {"place"},
}
_SENTENCE_END = deferred(r"[。！？!?\n]|\.\s")
_ZERO_CUES: Final = frozenset({"trigger", "status", "speech"})
_ZERO_NOT: Final = frozenset({"record", "result", "price", "delivery", "forecast", "will", "allege"})
"""Verbs whose left-out subject is more often a figure than the one who acted before: 到2030年有望达到数千亿."""
HEAD: Final = 36
"""How far from its start a sentence names its subject, in code points."""
REACH: Final = 900
"""How far back an antecedent is looked for, in code points: a long paragraph."""


@value
class Subject:
    """The subject of a scope: ``start`` is where the clause proper begins after date and connectives.

    ``surface`` is the text of the antecedent, to be written in place of ``[start, end)`` (empty for a left-out
    subject); ``entity`` its id when known. A scope that names its own subject has neither.
    """

    start: int
    end: int
    surface: str = ""
    entity: str | None = None
    possessive: bool = False


def find_subject(reading: Reading, scope: Scope, at: int | None = None) -> Subject:
    """Return the subject of a scope, restored from what went before when it is a pronoun or left out.

    ``at`` starts the search at another clause of the scope.
    """
    text = reading.text
    begin = skip_lead(text, scope, scope.start if at is None else at)
    pronoun = (_ZH_PRONOUN if scope.chinese else _EN_PRONOUN).match(text, begin, scope.end)
    if pronoun is not None and pronoun.lastgroup == "thing" and _EMPTY_IT.match(text, begin, scope.end):
        return Subject(begin, begin)
    if pronoun is not None and pronoun.lastgroup in ("body", "group") and _DEFINED.match(text, pronoun.end()):
        pronoun = None
    if pronoun is not None and not any(m.start <= begin < m.end for m in reading.mentions_in(begin - 12, begin + 1)):
        group = pronoun.lastgroup or "any"
        others = _beside(reading, scope, pronoun)
        types = _BODY if group == "thing" and _ACTS.match(text, pronoun.end()) else _TYPES[group]
        antecedent = _nearest(reading, begin) if group == "near" else _antecedent(reading, begin, types)
        between = antecedent is not None and _PLAIN_NOUN.search(text, antecedent.end, begin) is not None
        if pronoun[0].lower() in _PLAIN or (group == "thing" and (between or types is _BODY)):
            antecedent = _protagonist(reading, antecedent, begin)
        if antecedent is not None and antecedent.entity and antecedent.entity in others:
            antecedent = _antecedent(reading, begin, types, without=others)
        if pronoun[0].lower() == "they":
            antecedent = None  # several people, or things that have no name: "its shares fell. On Tuesday they rose"
        if antecedent is not None:
            end = pronoun.end() + (2 if text.startswith(("'s", "’s"), pronoun.end()) else 0)
            possessive = pronoun[0].lower() in _POSSESSIVE or end > pronoun.end() or text.startswith("的", end)
            return Subject(begin, end, antecedent.text, antecedent.entity, possessive)
        return Subject(begin, begin)
    if _left_out(reading, scope, begin):
        antecedent = (_clause_before(reading, scope, begin) or _head_of(reading, scope)) if not scope.first else None
        if antecedent is None:
            antecedent = _antecedent(reading, begin, _ACTOR, floor=_floor(reading, scope))
        if antecedent is NOBODY:
            return Subject(begin, begin)
        if antecedent is not None:
            return Subject(begin, begin, antecedent.text, antecedent.entity)
    if _VERSION.match(text, begin, scope.end) and not reading.mentions_in(scope.start, scope.end):
        maker = _antecedent(reading, begin, _COMPANY)
        return Subject(begin, begin, entity=maker.entity if maker else None)
    return Subject(begin, begin)


_CLAUSE_EN = deferred(r"[,;.]|\b(?:that|which|who|whose|if|when|because|since)\b")


def _beside(reading: Reading, scope: Scope, pronoun: re.Match[str]) -> frozenset[str]:
    """Return who is named in the pronoun's own clause, so is not meant by it: "the company and Microsoft signed"."""
    if scope.chinese or pronoun[0].lower() in _POSSESSIVE:
        return frozenset()
    stop = _CLAUSE_EN.search(reading.text, pronoun.end(), scope.end)
    text = reading.text
    named = reading.mentions_in(pronoun.end(), stop.start() if stop else scope.end)
    owners = ("'s", "’s")
    return frozenset(
        m.entity for m in named if m.entity and not text.startswith(owners, m.end) and not GOES_ON.match(text, m.end)
    )


GOES_ON: Final = deferred(r"\s[A-Z]")
"""After a name that is only the beginning of another one: "it set up OpenAI LP"."""


def _protagonist(reading: Reading, found: Mention | None, begin: int) -> Mention | None:
    """Return the one company of the title for a plain 公司, where what stands nearest is only named in passing.

    A chronicle of one firm says "软银领投。5月，公司……" and means the firm it is about.
    """
    body = reading.document.body_start
    titled = {m.entity: m for m in reading.mentions_in(0, body) if m.type in _COMPANY and m.entity}
    if len(titled) != 1:
        return found
    entity, topic = next(iter(titled.items()))
    if found is None or found.entity == entity:
        return found or topic
    far = reading.text.find("\n", found.end, begin) >= 0
    least = (_MAIN // 2 if far else _MAIN) * reading.count_of(found.entity)
    return topic if reading.count_of(entity) >= least else found


_PLAIN: Final = frozenset({"公司", "the company", "the firm"})
_PLAIN_NOUN = deferred("(?<![\u4e00-\u9fff])公司(?![\u4e00-\u9fff]{0,2}[名址法])|[.\\n] The (?:company|firm)\\b")
_MAIN: Final = 4
"""So many times as often as another company the title's own must be named; half as many if that is paragraphs away."""


def skip_lead(text: str, scope: Scope, begin: int) -> int:
    """Return where the clause proper starts: past connectives, the source ("据…透露，") and the date itself."""
    skip = _ZH_SKIP if scope.chinese else _EN_SKIP
    timex = scope.timex
    for _ in range(3):
        match = skip.match(text, begin, scope.end)
        reached = match.end() if match else begin
        if not scope.chinese and reached < timex.start:
            preposition = _EN_PREPOSITION.match(text, reached, timex.start)
            reached = timex.start if preposition and preposition.end() == timex.start else reached
        if begin <= timex.start <= reached:
            if scope.chinese and text.startswith("的", timex.end):
                begin = timex.start
                break
            after = _ZH_AFTER_DATE.match(text, timex.end, scope.end) if scope.chinese else None
            begin = after.end() if after else timex.end
        elif reached == begin:
            break
        else:
            begin = reached
    while begin < scope.end and text[begin] in " ,，、“\"":
        begin += 1
    return begin


def _clause_before(reading: Reading, scope: Scope, begin: int) -> Mention | None:
    """Return the subject of the nearest Chinese clause before that names one at its start: 公司确认了名字，并表示……."""
    if not scope.chinese:
        return None
    text, start = reading.text, scope.sentence[0]
    for left, right in reversed(split_clauses(text, start, begin)):
        skipped = _ZH_SKIP.match(text, left, right)
        at = skipped.end() if skipped else left
        place = bisect_right(reading.timexes, at, key=attrgetter("start")) - 1
        if place >= 0 and at < reading.timexes[place].end < right:
            at = reading.timexes[place].end
        found = reading.mentions_in(at, at + 1)
        if found:
            return found[0] if found[0].type in _AGENT and not text.startswith("的", found[0].end) else None
        pronoun = _ZH_PRONOUN.match(text, at, right)
        if pronoun is not None:
            return _antecedent(reading, at, _TYPES[pronoun.lastgroup or "any"])
        if _ROLE_ZH.match(text, at, right):
            return NOBODY
    return None


_ROLE_ZH = deferred(either(
    r"[一-鿿]{0,8}?(?:州长|市长|总统|部长|法官|法院|政府|委员会|监管机构|发言人|分析师|媒体|通讯社|投资者|股东|员工|董事会"
    r"|议会|对手|对方|双方|三方|官员|律师|专家|用户|负责人|首席[一-鿿]{2}官|总裁|董事长|主席)(?!的)"
))
"""Who acts in a clause without being in the registry."""
NOBODY: Final = Mention(-1, -1, "", "", None)
"""Stands for one who is not known by name: the subject is there, but is none of those known."""


def _head_of(reading: Reading, scope: Scope) -> Mention | None:
    """Return what the pronoun at the start of the sentence stands for: 公司4月披露……，14日又补充……."""
    start = scope.sentence[0]
    pattern = _ZH_PRONOUN if scope.chinese else _EN_PRONOUN
    match = pattern.match(reading.text, start, scope.start)
    if match is None or match.lastgroup == "near" or reading.mentions_in(start, start + 1):
        return None
    return _antecedent(reading, start, _TYPES[match.lastgroup or "any"])


def _floor(reading: Reading, scope: Scope) -> int:
    """Return how far back a left-out subject may stand: in the same sentence, or for its start in the one before."""
    start = scope.sentence[0]
    return start if not scope.first or start < 2 else reading.sentence_of(start - 2)[0]


def _left_out(reading: Reading, scope: Scope, begin: int) -> bool:
    text = reading.text
    # English leaves a subject out only in a later clause: "and raised $2 billion", "which opened in May"
    if begin >= scope.end or not (scope.chinese or (not scope.first and text[begin].islower())):
        return False
    if reading.mentions_in(begin, begin + 2):
        return False
    cues = [cue for cue in reading.cues_in(begin, begin + 1) if cue[2] in _ZERO_CUES and cue[3] not in _ZERO_NOT]
    if scope.chinese and cues and cues[0][2] == "status" and _describes(reading, cues[0][1]):
        return False
    # 上月宣布的融资: the verb only describes
    return bool(cues) and text[begin:cues[0][1]] not in NOUNS and not text.startswith("的", cues[0][1])


def _describes(reading: Reading, begin: int) -> bool:
    """Tell whether a plan's verb belongs to a description: 原定本月上线的商店料将推迟."""
    text, cues = reading.text, reading.cues_in(begin, begin + _ATTRIBUTE)
    return any(text.startswith("的", end) and not _BREAK.search(text, begin, end) for _, end, _, _ in cues)


_ATTRIBUTE: Final = 12
_BREAK = deferred(r"[，。；、,]")


def _antecedent(
    reading: Reading, position: int, types: frozenset[str], floor: int | None = None,
    without: frozenset[str] = frozenset(),
) -> Mention | None:
    """Return the first mention of a fitting type in the nearest sentence before ``position`` that has one.

    A sentence that itself begins with such a pronoun hands the question on to the one before it.
    """
    text, body = reading.text, reading.document.body_start
    start = len(text)
    found: Mention | None = None
    owner: Mention | None = None
    for mention in reading.mentions_before(position, REACH if floor is None else position - floor):
        if mention.start < body <= position:
            # the title only helps where it names a single thing of the kind
            return found or owner or (mention if _only(reading, types) and mention.type in types else None)
        if found is not None and mention.start < start:
            break
        if mention.type not in types or mention.entity in without or (found is None and mention.start >= start):
            continue
        if mention.start < start:
            start = _sentence_start(text, mention.start)
            if start < position - 1 and _hands_on(reading, start, position, types):
                continue
        if _in_passing(text, start, mention):
            owner = owner or mention
        elif not _is_source(text, start, mention):
            found = mention
    return found or owner


def _in_passing(text: str, start: int, mention: Mention) -> bool:
    """Tell whether a mention is only an owner in what is said: "the reason was that Tesla's own work …"."""
    return text.startswith(("'s", "’s"), mention.end) and _SAID.search(text, start, mention.start) is not None


_SAID = deferred(r"\b(?:that|because|since|whether)\b(?: (?:the|a|an|both|some))?\s*$")


def _hands_on(reading: Reading, start: int, position: int, types: frozenset[str]) -> bool:
    """Tell whether the sentence at ``start`` is about a pronoun of these types, and is not the one of ``position``."""
    text = reading.text
    if reading.sentence_of(position)[0] <= start:
        return False
    while start < position and text[start] in " \n“\"":
        start += 1
    match = _ZH_PRONOUN.match(text, start) or _EN_PRONOUN.match(text, start)
    if match is None or match.lastgroup == "near" or reading.mentions_in(start, start + 1):
        return False
    return bool(_TYPES[match.lastgroup or "any"] & types) and not _EMPTY_IT.match(text, start)


def _only(reading: Reading, types: frozenset[str]) -> bool:
    named = {m.entity or m.text for m in reading.mentions_in(0, reading.document.body_start) if m.type in types}
    return len(named) == 1


def _nearest(reading: Reading, position: int) -> Mention | None:
    """Return the mention right before a relative pronoun: "Colossus, which opened"."""
    found = reading.mentions_before(position, 40)
    return found[0] if found and position - found[0].end <= 3 else None


def _sentence_start(text: str, position: int) -> int:
    start = 0
    for match in _SENTENCE_END.finditer(text, max(0, position - REACH), position):
        start = match.end()
    return start


def _is_source(text: str, floor: int, mention: Mention) -> bool:
    """Tell whether a mention is only cited: 据路透社报道, "according to Reuters"."""
    before = text[max(floor, mention.start - 16):mention.start]
    if mention.type == "organisation" and (before.endswith("在") or _INSIDE.search(before)):
        return True
    return before.endswith(("据", "據")) or before.rstrip().lower().endswith(("according to", "told"))
