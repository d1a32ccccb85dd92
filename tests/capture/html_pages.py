"""Small pages of our own words for the tests of this folder."""

from __future__ import annotations

ENGLISH = [
    "The company said on Tuesday that it would build a new plant near the river, its first in the region.",
    "Engineers expect the work to take two years, and the first line should run before the following winter.",
    "Local officials welcomed the plan, which is to bring four hundred jobs to a town that lost its mill.",
    "Analysts were more careful: demand has cooled, they said, and the price of copper keeps rising.",
    "A decision on the second phase is due next spring, after the council has seen the study on water.",
]
CHINESE = [
    "公司周二表示，将在河边建设一座新工厂，这是它在该地区的第一座工厂，总投资约二十亿元。",
    "工程师预计工期为两年，第一条生产线将在后年冬天之前投产，届时每年可生产三十万套设备。",
    "当地官员对这一计划表示欢迎，认为它将为失去纺织厂的小镇带来四百个就业岗位。",
    "分析人士则较为谨慎，他们指出需求正在降温，而铜价仍在上涨，成本压力不容忽视。",
    "二期工程的决定将在明年春天作出，届时议会将先审阅有关用水的研究报告。",
]


def paragraphs(texts: list[str]) -> str:
    """Wrap texts in ``p`` elements."""
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, *, title: str = "New plant by the river", head: str = "") -> str:
    """Make a page with a title."""
    return f"<html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{body}</body></html>"
