"""Score and time the dated-expression stage.

python bench/timex.py --predict DATA… > predictions.jsonl   # for any scorer of the JSONL contract
python bench/timex.py --speed                                # milliseconds an article, by language
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from dateline.annotate.timex import find_timexes
from dateline.annotate.timex.contract import annotate_record
from dateline.model.annotation import Document
from dateline.model.dates import PartialDate

ZH = (
    "本报北京11月28日电 一家储能企业的负责人表示,公司去年夏天成立,员工已超过三千人,平均年龄三十五岁。"
    "厂区占地1.2万平方米,分为电芯、模组和系统三个车间,日产能可以满足五百户家庭的用电。走进车间,机械臂正在搬运极片,"
    "工人们隔着玻璃监控温度和湿度。负责人说,技术路线的选择决定了成本,也决定了安全,这是一个需要反复权衡的问题。"
    "2018年,他与合作方分手,此后独自筹款;2023年春季,团队开始大量订购设备,并于当年11月推出首款产品。"
    "产品上市之初并不顺利,渠道商担心售后,保险公司也不愿承保。为了打消顾虑,公司把样机送到高原和海岛,"
    "请第三方机构连续记录数据,再把结果向客户公开。上周三,监管部门要求其在12月15日之前提交补充材料,"
    "逾期将于次日起停牌。业内人士认为,规范会提高门槛,但对真正投入研发的企业是好事。近日,市场对此议论纷纷,"
    "从实验室走向产线并不容易。工程师要面对的不只是材料的纯度,还有设备的节拍、工人的熟练程度和供应商的交付能力。"
    "一位参与调试的技术人员回忆,最难的是找到问题出在哪一道工序:同样的配方,同样的温度,做出来的样品却忽好忽坏。"
    "团队把每一批原料都编上号,把每一次停机都记下来,再用统计的办法去找规律。有人觉得这样太慢,可事实证明,慢就是快。"
    "在客户那里,他们听到的更多是对价格和寿命的追问。电站的业主关心能不能按时并网,工厂的老板关心能不能省下电费,"
    "而银行只关心贷款能不能收回来。要让所有人都满意,几乎是不可能的。于是公司选择先做好一件事,再去谈其余的事。"
    "有人看好海外订单,有人担心价格战。负责人没有直接回应,只说今后会把更多精力放在质量上,而不是规模上。\n"
)
EN = (
    "The company was founded last summer and now employs more than three thousand people, most of them engineers. "
    "Its plant covers 12,000 square metres and is split into three halls, where robots move cells from one line to the next "
    "while workers watch the temperature behind glass. In 2018 the founder parted from his partner and had to raise money alone. "
    "He says the choice of chemistry decides the cost as well as the safety of a battery, and that it may take years to find "
    "out whether it was the right one. In the spring of 2023 the team began to order equipment, and it launched its first product "
    "that November. Dealers worried about service, insurers would not cover the risk, and customers wanted proof. To win them "
    "over, the company sent test units to islands and mountains and let a third party record the data. Regulators asked it on "
    "Wednesday to file further papers by Dec. 15. Analysts expect tighter rules to raise the bar for newcomers, which would be good "
    "news for firms that invest in research. The founder would not comment on prices, saying only that quality matters more than size.\n"
)


def predict(paths: list[str]) -> None:
    """Write one prediction line for each record of the files, or of the ``.jsonl`` files of folders."""
    for name in paths:
        files = sorted(Path(name).glob("*.jsonl")) if Path(name).is_dir() else [Path(name)]
        for path in files:
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.strip():
                    print(json.dumps(annotate_record(json.loads(line)), ensure_ascii=False))


def speed(rounds: int = 5, articles: int = 200) -> None:
    """Time distinct articles (cold caches within reason) and the same ones again; report the best round."""
    dct = PartialDate.parse("2024-11-28")
    for lang, text, size in (("zh", ZH, 2000), ("en", EN, 4200)):
        body = text * (size // len(text) + 1)
        documents = [
            Document(str(number), lang, body[:size].replace("28", f"{number % 27 + 1:02d}"), dct=dct)
            for number in range(articles)
        ]
        best, found = float("inf"), 0
        for _ in range(rounds):
            start = time.process_time()
            found = sum(len(find_timexes(document)) for document in documents)
            best = min(best, time.process_time() - start)
        unit = f"{size} characters" if lang == "zh" else f"{len(body[:size].split())} words"
        print(f"{lang}: {best / articles * 1000:.3f} ms an article of {unit}, {found / articles:.0f} expressions each")


def main() -> int:
    """Run the part asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--predict", nargs="+", metavar="DATA", help="gold or input files, or folders of them")
    parser.add_argument("--speed", action="store_true")
    args = parser.parse_args()
    if args.predict:
        predict(args.predict)
    if args.speed or not args.predict:
        speed()
    return 0


if __name__ == "__main__":
    sys.exit(main())
