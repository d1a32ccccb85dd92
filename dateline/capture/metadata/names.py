"""What a person's name looks like, and what an outlet's name looks like."""

from __future__ import annotations

import re
from typing import Final

SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付"
    "方邹熊白孟秦邱侯江尹薛闫段雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪辛齐伍庞樊兰殷裴翟庄颜柴左耿路安申牛岳焦温俞"
    "祝葛毕聂宁盛游季华尤凌成丛冉宫阎尚骆柯管卜阮欧鲍纪柳关包梅倪司涂符霍童滕单隋栾桂闵储褚娄曲蒙甘艾苗舒郁封桑鞠车党卫房习米解"
    "伊战刁应仇岑明席卓瞿蔺敖商连初边古宗楼谷晏蓝麦鄢项靳印戚雍喻莘牟冷巩楚苟景强鹿占饶班谈苑茅奚沙臧计伏祁穆粟"
    "劉陳楊黃趙吳孫馬鄭謝許韓鄧馮蕭葉蘇呂盧鍾譚陸賈鄒薛龍陶賀顧龔萬錢嚴湯喬賴龐蘭莊顏溫畢聶寧駱歐鮑紀關塗單欒閔婁車黨衛解應連邊藍麥項饒談計張"
    "佟邢官鄂郜郎师邬匡宿练植池揭迟原仝仲佘宣屈屠巫寿尉才扈智暴来果查柏栗步母水浦润滑满浩火火漆火火玄由甄益相禹福种竺笪简粱糜练羿耐芦芮苍荀荆荣菅萨蒲"
    "虞衣褟覃訾谌贡费逄逯逢邝邸郗郤郦鄞釗钮铁阚隆雒青韶饒鱼麻黎黑齐龙"
)
"""Single-character family names, simplified and traditional."""
COMPOUND_SURNAMES: Final = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
    "端木",
    "南宫",
    "长孙",
    "宇文",
    "歐陽",
    "司馬",
    "諸葛",
)
_NOT_NAMES = frozenset(
    (
        "关注 关于 关闭 高清 高校 高层 高级 金融 金额 时政 时间 时事 时代 文化 文章 文字 文明 "
        "华语 方案 方法 方面 方式 成员 成功 成立 成都 安全 安装 安徽 安阳 江苏 江西 江门 温州 "
        "温馨 沈阳 常州 常德 常见 常委 常务 宁波 宁夏 石家庄 石油 邢台 邯郸 金华 贺州 严重 黄金 "
        "黄山 黄石 白酒 白银 白色 余额 何时 何以 于是 任务 任命 任何 平台 平安 平均 康复 连续 "
        "连接 连云港 支持 管理 程序 祝贺 席位 应用 应对 解读 解释 单位 左右 包括 计划 季节 全文 "
        "全部 全国 全球 强化 强调 明确 明星 明天 商务 商业 项目 房产 房价 徐州 马上 马路 周末 "
        "周边 周刊 周一 周二 周三 周四 周五 周六 周日 路透 路径 申请 申报 左侧 右侧 查看 查询 "
        "党委 党组 公司 公安 公告 车辆 车主 向上 向下 查处 秋季 夏季 冬季 春季 苗木 苏州 郑州 "
        "杭州 通州 柳州 郴州 广州 兰州 福州 泉州 惠州 梅州 万元 万人 柏林 华盛顿 贝鲁特 安卡拉 "
        "莫斯科 里约 康涅狄格 罗马 米兰 巴黎 伦敦 东京 首尔 易车 乐视 甘肃 云南 云计算 尚未 危机 "
        "焦点 牛市 熊市 龙头 雷达 鲍尔 田径 水利 花絮 钱包 习惯 习题 童话 卫生 部分 阳光 景区 "
        "景点 古代 古城 宫廷 杜绝 唐山 唐代 宋代 元旦 明代 清代 汉代 史上 孔子 孟子 庄子 老子 "
        "殷切 章程 凌晨 温度 游客 游戏 宣传 巫山 顾客 顾问 谈判 谈话 师生 师傅 相关 水平 满意 "
        "幸福 步骤"
    ).split()
)
"""Common words and places that begin with a family name's character."""
_NOT_GIVEN = frozenset("的了是在和与及或从向对为被把将也都就还不有个们这那其之以于说称讯报电摄网社月日年时分")
_HAN_NAME = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,4}")
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,8}[·•・][\u4e00-\u9fff]{1,8}(?:[·•・][\u4e00-\u9fff]{1,8})?")
_OUTLET = re.compile(
    r"(?:日报|晚报|早报|时报|晨报|商报|周报|快报|都市报|导报|[^0-9]报|周刊|杂志|[^有上联]网|网站|新闻|通讯社|电视台|广播|电台|卫视|客户端|频道|编辑部|"
    r"出版社|传媒|中心|公司|研究院|研究所|大学|委员会|委|办公室|政府|法院|检察院|公安|协会|学会|部|厅|局|科技|财经|在线|观察|视频|"
    r"网易|新浪|搜狐|腾讯|凤凰|百度|知乎|头条|澎湃|虎嗅|氪|豆瓣|微博|日報|晚報|時報|週刊|雜誌|新聞|通訊社|電視|電台|財經|網|編輯部|報|社|台|办事处|报道)$"
)
_OUTLET_LATIN = re.compile(
    r"\b(?:news|newsroom|staff|agency|agencies|times|post|press|daily|herald|reuters|editors?|redaktion|redacci[oó]n|rédaction|"
    r"redazione|admin|administrator|webmaster|author|contributors?|team|desk|online|magazine|media|correspondent|inc|ltd|"
    r"\w+\.(?:com|de|org|net|co|fr|it|es|uk|cn))\b",
    re.IGNORECASE,
)


def is_han_name(text: str) -> bool:
    """Tell whether a string of Chinese characters can be a person's name.

    >>> is_han_name("王明"), is_han_name("欧阳锋"), is_han_name("新京报"), is_han_name("获悉")
    (True, True, False, False)
    """
    if _DOTTED.fullmatch(text):
        return True
    if not _HAN_NAME.fullmatch(text) or text in _NOT_NAMES or is_outlet(text):
        return False
    compound = text.startswith(COMPOUND_SURNAMES)
    if not compound and (text[0] not in SURNAMES or (len(text) > 3 and text[1] not in SURNAMES)):
        return False
    return not any(char in _NOT_GIVEN for char in text[1:])


def is_outlet(text: str) -> bool:
    """Tell whether a name is a publication's, an agency's or an office's rather than a person's."""
    return bool(_OUTLET.search(text) or _OUTLET_LATIN.search(text))
