"""Words that tell what happened, how sure it is and who says so: data read by ``cues``.

A line is ``name: Chinese words | English words``, continued on indented lines; ``_`` stands for a space. An English
verb with ``*`` also stands for its regular forms (launch* = launch launches launched launching), ``**`` doubles the
last letter (plan** = plan plans planned planning), ``+`` is a noun with its plural. Words are matched longest first, so
a longer word in ``NOTHING`` protects its text from a shorter cue inside it (将军 holds no 将).
"""

from __future__ import annotations

from typing import Final

from dateline.annotate.event.scripts import spellings

Words = dict[str, tuple[str, str]]


def read_words(text: str) -> Words:
    """Read a block of lines into (Chinese words, English words) by name."""
    found: Words = {}
    for entry in text.strip().replace("\n    ", " ").splitlines():
        name, _, words = entry.partition(":")
        chinese, _, english = words.partition("|")
        found[name] = (chinese.strip(), english.strip())
    return found


TRIGGERS: Final = read_words("""
founding: 创立 成立 创办 创建 组建 设立 启动 创始 揭牌 挂牌成立 注册成立 组建了 | register* founded founding
    co-founded cofounded establish* set_up setting_up incorporate* co-found*
launch: 发布 推出 上线 开放 面世 问世 亮相 首发 开售 上市销售 开源 公测 内测 更新 升级 推送 投放 | open* opened
    launch* unveil* release* introduce* debut* roll_out rolls_out rolled_out rolling_out rollout open-source* ship**
    went_on_sale go_on_sale premiere* unveiling
funding: 融资 筹集 融到 融得 募资 筹款 筹资 募集 注资 领投 跟投 投资方 获投 估值 筹得 募得 | raise* funding
    fund-raising fundraising funding_round round_of closed_a_round financing series_a series_b series_c series_d
    series_e valuation
    valued_at seed_round
investment: 投资 入股 增资 增持 出资 战略投资 | stake+ invest* investment+ took_a_stake take_a_stake buys_a_stake
    bought_a_stake
split: 拆分 分拆 | split splits splitting spin-off spinoff break_up
start: 启动 开始 开启 | start* begin begins began kick_off kicked_off work_on
victory: 战胜 击败 获胜 夺冠 胜出 | beat beats defeat* win wins won victory
divestment: 减持 出售 抛售 剥离 转让 套现 撤资 | divest* sell sells sold selling spin_off spins_off spun_off
    offload* sale
acquisition: 收购 并购 合并 买下 兼并 吸收合并 要约 接管 | acquire* acquisition+ buyout+ merge* merger+ takeover+
    take_over took_over buy buys bought buying
listing: 上市 挂牌 首次公开募股 招股 敲钟 登陆纳斯达克 ipo 招股书 | ipo ipos go_public goes_public went_public
    going_public listing+ prospectus list_its_shares
delisting: 退市 私有化 摘牌 | delist* taken_private take_private
lawsuit: 起诉 诉讼 提告 控告 上诉 索赔 反诉 诉状 集体诉讼 告上法庭 | sue sues sued suing lawsuit+ litigation
    file_suit filed_suit appeal* class_action complaint+
ruling: 判决 裁决 裁定 宣判 判处 驳回 定罪 和解 判令 胜诉 败诉 | ruling+ ruled verdict+ convict* sentence* acquit**
    dismiss* settle* settlement+ judgment+
probe: 调查 立案 约谈 审查 搜查 问询 反垄断 突击检查 | investigate* investigation+ probe* inquiry inquiries
    scrutinise* scrutinize* raid* antitrust subpoena*
penalty: 罚款 处罚 制裁 禁令 禁止 封禁 下架 吊销 列入实体清单 黑名单 | entity_list fine* penalty penalties sanction*
    ban** blacklist* block* prohibit* revoke* suspend*
arrest: 逮捕 拘留 被捕 拘捕 刑拘 抓获 羁押 指控 起获 | arrest* detain* indict* charged custody detention
approval: 批准 获批 核准 获得通过 投票通过 审议通过 表决通过 获通过 审批 许可 放行 牌照 | approve* approval+ clear*
    authorise* authorize* green_light
    licence+ license*
appointment: 任命 出任 担任 就任 上任 履新 当选 接任 接替 聘请 加入 加盟 入职 招聘 聘用 接棒 升任 继任 | appoint*
    name_as named hire* join* elect* took_office sworn_in recruit* succeed* promote* takes_over
departure: 免去 免职 辞任 离开 离职 辞职 卸任 辞去 退出 解雇 罢免 下台 离任 开除 被解职 出走 退休 | let_go leave leaves
    left leaving resign* step_down steps_down stepped_down stepping_down quit quits depart* departure+ fire* oust*
    dismissal+ retire* removed sacked he_was_dismissed she_was_dismissed dismissed_him dismissed_her
layoff: 裁员 裁撤 裁减 遣散 优化人员 | jobs job_losses workforce lay_off lays_off laid_off laying_off layoff+
    job_cuts cut_jobs cutting_jobs
    cuts_jobs redundancy redundancies
deal: 签署 签订 签约 协议 合作 达成 合同 订单 预订 采购 结盟 联手 合资 谅解备忘录 战略合作 | sign* agreement+
    partner* partnership+ deal+ contract+ team_up teamed_up teams_up order* joint_venture memorandum pact+ agree*
result: 营收 利润 财报 净利润 亏损 收入 业绩 销售额 盈利 净亏损 毛利率 季报 年报 营业收入 扭亏 | revenue+ profit+
    earnings loss losses sales turnover net_income quarterly_results annual_report margin+
delivery: 交付 销量 出货 出货量 交付量 装机量 | deliver* deliveries shipment+ shipments units_sold
construction: 建设 施工 动工 开工 建造 建成 破土 奠基 竣工 封顶 落成 修建 扩建 兴建 | construct* construction build
    builds built building broke_ground break_ground groundbreaking under_construction expand* expansion
operation: 投入使用 投产 投运 运营 启用 通车 量产 开业 开张 投入运行 运行 开通 并网 | operational online
    in_operation mass_production open* inaugurate* commission* start_production
closure: 作罢 关闭 停产 停运 倒闭 破产 停业 停止运营 停服 解散 清算 关停 下线 终止 取消 叫停 搁置 | call_off
    calls_off called_off abandon* scuttle* close* closure+ shut_down shuts_down shutting_down shut bankrupt*
    bankruptcy liquidate* cease* discontinue* cancel* cancelled scrap** terminate* halt* wind_down
price: 涨价 降价 涨幅 跌幅 大涨 暴跌 上涨 下跌 市值 股价 跌停 涨停 收涨 收跌 | share_price stock_price market_value
    surge* plunge* tumble* soar* jump** slump* rally rallied fell drop** rose
move: 迁至 搬迁 迁往 搬到 总部迁 迁移 | relocate* relocation move* headquarters_to
rename: 更名 改名 重命名 改称 | rename* rebrand* changed_its_name change_its_name
outage: 宕机 故障 中断 瘫痪 崩溃 泄露 泄漏 攻击 黑客 数据泄露 | outage+ breach* leak* hack* cyberattack+ crash*
    went_down data_breach
recall: 召回 | recall recalls recalled recalling
accident: 事故 爆炸 坠毁 坠机 火灾 相撞 起火 地震 洪水 海啸 台风 泥石流 车祸 | accident+ explosion+ explode* crash
    fire fires earthquake+ quake+ flood* hurricane+ tsunami collapse* collision+ disaster+
death: 去世 逝世 死亡 遇难 身亡 丧生 病逝 死于 遇害 | die dies died death+ killed killing dead fatal fatally
    pass_away passed_away
birth: 出生 生于 诞生 | born birth
attack: 袭击 空袭 轰炸 枪击 开火 进攻 入侵 交火 恐怖袭击 炮击 | attack* bomb* airstrike+ shoot* shooting shot
    invade* invasion strike* shell* fighting clash*
protest: 抗议 示威 罢工 游行 骚乱 暴动 | protest* demonstrate* riot* rally walkout+ unrest uprising
election: 选举 大选 投票 公投 竞选 连任 | election+ vote* referendum ballot+ poll+ campaign* presidential_election
meeting: 会见 会谈 举行 举办 召开 主持 峰会 会议 论坛 大会 出席 访问 参加 听证会 | meet meets met meeting+ summit+
    conference+ host* held hold talks visit* attend* testify* hearing+ forum+
award: 获奖 荣获 获得 颁发 授予 夺冠 冠军 奖项 | award* win wins won prize+ honour* honor* medal+ champion*
access: 切断 限制 暂停 封锁 解禁 恢复 中止 | cut_off cuts_off restrict* suspend* access resume* restore* lift*
plan: 规划 路线图 战略 蓝图 | roadmap strategy
record: 创纪录 突破 超过 达到 里程碑 创下 | record+ milestone+ surpass* exceed* reach* top** hit
statement: 宣布 公布 表示 声明 指出 透露 发表 披露 回应 警告 承认 致辞 | announce* said says statement+ declare*
    disclose* reveal* warn* admit** told respond* announcement+ confirm*
theft: 盗窃 抄袭 侵权 窃取 | steal steals stole stolen infringe* plagiarise*
test: 测试 试飞 发射 试验 升空 首飞 试运营 | test* trial+ liftoff lift_off flight+ orbit
pact_end: 撕毁 退出协议 违约 解约 | withdraw withdraws withdrew pull_out pulled_out breach_of_contract
""")
"""Kinds of happening, by the words that name them."""

STATUS: Final = read_words("""
promise: 承诺 保证 许诺 誓言 立誓 | promise* pledge* vow* commit_to commits_to committed_to guarantee*
forecast: 预计 预测 预期 预估 估计 有望 料将 预料 或将 可能会 可能将 展望 | expect* forecast forecasts forecasting
    project_that projects projected predict* estimate* anticipate* likely is_seen could_be may_be might_be
plan: 计划 拟 打算 准备 意欲 筹划 目标是 定于 即将 有意 考虑 将于 将在 将会 原定 拟于 正计划 力争 争取 | plan**
    planning intend* aim** aims_to scheduled_to scheduled_for scheduled set_to due_to_launch due_to_open due_to_be
    slated is_to are_to preparing_to prepares_to seeking_to wants_to hopes_to considering slated_to about_to
will: 将 会在 | will would shall was_to were_to 'll
allege: 涉嫌 被指 被控 指控 指称 疑似 据称 传闻 传言 涉及违规 被曝 疑 传出 据传 声称 指责 | alleged allegedly alleges
    allege alleging accuse* reportedly rumoured_to rumored_to claims_that claimed_that claims_to claimed_to
    purported purportedly suspected
deny: 否认 辟谣 不实 驳斥 予以否认 | deny denies denied denying refute* reject_claims rejected_claims
    untrue dispute*
ongoing: 正在 一直 持续 仍在 正努力 至今 以来 继续 | ongoing continues_to continue_to continuing has_been have_been
    still
not: 没有 未能 未 不会 不再 尚未 拒绝 | not didn't hasn't haven't won't no_longer failed_to
""")
"""How the text stands to what it tells."""

SPEECH: Final = read_words("""
say: 表示 称 说 指出 透露 告诉 写道 强调 回应 声称 坦言 认为 介绍 补充 警告 提到 宣称 | said says say saying told
    tell tells add* state* argue* wrote writes claim* confirm* explain* warn* testified
announce: 宣布 公布 披露 公告 报道 | announce* declare* reveal* disclose* report*
""")
"""Verbs of saying: what follows is the content. The clause of the first kind is a source."""

RECENT: Final = read_words("""
past: 最近 近日 日前 近期 不久前 前不久 前几天 | recently lately in_recent_days in_recent_weeks not_long_ago
    the_other_day
""")
"""Words that date a statement no closer than "before this was written"."""

_NOUNS: Final = """
业绩 事故 亏损 交付量 介绍 会议 传言 传闻 估值 公告 冠军 净利润 出货量 判决 利润 制裁 协议 合作 合同 合资 听证会
地震 声明 大会 大选 奖项 季报 峰会 市值 年报 战略 战略合作 战略投资 投资 报道 收入 故障 数据泄露 毛利率 洪水
涨幅 漏洞 火灾 爆炸 牌照 禁令 罚款 股价 营收 蓝图 裁决 装机量 规划 订单 许可 论坛 诉讼 调查 谅解备忘录 财报
跌幅 路线图 选举 里程碑 销售额 销量 黑名单
"""
NOUNS: Final = frozenset(spelling for word in _NOUNS.split() for spelling in spellings(word))
"""Cues that are nouns: a Chinese clause that begins with one has its subject."""

NOTHING: Final = ("""
将军 将领 即将离任 大将 名将 将士 将来 最近一次 距离最近 最近的 上市公司 拟人 虚拟 模拟 比拟 疑问 无疑 说法 说明
小说 传说 据说 对称 名称 简称 称为 称之为 宣称为 称作 人称 建设性 通过率 开放人工智能 可能 总会 未来 未知 未必
不如预期 不及预期 超预期 超出预期 高于预期 低于预期 好于预期 逊于预期 市场预期 增长预期 等计划
会议室 开放式 被称 职称 号称 疑难 举行权 出生率 死亡率 投资者 投资人 主持人 创始人 联合创始人 举报 会计准则
开发者大会 合作伙伴 合作者 更新换代 通过了解 通过与 通过对 通过在 制裁者 加入了讨论 使用 融资租赁
""", """
than_planned than_expected than_first_planned than_originally_planned than_originally_expected
last_will goodwill building+ founder+ co-founder+ investor+ for_sale fire_department fireworks leftover+ leftist+
left-wing left_wing planned_parenthood due_to dealers opening_price open_source openness not_only buyers sellers
shooter+ death_toll polling_station shot_down shipyard+ warship+ testimony reporter+ reportedly stateside
united_states court_order in_order_to sales_manager saleswoman held_accountable
""")
"""Words that hold a cue's letters and mean something else."""

CONCEPTS: Final = read_words("""
data-centre: 数据中心 超算 算力中心 超级计算机 计算集群 | data_center+ data_centre+ datacenter+ supercomputer+
    supercluster computing_cluster
chip: 芯片 处理器 半导体 晶圆 | chip+ semiconductor+ processor+ gpu gpus wafer+
gpu: gpu 显卡 图形处理器 加速卡 | graphics_card+ accelerator+
model: 模型 大模型 大语言模型 | model+ llm llms language_model+
chatbot: 聊天机器人 对话机器人 助手 | chatbot+ assistant+
robot: 机器人 人形机器人 | robot+ humanoid+
app: 应用 应用程序 app 客户端 小程序 | app apps application+
tool: 工具 开发者工具 接口 api 平台 | tool+ toolkit+ api apis platform+
developer: 开发者 开发人员 | developer+
phone: 手机 智能手机 | phone+ smartphone+ handset+
car: 汽车 轿车 车型 电动车 电动汽车 新能源汽车 卡车 皮卡 | car cars vehicle+ ev evs automobile+ truck+ sedan+ suv
    suvs pickup+
battery: 电池 储能 锂电 | battery batteries energy_storage
self-driving: 自动驾驶 无人驾驶 智能驾驶 无人车 自动驾驶出租车 | self-driving autonomous driverless robotaxi+
    self-driving_taxi+
robotaxi: 无人出租车 自动驾驶出租车 | robo-taxi+ robotaxi+ self-driving_taxi+
rocket: 火箭 飞船 卫星 航天 | rocket+ spacecraft satellite+ starship
plant: 工厂 厂房 生产基地 超级工厂 制造基地 | factory factories gigafactory plant+ production_base
ceo: 首席执行官 ceo 总裁 总经理 | ceo chief_executive chief_executive_officer president
chair: 董事长 主席 董事局主席 | chairman chairwoman chairperson
board: 董事会 董事 | board board_of_directors director+
cfo: 首席财务官 cfo | cfo chief_financial_officer
cto: 首席技术官 cto | cto chief_technology_officer
shareholder: 股东 持股 | shareholder+ stockholder+ stake+
investor: 投资者 投资人 投资机构 投资方 | investor+ backer+
employee: 员工 雇员 人员 职员 工人 | employee+ staff worker+ workforce
user: 用户 日活 月活 订阅用户 会员 | user+ subscriber+ monthly_active
customer: 客户 消费者 顾客 | customer+ consumer+ client+
search: 搜索 搜索引擎 | search search_engine
cloud: 云 云计算 云服务 云业务 | cloud
social: 社交网络 社交平台 社交媒体 | social_network+ social_media
video: 视频 短视频 | video+
image: 图像 图片 文生图 | image+ picture+
game: 游戏 | game games gaming
film: 电影 影片 | film+ movie+
music: 音乐 唱片 | music album+
bank: 银行 | bank+
bond: 债券 票据 | bond+ notes
loan: 贷款 借款 债务 | loan+ debt+ borrowing+
dividend: 分红 股息 派息 回购 | dividend+ buyback+ repurchase*
round-a: a轮 | series_a
round-b: b轮 | series_b
round-c: c轮 | series_c
round-d: d轮 | series_d
round-seed: 种子轮 天使轮 | seed_round angel_round
court: 法院 法庭 最高法院 | court+ judge+ supreme_court
regulator: 监管 监管机构 监管部门 市场监管总局 证监会 | regulator+ watchdog+ commission
copyright: 版权 著作权 | copyright+
patent: 专利 | patent+
privacy: 隐私 个人信息 | privacy personal_data
security: 安全 网络安全 漏洞 | security safety vulnerability vulnerabilities
tariff: 关税 出口管制 贸易战 | tariff+ export_control+ export_curbs trade_war
government: 政府 白宫 国会 部门 | government+ white_house congress senate parliament
president: 总统 | president presidential
minister: 部长 首相 总理 | minister+ prime_minister premier
army: 军队 部队 士兵 军方 | army troops soldier+ military
police: 警方 警察 | police
peace: 停火 和平 停战 | ceasefire truce peace cease-fire
vaccine: 疫苗 | vaccine+ vaccination
virus: 病毒 疫情 流感 大流行 | virus outbreak pandemic flu epidemic
drug: 药物 新药 药品 | drug+ medicine+
hospital: 医院 | hospital+
oil: 石油 原油 漏油 | oil crude spill
gas: 天然气 | natural_gas gas
power: 电力 发电 电网 核电 | electricity power_plant grid nuclear
airline: 航空 航班 飞机 客机 | airline+ plane+ aircraft jet jets flight+
rail: 铁路 高铁 列车 地铁 | rail railway+ train+ subway metro
port: 港口 码头 轮船 | port ports harbor harbour ship ships
store: 门店 商店 店铺 旗舰店 | store stores shop shops outlet+
headquarters: 总部 | headquarters headquartered hq
lab: 实验室 研究院 研究所 研发中心 | lab labs laboratory institute research_center
university: 大学 学院 | university universities college
subsidiary: 子公司 分公司 旗下 | subsidiary subsidiaries unit
brand: 品牌 商标 | brand+ trademark+
team: 团队 研究团队 | team+
version: 版本 新版 正式版 | version+
paid: 付费 订阅 收费 | paid subscription+ paywall
free: 免费 | free
price-word: 价格 售价 定价 | price+ pricing
supply: 供应链 供应商 供货 | supply supplier+ supply_chain
order-word: 订单 | order orders
advert: 广告 | advertising ads ad advertiser+
nonprofit: 非营利 非盈利 | non-profit nonprofit
profit-switch: 营利性 盈利性 | for-profit
quarter-result: 季度 第一季度 第二季度 第三季度 第四季度 | quarter quarterly first_quarter second_quarter
    third_quarter fourth_quarter
annual: 全年 年度 年报 | annual full-year yearly
world: 全球 世界 | global world worldwide
first: 首次 首个 首款 第一 | first
""")
"""Things spoken of in both languages, so that a Chinese and an English sentence can be compared."""
