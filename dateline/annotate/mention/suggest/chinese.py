"""Names in Chinese text: titles, dotted names, Latin runs, and the tagger's words or patterns put right."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

from dateline.annotate.mention.lexicon import HAN_GLUE, HAN_TITLES, NEVER_ALONE
from dateline.annotate.mention.suggest.candidate import Candidate
from dateline.annotate.mention.suggest.grow import grown, numbered_names, word_start
from dateline.annotate.mention.suggest.kinds import han_kind, latin_kind
from dateline.annotate.mention.suggest.latin import common_words
from dateline.annotate.mention.suggest.patterns import pattern_names
from dateline.annotate.mention.suggest.tagger import LONGEST, load_tagger
from dateline.annotate.mention.suggest.tidy import set_phrases, tidy
from dateline.text.normalise import fold_shape

_HAN: Final = r"[\u3400-\u9fff]"
_TITLE = re.compile(r"《([^《》\n]{1,30})》")
_QUOTED = re.compile(
    r"(?:(?<=名为)|(?<=名叫)|(?<=游戏)|(?<=电影)|(?<=影片)|(?<=品牌)|(?<=软件)|(?<=网站)|(?<=节目)|(?<=小说)|(?<=公司))"
    r"[“「]([^“”「」，。！？、\s]{2,10})[”」]")
_RULES = re.compile(
    r"(?:条例|宪章|协定|公约|办法|规定|细则|纲要|决定|通知|意见|制度|决议|声明|公报|基本法|宪法|刑法|民法|协议)$")
"""Laws and papers between 《 and 》 are no works; the names inside them count."""
_LATIN = re.compile(
    r"[A-Za-z](?:[A-Za-z0-9&'+#-]|\.(?=[A-Za-z]))*(?: (?=[A-Z0-9])[A-Za-z0-9&'+#-]+(?:\.(?=[A-Za-z])[A-Za-z]+)*)*")
_TRANSLITERATION: Final = (
    "阿埃艾爱安昂奥巴白班邦保鲍贝本比彼毕宾波伯勃博布查茨察达代戴丹道德登迪蒂丁东杜顿多厄恩尔法凡范菲费芬丰冯佛弗夫福甫盖甘冈高戈哥格葛根古瓜圭哈海汉豪赫亨胡华怀惠霍基"
    "吉加贾杰金津喀卡凯坎康考柯科克肯孔库奎拉莱赖兰朗劳勒雷黎里理利丽莉立连列林琳灵留龙隆卢鲁露路伦罗洛吕马玛迈曼芒毛梅门蒙孟米密敏明莫默姆穆那纳娜奈南内嫩尼妮涅宁牛"
    "纽农努诺欧帕潘庞佩彭蓬皮匹平泼珀蒲普奇齐恰钱乔切钦琴丘茹如瑞若撒萨塞赛桑瑟森沙莎山尚舍申圣施什史士丝斯松苏索塔台泰坦唐陶特滕提田铁廷通图土托瓦万旺威韦维魏温文翁沃乌"
    "吾武伍西希锡夏香肖谢辛欣休许雅亚扬历耶叶伊依以因英尤于约泽扎詹珍朱兹卓宗祖佐大坚韩陈李王张刘黄赵吴周徐孙朱高何郭罗郑梁宋唐冯邓曹曾萧潘袁董余叶蒋杜苏丁沈姜崔谭陆汪范"
    "洪婷娅琪珊妲黛芙茜薇洁蕾丝卫劲迦伽裴狄翰赞季妥腾儿娃斐珂缇琼蔻薛居芒弥浦岑珠贞埔仑廖峇薇菈蕊霓苔葆"
)
_DOTTED = re.compile(rf"([{_TRANSLITERATION}]{{1,7}}|[A-Z])((?:·(?:[{_TRANSLITERATION}]{{1,8}}|[A-Z]\.?))+)")
_ADDRESS = re.compile(r"(?:://|www\.|@)[\w./@%-]*$|[\w-]\.(?:com|net|org|cn)\b", re.ASCII)
_NO_NAMES: Final = frozenset(
    "MBA EMBA MPA CEO CFO CTO COO ID VIP PK OK NO APP CPI GDP IPO AV IQ EQ UI UP VS Vs TEL".split())
_UNITS: Final = frozenset(
    "pos atm ic sim nfc ai vr ar pc it os ui id ip dj vs pk km kg cm mm ml kwh mah ghz mhz mbps kbps rmb usd "
    "the and for app apps ceo cfo cto gdp cpi ppi ipo wifi vip "
    "www http https com net org html pdf jpg png mp3 mp4 email tel fax qq usb hdmi led lcd cpu gpu ram "
    "rom ssd gps".split())
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_SENTENCE_END = re.compile(r"(?<=[。！？!?\n])")
_HALF: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("。"): ord(".")}
_TAG_KINDS: Final = {
    "PER": "person", "LOC": "place", "ORG": "organisation", "nr": "person", "ns": "place", "nt": "organisation",
    "nz": "product", "nw": "work",
}


def chinese_names(text: str) -> list[Candidate]:
    """Return the names of a Chinese text, none overlapping another."""
    shape = fold_shape(text)
    sure = [*titles(shape), *dotted_names(shape), *latin_runs(shape)]
    found = list(tidy(shape, tagged_names(_without_law_marks(shape)) if load_tagger() else pattern_names(shape)))
    more = [*quoted_names(shape), *grown(shape, [*sure, *found]), *set_phrases(shape), *numbered_names(shape)]
    return choose([*sure, *found, *more])


def _without_law_marks(text: str) -> str:
    """Take the marks off laws and papers, or the tagger takes the whole title for one name."""
    return _TITLE.sub(lambda match: f",{match[1]}," if _RULES.search(match[1]) else match[0], text)


def choose(found: Iterable[Candidate]) -> list[Candidate]:
    """Keep the surest of candidates that overlap, the longest of equals."""
    kept: list[Candidate] = []
    for item in sorted(found, key=lambda item: (-item.score, item.start - item.end, item.start)):
        at = bisect_left(kept, item)
        free_before = at == 0 or kept[at - 1].end <= item.start
        if free_before and (at == len(kept) or item.end <= kept[at].start):
            kept.insert(at, item)
    return kept


def titles(text: str) -> Iterator[Candidate]:
    """Titles between 《 and 》: works, papers of record, laws."""
    for match in _TITLE.finditer(text):
        if _RULES.search(match[1]):
            continue
        yield Candidate(match.start(1), match.end(1), han_kind(match[1], "work"), "between 《 and 》", 0.9)


def quoted_names(text: str) -> Iterator[Candidate]:
    """What a text puts in quotation marks beside a word for a thing: 名为“巨人”, 手机游戏“钻石”."""
    for match in _QUOTED.finditer(text):
        if HAN_GLUE.isdisjoint(match[1]):
            yield Candidate(match.start(1), match.end(1), "product", "in marks beside a word for a thing", 0.55)


def dotted_names(text: str) -> Iterator[Candidate]:
    """Transliterated names: 埃隆·马斯克; roles glued to the left (创始人杰西·…) are cut by the characters in use."""
    for match in _DOTTED.finditer(text):
        behind = max((match[1].rfind(title) + len(title) for title in HAN_TITLES if title in match[1]), default=0)
        start = word_start(text, match.start() + behind, match.start() + len(match[1]))
        yield Candidate(start, match.end(), "person", "middle dot in a transliterated name", 0.8)


def latin_runs(text: str) -> Iterator[Candidate]:
    """Latin words in Chinese text: no units, function words or addresses; in small letters from three letters on."""
    for match in _LATIN.finditer(text):
        word = match[0].rstrip(".'-& ")
        end = match.start() + len(word)
        if len(word) < 2 or word in NEVER_ALONE or word in _NO_NAMES:
            continue
        if _ADDRESS.search(text, max(0, match.start() - 40), end + 1):
            continue
        if word.islower() and (len(word) < 3 or word in _UNITS or word in common_words()):
            continue
        sure = 0.4 if word.islower() else 0.6
        kind = _latin_kind(text, match.start(), end)
        yield Candidate(match.start(), end, kind, "Latin letters in Chinese text", sure)


def _latin_kind(text: str, start: int, end: int) -> str:
    """A lone Latin word in Chinese text is a product more often than not; with a capital inside a company."""
    kind = latin_kind(text, start, end)
    if kind != "other":
        return kind
    return "company" if _INNER_CAPITAL.search(text, start, end) else "product"


def tagged_names(text: str) -> list[Candidate]:
    """Return what the tagger takes for names, sentence by sentence."""
    tagger = load_tagger()
    assert tagger is not None
    pieces = list(_pieces(text))
    found: list[Candidate] = []
    for (low, _), words in zip(pieces, tagger.tag([piece for _, piece in pieces]), strict=True):
        found.extend(Candidate(low + start, low + end, _TAG_KINDS[tag], f"tagged {tag}", 0.5)
                     for start, end, tag in words if tag in _TAG_KINDS)
    return found


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    low = 0
    for sentence in _SENTENCE_END.split(text):
        for at in range(0, len(sentence), LONGEST):
            piece = sentence[at:at + LONGEST]
            if piece.strip():
                yield low + at, piece.translate(_HALF)
        low += len(sentence)
