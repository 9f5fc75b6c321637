"""Wording turned round by grammar, not by a list of opposites of single words: whole constructions, kind by kind.

`turned` swaps a word for its opposite. Here every sentence of English is denied, hedged, made certain, weakened or
strengthened wherever its grammar allows it, whatever its words are, and every Chinese title and note likewise.
"""

import re
from collections.abc import Iterator

from dongbei_cli import model
from tests.mutations.wording import Change

VERB = r"\b(?:is|are|was|were|has|have|had|will|should|must|can|could|would|may|might)\b(?! not|n't)"
ENGLISH: dict[str, tuple[tuple[str, str], ...]] = {
    "direction": (
        (r"\b(?:more|greater|larger|higher)\b", "fewer"), (r"\b(?:fewer|less|lower|smaller)\b", "more"),
        (r"\bfrom ([\w.%-]+) to ([\w.%-]+)", r"from \2 to \1"), (r"\babove\b", "below"), (r"\bbelow\b", "above"),
        (r"\bup\b", "down"), (r"\binto\b", "out of"), (r"\bout of\b", "into"), (r"\bexceed(\w*)\b", r"undercut\1"),
        (r"\bin favou?r of\b", "against"), (r"\bgain(\w*)\b", r"forfeit\1"), (r"\bbuild(\w*)\b", r"dismantl\1"),
        (r"\bpromot(\w+)\b", r"hinder\1"), (r"\bsupport(\w*)\b", r"obstruct\1"), (r"\battract(\w*)\b", r"repel\1"),
        (r"\bdevelop(\w*)\b", r"neglect\1"), (r"\bnew\b", "old"), (r"\bjoin(\w*)\b", r"leav\1"),
    ),
    "negation": (
        (VERB, r"\g<0> not"), (VERB, r"\g<0> by no means"), (VERB, r"\g<0> hardly"), (VERB, r"\g<0> no longer"),
        (r"\b(?:not|never) ", ""), (r"\bno\b", "every"), (r"\bnone\b", "all"), (r"\bwithout\b", "with"),
        (r"\bcannot\b", "can"), (r"\bneither\b(.*?)\bnor\b", r"both\1and"), (r"^", "It is not the case that "),
        (r"^", "Nobody says that "), (r"\bun(?=[a-z]{4})", ""),
    ),
    "modality": (
        (r"\b(?:must|need to|has to|have to)\b", "need not"), (r"\bshould\b", "should never"),
        (r"\b(?:may|might|could)\b", "will certainly"), (r"\b(?:will|would)\b", "may"), (r"\bcan\b", "might"),
        (r"\bis expected to\b", "is certain to"), (r"\bproposed?\b", "enacted"), (r"\bplan(?:s|ned)?\b", "finished"),
        (r"^", "Perhaps "), (r"^", "It is alleged that "), (r"^", "It was once planned that "), (r"\blikely\b", "sure"),
    ),
    "degree": (
        (r"\b(?:nearly|almost)\b", "more than"), (r"\b(?:over|more than)\b", "just under"), (r"\bonly\b", "no less than"),
        (r"\b(?:most|many)\b", "few"), (r"\b(?:few|some)\b", "all"), (r"\ball\b", "some"), (r"\bevery\b", "hardly any"),
        (r"\babout\b", "exactly"), (r"\b(?:very|especially|particularly|greatly)\b", "slightly"),
        (r"\bfully\b", "barely"), (r"\bat least\b", "at most"), (r"\bsignificant\b", "negligible"),
        (r"\b(?:major|key|main)\b", "minor"), (r"\bgradually\b", "abruptly"), (r"\bclear(?:er)?\b", "vague"),
    ),
}  # fmt: skip
CHINESE: dict[str, tuple[tuple[str, str], ...]] = {
    "direction": (("增|升|涨", "降"), ("降|减|跌", "升"), ("流出", "流入"), ("扩大", "缩小"), ("支持", "反对"), ("加强", "削弱"),
                  ("推动|推进", "阻碍"), ("开放", "封闭"), ("更", "不"), ("吸引", "排斥"), ("前(?=[^面三]|$)", "后")),
    "negation": (("(?<=[^不])(?=[是能要应会])", "不"), ("不|没有|未(?!来)", ""), ("^", "并非"), ("已", "未")),
    "modality": (("可能|或许", "一定"), ("必须|应当|应|要", "不必"), ("预计|有望", "已经"), ("建议|提出", "决定"), ("审议", "通过"), ("拟|将", "已")),
    "degree": (("近(?=[0-9一二三四五六七八九十])", "超"), ("超", "近"), ("全面|全部", "部分"), ("多数|许多|多(?=[个项家])", "少数"),
               ("最", "较"), ("重大|重要", "次要"), ("仅|只", "多达"), ("都|均", "有的")),
}  # fmt: skip


def fresh_changes(fact: model.Record) -> Iterator[tuple[str, Change]]:
    """Every construction of a fact's wording turned round, each with its kind."""
    for key in ("title_en", "text_en", "note_en"):
        yield from turned(key, getattr(fact, key, None) or "", ENGLISH)
    named = isinstance(fact, model.Person | model.Organization)
    yield from turned("title", "" if named else fact.title, CHINESE)
    yield from turned("note", fact.note or "", CHINESE)


def turned(key: str, text: str, table: dict[str, tuple[tuple[str, str], ...]]) -> Iterator[tuple[str, Change]]:
    """Every place where a line of a table fits."""
    for kind, pairs in table.items() if text else ():
        for number, (pattern, other) in enumerate(pairs):
            for match in re.finditer(pattern, text):
                changed = f"{text[: match.start()]}{match.expand(other)}{text[match.end() :]}"
                yield kind, Change(key, changed, f"fresh {kind} {number} at {match.start()}: {match[0]} -> {other}")
