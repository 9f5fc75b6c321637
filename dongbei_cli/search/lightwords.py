"""What people's words are, apart from what the base has: light, a subject of their own, or the name of a place.

The words of the language at large fill a question, and whether the base has them says nothing about whether it has an
answer. Particles are never looked for; light words are looked for and not missed. Everything else that a query has and
the base has not is a subject that is missing. So a word is light if a reporter on any beat would use it (到底, even),
and not if it names what an article may be about (退休, housing). A place that is named must be met. The lists are in
the folder `words`, curated from the most frequent words of both languages; some were missed in queries first.
"""

from functools import cache
from pathlib import Path

from dongbei_cli.search.lexemes import lexeme

GRAMMAR = frozenset("的了着吗呢吧啊和与在把被是")
"""Particles with which no word begins or ends."""


@cache
def words(name: str) -> frozenset[str]:
    """One of the lists, read when it is first asked for."""
    text = (Path(__file__).parent / "words" / f"{name}.txt").read_text(encoding="utf-8")
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
