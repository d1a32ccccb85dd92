"""Words the linking rules read: titles, roles, sentence openers, cues of a type. Data only."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES: Final = _words(
    "Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Prof Prof. Professor Sir Dame Lord Lady Judge Justice President Senator Sen. "
    "Representative Rep. Governor Gov. Mayor Minister Secretary Chancellor Premier King Queen Prince Princess Pope "
    "General Gen. Colonel Col. Captain Capt. Lieutenant Lt. Sergeant Sgt. Admiral Commander Officer Ambassador "
    "CEO CFO CTO COO CMO Chairman Chairwoman Chairperson Chair Chief Executive Director Founder Cofounder Co-founder "
    "Boss Investor Billionaire Coach Manager Analyst Engineer Editor Reporter Attorney Lawyer Speaker Treasurer "
    "Researcher Scientist Vice Deputy Owner Entrepreneur Tycoon Saint St. Bishop Cardinal Reverend Rev. Rabbi"
)
"""Words that may stand right before a surname without being a first name."""

OPENERS: Final = _words(
    "A After Again All Also Although An And Another Any As Asked At Because Before Behind Besides Both But By Can "
    "Could Despite Did Do Does During Each Earlier Even Every Ex Except Few Finally First Following For Former "
    "Fortunately From Had Has Have He Hence Her Here His How However I If In Indeed Instead Into Is It Its Just "
    "Last Late Later Like Likewise Many Maybe Meanwhile Moreover Most Much Neither Never Next No Nor Not Nothing Now "
    "Of Off Often On Once One Only Or Our Out Over Perhaps Only Rather Recently Said Says Second She Should "
    "Since So Some Sometimes Soon Still Such Than That The Their Then There Therefore These They This Those Though "
    "Through Thus To Today Together Tomorrow Tonight Too Two Under Unlike Unless Until Up Upon Was We Were What When "
    "Where Whereas Whether Which While Who Whose Why Will With Within Without Would Yes Yesterday Yet You Your "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December Is Are Be Let Against About Per Via Versus Vs Among Amid Given Plus Minus"
)
"""Capitalised words that open a sentence or a date; a name after them starts a new phrase."""

CORPORATE: Final = (
    "Inc", "Inc.", "Incorporated", "Corp", "Corp.", "Corporation", "Co", "Co.", "Company", "Ltd", "Ltd.", "Limited",
    "LLC", "L.L.C.", "PLC", "plc", "AG", "SA", "S.A.", "SE", "GmbH", "NV", "N.V.", "BV", "AB", "Oy", "KK", "Pte.",
    "Pty", "Holdings", "Group",
)
"""Legal forms and the like at the end of a company's name; the name without them is its short form."""

HAN_CORPORATE: Final = ("股份有限公司", "有限责任公司", "有限公司", "股份公司", "公司", "集团")
"""The same for Chinese company names, longest first."""

NAME_HEADS: Final = _words(
    "Tower Towers Foundation Organization Organisation University College Institute School Academy Street Avenue Road "
    "Boulevard Square Park Airport Station Center Centre Library Museum Hospital Bridge River Lake Mountain Island "
    "Stadium Arena Hall House Palace Castle Church Cathedral Prize Award Awards Cup Trophy Medal Act Law Doctrine Plan "
    "Times Post Journal Herald Tribune Gazette Telegraph Daily Chronicle Observer Magazine Press "
    "Bank Bancorp Insurance Railway Railways Airlines Airways Orchestra Symphony Philharmonic Opera Ballet "
    "United City County State Bay Valley Hills Heights Springs Beach Harbor Harbour Sea Ocean Strait Peninsula Desert"
)
"""Capitalised words that make a new name out of the person or place before them (Trump Tower, Boston Globe)."""

HAN_GLUE: Final = frozenset(
    "的了在和与及跟同向对将把被给让使由从自往到至于以为是有也还又都就才已曾正会能可应须要想称说指表认问答"
    "谈讲写看听上下中里内外前后时间等或而但且并则却虽因故若如像比更最很太不没无非未勿其该此这那各每某本"
    "我你他她它们谁何哪吗呢吧啊呀着过得地之者所第"
)
"""Characters that stand between words more often than inside a name: the edge rule without a word list."""

PERSON_CUES: Final = (
    "首席执行官", "总裁", "董事长", "创始人", "先生", "女士", "教授", "博士", "总统", "总理", "部长", "议员", "律师",
    "记者", "主席", "球员", "教练", "演员", "导演", "作家", "歌手", "说", "表示", "认为", "称", "回忆", "出生",
    "said", "says", "told", "CEO", "founder", "born", "president", "professor", "he", "she", "his", "her", "who",
)
"""Words near a name that make a person likely."""

COMPANY_CUES: Final = (
    "公司", "集团", "股价", "财报", "营收", "市值", "上市", "收购", "融资", "发布", "推出", "旗下", "员工", "首席执行官",
    "创始人", "总部", "股份", "投资者", "用户", "芯片", "手机", "软件", "供应商", "竞争对手", "季度", "客户", "产品",
    "company", "shares", "stock", "revenue", "earnings", "CEO", "employees", "quarter", "startup", "acquired",
    "investors", "headquarters", "Inc", "Corp", "customers", "products", "launched", "founder", "profit", "supplier",
)
"""Words near a name that make a company likely."""

PRODUCT_CUES: Final = (
    "发布", "推出", "版本", "模型", "用户", "软件", "应用", "平台", "下载", "功能", "聊天机器人", "网站", "社交网络",
    "社交平台", "系统", "芯片", "model", "app", "users", "version", "chatbot", "launched", "platform", "software",
    "download", "feature", "released", "device",
)
"""Words near a name that make a product likely."""

PLACE_CUES: Final = (
    "位于", "前往", "抵达", "当地", "市", "省", "州", "县", "居民", "机场", "市长", "州长", "境内", "地区",
    "in", "near", "city", "town", "residents", "mayor", "county", "from", "at", "visited", "north", "south",
)
"""Words near a name that make a place likely."""

TYPE_CUES: Final[dict[str, tuple[str, ...]]] = {
    "person": PERSON_CUES, "company": COMPANY_CUES, "organisation": COMPANY_CUES, "product": PRODUCT_CUES,
    "work": PRODUCT_CUES, "place": PLACE_CUES,
}
