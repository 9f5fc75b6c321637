"""What YAML allows, or half allows, and a fact base must not hold, alone and in the middle of a sound base."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.bad_bases import Case, whole
from tests.yamlnodes.test_yamlnodes import REFUSED

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
FILES: dict[str, str | bytes] = {
    "billion-laughs": BOMB,
    "merge-bomb": "a: &a {k: v}\n" + "".join(f"k{n}: {{<<: [{', '.join(['*a'] * 99)}]}}\n" for n in range(99)),
    "million-open-brackets": "a: " + "[" * 1_000_000,
    "million-open-braces": "a: " + "{" * 1_000_000,
    "million-dashes": "- " * 1_000_000,
    "million-question-marks": "? " * 1_000_000,
    "million-ampersands": "a: " + "&a " * 1_000_000,
    "million-exclamation-marks": "a: " + "!" * 1_000_000,
    "million-quotes": '"' * 1_000_000,
    "million-tabs": "\t" * 1_000_000,
    "million-keys": "".join(f"k{n}: v\n" for n in range(100_000)),
    "one-key-ten-megabytes-long": "k" * 10_000_000 + ": v\n",
    "one-value-ten-megabytes-long": "k: " + "v" * 10_000_000 + "\n",
    "ten-megabytes-of-null-bytes": bytes(10_000_000),
    "ten-megabytes-of-0xff": b"\xff" * 10_000_000,
    "ten-megabytes-of-comment": "#" * 10_000_000,
    "ten-megabytes-of-line-feeds": "\n" * 10_000_000,
    "a-database-under-the-name-of-yaml": b"SQLite format 3\x00" + bytes(4080),
    "a-zip-under-the-name-of-yaml": b"PK\x03\x04" + bytes(range(256)) * 8,
    "a-gzip-under-the-name-of-yaml": b"\x1f\x8b\x08\x00" + bytes(range(256)) * 8,
    "key-inside-of-a-quoted-value": whole.text()
    .replace('note: "注"\n', 'note: "注\n', 1)
    .replace('"A note"', 'A note"', 1),
    "json": '{"sources": [], "topics": []}\n',
    "html": "<!DOCTYPE html>\n<html></html>\n",
    "csv": "id,title\na,b\n",
    "the-article-itself": whole.ARTICLE,
}
ENDS = ("\u200b", "\u00a0", "\u202e", "\ufeff", "\t", "\x00", "\x1b", "\u2028", "\u3164", "\r")
SPOILERS = {f"U+{ord(end):04X}": end for end in ENDS}


def cases() -> Iterator[Case]:
    """The traps of the reader as whole files, some larger ones, and each odd character in three places of a base."""
    for name, trap in ((str(row[0]), row[1]) for row in REFUSED):
        assert isinstance(trap, str | bytes)
        yield Case(f"yaml/{name.replace(' ', '-')}", partial(whole.write, facts=trap))
    for name, data in FILES.items():
        yield Case(f"file/{name}", partial(whole.write, facts=data))
    for name, character in SPOILERS.items():
        for where, old, new in (
            ("value", '"亿元"', f'"亿{character}元"'),
            ("key", "    unit:", f"    un{character}it:"),
            ("end", '"heading"\n', f'"heading"\n{character}'),
        ):
            yield Case(f"character/{name}-in-{where}", partial(spoiled, old=old, new=new))


def spoiled(folder: Path, old: str, new: str) -> str:
    """The sound base with one replacement."""
    assert old in whole.text()
    return whole.write(folder, whole.text().replace(old, new, 1))
