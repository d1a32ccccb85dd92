"""Words the linking rules read: titles, roles, sentence openers, cues of a type. Data only."""

from __future__ import annotations

from typing import Final

from dateline.text.wordlist import word_set

TITLES: Final = word_set(
    "Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Prof Prof. Professor Sir Dame Lord Lady Judge Justice President Senator Sen. "
    "Representative Rep. Governor Gov. Mayor Minister Secretary Chancellor Premier King Queen Prince Princess Pope "
    "General Gen. Colonel Col. Captain Capt. Lieutenant Lt. Sergeant Sgt. Admiral Commander Officer Ambassador "
    "CEO CFO CTO COO CMO Chairman Chairwoman Chairperson Chair Chief Executive Director Founder Cofounder Co-founder "
    "Boss Investor Billionaire Coach Manager Analyst Engineer Editor Reporter Attorney Lawyer Speaker Treasurer "
    "Researcher Scientist Vice Deputy Owner Entrepreneur Tycoon Saint St. Bishop Cardinal Reverend Rev. Rabbi"
)
"""Words that may stand right before a surname without being a first name."""

OPENERS: Final = word_set(
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

DESCRIPTIONS: Final = (
    "聊天机器人", "研究实验室", "数据中心", "机器人", "大模型", "模型", "应用程序", "应用", "软件", "平台", "浏览器",
    "搜索引擎", "操作系统", "社交网络", "社交平台",
    " chatbot", " app", " platform", " data center", " data centre", " search engine", " browser", " model",
)
"""Common nouns that a text puts beside a product's name without their being part of it."""

PLACE_QUALIFIERS: Final = OPENERS | word_set(
    "North South East West Northern Southern Eastern Western Northeast Northwest Southeast Southwest Central "
    "Downtown Uptown Greater "
    "Inner Outer Upper Lower Old New Modern Ancient Imperial Communist Nationalist Republican Soviet Nazi Fascist "
    "Mainland Upstate "
    "Metropolitan Colonial Occupied Urban Rural Suburban British French Spanish Dutch Portuguese American "
    "Democratic Conservative Labour"
)
"""Capitalised words that leave the place after them the same place, or part of it."""

NAME_HEADS: Final = word_set(
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
    "我你他她它们谁何哪吗呢吧啊呀着过得地之者所第受则摄收率带获赴任兼出获发做去"
)
"""Characters that stand between words more often than inside a name: the edge rule without a word list."""

HAN_TAILS: Final = word_set(
    "人 族 人民 民族 政府 地区 国家 各国 各地 当局 关系 回归 公司 集团 企业 市场 经济 社会 文化 历史 方面 股份 "
    "股价 总部 "
    "官方 军方 警方 媒体 境内 本土 全国 总统 总理 首相 主席 市民 居民 网友 用户 员工 手机 汽车 时间 帝 省 市 县 "
    "州 国 镇 语 军 队"
)
"""Common nouns that the dictionary joins to a name before them without making another name."""

HAN_TITLES: Final = word_set(
    "先生 女士 小姐 教授 博士 老师 同志 医生 律师 总统 总理 部长 主席 局长 市长 校长 院士 导演 将军 夫妇 夫人 兄弟"
)
"""What a Chinese text puts after a person's name; it shows where the name ends."""

PERSON_CUES: Final = (
    "首席执行官", "总裁", "董事长", "创始人", "先生", "女士", "教授", "博士", "总统", "总理", "部长", "议员", "律师",
    "记者", "主席", "球员", "教练", "演员", "导演", "作家", "歌手", "说", "表示", "认为", "称", "回忆", "出生",
    "said", "says", "told", "CEO", "founder", "born", "president", "professor", "he", "she", "his", "her", "who",
)
"""Words near a name that make a person likely."""

COMPANY_CUES: Final = (
    "公司", "集团", "股价", "财报", "营收", "市值", "上市", "收购", "融资", "发布", "推出", "旗下", "员工",
    "首席执行官",
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
    "person": PERSON_CUES, "company": COMPANY_CUES, "product": PRODUCT_CUES, "place": PLACE_CUES,
}

GENERIC_HAN: Final = word_set(
    "公司 集团 企业 委员会 协会 学会 联合会 商会 部队 政府 部门 中心 银行 医院 大学 学院 学校 法院 检察院 公安 "
    "公安局 警方 县委 "
    "市委 省委 党委 机构 组织 团队 媒体 基金 基金会 研究院 研究所 实验室 工厂 酒店 餐厅 商场 超市 机场 车站 总部 "
    "分公司 子公司 "
    "交易所 办公室 董事会 监事会 理事会 股东大会 大会 会议 项目 平台 网站 产品 系统 手机 电脑 汽车 记者 教授 老师 "
    "先生 女士 总统 "
    "总理 主席 市场 国家 城市 地区 银行业 球队 俱乐部 乐队 剧院 博物馆 图书馆 公园 广场 政协 人大 海关 军队 警察 消防"
)
"""Common nouns: alone they name nobody, so they are never looked for unless asked."""

GENERIC_HAN_HEADS: Final = word_set(
    "相关 有关 当地 本地 技术 商业 行业 投资 贷款 中介 拍卖 博彩 保险 证券 贸易 物业 建筑 广告 科技 国有 民营 "
    "私营 上市 控股 研发 "
    "数据 客服 物流 购物 教育 培训 调查 指导 监管 执法 主管 政府 地方 中央 基层 慈善 环保 医疗 科研 学术 国际 "
    "国内 海外 外国 全国"
)
"""Words that make no name of a common noun they stand before (技术中心, 相关部门)."""

COMMON_HAN: Final = word_set(
    "三星 苹果 小米 巨人 甲骨文 亚马逊 字母表 字节 理想 大众 现代 标致 联想 荣耀 猎豹 蚂蚁 企鹅 凤凰 夸克 太平洋 "
    "机器人 太阳能 星期六 指南针 "
    "奋斗 合作 民主 友好 青年 先锋 太阳 月亮 星星 功夫 越狱 长城 长虹 统一 光明 三元 春秋 吉祥 幸福 和谐 前程 "
    "智慧 未来 远方 创新 领先 "
    "卓越 奇迹 传奇 英雄 王者 天下 世纪 时代 时尚 生活 读者 青春 故事 朋友 家人 阳光 彩虹 星空 海洋 蓝天 森林 "
    "草原 沙漠 骆驼 蜘蛛 蜂巢 "
    "海豚 鲸鱼 老虎 狮子 飞鹰 金龙 飞龙 神龙 红旗 东风 解放 跃进 向日葵 蒲公英 玫瑰 牡丹 茉莉 樱花 荷花 水仙 芒果 "
    "香蕉 草莓 柠檬 橙子 "
    "葡萄 西瓜 番茄 土豆 花生 核桃 瓜子 石墨 豆包 元宝 盘古 星火 天工 海螺 星链 星舰 猎鹰 起源 深蓝 极光 探索 "
    "发现 好奇 毅力 机遇 洞察 "
    "勇气 周中 清晨 黄昏 平安 光大 民生 兴业 绿地 新城 壳牌 快手 理光 视界 快递 快报 晨报 晚报 日报 台风 火山 "
    "冰山 雪山 高山 河流 闪电 "
    "雷霆 火箭 湖人 勇士 国王 公牛 魔术 热火 快船 开拓者 独行侠 灰熊 鹈鹕 黄蜂 活塞 步行者 雄鹿 黑豹 野马 甲壳虫 "
    "帕拉丁 天籁 皇冠 花冠 "
    "飞度 思域 雅阁 凯旋 君威 君越 宝来 捷达 高尔夫 途观 探界者 陆地巡洋舰 霸道 路虎 捷豹 林肯 华盛顿 杰克逊 "
    "麦迪逊 休斯顿 奥斯汀"
)
"""Chinese names that are ordinary words, or more than one well-known thing, as well: they need evidence."""

COMMON_LATIN: Final = word_set(
    "Apple Amazon Meta Target Gap Visa Shell Block Square Stripe Snap Alphabet Ford Chase Orange Dove Oracle Zoom "
    "Slack "
    "Box Match Bumble Hinge Discord Signal Threads Notion Linear Arc Edge Chrome Safari Opera Brave Windows "
    "Office Word "
    "Excel Access Teams Surface Pixel Nest Home Echo Ring Blink Fire Prime Fresh Whole Best Buy Dollar General Costco "
    "Delta United Southwest Frontier Spirit Virgin Eagle Falcon Phoenix Dragon Atlas Titan Apollo Mercury Gemini "
    "Saturn "
    "Jaguar Beetle Mustang Focus Explorer Escape Edge Fusion Ranger Bronco Pilot Civic Accord Legend Passport "
    "Crown Fit "
    "Compass Renegade Charger Challenger Journey Ram Dodge Lincoln Mini Smart Polo Golf Up Leaf Rogue Juke Note Sunny "
    "Puma Camel Rolex Omega Caterpillar Deere Progressive Allstate Discover Capital Citizen Fidelity Vanguard Citadel "
    "Bridge Carlyle Blackstone Kraft Mars Hershey Nestle Domino Subway Wendy Wimpy Quiznos Dennys Chili Twitch Steam "
    "Epic Unity Unreal Valve Riot Blizzard Origin Rust Swift Go Python Ruby Java Basic Scratch Julia Crystal Elixir "
    "Spark Storm Flink Hive Pig Beam Arrow Kafka Redis Mongo Docker Salt Chef Puppet Vault Nomad Consul Pulse Sage "
    "Copilot Claude Grok Bard Bing Siri Alexa Cortana Llama Falcon Mistral Cohere Character Runway Pika Sora Cursor "
    "Replit Devin Poe Pi Perplexity Harvey Figure Wing Aurora Nuro Cruise Zoox Canoo Lucid Fisker Nikola Rivian "
    "Polestar "
    "Will Mark Bill Grant Frank Rob Chase Drew Hope Faith Grace Joy Rose Lily Daisy Iris "
    "Jordan Chad Turkey Jersey Guinea "
    "Cologne Champagne Hamburg Java Panama Mobile Buffalo Phoenix Tank Young King Baker Cook Page Gates Case Jobs "
    "Brown "
    "White Black Green Gray Grey Bush Rice Stone Wood Woods Rivers Fields Banks Hill Lake Moon Star Sun Day Snow "
    "Winter "
    "Summer Spring Love Wise Rich Long Short Small Little Strong Swift Sharp Singer Pope Bishop Abbott Prince "
    "Knight Major"
)
"""Latin names that are ordinary words too: sure inside a sentence, doubtful where any word has a capital."""

NEVER_ALONE: Final = OPENERS | TITLES | word_set(
    "I Mr Mrs Ms Police Officials Residents Members Government State States Company Inc Corp Ltd People Men Women "
    "Children "
    "North South East West Northern Southern Eastern Western New Old High Low First Second Third Fourth Fifth "
    "Good Great "
    "Big Best Top True False Yes Hi Hello Ok OK Thanks Thank Please See Read More Watch Listen Live Breaking "
    "Update News"
)
"""Capitalised words that name nobody alone: never looked for unless asked (``The``, ``Mr``, ``Tuesday``)."""

ACTS: Final[dict[str, tuple[str, ...]]] = {
    "company": (
        "公司", "集团", "宣布", "公布", "披露", "表示", "计划", "推出", "发布", "起诉", "收购", "回应", "拒绝",
        "承诺", "聘请", "投资", "裁员", "要求", "股价", "市值",
        "财报", "营收", "利润", "首席", "总裁", "董事", "创始人", "高管", "员工", "总部", "供应链", "手机", "官网",
        "发言人", "股份", "股票", "汽车",
        "方面", "旗下", "工程师", "新品", "门店", "用户", "客户", "商店", "生态", "芯片", "科技", "技术", "软件",
        "电脑", "音响", "电器", "电子", "电视", "笔记本", "耳机", "平板", "签署", "任命", "申请",
        "said", "says", "announced", "launched", "launches", "sued", "sues", "acquired", "acquires", "plans",
        "unveiled", "unveils",
        "reported", "reports", "released", "releases", "hired", "shares", "stock", "ceo", "cfo", "employees",
        "executives",
        "engineers", "engineer", "executive", "inc", "corp", "co", "ltd", "store", "stores", "customers", "users",
        "revenue", "earnings", "products",
        "spokesman", "spokeswoman", "spokesperson", "founder", "declined", "bought", "raised", "agreed",
        "headquarters", "invested",
        "device", "devices", "phone", "phones", "cloud", "lawyers", "workers", "warehouse", "app", "software",
        "chief", "investors",
        "shareholders", "has", "laid", "opened", "signed", "joined", "built", "sold", "settled", "appealed",
        "warned", "promised", "delayed", "introduced", "was valued", "is valued", "was founded", "was fined",
        "wants", "makes", "offers", "sells", "beat", "missed", "pledged", "denied", "expects", "hopes", "rolled",
        "cut", "posted", "paid", "owns", "filed",
    ),
    "person": (
        "先生", "女士", "教授", "博士", "总统", "总理", "部长", "议员", "律师", "主席", "说", "表示", "认为", "称",
        "指出", "回忆", "坦言", "强调", "出生",
        "毕业", "出席", "夫妇", "本人", "辞职", "当选", "获奖", "主演", "执导", "写道", "介绍", "告诉", "老师",
        "导演", "球员", "主教练",
        "said", "says", "told", "wrote", "tweeted", "resigned", "born", "won", "argued", "recalled", "joined", "who",
    ),
    "place": (
        "市", "省", "州", "县", "机场", "居民", "市长", "州长", "地区", "境内", "当地", "警方",
        "residents", "mayor", "airport", "county",
    ),
    "product": (
        "发布", "上线", "用户", "模型", "版", "版本", "下载", "平台", "聊天机器人", "数据中心", "系统", "应用",
        "软件", "助手", "搭载", "卫星", "服务", "网络",
        "users", "model", "app", "version", "can", "released", "launched", "chatbot", "data", "satellites",
        "service", "answers",
        "supercomputer", "assistant", "answered", "refused", "generated", "replied", "supports", "runs",
    ),
}
"""What follows a name of a type, at once or after 的 or 's."""

LEADS: Final[dict[str, tuple[str, ...]]] = {
    "company": (
        "公司", "巨头", "厂商", "企业", "制造商", "欧盟对", "指控", "批评", "联手", "携手", "竞争", "开发商",
        "供应商", "竞争对手", "加入", "起诉", "收购", "入股", "离开", "投资", "对手", "客户", "集团", "东家",
        "company", "giant", "maker", "startup", "rival", "firm", "retailer", "joined", "sued", "acquired", "at",
        "from", "by", "investor",
    ),
    "person": (
        "首席执行官", "总裁", "董事长", "创始人", "总统", "总理", "部长", "主席", "教授", "博士", "记者", "导演",
        "演员", "球员", "主教练", "议员", "律师",
        "富豪", "编辑", "作者", "经理", "老板", "院士", "ceo", "founder", "president", "chairman", "professor",
        "dr.", "mr.", "ms.", "mrs.",
        "senator", "director", "minister", "coach", "analyst", "actor", "author", "judge",
    ),
    "place": ("位于", "前往", "抵达", "飞往", "来自", "在", "到", "赴", "in", "near", "from", "to", "of", "at"),
    "product": (
        "聊天机器人", "社交网络", "社交平台", "平台", "模型", "软件", "应用", "系统", "名为", "推出", "发布", "使用",
        "搭载", "产品", "数据中心", "超级计算机",
        "model", "app", "chatbot", "called", "named", "launched", "using", "platform", "supercomputer", "assistant",
    ),
}
"""What stands right before a name of a type."""

for _table in (ACTS, LEADS, TYPE_CUES):
    _table["organisation"] = _table["company"]
    _table["work"] = _table["product"]
    _table.setdefault("event", ())

SHORT_COUNTRIES: Final = "中美日俄英法德韩朝印澳加港台沪京泰越苏欧亚非华墨"
"""Single characters that stand for places in headlines: 中美关系, 访华, 港台."""

NO_COUNTRIES: Final = word_set(
    "中亚 东亚 欧亚 北非 日德 京台 德法 加法 印度 中华 中非 亚非 美中 日加 法印 非法 法非 英德"
)
"""Runs of these characters that are mostly other words."""

DETERMINERS: Final = word_set(
    "the a an this that these those his her its their our my your some any every each no one another"
)
"""Before an ordinary word these make it one: the Amazon, a visa, his mustang."""
