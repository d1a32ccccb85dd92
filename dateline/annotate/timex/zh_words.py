"""The Chinese words as data: what deictic words, eras, holidays and qualifiers mean.

To add a word add a row here and a case in ``tests/cases/timex``; patterns are built from these tables.
Words are simplified; the scanner maps traditional ones first.
"""

from __future__ import annotations

from typing import Final

HOLIDAYS: Final[dict[str, str]] = {
    # word: key of holidays.py
    "元旦": "new-year", "春节": "spring-festival", "大年初一": "spring-festival", "除夕": "lunar-new-years-eve",
    "大年三十": "lunar-new-years-eve", "年三十": "lunar-new-years-eve", "元宵节": "lantern", "元宵": "lantern",
    "清明节": "qingming", "清明": "qingming", "劳动节": "labour-day", "五一": "labour-day", "青年节": "youth-day-cn",
    "端午节": "dragon-boat", "端午": "dragon-boat", "七夕节": "qixi", "七夕": "qixi", "中元节": "ghost",
    "中秋节": "mid-autumn", "中秋": "mid-autumn", "国庆节": "national-day-cn", "国庆": "national-day-cn",
    "十一": "national-day-cn", "双十一": "singles-day", "双11": "singles-day", "重阳节": "double-ninth",
    "情人节": "valentine", "妇女节": "womens-day", "植树节": "arbor-day-cn", "愚人节": "april-fools",
    "母亲节": "mothers-day", "儿童节": "childrens-day", "父亲节": "fathers-day", "建军节": "army-day-cn",
    "教师节": "teachers-day-cn", "万圣节": "halloween", "感恩节": "thanksgiving", "黑色星期五": "black-friday",
    "平安夜": "christmas-eve", "圣诞节": "christmas", "圣诞": "christmas", "复活节": "easter", "腊八节": "laba",
    "腊八": "laba", "小年": "small-year", "冬至": "winter-solstice", "立春": "lichun", "惊蛰": "jingzhe",
    "春分": "chunfen", "谷雨": "guyu", "立夏": "lixia", "芒种": "mangzhong", "夏至": "xiazhi", "立秋": "liqiu",
    "秋分": "qiufen", "霜降": "shuangjiang", "立冬": "lidong", "双十节": "national-day-tw",
    "跨年夜": "new-years-eve", "五四青年节": "youth-day-cn", "三八妇女节": "womens-day",
    "六一儿童节": "childrens-day",
    "五一劳动节": "labour-day", "十一国庆节": "national-day-cn", "五一国际劳动节": "labour-day",
    "三八国际妇女节": "womens-day", "六一国际儿童节": "childrens-day", "消费者权益日": "consumer-day",
}
QING: Final[dict[str, int]] = {
    # era names: the year before the era's first (民国元年 is 1912). Qing eras start the spring after the accession.
    "民国": 1911, "中华民国": 1911, "顺治": 1643, "康熙": 1661, "雍正": 1722, "乾隆": 1735, "嘉庆": 1795,
    "道光": 1820,
    "咸丰": 1850, "同治": 1861, "光绪": 1874, "宣统": 1908, "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988,
    "令和": 2018, "公元": 0, "西元": 0, "公元前": 0, "西元前": 0,
}

DEICTIC_YEAR: Final[dict[str, tuple[int, str]]] = {
    # offset and base: D the publish date, P the earlier mention
    "今年": (0, "D"), "本年": (0, "D"), "本年度": (0, "D"), "今年度": (0, "D"), "去年": (-1, "D"),
    "去年度": (-1, "D"),
    "明年": (1, "D"), "来年": (1, "D"), "下年": (1, "D"), "下一年": (1, "D"), "前年": (-2, "D"), "大前年": (-3, "D"),
    "后年": (2, "D"), "大后年": (3, "D"), "上年": (-1, "P"), "上年度": (-1, "P"), "上一年": (-1, "P"),
    "上一年度": (-1, "P"), "当年": (0, "P"), "同年": (0, "P"), "该年": (0, "P"), "那年": (0, "P"),
    "那一年": (0, "P"), "这一年": (0, "P"), "次年": (1, "P"), "翌年": (1, "P"), "隔年": (1, "P"), "第二年": (1, "P"),
    "后一年": (1, "P"), "旧年": (-1, "D"), "上个年度": (-1, "P"), "下年度": (1, "D"), "下一年度": (1, "D"),
}
DEICTIC_MONTH: Final[dict[str, tuple[int, str]]] = {
    "本月": (0, "D"), "这个月": (0, "D"), "这月": (0, "D"), "今个月": (0, "D"), "上月": (-1, "D"),
    "上个月": (-1, "D"),
    "上上个月": (-2, "D"), "上上月": (-2, "D"), "下月": (1, "D"), "下个月": (1, "D"), "下下个月": (2, "D"),
    "下下月": (2, "D"),
    "上一个月": (-1, "D"), "下一个月": (1, "D"), "当月": (0, "P"), "同月": (0, "P"), "该月": (0, "P"),
    "那个月": (0, "P"),
    "次月": (1, "P"), "翌月": (1, "P"), "后一个月": (1, "P"), "第二个月": (1, "P"),
    "隔月": (1, "P"),
}
DEICTIC_DAY: Final[dict[str, tuple[int, str]]] = {
    "今天": (0, "D"), "今日": (0, "D"), "今晚": (0, "D"), "今早": (0, "D"), "今晨": (0, "D"), "今夜": (0, "D"),
    "本日": (0, "D"),
    "今儿": (0, "D"), "今": (0, "D"), "昨天": (-1, "D"), "昨日": (-1, "D"), "昨晚": (-1, "D"), "昨夜": (-1, "D"),
    "昨晨": (-1, "D"), "昨早": (-1, "D"), "昨": (-1, "D"), "前天": (-2, "D"), "前日": (-2, "D"), "前晚": (-2, "D"),
    "大前天": (-3, "D"), "大前日": (-3, "D"), "明天": (1, "D"), "明日": (1, "D"), "明晚": (1, "D"), "明早": (1, "D"),
    "明晨": (1, "D"), "明儿": (1, "D"), "明": (1, "D"), "后天": (2, "D"), "大后天": (3, "D"), "大后日": (3, "D"),
    "大大后天": (4, "D"), "大大前天": (-4, "D"), "寻日": (-1, "D"), "琴日": (-1, "D"), "噚日": (-1, "D"),
    "听日": (1, "D"),
    "当天": (0, "P"), "当日": (0, "P"), "同日": (0, "P"), "当晚": (0, "P"), "当夜": (0, "P"),
    "该日": (0, "P"), "那天": (0, "P"), "这天": (0, "P"), "那一天": (0, "P"), "这一天": (0, "P"),
    "次日": (1, "P"), "翌日": (1, "P"), "隔天": (1, "P"), "隔日": (1, "P"), "次晨": (1, "P"), "翌晨": (1, "P"),
    "第二天": (1, "P"), "第二日": (1, "P"), "后一天": (1, "P"), "后一日": (1, "P"), "第三天": (2, "P"),
    "第三日": (2, "P"),
    "当日晚": (0, "P"),
    "当天晚": (0, "P"),
}
DEICTIC_WEEK: Final[dict[str, tuple[int, str]]] = {
    "本": (0, "D"), "这": (0, "D"), "今": (0, "D"), "上": (-1, "D"), "上上": (-2, "D"), "下": (1, "D"),
    "下下": (2, "D"),
    "当": (0, "P"), "该": (0, "P"), "次": (1, "P"), "同": (0, "P"), "那": (0, "P"), "翌": (1, "P"),
}
DEICTIC_SEASON: Final[dict[str, tuple[int, int]]] = {
    # offset of the year, EDTF season
    "今春": (0, 21), "今夏": (0, 22), "今秋": (0, 23), "今冬": (0, 24), "去春": (-1, 21), "去夏": (-1, 22),
    "去秋": (-1, 23),
    "去冬": (-1, 24), "明春": (1, 21), "明夏": (1, 22), "明秋": (1, 23), "明冬": (1, 24),
}
MODS: Final[dict[str, str]] = {
    "初": "START", "年初": "START", "月初": "START", "之初": "START", "伊始": "START", "初期": "START",
    "早期": "START",
    "前期": "START", "上旬": "START", "早些时候": "START", "稍早": "START", "稍早时候": "START", "较早时候": "START",
    "开年": "START", "岁初": "START", "初叶": "START", "中": "MID", "年中": "MID", "月中": "MID", "中期": "MID",
    "中叶": "MID",
    "中旬": "MID", "底": "END", "年底": "END", "月底": "END", "末": "END", "年末": "END", "月末": "END",
    "岁末": "END", "末期": "END",
    "后期": "END", "晚期": "END", "末年": "END", "下旬": "END", "晚些时候": "END", "稍晚": "END", "稍晚时候": "END",
    "较晚时候": "END", "年尾": "END", "年关": "END", "岁尾": "END", "季末": "END", "月尾": "END",
    "季初": "START", "周末": "END",
    "末叶": "END", "月月底": "END", "早些": "START", "末尾": "END", "尾": "END",
}
