"""Near misses: the passage of an article that comes closest to words that do not stand in it.

A hint shows where to look; it is never a pass. Nothing is computed before a rule has failed.
"""

LEAST = 3
"""Fewer characters in common are chance."""


def closest(text: str, words: str) -> str:
    """Where the article says almost the same, with the first character that differs; else to copy the passage."""
    head, tail = longest_prefix(text, words), longest_prefix(text[::-1], words[::-1])
    if max(head, tail) < LEAST:
        return "copy the passage from the article"
    if head >= tail:
        start = text.index(words[:head])
        found, here, there = (
            text[start : start + len(words)],
            words[head : head + 1],
            text[start + head : start + head + 1],
        )
    else:
        end = text.rindex(words[len(words) - tail :]) + tail
        at = len(words) - tail - 1
        found, here, there = text[max(0, end - len(words)) : end], words[at : at + 1], text[end - tail - 1 : end - tail]
    return f"the article has {found.strip()!r}, that is {there!r} where this has {here!r}"


def longest_prefix(text: str, words: str) -> int:
    """How many of the first characters of `words` stand together in `text`."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if words[:middle] in text else (low, middle - 1)
    return low
