"""Chinese names without the tagger: last words of firms and places, roles and verbs beside people, countries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dateline.annotate.mention.lexicon import HAN_GLUE
from dateline.annotate.mention.suggest.candidate import Candidate

_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫"
    "段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤康易乔赖文"
)
_ROLES: Final = (
    "首席执行官|执行总裁|副总裁|总裁|董事长|总经理|创始人|主席|总统|总理|部长|副部长|局长|市长|省长|书记|主任|教授|博士|院士|研究员|分析师|"
    "记者|编辑|主编|导演|演员|作家|律师|法官|教练|队长|球员|发言人|负责人|CEO|CTO|CFO"
)
_SPEAKS: Final = "表示|认为|指出|说|称|透露|介绍|强调|告诉|回忆|坦言|宣布|写道|出席|先生|女士|教授|博士|老师"
_GIVEN: Final = r"[\u4e00-\u9fff]"
_AFTER_ROLE = re.compile(
    rf"(?:{_ROLES})([{_SURNAMES}]{_GIVEN}{{1,2}}?)(?=[{''.join(sorted(HAN_GLUE))}、，。；：（(\s]|{_SPEAKS}|$)")
_BEFORE_SPEECH = re.compile(rf"(?<![\u4e00-\u9fff])([{_SURNAMES}]{_GIVEN}{{1,2}})(?={_SPEAKS})")
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{2,14}?(?:股份有限公司|有限责任公司|有限公司|集团公司|集团|公司|银行|大学|学院|医院|研究院|研究所|委员会|协会|学会|基金会|法院|检察院|"
    r"出版社|电视台|日报|晚报|证券|俱乐部)")
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{1,5}?(?:自治区|特别行政区|省|市|县|州|镇|半岛|群岛|岛|机场)(?![长场民区府委内政场])")
_COUNTRIES: Final = (
    "中国 美国 英国 法国 德国 日本 韩国 朝鲜 俄罗斯 印度 巴西 加拿大 澳大利亚 新西兰 意大利 西班牙 葡萄牙 荷兰 "
    "比利时 瑞士 瑞典 挪威 芬兰 丹麦 波兰 捷克 匈牙利 奥地利 "
    "希腊 土耳其 以色列 伊朗 伊拉克 沙特阿拉伯 沙特 阿联酋 卡塔尔 科威特 埃及 南非 尼日利亚 肯尼亚 埃塞俄比亚 "
    "墨西哥 阿根廷 智利 秘鲁 哥伦比亚 委内瑞拉 古巴 乌克兰 白俄罗斯 "
    "哈萨克斯坦 巴基斯坦 孟加拉国 斯里兰卡 缅甸 泰国 越南 老挝 柬埔寨 马来西亚 新加坡 印度尼西亚 印尼 菲律宾 蒙古 "
    "爱尔兰 冰岛 欧盟 联合国 北京 上海 天津 重庆 广州 深圳 香港 "
    "澳门 台湾 台北 杭州 南京 武汉 成都 西安 苏州 东京 大阪 首尔 平壤 纽约 华盛顿 旧金山 洛杉矶 芝加哥 波士顿 "
    "西雅图 硅谷 伦敦 巴黎 柏林 莫斯科 基辅 罗马 马德里 日内瓦 "
    "布鲁塞尔 新德里 孟买 曼谷 河内 雅加达 悉尼 墨尔本 多伦多 温哥华 迪拜 开罗 欧洲 亚洲 非洲 北美 南美 拉丁美洲 "
    "东南亚 中东"
).split()
_KNOWN = re.compile("|".join(sorted(map(re.escape, _COUNTRIES), key=lambda name: (-len(name), name))))
_LEADING = re.compile(
    r".*(?:[，。；：、（(“”\s]|以及|加入|起诉|收购|投资|来自|位于|前往|抵达|毕业于|任职于|就职于|担任|现任|曾任|历任|"
    r"成立|创立|据|与|和|及|由|在|于|到|向|对|从|为|是|的|了|将|被|把|让|给|等|家)")


def pattern_names(text: str) -> list[Candidate]:
    """Return what the patterns find; candidates may overlap."""
    return [*_persons(text), *_offices(text), *_places(text)]


def _persons(text: str) -> Iterator[Candidate]:
    for pattern in (_AFTER_ROLE, _BEFORE_SPEECH):
        for match in pattern.finditer(text):
            yield Candidate(match.start(1), match.end(1), "person", "pattern PER", 0.5)


def _offices(text: str) -> Iterator[Candidate]:
    for match in _OFFICE.finditer(text):
        start = _after_leading(text, match.start(), match.end())
        if match.end() - start > 3:
            yield Candidate(start, match.end(), "organisation", "pattern ORG", 0.45)


def _places(text: str) -> Iterator[Candidate]:
    for match in _KNOWN.finditer(text):
        yield Candidate(match.start(), match.end(), "place", "pattern LOC", 0.5)
    for match in _PLACE.finditer(text):
        start = _after_leading(text, match.start(), match.end())
        if match.end() - start > 2:
            yield Candidate(start, match.end(), "place", "pattern LOC", 0.4)


def _after_leading(text: str, start: int, end: int) -> int:
    """Return where the name itself starts: behind the last verb, preposition or mark."""
    match = _LEADING.match(text, start, end - 2)
    return match.end() if match else start
