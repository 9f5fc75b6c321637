"""The YAML reader: what it reads, what it refuses and where, with libyaml and without."""

import ast
from pathlib import Path
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from dongbei_cli.curate import yaml
from dongbei_cli.curate.yaml import Mapping, Scalar, Sequence, parse, place, plain
from dongbei_cli.errors import Problem
from tests.conftest import in_chinese

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
    line.split("\t")
    for line in Path(__file__).with_name("refused.tsv").read_text(encoding="utf-8").splitlines()
    if line[0] != "#"
]
"""A name, the rule, the place, and the text as a literal of Python."""
MADE = [
    ("25 levels of brackets", "yaml-depth", "1:27", repr("a: " + "[" * 24 + "]" * 24 + "\n")),
    ("100,000 dashes", "yaml-depth", "2:48", repr("a:\n " + "- " * 100_000)),
    ("GBK", "yaml-encoding", "1:4", repr("a: 东北\nb: 振兴\n".encode("gbk"))),
    ("UTF-16", "yaml-encoding", "1:1", repr("a: 1\n".encode("utf-16"))),
]


@pytest.fixture(params=[yaml.LOADER, pyyaml.SafeLoader], ids=["libyaml", "python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Each of the two parsers of PyYAML, in use."""
    monkeypatch.setattr(yaml, "LOADER", request.param)
    return request.param


def tree(text: str) -> Any:
    """Return the plain values of a text without problems."""
    root, problems = parse(text.encode(), FILE)
    assert problems == []
    assert root is not None
    return plain(root)


def nested(levels: int) -> Any:
    """Return a letter in lists in lists."""
    return [nested(levels - 1)] if levels else "b"


def rules(problems: list[Problem]) -> list[tuple[str, str]]:
    """Return rule and place of each problem."""
    return [(problem.rule, f"{problem.place.line}:{problem.place.column}") for problem in problems]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("rule", "spot", "literal"), [row[1:] for row in (*REFUSED, *MADE)], ids=[row[0] for row in (*REFUSED, *MADE)]
)
def test_refused(rule: str, spot: str, literal: str) -> None:
    """Each trap is one problem, with its rule, at its place, in one clean line with a hint."""
    text = ast.literal_eval(literal)
    _, problems = parse(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"), FILE)
    assert rules(problems) == [(rule, spot)]
    assert problems[0].place.file == FILE
    assert problems[0].hint
    assert in_chinese(problems[0])
    assert str(problems[0]).isprintable()
    assert len(str(problems[0])) < 200


@pytest.mark.usefixtures("loader")
def test_as_written() -> None:
    """What other readers would convert stays what is written."""
    written = ["no", "010", "12:30", "2023-10", "~", "null", "1_000", ".5", "0x1F", "1e3", "=", "true", "2003/2022"]
    assert tree("".join(f"k{row}: {text}\n" for row, text in enumerate(written))) == {
        f"k{row}": text for row, text in enumerate(written)
    }
    assert tree(f"a: [{', '.join(written)}]\n") == {"a": written}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a:\nb: ''\n", {"a": "", "b": ""}), ("a: 'it''s'\n", {"a": "it's"}),
        ('a: "\\"北\\" \\\\ \\u5317"\n', {"a": '"北" \\ 北'}), ("a: “北”：的\n", {"a": "“北”：的"}),
        ("a: b # c\n", {"a": "b"}), ("a: >-\n  b\n  东北\n  c\n", {"a": "b 东北 c"}), ("a: b\n  c\n", {"a": "b c"}),
        ('a: "东\\\n  北"\n', {"a": "东北"}), ("a: >-\n  东北\n的: b\n", {"a": "东北", "的": "b"}),
        ("a: \u3000北 的\n", {"a": "\u3000北 的"}), ("a: 𠮷\U00031350\ue000🏽\n", {"a": "𠮷\U00031350\ue000🏽"}),
        ("? a\n: b\n", {"a": "b"}), ("---\na: b\n...\n", {"a": "b"}),
        ("a: b\r\nc:\r\n  - d\r\n", {"a": "b", "c": ["d"]}), ("\ufeffa: b\n", {"a": "b"}),
        ("{a: [b, {c: d}]}\n", {"a": ["b", {"c": "d"}]}), ("a:\n- b\n- - c\n", {"a": ["b", ["c"]]}),
        (f"a: {'[' * 23}b{']' * 23}\n", {"a": nested(23)}),
    ],
)  # fmt: skip
def test_read(text: str, value: Any) -> None:
    """What YAML allows and a hand may write is read."""
    assert tree(text) == value


@pytest.mark.usefixtures("loader")
def test_places() -> None:
    """Places count from 1, in code points, also after Chinese, astral characters, CRLF and a byte order mark."""
    root, problems = parse('\ufeff东北: "😀"\r\n表:\r\n  - 甲: [乙, 丙]\r\n    空:\r\n'.encode(), FILE)
    assert problems == []
    item = Mapping(
        {"甲": Sequence([Scalar("乙", 3, 9), Scalar("丙", 3, 12)], 3, 8), "空": Scalar("", 4, 5)},
        {"甲": (3, 5), "空": (4, 5)},
        3,
        5,
    )
    values: dict[str, yaml.Node] = {"东北": Scalar("😀", 1, 5), "表": Sequence([item], 3, 3)}
    assert root == Mapping(values, {"东北": (1, 1), "表": (2, 1)}, 1, 1)


def test_place() -> None:
    """A path leads as deep as it exists."""
    root, _ = parse(GOOD.encode(), FILE)
    assert root is not None
    assert place(root) == place(root, 0) == (2, 1)
    assert place(root, "figures", 0, "anchors", 0, "prefix") == (20, 17)
    assert place(root, "figures", 0, "anchors", 7) == place(root, "figures", 0, "anchors") == (19, 7)
    assert place(root, "figures", 1, "title", "x") == place(root, "figures", 1) == (21, 5)
    assert place(root, "figures", -1) == place(root, "figures", "id") == (11, 3)


@pytest.mark.usefixtures("loader")
def test_every_problem() -> None:
    """One pass finds them all, characters after a fault of syntax too, and in the order of the file."""
    text = "a: &x 1\na: !y 2\nb:\t3\nc: |\n  d\n<<: 4\ne: {f: 1, f: 2}\n g: [\n# \u200b\n# \u202e"
    root, problems = parse(text.encode(), FILE)
    assert root is None
    expected = "anchor 1:4, duplicate-key 2:1, tag 2:4, tab 3:3, newline 4:4, merge-key 6:1, duplicate-key 7:11, "
    expected += "8:2, invisible 9:3, invisible 10:3"
    assert ", ".join(f"{rule.partition('-')[2]} {spot}".strip() for rule, spot in rules(problems)) == expected


def test_first_key_wins() -> None:
    """The value of a refused key is left out, whatever it is."""
    root, _ = parse(b"a: 1\na: {b: c}\n[d]: {e: f}\n<<: [g]\nh: i\n", FILE)
    assert root is not None
    assert plain(root) == {"a": "1", "h": "i"}


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("a: 1\na: 2\n", "the key a is already at 1:1", "keep one"),
        ("a: 1\nb:2\n", "no space after the colon", "key: value"),
        ("a: b\u200b\n", "U+200B ZERO WIDTH SPACE", "delete"),
        ("a: 东北\n  振兴\n", "puts a space between 北 and 振", "one line"),
        ('a: "b\nc: d"\n', "runs on over a line that begins with c:", "close the quote"),
        ('a: "b\nc: "d"\n', "closed only at 2:4", "same line"),
        ("a: b: c\n", "a colon inside a value", "double quotes"),
    ],
)
def test_words(text: str, message: str, hint: str) -> None:
    """The words that help most are there."""
    problems = parse(text.encode(), FILE)[1]
    assert any(message in problem.message and hint in problem.hint for problem in problems)


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cn", "Cs", "Zl", "Zp", "Zs"]), max_size=60).filter(
    lambda text: not any(map(yaml.is_invisible, text))
)
KEYS = TEXTS.filter(lambda text: text not in ("", "<<"))
TREES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=15,
)


@given(st.dictionaries(KEYS, TREES, max_size=4))
def test_round_trip(value: dict[str, Any]) -> None:
    """What PyYAML writes is read back, whatever the strings hold."""
    assert tree(pyyaml.safe_dump(value, default_style='"', allow_unicode=True, sort_keys=False, width=9999)) == value


@pytest.mark.usefixtures("loader")
def test_cut_anywhere() -> None:
    """A file cut at any byte is refused, unless the cut is where a line ends."""
    data = GOOD.encode()
    for length in range(len(data)):
        problems = parse(data[:length], FILE)[1]
        assert problems or data[:length].endswith(b"\n"), data[:length].decode()
