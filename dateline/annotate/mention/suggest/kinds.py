"""Guess the type of a name from its own words and from what stands beside it."""

from __future__ import annotations

import re
from typing import Final

from dateline.annotate.mention.lexicon import TITLES

_COMPANY = re.compile(
    r"\b(?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|LLC|PLC|plc|AG|GmbH|Holdings|Group|Technologies|Systems|Motors|"
    r"Airlines|Airways|Labs|Industries|Partners|Capital|Ventures|Entertainment|Studios|Records|Pharmaceuticals|Energy|"
    r"Software|Networks|Semiconductor|Bank|Bancorp|Stores|Foods|Media|Games|Electronics|Pictures|Steel|Oil|Petroleum)\b\.?$")
_ORGANISATION = re.compile(
    r"\b(?:University|College|Institute|School|Academy|Committee|Commission|Council|Ministry|Department|Agency|Party|"
    r"Association|Union|Foundation|Federation|League|Church|Court|Congress|Senate|Parliament|Army|Navy|Police|Office|"
    r"Board|Club|United|FC|Times|Post|Journal|Press|News|Society|Organization|Organisation|Bureau|Administration|"
    r"Authority|Band|Orchestra|Museum|Hospital|Center|Centre|House|Team|NATO|UN|EU|FBI|CIA|NASA)\b")
_PLACE = re.compile(
    r"(?:\b(?:River|Lake|Mountain|Mountains|Island|Islands|County|City|Bay|Valley|Sea|Ocean|Street|Avenue|Road|Park|Airport|"
    r"Desert|Peninsula|Province|State|Republic|Kingdom|Hills|Beach|Bridge|Square|Station)$|^(?:North|South|East|West|New|Lake|Mount|"
    r"San|Santa|Los|Las|Fort|Port|Cape|Saint|St\.|Republic of|Gulf of|Isle of) )")
_EVENT = re.compile(
    r"\b(?:War|Olympics|Games|Cup|Championship|Championships|Festival|Conference|Summit|Election|Awards?|Revolution|"
    r"Battle of .*)$")
_PRODUCT = re.compile(r"(?:[A-Za-z]-?\d|^[ie][A-Z]|\b(?:GPT|Pro|Max|Plus|OS|App|Chat)\b)|GPT|Chat")
_BEFORE_PERSON: Final = re.compile(
    r"(?:\b(?:" + "|".join(sorted(re.escape(title) for title in TITLES if title not in ("Saint", "St."))) +
    r"|president|chairman|director|minister|actor|actress|singer|author|founder|coach|analyst|senator|judge|lawyer|spokesman|"
    r"spokeswoman|ceo|chief executive|professor|guitarist|drummer|brother|sister|wife|husband|son|daughter|father|"
    r"mother|by)) $")
_AFTER_PERSON = re.compile(
    r"(?:,? (?:\d\d,|said|says|told|wrote|who|whose|born|was born|died|argued|added|explained|tweeted|asked|married|"
    r"sang|himself|herself)\b)")
_BEFORE_PLACE = re.compile(
    r"\b(?:in|near|from|at|to|of|across|outside|around|throughout|toward|towards|visited|into) $")
_DEMONYM = re.compile(r".*(?:ese|ish|ian|ians|ean|eans|ican|icans|rench|utch|wiss|reek|reeks|raqi|raqis|sraeli|stani)$")

FIRST_NAMES: Final = frozenset(
    "James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony "
    "Mark Donald Steven Paul "
    "Andrew Joshua Kenneth Kevin Brian George Timothy Ronald Edward Jason Jeffrey Ryan Jacob Gary Nicholas Eric "
    "Jonathan Stephen "
    "Larry Justin Scott Brandon Benjamin Samuel Gregory Frank Alexander Raymond Patrick Jack Dennis Jerry Tyler "
    "Aaron Jose Adam "
    "Nathan Henry Douglas Zachary Peter Kyle Walter Ethan Jeremy Harold Keith Roger Noah Gerald Carl Terry Sean "
    "Austin Arthur "
    "Lawrence Jesse Dylan Bryan Joe Jordan Billy Bruce Albert Willie Gabriel Logan Alan Juan Wayne Roy Ralph "
    "Randy Eugene Vincent "
    "Russell Louis Philip Bobby Johnny Bradley Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah "
    "Karen Lisa Nancy "
    "Betty Margaret Sandra Ashley Kimberly Emily Donna Michelle Carol Amanda Dorothy Melissa Deborah Stephanie "
    "Rebecca Sharon Laura "
    "Cynthia Kathleen Amy Angela Shirley Anna Brenda Pamela Emma Nicole Helen Samantha Katherine Christine Debra "
    "Rachel Carolyn Janet "
    "Catherine Maria Heather Diane Ruth Julie Olivia Joyce Virginia Victoria Kelly Lauren Christina Joan Evelyn "
    "Judith Megan Andrea "
    "Cheryl Hannah Jacqueline Martha Gloria Teresa Ann Sara Madison Frances Kathryn Janice Jean Abigail Alice "
    "Julia Judy Sophia Grace "
    "Denise Amber Doris Marilyn Danielle Beverly Isabella Theresa Diana Natalie Brittany Charlotte Marie Kayla "
    "Alexis Lori Bill Tom "
    "Jim Bob Mike Steve Dan Dave Chris Matt Tony Tim Ben Sam Nick Alex Max Leo Luke Simon Martin Oliver Harry "
    "Charlie Elon Jeff Sundar "
    "Satya Barack Vladimir Angela Emmanuel Boris Ivan Igor Sergei Dmitri Mikhail Hans Karl Klaus Wolfgang Pierre "
    "Jacques Francois "
    "Carlos Luis Pedro Pablo Miguel Antonio Marco Giovanni Mohammed Muhammad Ahmed Ali Omar Hassan Ibrahim Yusuf "
    "Abdul Raj Ravi Amit "
    "Wei Li Ming Hiroshi Kenji Takeshi Yuki Jin Min Sung Nguyen Jesus Fred Greg Phil Ron Ken Ray Rick "
    "Doug Don Ted Pat Jay Kim Lee".split())


def latin_kind(text: str, start: int, end: int) -> str:
    """Return the likeliest type of a name in Latin letters, or ``other``."""
    name = text[start:end]
    words = name.split(" ")
    if _COMPANY.search(name) and (len(words) > 1):
        return "company"
    if _EVENT.search(name) and len(words) > 1:
        return "event"
    if _ORGANISATION.search(name):
        return "organisation"
    if _PLACE.search(name) and len(words) > 1:
        return "place"
    before, after = text[max(0, start - 24):start], text[end:end + 24]
    if _BEFORE_PERSON.search(before) or _AFTER_PERSON.match(after) or (words[0] in FIRST_NAMES and 1 < len(words) < 5):
        return "person"
    if _PRODUCT.search(name):
        return "product"
    if name.isupper() and len(name) > 1:
        return "organisation"
    if len(words) == 1 and _DEMONYM.fullmatch(name):
        return "other"
    if _BEFORE_PLACE.search(before) and len(words) < 3:
        return "place"
    return "person" if len(words) in (2, 3) and name.replace(" ", "").replace(".", "").isalpha() else "other"


def is_demonym(name: str) -> bool:
    """Tell whether a word says where somebody is from (Japanese, Germans): no entity of its own."""
    return " " not in name and name.isascii() and name[:1].isupper() and name[1:].islower() and (
        _DEMONYM.fullmatch(name) is not None or name in _DEMONYMS)


_DEMONYMS: Final = frozenset(
    "German Germans French Greek Greeks Dutch Swiss Thai Arab Arabs Czech Dane Danes Pole Poles Turk Turks Swede "
    "Swedes Jew Jews".split())
_HAN_COMPANY = re.compile(
    r"(?:公司|集团|银行|证券|保险|基金|控股|股份|科技|汽车|航空|网络|传媒|影业|资本|投资|电器|石油|电信|通信)$")
_HAN_ORGANISATION = re.compile(
    r"(?:大学|学院|中学|小学|学校|医院|委员会|协会|学会|联盟|部|局|厅|院|署|党|军|队|俱乐部|报|日报|晚报|电视台|通讯社|法院|检察院|组织|"
    r"中心|研究所|实验室|基金会|政府|议会|委|会|社|馆|所)$")
_HAN_ASSEMBLY = re.compile(r"(?:代表大会|人大|[一二三四五六七八九十]大|股东大会)$")
_HAN_EVENT = re.compile(
    r"(?:大会|峰会|论坛|奥运会|世界杯|大选|选举|战争|革命|运动会|锦标赛|联赛|电影节|展览会|博览会|发布会)$")


def han_kind(name: str, default: str) -> str:
    """Return the likeliest type of a name in Han characters by its last word, or ``default``."""
    if default == "work":
        return "organisation" if re.search(r"(?:报|周刊|杂志|学报|画报)$", name) else "work"
    if _HAN_ASSEMBLY.search(name):
        return "organisation"
    for pattern, kind in ((_HAN_EVENT, "event"), (_HAN_COMPANY, "company"), (_HAN_ORGANISATION, "organisation")):
        if pattern.search(name) and default in ("organisation", "company", "product"):
            return kind
    return "company" if default == "organisation" else default
