"""The words with which people ask, and what sort of answer they want: 多少 a figure, who a person. No more than data.

An asking word is not looked for itself. What else holds a question together, without a kind of answer, is in
`lightwords`.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dongbei_cli.search.lexemes import lexeme

Kinds = tuple[str, ...]

COUNTED = " 个 万 亿 元 万亿 万人 亿元 万亿元 份 种 次 位 项 条 家 人 年 月 天 大 倍 座 成 岁"
"""What may follow 几 and 多少, also nothing."""
CHOSEN = (
    " 个 些 项 条 种 类 样 家 位 份 次 座 人 年 地方 国家 方面 几个 几项 几条 几种 几家 几位 几份 几座 几年"
    " 几方面 两个 三个 两种 两项 一个 一项 一份 一次 一位 一座 一种 一类 一方面"
)
"""What may follow 哪 and 什么; what is a subject of its own, as 产业, is not among it."""

ASKED_FOR: tuple[tuple[Kinds, str], ...] = (
    (
        ("figure",),
        "多大 多长 多高 多久 多快 占多少 有多少 有多大 有多长 第几 几成 几何 多大规模 多大比例"
        " 几个亿 几百亿 几千亿 几万亿 几百万 几十万 几千万",
    ),
    (
        ("event", "document"),
        "什么时候 何时 何年 哪一年 哪年 几月 哪天 几号 哪一天 啥时候 哪个月 几月份 何年何月 哪年哪月",
    ),
    (
        ("event", "document"),
        "哪里 哪儿 在哪 在哪里 在哪儿 何地 何处 什么地方 啥地方 在哪座城市 在哪个城市 在什么城市 在哪个地方",
    ),
    (
        ("person",),
        "谁 是谁 哪位 哪位专家 什么人 何人 哪些人 哪个人 职务 身份 职位 职业 头衔 哪个单位 什么单位 啥来头 什么来头",
    ),
    (("measure",), "怎么办 措施 举措 对策 办法 建议 如何 怎样 怎么 怎么做 怎么样 咋 主张 怎么干 怎么搞 该怎么"),
    (
        ("quote",),
        "怎么看 怎么说 说了什么 说什么 说过什么 看法 观点 怎么评价 如何看 如何看待 如何评价 怎么看待 怎么想 咋看",
    ),
    (("quote",), "谁说 谁认为 谁说的 说过 说的 认为 表示 的话 谁讲的 哪位说 谁提出 谁建议 谁主张 谁的观点 谁的话"),
    (("quote", "claim"), "为什么 为何 为啥 原因 何以 怎么会 凭什么 咋会"),
)

ASKED_FOR_ENGLISH: tuple[tuple[Kinds, str], ...] = (
    (("figure",), "how many, how much, how long, how big, how large, how far, what share, what percentage, how high"),
    (("event", "document"), "when, what year, which year, what date, where, what month, which month, which city"),
    (("person",), "who, whose, whom, position, job, post, affiliation, employer"),
    (("measure",), "what measures, which measures, propose, proposed, proposes, proposal, proposals"),
    (
        ("measure",),
        "suggest, suggested, suggests, recommend, recommended, recommends, advise, advises, advised, how should",
    ),
    (("quote",), "say, says, said, saying, think, thinks, thought, told, tell, talk, talks, talked, quote, quotes"),
    (("quote",), "believe, believes, argue, argues, argued, view, views, opinion, opinions, comment, comments"),
    (("quote", "claim"), "why, how come, reason, reasons, cause, causes, because"),
)

EXTREMES = (
    r"(?P<most>最[多大高长快]|\b(?:most|largest|biggest|highest|greatest|longest)\b)"
    r"|最[少小低短慢]|\b(?:least|smallest|lowest|fewest|shortest)\b"
)
"""What asks for the first or the last of several figures."""


def asking() -> Iterator[tuple[str, Kinds]]:
    """Each Chinese asking word with the kinds of fact that answer it."""
    for what in COUNTED.split(" "):
        yield from ((f"{how}{what}", ("figure",)) for how in ("多少", "几", "多少个"))
    for what in CHOSEN.split(" "):
        yield from ((f"{which}{what}", ()) for which in ("哪", "什么"))
    for kinds, words in ASKED_FOR:
        yield from ((word, kinds) for word in words.split())


def asking_in_english() -> Iterator[tuple[str, Kinds]]:
    """Each English asking word, or phrase of at most three, with the kinds of fact that answer it."""
    for kinds, phrases in ASKED_FOR_ENGLISH:
        yield from ((phrase, kinds) for phrase in phrases.split(", "))


ASKING = dict(asking())
ASKING_ENGLISH = dict(asking_in_english())

GRAMMAR = frozenset("的了着吗呢吧啊和与在把被是")
"""Particles with which no word begins or ends."""


@cache
def words(name: str) -> frozenset[str]:
    """One of the lists, read when it is first asked for."""
    text = (Path(__file__).parent / "wordlists" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@cache
def characters() -> frozenset[str]:
    """The single Chinese characters that say little."""
    return words("particles-zh") | words("bare-zh")


@cache
def light_stems() -> frozenset[str]:
    """The light English words as the index would have them."""
    return frozenset(map(lexeme, words("light-en")))


def in_chinese(typed: str) -> tuple[str, float] | None:
    """What a Chinese word of the language at large is, and what it costs to read it so; None for any other word.

    unknown for a subject, must for a place, soft for a light word, stopped for a particle, bare for a single character.
    """
    if typed in words("subjects-zh"):
        return "unknown", 1.2
    if typed in words("places-zh"):
        return "must", 0.5
    if typed in words("light-zh"):
        return "soft", 0.6 if len(typed) > 1 else 0.9
    if typed in words("particles-zh"):
        return "stopped", 0.9
    return ("bare", 1.0) if typed in words("bare-zh") else None


def in_english(typed: str) -> str | None:
    """What an English word of the language at large is: must for a place, stopped, soft; None for any other word."""
    if typed in words("places-en"):
        return "must"
    if typed in words("stopped-en"):
        return "stopped"
    return "soft" if lexeme(typed) in light_stems() else None
