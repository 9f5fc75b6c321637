"""Broken fact bases: each gives a line a problem with its place, exit 3, no data and no traceback."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dongbei_cli import errors
from dongbei_cli.base import open_base
from tests.conftest import ARTICLE, FACTS, in_chinese, run_dongbei

SOUND = FACTS.replace("{sha256}", hashlib.sha256(ARTICLE.encode()).hexdigest())
SOUND += """\

areas:
  - slug: reform
    zh: 改革
    en: reform

events:
  - id: speech-2022-12
    title: 徐林谈改革
    title_en: Xu Lin speaks of reform
    topics: [transfers]
    date: 2022-12
    date_text: 去年12月
    category: meeting
    actors: [徐林]
    place: 吉林
    anchors:
      - exact: "去年12月"

measures:
  - id: measure-reform
    title: 改革
    title_en: Reform
    topics: [transfers]
    area: reform
    status: proposed
    proposer: 徐林
    anchors:
      - exact: "要改革"

documents:
  - id: paper-itself
    title: 题目
    title_en: The paper
    topics: [transfers]
    name: 题目
    name_en: The paper
    issuer: 徐林
    anchors:
      - exact: "题目"

relations:
  - id: order-of-things
    kind: order
    parts: [transfers-jilin, speech-2022-12]
"""

FULL_WIDTH = "".join(chr(ord(digit) + 0xFEE0) for digit in "28628")

FAULTS = [
    ("    unit: 亿元", "    unit: 亿元\n    units: 亿元", "36:5: unknown-key"),
    ("figures:", "figure:", "25:1: unknown-key"),
    ('      - exact: "徐林"', '      - exact: "徐林"\n        exakt: 徐', "66:9: unknown-key"),
    ("period: 2003/2022", "period: 2003/2O22", "33:13: wrong-date"),
    ("published: 2023-11-01", "published: 2023-11-31", "11:16: wrong-date"),
    ('    anchors:\n      - exact: "徐林"\n', "", "55:5: missing-key"),
    ('    anchors:\n      - exact: "徐林"\n', "    anchors: []\n", "64:14: wrong-value"),
    ('      - exact: "徐林"', '      - prefix: "徐林"', "65:9: missing-key"),
    ("topics: [transfers]\n    indicator:", "topics: []\n    indicator:", "29:13: wrong-value"),
    (SOUND[SOUND.index("topics:") : SOUND.index("regions:")], "", "1:1: missing-key"),
    ("regions:", "claims:\nregions:", "20:1: wrong-type"),
    ("unit: 亿元", "unit: [亿元]", "35:11: wrong-value"),
    ("topics: [transfers]\n    indicator:", "topics: transfers\n    indicator:", "29:13: wrong-value"),
    ("people:", "people:\n  - 徐林", "55:5: wrong-type"),
    ("unit: 亿元", "unit:", "35:5: wrong-value"),
    ("value: 28628", f"value: {FULL_WIDTH}", "34:12: wrong-value"),
    ("value: 28628", "value: NaN", "34:12: wrong-value"),
    ("value: 28628", f"value: 1{'0' * 500}", "34:12: wrong-value"),
    ("qualifier: exact", "qualifier: exactly", "36:16: wrong-value"),
    ("sha256: ", "sha256: a", "4:13: wrong-value"),
    (SOUND.split("sha256: ")[1][:64], "0" * 64, "4:13: source-pinned"),
    ("url: https://example.org/a", "url: example.org/a", "12:10: wrong-value"),
    ("file: article.txt", "file: artikel.txt", "3:11: source-file"),
    ("file: article.txt", "file: ../article.txt", "3:11: source-file"),
    ("file: article.txt", "file: .", "3:11: source-file"),
    ("id: quote-xu-lin", "id: transfers-jilin", "42:9: ids-unique"),
    ("topics: [transfers]\n    indicator:", "topics: [transfer]\n    indicator:", "29:14: vocabulary"),
    ("area: reform", "area: reforms", "68:5: vocabulary | 90:11: vocabulary"),
    ("region: 吉林\n", "region: 辽宁\n", "32:13: vocabulary"),
    ("regions:", "  - slug: spare\n    zh: 备用\n    en: spare\n\nregions:", "20:5: vocabulary"),
    ("speaker: 徐林", "speaker: 徐琳", "47:14: references-resolve"),
    ("actors: [徐林]", "actors: [徐林, 徐琳]", "80:18: references-resolve"),
    ("role_en: Xu Lin", "role_en: Xu Lin\n    affiliation: 发改委", "64:18: references-resolve"),
    ("region: 吉林\n", "region: 辽宁\n    source: other\n", "32:13: vocabulary | 33:13: references-resolve"),
    ("parts: [transfers-jilin,", "parts: [transfers-jilim,", "110:13: references-resolve"),
    ("parts: [transfers-jilin, speech-2022-12]", "parts: [transfers-jilin]", "110:12: wrong-value"),
    ('exact: "去年12月"', 'exact: "2"', "83:16: anchor-unique"),
    ('转移支付达28628亿元"', '转移支付达28682亿元"', "39:16: anchor-verbatim"),
    ('- exact: "要改革"', '- exact: "要改革"\n        prefix: "徐林"', "94:16: anchor-verbatim"),
    (
        "unit: 亿元\n    qualifier: exact",
        "unit:\n    qualifier: so\n    more: 1", "35:5: wrong-value | 36:16: wrong-value | 37:5: unknown-key",
    ),
]  # fmt: skip
"""The words to replace, what replaces them, and where which rules say so."""


def problems_of(folder: Path, data: bytes) -> tuple[str, ...]:
    """Place and rule of each problem of a base with these bytes, in the order of the file; each has its Chinese."""
    (folder / "article.txt").write_bytes(ARTICLE.encode())
    path = folder / "facts.yaml"
    path.write_bytes(data)
    with pytest.raises(errors.UnusableBaseError) as caught:
        open_base(path)
    lines = [str(problem).removeprefix(f"{path}:") for problem in caught.value.problems]
    assert all(line.isprintable() for line in [*lines, *map(in_chinese, caught.value.problems)])
    assert str(caught.value).startswith(f"{path} cannot be used; problems: {len(lines)}")
    return tuple(":".join(line.split(":")[:3]) for line in lines)


def test_the_base_before_it_is_broken_is_sound(tmp_path: Path) -> None:
    """Every fault below is the one that its edit made."""
    (tmp_path / "article.txt").write_bytes(ARTICLE.encode())
    (tmp_path / "facts.yaml").write_text(SOUND)
    assert len(open_base(tmp_path / "facts.yaml").facts()) == 6


@pytest.mark.parametrize(("old", "new", "problems"), FAULTS)
def test_a_fault_is_named_where_it_stands(old: str, new: str, problems: str, tmp_path: Path) -> None:
    """The first line leads an editor to the fault; all faults are shown, in order, and none that is not there."""
    assert SOUND.count(old) >= 1
    assert problems_of(tmp_path, SOUND.replace(old, new, 1).encode()) == tuple(problems.split(" | "))


UNUSABLE: dict[str, Callable[[Path], object]] = {
    "a-fault.yaml": lambda path: path.write_text(SOUND.replace("unit: 亿元", "unity: 亿元")),
    "missing.yaml": lambda _: None,
    "missing.db": lambda _: None,
    "folder.yaml": lambda path: path.mkdir(),
    "folder.db": lambda path: path.mkdir(),
    "pipe.yaml": os.mkfifo,
    "pipe.db": os.mkfifo,
    "device.yaml": lambda path: path.symlink_to("/dev/zero"),
    "device.db": lambda path: path.symlink_to("/dev/zero"),
    "brackets.yaml": lambda path: path.write_text("[" * 100_000),
    f"{'long' * 80}.yaml": lambda _: None,
    "itself.yaml": lambda path: path.symlink_to(path),
    "empty.yaml": lambda path: path.write_bytes(b""),
    "latin.yaml": lambda path: path.write_bytes(b"caf\xe9: 1\n"),
    "cut.yaml": lambda path: path.write_text(SOUND[:-5]),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_cannot_be_used_is_refused_in_clean_lines(name: str, tmp_path: Path) -> None:
    """Exit 3, no data, lines that name the path; and the process ends (it has a minute)."""
    (tmp_path / "article.txt").write_bytes(ARTICLE.encode())
    UNUSABLE[name](tmp_path / name)
    done = run_dongbei("list", "--json", "--facts", f"{tmp_path}/{name}")
    assert (done.returncode, done.stdout) == (3, ""), done.stderr
    assert all(str(tmp_path) in line and line.isprintable() for line in done.stderr.splitlines())
    assert done.stderr.splitlines()[-1].startswith("dongbei: ")
