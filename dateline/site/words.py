"""The words of the pages in Chinese and English: a table, one row a phrase."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, Final

from markupsafe import Markup

# Each row: the phrase in Chinese, in English.
_ROWS: Final[dict[str, tuple[str, str]]] = {
    "tag": ("zh-Hans", "en"),
    "own_name": ("简体中文", "English"),
    "og_locale": ("zh_CN", "en_GB"),
    "repository": ("代码库", "Repository"),
    "shown_of": ("本期共 {1} 个事件，此处列出最重要的 {0} 个。", "The {0} most important of {1} events are shown."),
    "skip": ("跳到正文", "Skip to content"),
    "home": ("首页", "Home"),
    "timeline": ("时间线", "Timeline"),
    "entities": ("公司与人物", "Companies & people"),
    "topics": ("主题", "Topics"),
    "sources": ("来源", "Sources"),
    "articles": ("文章", "Articles"),
    "search": ("搜索", "Search"),
    "search_hint": ("搜索公司、人物、事件……", "Search companies, people, events…"),
    "menu": ("栏目", "Sections"),
    "theme": ("明暗", "Theme"),
    "theme_label": ("切换浅色或深色", "Switch between light and dark"),
    "about": ("关于数据", "About the data"),
    "health": ("数据体检", "Health report"),
    "changes": ("更新记录", "What changed"),
    "sets": ("专题组", "Sets"),
    "compare": ("对照", "Compare"),
    "edit": ("编辑此页", "Edit this page"),
    "report": ("报告日期有误", "Report a wrong date"),
    "breadcrumbs": ("所在位置", "You are here"),
    "made_with": ("由 Dateline 生成", "Made with Dateline"),
    "feeds": ("订阅与下载", "Subscribe and download"),
    "skip_strip": ("按年份浏览", "Browse by year"),
    "strip": ("各时段事件数量", "Events over time"),
    "all_years": ("全部年份", "All years"),
    "key_events": ("要事", "Key events"),
    "all_events": ("全部事件", "All events"),
    "latest_events": ("最近的事件", "Latest events"),
    "latest_articles": ("新收文章", "Latest articles"),
    "lately": ("近来发生", "What happened lately"),
    "ahead": ("未来计划", "Planned and expected"),
    "most_active": ("最受关注", "Most active"),
    "on_this_day": ("历史上的今天", "On this day"),
    "more": ("更多", "More"),
    "published": ("发布", "Published"),
    "captured": ("收录", "Saved"),
    "updated": ("更新", "Updated"),
    "undated": ("日期不详", "Undated"),
    "source": ("来源", "Source"),
    "author": ("作者", "By"),
    "editor": ("编辑", "Edited by"),
    "original": ("阅读原文", "Read the original"),
    "archived": ("存档副本", "Archived copy"),
    "mentioned": ("文中提到", "Mentioned here"),
    "events_here": ("文中的事件", "Events in this article"),
    "related": ("相关文章", "Related articles"),
    "excerpt_note": (
        "此处只摘引与事件有关的句子，全文请看原文。",
        "Only the sentences that tell of events are quoted here; the full text is at the source.",
    ),
    "provenance": ("出处", "Provenance"),
    "facts": ("档案", "Facts"),
    "names": ("名称", "Names"),
    "also_known": ("又称", "Also known as"),
    "type": ("类别", "Type"),
    "parent": ("隶属", "Part of"),
    "links": ("链接", "Links"),
    "related_entities": ("常一同出现", "Often together"),
    "relations": ("关联", "Relations"),
    "shared_articles": ("共同文章", "Shared articles"),
    "shared_events": ("共同事件", "Shared events"),
    "name": ("名称", "Name"),
    "first_event": ("最早", "First"),
    "last_event": ("最近", "Latest"),
    "status": ("状态", "Status"),
    "s_happened": ("已发生", "Happened"),
    "s_ongoing": ("进行中", "Ongoing"),
    "s_planned": ("计划", "Planned"),
    "s_promised": ("承诺", "Promised"),
    "s_forecast": ("预测", "Forecast"),
    "s_alleged": ("据称", "Alleged"),
    "s_denied": ("被否认", "Denied"),
    "disputed": ("说法不一", "Sources disagree"),
    "d_date": ("日期说法不一", "Sources disagree on the date"),
    "d_amount": ("数额说法不一", "Sources disagree on the amount"),
    "c_date": ("日期", "The date"),
    "c_amount": ("数额", "The amount"),
    "c_order": ("先后", "What came first"),
    "c_status": ("是否属实", "Whether it happened"),
    "d_status": ("是否属实说法不一", "Sources disagree on whether it happened"),
    "approximate": ("约", "approximate"),
    "key": ("要事", "Key event"),
    "pinned": ("置顶", "Pinned"),
    "overdue": ("日期已过，结果不详", "The day has passed; outcome unknown"),
    "fulfilled": ("结果", "Outcome"),
    "was_planned": ("原计划", "Planned earlier"),
    "permalink": ("固定链接", "Permalink"),
    "in_article": ("看原句", "See the sentence"),
    "at_source": ("到来源网页", "At the source"),
    "said": ("说", "says"),
    "no_events": ("还没有找到带日期的事件。", "No dated events found yet."),
    "showing_key": ("先列要事和最近的事件。", "Key events and the latest come first."),
    "year": ("年份", "Year"),
    "previous": ("上一页", "Previous"),
    "next": ("下一页", "Next"),
    "earlier": ("更早", "Earlier"),
    "later": ("更晚", "Later"),
    "by_letter": ("按字母", "A–Z"),
    "by_type": ("按类别", "By type"),
    "not_found": ("没有这个页面", "Page not found"),
    "not_found_text": (
        "这个地址下没有内容，可能已改名或移走。",
        "There is nothing at this address; it may have been renamed or moved.",
    ),
    "moved": ("此页已移至", "This page has moved to"),
    "results": ("结果", "Results"),
    "search_needs_js": (
        "搜索需要 JavaScript；不用它时，可从下列目录查找。",
        "Search needs JavaScript. Without it, browse these indexes.",
    ),
    "filter": ("筛选", "Filter"),
    "filter_text": ("按文字筛选", "Filter by text"),
    "everyone": ("所有公司与人物", "All companies & people"),
    "every_source": ("所有来源", "All sources"),
    "every_status": ("所有状态", "Any status"),
    "from_year": ("起始年份", "From year"),
    "to_year": ("截止年份", "To year"),
    "shown_events": ("{} 个事件", "{} events"),
    "all": ("全部", "All"),
    "embed": ("嵌入", "Embed"),
    "about_lead": (
        "这里的每一条都能追溯到一篇文章里的一句话。",
        "Every entry here leads back to a sentence in an article.",
    ),
    "about_text": (
        (
            "文章由人收集；文中的日期、公司、人物和事件由 Dateline 按规则找出，再由人校订。"
            "日期只写到已知的精度：年就是年，不会补成某月某日。“去年夏天”“当年11月”这类说法按文章发布日期或上一次提到的日期推算。"
            "计划、预测、据称和被否认的事与已发生的事分开标明；几个来源说法不一时，各自照录。"
            "\n\n发现错误？每页底部都可以编辑或报告。"
        ),
        (
            "People collect the articles; Dateline finds the dates, companies, people and events in them by rules, and "
            "people correct what it found. A date is written only as precisely as it is known: a year stays a year. "
            "“Last summer” or “that November” is worked out from the day of publication or the date spoken of before. "
            "Plans, forecasts, allegations and denials are kept apart from what happened, and where sources disagree, "
            "each is shown.\n\nFound a mistake? Every page can be edited or reported at its foot."
        ),
    ),
    "hit_events": ("{} 个事件", "Events: {}"),
    "hits": ("{} 条结果", "{} results"),
    "no_index": ("这个站点没有搜索索引。", "This site has no search index."),
    "order": ("排序", "Order"),
    "best_first": ("最相关", "Best match"),
    "newest_first": ("最新在前", "Newest first"),
    "oldest_first": ("最早在前", "Oldest first"),
    "one": ("甲", "One"),
    "other": ("乙", "Other"),
    "compare_lead": ("两家放在同一条时间轴上。", "Two or more on one axis."),
    "counts": ("规模", "Size"),
    "what": ("内容", "What"),
    "how_many": ("数量", "How many"),
    "format": ("格式", "Format"),
    "address": ("地址", "Address"),
    "article": ("文章", "Article"),
    "event": ("事件", "Event"),
    "date_column": ("日期", "Date"),
    "health_lead": ("接下来值得人看一看的地方。", "What a person should look at next."),
    "h_undated": ("没有发布日期的文章", "Articles without a publication date"),
    "h_undated_note": ("文中“去年”“上月”无从推算。", "“Last year” or “last month” in them cannot be resolved."),
    "h_disputed": ("说法不一的事件", "Events whose sources disagree"),
    "h_disputed_note": ("请核对各来源的原句。", "Compare the sentences of each source."),
    "h_overdue": ("日期已过而结果不详的计划", "Plans whose day has passed"),
    "h_overdue_note": ("知识库里还没有后续消息。", "No article here tells what became of them."),
    "h_future": ("日期在将来的“已发生”事件", "Future dates told as done"),
    "h_future_note": ("日期多半有误。", "The date is probably wrong."),
    "h_single": ("只有一个来源的事件", "Events with a single source"),
    "h_single_note": ("重要的在前；再找一个来源会更可靠。", "The weightiest first. A second source would help."),
    "h_idle": ("不在任何时间线上的文章", "Articles on no timeline"),
    "h_idle_note": (
        "没有找到带日期的事件：可能文中没有，也可能规则不认识。",
        "No dated event was found in them: they may hold none, or none that the rules know.",
    ),
    "h_lone": ("没有提到任何条目的文章", "Articles that name no entry"),
    "h_lone_note": ("可能缺少条目或别名。", "An entry or an alias may be missing."),
    "h_unarchived": ("没有存档副本的文章", "Sources without an archived copy"),
    "h_unarchived_note": (
        "原网页消失后便无从核对：在 archived: 里写上存档地址。",
        "When the source's page goes, nothing can be checked: give the copy's address in archived:.",
    ),
    "h_doubtful": ("可能是同一件事的事件", "Events that may be one"),
    "h_doubtful_note": (
        "很像，但没有合并；是否合并，由 content/events 里的文件决定。",
        "Nearly alike, and left apart: a file in content/events joins them.",
    ),
    "conflicts_here": ("文中的不同说法", "Told differently in this article"),
    "other_event": ("另一事件", "Other event"),
    "h_bare": ("没有文章提到的条目", "Entries no article mentions"),
    "h_bare_note": ("可能缺少别名。", "An alias may be missing."),
    "changes_lead": (
        "新收进知识库的文章，按收录日期。",
        "Articles that entered the knowledge base, by the day they were saved.",
    ),
    "section": ("栏目", "Section"),
    "evidence": ("存档指纹", "Capture"),
    "k_topic": ("主题", "Topic"),
    "k_set": ("专题组", "Set"),
    "members": ("成员", "Members"),
    "includes": ("旗下", "Includes"),
    "embed_hint": ("把这段代码放进你的网页：", "Put this into your page:"),
    "copy": ("复制", "Copy"),
    "together": ("合在一起", "Together"),
    "only": ("仅", "Only"),
    "both": ("双方", "Both"),
    "t_company": ("公司", "Companies"),
    "t_person": ("人物", "People"),
    "t_product": ("产品", "Products"),
    "t_place": ("地点", "Places"),
    "t_organisation": ("组织", "Organisations"),
    "t_event": ("事件", "Events"),
    "t_work": ("作品", "Works"),
    "t_other": ("其他", "Other"),
    "k_company": ("公司", "Company"),
    "k_person": ("人物", "Person"),
    "k_product": ("产品", "Product"),
    "k_place": ("地点", "Place"),
    "k_organisation": ("组织", "Organisation"),
    "k_event": ("事件", "Event"),
    "k_work": ("作品", "Work"),
    "k_other": ("其他", "Other"),
    "home_lead": ("从新闻里看清：何时，发生了什么，谁说的。", "What happened, when, to whom, and who says so."),
    "precision_note": ("日期只写到已知的精度。", "Dates are written only as precisely as they are known."),
    "planned_note": ("空心为计划或预测。", "Hollow marks are plans and forecasts."),
    "stop": ("。", "."),
    "colon": ("：", ": "),
    "comma": ("、", ", "),
    "open_quote": ("“", "“"),
    "close_quote": ("”", "”"),
}

# Each row: Chinese, English for one, English for several.
_COUNTS: Final[dict[str, tuple[str, str, str]]] = {
    "events": ("{} 个事件", "{} event", "{} events"),
    "articles": ("{} 篇文章", "{} article", "{} articles"),
    "sources": ("{} 个来源", "{} source", "{} sources"),
    "entities": ("{} 个条目", "{} entry", "{} entries"),
    "topics": ("{} 个主题", "{} topic", "{} topics"),
    "mentions": ("{} 次提及", "{} mention", "{} mentions"),
    "more_sources": ("另有 {} 个来源", "{} more source", "{} more sources"),
    "statements": ("{} 条说法", "{} statement", "{} statements"),
    "years": ("{} 年", "{} year", "{} years"),
    "of_events": ("共 {} 个事件", "of {} event", "of {} events"),
}


class Words:
    """The phrases of one language as attributes (``t.timeline``), and counted nouns by ``n``."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        column = 0 if lang.startswith("zh") else 1
        self.zh = column == 0
        self.__dict__.update({key: row[column] for key, row in _ROWS.items()})
        self.filter_words = self._filter_words()

    def _filter_words(self) -> Markup:
        """Return the phrases that the script for filters needs, as data attributes."""
        statuses = {key[2:]: text for key, text in self.__dict__.items() if key.startswith("s_")}
        named = {
            "label": self.filter,
            "text": self.filter_text,
            "who": self.everyone,
            "source": self.every_source,
            "status": self.every_status,
            "from": self.from_year,
            "to": self.to_year,
            "order": self.order,
            "newest": self.newest_first,
            "oldest": self.oldest_first,
            "count": self.shown_events,
            "statuses": json.dumps(statuses, ensure_ascii=False),
        }
        return Markup(" ").join(Markup('data-{}="{}"').format(key, text) for key, text in named.items())

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"no phrase {name!r}: add it to dateline/site/words.py")

    def n(self, key: str, count: int) -> str:
        """Write a number with its noun: ``3 events``, ``3 个事件``."""
        zh, one, other = _COUNTS[key]
        form = zh if self.zh else (one if count == 1 else other)
        return form.format(f"{count:,}")

    def phrase(self, prefix: str, name: str) -> str:
        """Look a phrase up by a value: ``phrase("s", "planned")``."""
        return str(self.__dict__[f"{prefix}_{name}"])


@lru_cache(maxsize=8)
def words(lang: str) -> Words:
    """Return the phrases of a language: Chinese for every ``zh`` tag, else English."""
    return Words(lang)


def keys() -> frozenset[str]:
    """Return every phrase's key, for the test that templates use no other."""
    return frozenset(_ROWS)
