"""Wording turned round: a word for its contrary, a negation put in or left out, a hedge for a certainty.

The words are those of any thesaurus; the table that the rules read is another.
"""

import re
from collections.abc import Iterator

from dongbei_cli import model
from tests.mutations.wording import Change, spliced

PAIRS_EN = (
    "rise fall, rises falls, rose fell, rising falling, increase decrease, increased decreased, grow shrink, grows shrinks,"
    "grown shrunk, raise lower, higher lower, inflow outflow, inflows outflows, gain loss, improve worsen, improved worsened,"
    "strengthen weaken, strengthening weakening, stronger weaker, faster slower, better worse, more less, broader narrower,"
    "clearer vaguer, new old, great small, major minor, large small, full partial, many few, several all, some all, few most,"
    "before after, earlier later, begin end, begins ends, beginning end, opening closing, open closed, support oppose,"
    "stable unstable, safe unsafe, secure insecure, possible impossible, achieved missed, succeed fail, solved aggravated,"
    "solve aggravate, promote hinder, promoting hindering, build dismantle, establish abolish, deepen weaken, attract repel,"
    "attracting repelling, provide withhold, cooperation conflict, opportunities risks, advantages disadvantages, endogenous exogenous,"
    "nearly over, over under, must need-not, should need-not, may must, will may, expect doubt, expects doubts, expected known,"
    "expects denies, deliberates adopts, issued withdrawn, issue withdraw, adopted deliberated, markedly slightly, significance insignificance,"
    "very hardly, further no-longer, only also, first last, unprecedented familiar, common separate, unified divided, integration separation,"
    "long short, high low, complete incomplete, actively passively, important trivial, key minor, both neither, key trivial"
).split(",")
PAIRS_ZH = (
    "流出 流入,流失 流入,上升 下降,增加 减少,增长 下降,提高 降低,提升 下降,扩大 缩小,加快 放缓,改善 恶化,加大 减小,深化 弱化,激发 抑制,"
    "支持 反对,开始 结束,审议 通过,印发 撤回,预计 证实,可能 一定,必须 不必,具体 抽象,开放 封闭,推动 阻碍,促进 阻碍,建立 取消,吸引 排斥,"
    "提供 拒绝,完整 残缺,新 旧,更 不,近 逾,超 不足,少数 多数,明显 略有,非常 略微,全面 局部,继续 停止,合作 对抗,一体化 分离,清晰 模糊,"
    "宽阔 狭窄,主动 被动,积极 消极,统一 分裂,安全 危险,稳定 动荡,形成 瓦解,发展 停滞,振兴 衰落,机遇 挑战,没有 已经,尽快 缓慢,增速 降速"
).split(",")


def turned_changes(fact: model.Record) -> Iterator[Change]:
    """Every wording of a fact turned round."""
    for key in ("title_en", "text_en", "note_en", "indicator_en"):
        text = getattr(fact, key, None) or ""
        yield from swapped(key, text, PAIRS_EN, r"\b{}\b")
        yield from denied(key, text)
    if not isinstance(fact, model.Person | model.Organization):
        yield from swapped("title", fact.title, PAIRS_ZH, "{}")
    note = fact.note or ""
    for match in re.finditer("未(?!来)|没有|不(?=[是能明再])", note):
        yield Change(
            "note",
            spliced(note, match.start(), match[0], "已" if match[0] != "不" else ""),
            f"turned: {match[0]} at {match.start()}",
        )


def swapped(key: str, text: str, pairs: list[str], form: str) -> Iterator[Change]:
    """Each word of a pair for the other."""
    for one, other in (pair.split() for pair in pairs):
        for here, there in ((one, other), (other, one)):
            if form == "{}" and there in text:
                continue
            for match in re.finditer(form.format(re.escape(here)), text):
                yield Change(
                    key,
                    spliced(text, match.start(), here, there.replace("-", " ")),
                    f"turned: {here} at {match.start()} -> {there}",
                )


def denied(key: str, text: str) -> Iterator[Change]:
    """A negation left out, or put behind the first verb."""
    for match in re.finditer(r"\bnot |\bnever |\bno (?!one)|n't\b|\bcannot\b|\bwithout\b|\bneither\b", text):
        with_ = {"cannot": "can", "without": "with", "neither": "both"}.get(match[0], "")
        yield Change(
            key,
            spliced(text, match.start(), match[0], with_),
            f"turned: {match[0].strip()} at {match.start()} left out",
        )
    verb = re.search(r"\b(?:is|are|was|were|has|have|had|will|should|must|can|may)\b(?! not)", text)
    if verb:
        yield Change(key, spliced(text, verb.end(), "", " not"), f"turned: not behind {verb[0]}")
