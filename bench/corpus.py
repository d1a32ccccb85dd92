"""Write a knowledge base of any size for benchmarks: ``python bench/corpus.py 10000 FOLDER``.

Half of the articles are Chinese, half English, about 4 kB each, dense with names and dated sentences. The same size
and seed give the same bytes on every machine.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

FIRST = datetime.date(2015, 1, 5)
DAYS = 365 * 11

PLACES = "Aldport Bremfield Castrow Dunmere Eastholm Farwick Greyharbour Hollin Ironvale Jarrowby Kestrel Larkspur Morrowdale Northgate".split()
TRADES = "Power Foods Rail Steel Water Freight Chips Optics Glass Timber Cement Cranes Turbines Batteries Telecom Shipping".split()
HAN_PLACES = "安港 北陵 长汀 东岭 丰泽 广湖 海原 金滩 江浦 柳川 明岩 南坪 青岗 石林 桐山 望城".split()
HAN_TRADES = "电力 食品 铁路 钢铁 水务 货运 芯片 光学 玻璃 林业 水泥 起重 风机 电池 通信 航运".split()
TOPICS = "energy transport food-supply semiconductors labour trade regulation finance research safety".split()
SOURCES = ["Quay Gazette", "Valley Ledger", "港口周刊", "山城日报", "Works and Ways", "产业笔记"]
DEEDS = [
    "opened its second plant",
    "signed a supply contract",
    "raised fresh capital from its owners",
    "recalled a faulty series",
    "closed an old line",
    "named a new head of operations",
    "was fined by the regulator",
    "bought a rival",
    "began to build a depot",
    "published its accounts",
]
HAN_DEEDS = [
    "启用第二座工厂",
    "签下供货合同",
    "完成新一轮融资",
    "召回一批有缺陷的产品",
    "关停旧生产线",
    "任命新的运营负责人",
    "被监管部门处以罚款",
    "收购一家同行",
    "动工兴建仓库",
    "公布年度账目",
]
FILLERS = [
    "Customers had asked for it for some time, and the board took its decision without much debate.",
    "The works council was told beforehand; it raised no objection but wants the shifts to be reviewed.",
    "Suppliers in the valley expect more orders, though none of them has changed its own plans yet.",
    "What this means for prices is an open question, since the market has been calm.",
    "Neighbours complain of noise at night; the company says that the new doors will help.",
]
HAN_FILLERS = [
    "客户对此期待已久，董事会几乎没有争论便作出了决定。",
    "工会事先得到通知，没有反对，但要求重新安排班次。",
    "谷地的供应商预计订单会增加，不过还没有一家调整自己的计划。",
    "价格会受到怎样的影响尚不清楚，市场近来一直平稳。",
    "附近居民抱怨夜间噪声，公司称新装的门会有所改善。",
]
MONTHS = "January February March April May June July August September October November December".split()


def companies(count: int) -> list[tuple[str, str, str]]:
    """Return (id, English name, Chinese name) of each company."""
    found = []
    for number in range(count):
        place, trade = number % len(PLACES), number // len(PLACES) % len(TRADES)
        ring = number // (len(PLACES) * len(TRADES))
        tail = f" {ring + 1}" if ring else ""
        name = f"{PLACES[place]} {TRADES[trade]}{tail}"
        han = f"{HAN_PLACES[place]}{HAN_TRADES[trade]}{'甲乙丙丁戊己庚辛壬癸'[ring % 10] if ring else ''}"
        found.append((name.lower().replace(" ", "-"), name, han))
    return found


def article(number: int, chooser: random.Random, known: list[tuple[str, str, str]]) -> tuple[str, str]:
    """Return an article's path and text."""
    day = FIRST + datetime.timedelta(chooser.randrange(DAYS))
    cast = chooser.sample(known, min(len(known), chooser.randint(3, 8)), counts=None) if len(known) > 8 else known
    english = number % 2 == 0
    names = [item[1] if english else item[2] for item in cast]
    title, body = _text(day, names, ENGLISH if english else CHINESE, chooser)
    head = [
        "---",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        f'published: "{day}"',
        f"source: {json.dumps(chooser.choice(SOURCES), ensure_ascii=False)}",
        f'url: "https://example.org/{day.year}/{number}"',
        f"lang: {'en' if english else 'zh-Hans'}",
        f"entities: [{', '.join(item[0] for item in cast[:3])}]",
        f"topics: [{', '.join(sorted(chooser.sample(TOPICS, 2)))}]",
        "---",
        "",
    ]
    return f"content/articles/{day.year}/{day}-{number:06d}.md", "\n".join(head) + body


def _said_in_english(day: datetime.date, name: str, deed: str, when: datetime.date) -> list[str]:
    month = f"{MONTHS[when.month - 1]} {when.year}"
    return [
        f"On {when.day} {month}, {name} {deed}.",
        f"{name} {deed} in {month}.",
        f"Last year {name} {deed}.",
        f"{name} plans that it will have {deed.replace('was ', 'been ')} by the end of {day.year + 1}.",
        f"{name} {deed}, people in the trade said.",
    ]


def _said_in_chinese(day: datetime.date, name: str, deed: str, when: datetime.date) -> list[str]:
    return [
        f"{when.year}年{when.month}月{when.day}日，{name}{deed}。",
        f"{name}于{when.year}年{when.month}月{deed}。",
        f"去年，{name}{deed}。",
        f"{name}计划在{day.year + 1}年底前{deed}。",
        f"业内人士称，{name}{deed}。",
    ]


class Tongue(NamedTuple):
    """How an article is written in one language."""

    deeds: list[str]
    fillers: list[str]
    said: Callable[[datetime.date, str, str, datetime.date], list[str]]
    part: str
    gap: str


ENGLISH = Tongue(DEEDS, FILLERS, _said_in_english, "## Part {}\n\n", " ")
CHINESE = Tongue(HAN_DEEDS, HAN_FILLERS, _said_in_chinese, "## 第{}部分\n\n", "")


def _text(day: datetime.date, names: list[str], tongue: Tongue, chooser: random.Random) -> tuple[str, str]:
    """Return the title and the text of an article in six parts."""
    parts = [_sentences(day, names, tongue, chooser) for _ in range(6)]
    body = [
        (tongue.part.format(number) if number > 1 else "") + tongue.gap.join(said)
        for number, said in enumerate(parts, 1)
    ]
    return f"{names[0]}{tongue.gap}{chooser.choice(tongue.deeds)}", "\n\n".join(body) + "\n"


def _sentences(day: datetime.date, names: list[str], tongue: Tongue, chooser: random.Random) -> list[str]:
    """Return the sentences of one part: a statement or a filler, then a filler, five times each."""
    sentences: list[str] = []
    for _ in range(5):
        name, deed = chooser.choice(names), chooser.choice(tongue.deeds)
        when = day - datetime.timedelta(chooser.randrange(2000))
        shape = chooser.randrange(6)
        sentences.append([*tongue.said(day, name, deed, when), chooser.choice(tongue.fillers)][shape])
        sentences.append(chooser.choice(tongue.fillers))
    return sentences


def write(count: int, folder: Path, seed: int = 1) -> None:
    """Write a knowledge base of ``count`` articles, with an entity to every twenty of them."""
    known = companies(max(50, count // 20))
    content = folder / "content"
    (content / "entities").mkdir(parents=True, exist_ok=True)
    lines = [
        f"- id: {item}\n  type: company\n  names: {{en: {json.dumps(name)}, zh: {han}}}\n" for item, name, han in known
    ]
    (content / "entities.yml").write_text("".join(lines), encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: Benchmark\nsite_url: https://example.org/\n", encoding="utf-8")
    for number in range(count):
        path, text = article(number, random.Random(f"{seed}/{number}"), known)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(given.count, given.folder, given.seed)


if __name__ == "__main__":
    main()
