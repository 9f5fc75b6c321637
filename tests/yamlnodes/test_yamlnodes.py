"""The YAML reader: what it reads, what it refuses and where, and that both parsers of PyYAML agree."""

import io
import itertools
import random
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dongbei_cli import yamlnodes
from dongbei_cli.problems import Problem
from dongbei_cli.yamlnodes import Mapping, PythonLoader, Scalar, Sequence, at, plain, plaintext, read

LOADERS = [yamlnodes.LOADER, PythonLoader]
FILE = "facts.yaml"
GOOD = """\
# 事实
sources:
  - id: article
    title: "东北“全面”振兴"
    published: 2023-11-01

topics:
  - {slug: transfers, zh: 转移支付, en: 'the region''s transfers'}

figures:
  - id: transfers-jilin-2003-2022
    title: 中央对吉林的转移支付总额
    topics: [transfers, "财政"]
    value: 28628
    note_en: >-
      one gloss that is folded
      over two lines
    anchors:
      - exact: "2003~2022年之间，中央\\"先后\\"给辽宁"
        prefix: 的
  - id: second
    anchors: []

relations: []
"""

REFUSED = [
    # name, text, rule, place
    ("duplicate key", "a: 1\nb: 2\na: 3\n", "yaml-duplicate-key", "3:1"),
    ("duplicate key below", "a:\n  - 北: 1\n    北: 2\n", "yaml-duplicate-key", "3:5"),
    ("duplicate key in brackets", "a: {北: 1, 北: 2}\n", "yaml-duplicate-key", "1:11"),
    ("duplicate key quoted", 'a: 1\n"a": 2\n', "yaml-duplicate-key", "2:1"),
    ("duplicate section", "a:\n  - b: 1\na:\n  - b: 2\n", "yaml-duplicate-key", "3:1"),
    ("anchor", "a: &x 1\n", "yaml-anchor", "1:4"),
    ("anchor of a list", "a: &x [1]\n", "yaml-anchor", "1:4"),
    ("anchor of a key", "&x a: 1\n", "yaml-anchor", "1:1"),
    ("alias", "a: *x\n", "yaml-anchor", "1:4"),
    ("alias as a key", "*x : 1\n", "yaml-anchor", "1:1"),
    ("bold text", "a: **重要**\n", "yaml-anchor", "1:4"),
    ("lone ampersand", "a: & b\n", "yaml-anchor", "1:4"),
    ("tag", "a: !!str 1\n", "yaml-tag", "1:4"),
    ("tag for Python", "a: !!python/object/apply:os.system [ls]\n", "yaml-tag", "1:4"),
    ("local tag", "a: !x 1\n", "yaml-tag", "1:4"),
    ("bare tag", "a: ! b\n", "yaml-tag", "1:4"),
    ("tag with an unknown handle", "a: !x!y b\n", "yaml-tag", "1:4"),
    ("tag with a comma", "a: !-,\nb\n", "yaml-tag", "1:4"),
    ("tag of the top", "!!map\na: 1\n", "yaml-tag", "1:1"),
    ("merge key", "<<: {a: 1}\n", "yaml-merge-key", "1:1"),
    ("merge key below", "a:\n  <<: 1\n", "yaml-merge-key", "2:3"),
    ("tab after the colon", "北:\t1\n", "yaml-tab", "1:3"),
    ("tab as indentation", "a:\n\tb: 1\n", "yaml-tab", "2:1"),
    ("tab in quotes", 'a: "b\tc"\n', "yaml-tab", "1:6"),
    ("tab in a comment", "a: b #\t\n", "yaml-tab", "1:7"),
    ("tab between keys that line up", "a:\n  b: 1\n\tc: 2\n", "yaml-tab", "3:1"),
    ("no-break space", "a: 北\u00a0的\n", "yaml-invisible", "1:5"),
    ("zero width space", "😀: 😀\u200b\n", "yaml-invisible", "1:5"),
    ("run of zero width spaces", "a: b\u200b\u200b\u200b\n", "yaml-invisible", "1:5"),
    ("zero width joiner in a comment", "a: b # \u200d\n", "yaml-invisible", "1:8"),
    ("right-to-left override", "a: \u202eb\n", "yaml-invisible", "1:4"),
    ("isolate", "a: b\u2066\n", "yaml-invisible", "1:5"),
    ("soft hyphen", "a: b\u00adc\n", "yaml-invisible", "1:5"),
    ("line separator", "a: b\u2028c\n", "yaml-invisible", "1:5"),
    ("paragraph separator", "a: b\u2029c\n", "yaml-invisible", "1:5"),
    ("next line", "a: b\u0085c: d\n", "yaml-invisible", "1:5"),
    ("variation selector", "a: 北\ufe00\n", "yaml-invisible", "1:5"),
    ("ideographic variation selector", "a: 北\U000e0100\n", "yaml-invisible", "1:5"),
    ("tag character", "a: b\U000e0041\n", "yaml-invisible", "1:5"),
    ("byte order mark in the middle", "a: b\nb: \ufeffc\n", "yaml-invisible", "2:4"),
    ("second byte order mark", "\ufeff\ufeffa: b\n", "yaml-invisible", "1:1"),
    ("after a byte order mark", "\ufeffa: \u200b\n", "yaml-invisible", "1:4"),
    ("escape character", "a: \x1b[31m\n", "yaml-invisible", "1:4"),
    ("bell", "a: b\x07\n", "yaml-invisible", "1:5"),
    ("NUL", "a: b\x00c\n", "yaml-invisible", "1:5"),
    ("C1 control", "a: b\x9bc\n", "yaml-invisible", "1:5"),
    ("replacement character", "a: 东\ufffd北\n", "yaml-invisible", "1:5"),
    ("noncharacter", "a: b\uffff\n", "yaml-invisible", "1:5"),
    ("noncharacter of another plane", "a: b\U0001fffe\n", "yaml-invisible", "1:5"),
    ("hangul filler", "a: \u3164\n", "yaml-invisible", "1:4"),
    ("lone carriage return", "a: 1\rb: 2\n", "yaml-invisible", "1:5"),
    ("escape of a zero width space", 'a: "b\\u200b"\n', "yaml-invisible", "1:4"),
    ("escape of a tab", 'a: "\\t"\n', "yaml-invisible", "1:4"),
    ("escape of NUL", 'a: "\\0"\n', "yaml-invisible", "1:4"),
    ("escape of a no-break space", 'a: "\\_"\n', "yaml-invisible", "1:4"),
    ("escape of half a pair", 'a: "\\ud83d"\n', "yaml-invisible", "1:5"),
    ("escape beyond Unicode", 'a: "北\\UFFFFFFFF"\n', "yaml-invisible", "1:6"),
    ("second document", "a: 1\n---\nb: 2\n", "yaml-many-documents", "2:1"),
    ("empty second document", "a: 1\n---\n", "yaml-many-documents", "2:1"),
    ("text after the end of the document", "a: 1\n...\nb: 2\n", "yaml-many-documents", "3:1"),
    ("25 levels of brackets", "a: " + "[" * 24 + "]" * 24 + "\n", "yaml-depth", "1:4"),
    ("25 levels of indentation", "".join(f"{' ' * level}a:\n" for level in range(25)), "yaml-depth", "25:25"),
    ("25 levels of dashes", "a:\n " + "- " * 25 + "\n", "yaml-depth", "2:48"),
    ("100,000 brackets", "a: " + "[" * 100_000, "yaml-depth", "1:4"),
    ("100,000 braces", "a: " + "{" * 100_000, "yaml-depth", "1:4"),
    ("100,000 mappings in lists", "a: " + "[{a: " * 100_000, "yaml-depth", "1:4"),
    ("100,000 dashes", "a:\n " + "- " * 100_000, "yaml-depth", "2:48"),
    ("100,000 lines with a bracket", "a: " + "[\n" * 100_000, "yaml-depth", "1:4"),
    ("byte that is not UTF-8", b"a: 1\n\xe5\x8c\x97: \xff\n", "yaml-encoding", "2:4"),
    ("GBK", "a: 东北\nb: 振兴\n".encode("gbk"), "yaml-encoding", "1:4"),
    ("encoded half of a pair", b"a: \xed\xa0\x80\n", "yaml-encoding", "1:4"),
    ("cut inside a character", "a: 北京".encode()[:-1], "yaml-encoding", "1:5"),
    ("UTF-16", "a: 1\n".encode("utf-16"), "yaml-encoding", "1:1"),
    ("UTF-16 without a mark", "a: 1\n".encode("utf-16-be"), "yaml-encoding", "1:1"),
    ("UTF-32", "a: 1\n".encode("utf-32"), "yaml-encoding", "1:1"),
    ("nothing", "", "yaml-empty", "1:1"),
    ("blank lines", "\n\n", "yaml-empty", "1:1"),
    ("only a byte order mark", "\ufeff", "yaml-empty", "1:1"),
    ("only comments", "# 一\n# 二\n", "yaml-empty", "1:1"),
    ("only a document mark", "---\n", "yaml-empty", "1:1"),
    ("list at the top", "- a\n", "yaml-not-mapping", "1:1"),
    ("text at the top", "# c\n东北\n", "yaml-not-mapping", "2:1"),
    ("full-width colon at the top", "标题：东北\n", "yaml-not-mapping", "1:1"),
    ("list as a key", "[a]: b\n", "yaml-complex-key", "1:1"),
    ("mapping as a key", "a:\n  {b: c}: d\n", "yaml-complex-key", "2:3"),
    ("list as an explicit key", "? - a\n: b\n", "yaml-complex-key", "1:3"),
    ("empty key", '"": b\n', "yaml-complex-key", "1:1"),
    ("folded Chinese", "a:\n  b: >-\n    东北\n    振兴\n", "yaml-folded", "2:6"),
    ("folded Chinese, plain", "a: 东北\n  振兴\n", "yaml-folded", "1:4"),
    ("folded Chinese, quoted", 'a: "东北，\n  振兴"\n', "yaml-folded", "1:4"),
    ("literal block", "a: |\n  b\n", "yaml-newline", "1:4"),
    ("folded block that keeps its end", "a: >\n  b\n", "yaml-newline", "1:4"),
    ("blank line in a value", "a: b\n\n  c\n", "yaml-newline", "1:4"),
    ("escape of a line feed", 'a: "b\\nc"\n', "yaml-newline", "1:4"),
    ("directive", "%YAML 1.2\n---\na: b\n", "yaml-directive", "1:1"),
    ("unknown directive", "# c\n%X y\n---\na: b\n", "yaml-directive", "2:1"),
    ("tag directive", "%TAG ! tag:x,2000:\n---\na: b\n", "yaml-directive", "1:1"),
    ("quote never closed", 'a: 1\n北: "b\nc: d\n', "yaml", "2:4"),
    ("quote closed by the next one", 'a: "b\nc: "d"\n', "yaml", "1:4"),
    ("single quote never closed", "a: 'b\n", "yaml", "1:4"),
    ("text after a quote", 'a: "东北"振兴"\n', "yaml", "1:8"),
    ("text after a bracket", "a: [b] c\n", "yaml", "1:8"),
    ("no space after the colon", "a: 1\nb:2\nc: 3\n", "yaml", "2:1"),
    ("no space after the first colon of an item", "a:\n  - b:1\n    c: 2\n", "yaml", "2:5"),
    ("full-width colon", "a: 1\n标题：东北\nc: 3\n", "yaml", "2:1"),
    ("no colon", "a: 1\nb\nc: 3\n", "yaml", "2:1"),
    ("colon in a value", "北: 京: 1\n", "yaml", "1:5"),
    ("colon after a quote", 'a: "b": c\n', "yaml", "1:7"),
    ("key below a value", "a: 1\n  b: 2\n", "yaml", "2:4"),
    ("indentation between two levels", "a:\n    b: 1\n  c: 2\n", "yaml", "3:3"),
    ("dash out of line", "a:\n  - b\n - c\n", "yaml", "3:2"),
    ("indented less than the first key", "  a: 1\n b: 2\n", "yaml", "2:2"),
    ("list on the line of its key", "a: - b\n", "yaml", "1:4"),
    ("value that begins with %", "a: %5\n", "yaml", "1:4"),
    ("value that begins with @", "a: @b\n", "yaml", "1:4"),
    ("value that begins with a backtick", "a: `b`\n", "yaml", "1:4"),
    ("value that begins with ? and a space", "a: ? b\n", "yaml", "1:4"),
    ("value that begins with |", "a: |b\n", "yaml", "1:5"),
    ("comment right behind >", "a: >#b\n  c\n", "yaml", "1:5"),
    ("bracket never closed", "a: [b, \n", "yaml", "1:4"),
    ("bracket open before a key", "a: [b\nc: d\n", "yaml", "1:4"),
    ("brace never closed", "a: {b: c\n", "yaml", "1:4"),
    ("bracket too many", "a: [b]]\n", "yaml", "1:7"),
    ("bracket that closes nothing", "a: ]\n", "yaml", "1:4"),
    ("two commas", "a: [b,, c]\n", "yaml", "1:7"),
    ("colon without a key", ": b\n", "yaml", "1:1"),
    ("no space after a colon in brackets", "a: {b:}\n", "yaml", "1:5"),
    ("unknown escape", 'a: "北\\q"\n', "yaml", "1:6"),
    ("escape without its number", 'a: "\\x"\n', "yaml", "1:5"),
]


def encoded(text: str | bytes) -> bytes:
    """The bytes of a row."""
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def tree(text: str) -> Any:
    """The plain values of a text that both parsers read without a problem, and alike."""
    first, second = (read(text.encode(), FILE, loader) for loader in LOADERS)
    assert first == second
    assert first[0] is not None
    assert first[1] == []
    return plain(first[0])


def nested(levels: int) -> Any:
    """Lists in lists."""
    return [nested(levels - 1)] if levels > 1 else []


def rules(problems: list[Problem]) -> list[tuple[str, str]]:
    """Rule and place of each problem."""
    return [(problem.rule, f"{problem.place.line}:{problem.place.column}") for problem in problems]


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(("text", "rule", "place"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused(text: str | bytes, rule: str, place: str, loader: Any) -> None:
    """Each trap is one problem, with its rule, at its place, in one clean line with a hint; by either parser."""
    _, problems = read(encoded(text), FILE, loader)
    assert rules(problems) == [(rule, place)]
    assert problems[0].place.file == FILE
    assert problems[0].hint
    assert str(problems[0]).isprintable()
    assert len(str(problems[0])) < 200


def test_refused_names_are_unique() -> None:
    """The table is as long as it looks."""
    assert len({row[0] for row in REFUSED}) == len({row[1] for row in REFUSED}) == len(REFUSED)


def test_as_written() -> None:
    """What other readers would convert stays what is written."""
    written = ["no", "010", "12:30", "2023-10", "~", "null", "1_000", ".5", "0x1F", "1e3", "=", "true", "2003/2022"]
    assert tree("".join(f"k{row}: {text}\n" for row, text in enumerate(written))) == {
        f"k{row}": text for row, text in enumerate(written)
    }
    assert tree(f"a: [{', '.join(written)}]\n") == {"a": written}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a:\nb: ''\n", {"a": "", "b": ""}),
        ("a: 'it''s'\n", {"a": "it's"}),
        ('a: "\\"北\\" \\\\ \\u5317"\n', {"a": '"北" \\ 北'}),
        ("a: “北”：的\n", {"a": "“北”：的"}),
        ("a: b # c\n", {"a": "b"}),
        ("a: b#c\n", {"a": "b#c"}),
        ("a: http://b:80/c\n", {"a": "http://b:80/c"}),
        ("a: >-\n  b\n  东北\n  c\n", {"a": "b 东北 c"}),
        ("a: b\n  c\n", {"a": "b c"}),
        ('a: "东\\\n  北"\n', {"a": "东北"}),
        ("a: >-\n  东北\n的: b\n", {"a": "东北", "的": "b"}),
        ("a: 北 的\n", {"a": "北 的"}),
        ("a: \u3000北\n", {"a": "\u3000北"}),
        ("? a\n: b\n", {"a": "b"}),
        ("---\na: b\n...\n", {"a": "b"}),
        ("a: b\r\nc:\r\n  - d\r\n", {"a": "b", "c": ["d"]}),
        ("\ufeffa: b\n", {"a": "b"}),
        ("a: b", {"a": "b"}),
        ("{a: [b, {c: d}]}", {"a": ["b", {"c": "d"}]}),
        ("a: [why? so, b]\n", {"a": ["why? so", "b"]}),
        ("a:\n- b\n- - c\n", {"a": ["b", ["c"]]}),
        ("a: " + "[" * 23 + "]" * 23, {"a": nested(23)}),
        ("{}\n", {}),
    ],
)
def test_read(text: str, value: Any) -> None:
    """Both parsers read what YAML allows and a hand may write."""
    assert tree(text) == value


@pytest.mark.parametrize("loader", LOADERS)
def test_places(loader: Any) -> None:
    """Places count from 1, in code points, also after Chinese, astral characters, CRLF and a byte order mark."""
    data = '\ufeff东北: "😀"\r\n表:\r\n  - 甲: [乙, 丙]\r\n    空:\r\n'.encode()
    root, problems = read(data, FILE, loader)
    assert problems == []
    item = Mapping(
        {"甲": Sequence([Scalar("乙", 3, 9), Scalar("丙", 3, 12)], 3, 8), "空": Scalar("", 4, 5)},
        {"甲": (3, 5), "空": (4, 5)},
        3,
        5,
    )
    assert root == Mapping(
        {"东北": Scalar("😀", 1, 5), "表": Sequence([item], 3, 3)}, {"东北": (1, 1), "表": (2, 1)}, 1, 1
    )


def test_at() -> None:
    """`at` goes as deep as the path exists."""
    root, _ = read(GOOD.encode(), FILE)
    assert root is not None
    assert at(root) == (2, 1)
    assert at(root, "figures", 0, "anchors", 0, "prefix") == (20, 17)
    assert at(root, "figures", 0, "anchors", 7) == at(root, "figures", 0, "anchors") == (19, 7)
    assert at(root, "figures", 1, "title", "x") == at(root, "figures", 1) == (21, 5)
    assert at(root, "figures", -1) == at(root, "figures", "id") == (11, 3)
    assert at(root, 0) == (2, 1)


@pytest.mark.parametrize("loader", LOADERS)
def test_every_problem(loader: Any) -> None:
    """One pass finds them all, characters after a fault of syntax too, and in the order of the file."""
    text = "a: &x 1\na: !y 2\nb:\t3\nc: |\n  d\n<<: 4\ne: {f: 1, f: 2}\n g: [\n# \u200b\n# \u202e\n"
    assert rules(read(text.encode(), FILE, loader)[1]) == [
        ("yaml-anchor", "1:4"),
        ("yaml-duplicate-key", "2:1"),
        ("yaml-tag", "2:4"),
        ("yaml-tab", "3:3"),
        ("yaml-newline", "4:4"),
        ("yaml-merge-key", "6:1"),
        ("yaml-duplicate-key", "7:11"),
        ("yaml", "8:2"),
        ("yaml-invisible", "9:3"),
        ("yaml-invisible", "10:3"),
    ]


@pytest.mark.parametrize("loader", LOADERS)
def test_tree_before_a_fault(loader: Any) -> None:
    """After a fault of syntax the complete entries stand, and the one that is cut is left out."""
    root, problems = read(b"a:\n  - b: 1\n  - b: 2\n    c: @\n", FILE, loader)
    assert root is not None
    assert plain(root) == {"a": [{"b": "1"}]}
    assert rules(problems) == [("yaml", "4:8")]


def test_first_key_wins() -> None:
    """The value of a refused key is left out, whatever it is."""
    root, _ = read(b"a: 1\na: {b: c}\n[d]: {e: f}\n<<: [g]\nh: i\n", FILE)
    assert root is not None
    assert plain(root) == {"a": "1", "h": "i"}


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("a: 1\na: 2\n", "the key a stands already at 1:1", "keep one"),
        ("标题：b\n", "full-width", "ASCII colon"),
        ("a: 1\nb:2\n", "no space after the colon", "key: value"),
        ("a: b\u200b\n", "U+200B ZERO WIDTH SPACE", "delete"),
        ("a: b\u00a0c\n", "U+00A0 NO-BREAK SPACE", "plain space"),
        ("a: 东北\n  振兴\n", "puts a space between 北 and 振", "one line"),
        ('a: "b\n', "never closed", "same line"),
        ('a: "b\nc: "d"\n', "closed only at 2:4", "same line"),
        ("a: @b\n", "cannot begin with @", "double quotes"),
        ("a: b: c", "a colon inside a value", "double quotes"),
        ('a: "\\u202e": b\n', "U+202E RIGHT-TO-LEFT OVERRIDE", "escape"),
        ('"\\n": b\n"\\n": c\n', "the key U+000A stands already", "keep one"),
        (b"a: \xb1\n", "0xB1 is not UTF-8", "UTF-8"),
    ],
)
def test_words(text: str | bytes, message: str, hint: str) -> None:
    """The words that help most are there."""
    problems = read(encoded(text), FILE)[1]
    assert any(message in problem.message and hint in problem.hint for problem in problems)


def test_too_many() -> None:
    """A file of nothing but faults gives a bounded list whose last entry says so."""
    problems = read(b"a: b\n" + b"#\t\n" * 5000, FILE)[1]
    assert len(problems) == plaintext.MAX_PROBLEMS
    assert problems[-1].rule == "yaml-too-many"


@pytest.mark.parametrize("loader", LOADERS)
def test_open_quote_in_a_big_file(loader: Any) -> None:
    """A quote that is never closed does not take the whole file into memory."""
    stream = Counting("a: 'b\n", "  cccccccccccc\n" * 4096, 1000 if loader is yamlnodes.LOADER else 100)
    problems: list[Problem] = []
    assert list(yamlnodes.items(stream, FILE, problems, loader)) == []
    assert rules(problems) == [("yaml", "1:4")]
    assert stream.given < 2 * yamlnodes.MAX_SILENCE


def test_long_comment() -> None:
    """Megabytes without a key are refused even when they are no error of YAML."""
    stream = Counting("a: b\n", "# cccccccccccc\n" * 4096, 1000)
    problems: list[Problem] = []
    assert [plain(item.value) for item in yamlnodes.items(stream, FILE, problems)] == ["b"]
    assert [problem.rule for problem in problems] == ["yaml"]
    assert "4 MiB" in problems[0].message


class Counting(io.BytesIO):
    """A head and then the same block many times, counting what was taken."""

    def __init__(self, head: str, block: str, times: int) -> None:
        """The stream as text."""
        super().__init__()
        self.blocks: Iterator[bytes] = itertools.chain([head.encode()], itertools.repeat(block.encode(), times))
        self.given = 0

    def read(self, _size: int | None = -1) -> bytes:
        """The next block, whatever the size."""
        data = next(self.blocks, b"")
        self.given += len(data)
        return data


@pytest.mark.parametrize("loader", LOADERS)
def test_items(loader: Any) -> None:
    """Items come one by one with the key of their section; other values, and empty lists, come whole."""
    text = "a: b\nc:\n  - d\n  - {e: f}\ng: {h: [i]}\nj: []\nk: [l, [m]]\nn:\n"
    problems: list[Problem] = []
    found = list(yamlnodes.items(io.BytesIO(text.encode()), FILE, problems, loader))
    assert [(key.text, plain(value), listed) for key, value, listed in found] == [
        ("a", "b", False),
        ("c", "d", True),
        ("c", {"e": "f"}, True),
        ("g", {"h": ["i"]}, False),
        ("j", [], False),
        ("k", "l", True),
        ("k", ["m"], True),
        ("n", "", False),
    ]
    assert [(key.line, key.column) for key, _, _ in found] == [(line, 1) for line in (1, 2, 2, 5, 6, 7, 7, 8)]
    assert found[2][1] == Mapping({"e": Scalar("f", 4, 9)}, {"e": (4, 6)}, 4, 5)
    assert problems == []


def test_items_of_a_refused_key() -> None:
    """A duplicate section is reported and its items are not given."""
    problems: list[Problem] = []
    stream = io.BytesIO(b"a:\n  - 1\na:\n  - 2\n[b]: [3]\nc: 4\n")
    assert [plain(item.value) for item in yamlnodes.items(stream, FILE, problems)] == ["1", "4"]
    assert rules(problems) == [("yaml-duplicate-key", "3:1"), ("yaml-complex-key", "5:1")]


def test_items_come_before_the_end() -> None:
    """An item is given as soon as it is read: an endless file gives its first ones."""
    block = "  - exact: 中央先后给辽宁\n" * 500
    stream = Counting("a:\n", block, 10**9)
    found = list(itertools.islice(yamlnodes.items(stream, FILE, []), 5000))
    assert len(found) == 5000
    assert stream.given < 40 * len(block.encode())


def test_items_memory() -> None:
    """Streaming keeps one item: four times the text takes no more memory."""
    block = "  - exact: 中央先后给辽宁\n" * 500
    peaks = []
    for times in (50, 200):
        tracemalloc.start()
        assert sum(1 for _ in yamlnodes.items(Counting("a:\n", block, times), FILE, [])) == 500 * times
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0] < 2_000_000


@given(cut=st.integers(1, 40), loader=st.sampled_from(LOADERS))
def test_any_reads(cut: int, loader: Any) -> None:
    """It does not matter in what pieces a stream arrives: the same items, places and problems."""
    data = GOOD.replace("value: 28628", "value: 28628\u200b").encode() + b"a: '\n"
    whole, parts = (
        (list(yamlnodes.items(stream, FILE, problems, loader)), problems)
        for stream, problems in ((io.BytesIO(data), list[Problem]()), (Pieces(data, cut), list[Problem]()))
    )
    assert whole == parts
    assert len(whole[1]) == 2


class Pieces(io.BytesIO):
    """A stream that gives at most so many bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        """The bytes, and how many at a time."""
        super().__init__(data)
        self.size = size

    def read(self, _size: int | None = -1) -> bytes:
        """The next few bytes."""
        return super().read(self.size)


def test_long_lines() -> None:
    """A line longer than a chunk is read whole, and places in it are right."""
    text = "东" * (3 * plaintext.CHUNK)
    assert tree(f"a: {text}\nb: c\n") == {"a": text, "b": "c"}
    assert rules(read(f"a: {text}\u200b{text}\nb:\t\n".encode(), FILE)[1]) == [
        ("yaml-invisible", f"1:{len(text) + 4}"),
        ("yaml-tab", "2:3"),
    ]


def test_visible_is_not_invisible() -> None:
    """The fast test for visible text passes no character that is refused."""
    visible = (chr(number) for number in range(0x110000) if plaintext.VISIBLE.fullmatch(chr(number)))
    assert not plaintext.invisible().search("".join(visible))


CLEAN = st.text(
    st.characters(exclude_categories=["Cs"]).filter(lambda c: c != "\n" and not plaintext.invisible().match(c)),
    max_size=100,
)
KEYS = CLEAN.filter(lambda text: text not in ("", "<<"))
TREES = st.recursive(
    CLEAN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=15,
)


@given(st.dictionaries(KEYS, TREES, max_size=4))
def test_round_trip(value: dict[str, Any]) -> None:
    """What PyYAML writes is read back, by both parsers, whatever the strings hold."""
    assert tree(yaml.safe_dump(value, default_style='"', allow_unicode=True, sort_keys=False)) == value


@given(st.dictionaries(KEYS, TREES, max_size=4))
def test_items_are_the_tree(value: dict[str, Any]) -> None:
    """Streaming gives the same tree as reading at once."""
    data = yaml.safe_dump(value, default_style='"', allow_unicode=True, sort_keys=False).encode()
    root, _ = read(data, FILE)
    assert root is not None
    again: dict[str, Any] = {}
    for key, item, listed in yamlnodes.items(io.BytesIO(data), FILE, []):
        again[key.text] = [*again.get(key.text, []), plain(item)] if listed else plain(item)
    assert again == value


def is_beginning(part: Any, whole: Any) -> bool:
    """Whether `part` is what is left of `whole` when the text is cut somewhere: only the last of anything may lack."""
    if part in ("", whole):
        return True
    if isinstance(part, str):
        return isinstance(whole, dict | str) and (whole if isinstance(whole, str) else next(iter(whole))).startswith(
            part
        )
    if type(part) is not type(whole) or len(part) > len(whole):
        return False
    mine, theirs = ([*value.items()] if isinstance(value, dict) else value for value in (part, whole))
    last = len(mine) - 1
    if isinstance(part, dict) and mine[last][0] != theirs[last][0]:
        return False
    ends = (mine[last][1], theirs[last][1]) if isinstance(part, dict) else (mine[last], theirs[last])
    return list(mine[:last]) == list(theirs[:last]) and is_beginning(*ends)


@pytest.mark.parametrize("loader", LOADERS)
def test_cut_anywhere(loader: Any) -> None:
    """A file cut at any byte is refused, or holds the beginning of what it held, and nothing else."""
    data, whole = GOOD.encode(), tree(GOOD)
    silent = 0
    for length in range(len(data)):
        root, problems = read(data[:length], FILE, loader)
        if not problems:
            silent += 1
            assert root is not None
            assert is_beginning(plain(root), whole), data[:length].decode()
    assert 0 < silent < len(data) / 2


SLIPS = [
    *" \n:-\"'[]{},#@%\\",
    "  ",
    "\n  ",
    ": ",
    " - ",
    "a",
    "北",
    "：",
    "“",
    "\t",
    "\r",
    "\u200b",
    "\u00a0",
    "\ufeff",
    "😀",
]


def slipped(rng: random.Random) -> str:
    """The good file after one to four slips of a hand."""
    text = GOOD
    for _ in range(rng.choice((1, 1, 2, 4))):
        start = rng.randrange(len(text))
        end = start + rng.choice((0, 0, 1, 1, 2, 7))
        text = text[:start] + rng.choice(["", *SLIPS]) + text[end:]
    return text


@pytest.mark.parametrize("seed", range(8))
def test_parsers_agree(seed: int) -> None:
    """After any slip both parsers give the same tree, the same problems and the same places, in clean lines."""
    rng = random.Random(seed)
    refused = 0
    for _ in range(60):
        text = slipped(rng)
        first, second = (read(text.encode(), FILE, loader) for loader in LOADERS)
        assert first == second, text
        assert first[1] == sorted(first[1])
        assert all(str(problem).isprintable() for problem in first[1])
        refused += bool(first[1])
    assert refused > 10
