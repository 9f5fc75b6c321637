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

FAULTS = [
    line.replace("\\n", "\n").split("\t")
    for line in Path(__file__).with_name("faults.tsv").read_text(encoding="utf-8").splitlines()[1:]
] + [
    ["34:12: wrong-value", "value: 28628", f"value: {chr(0xFF12)}8628"],
    ["34:12: wrong-value", "value: 28628", f"value: 1{'0' * 500}"],
    ["4:13: source-pinned", SOUND.split("sha256: ")[1][:64], "0" * 64],
]
"""Where which rules say so, the words to replace, and what replaces them."""


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


@pytest.mark.parametrize(("problems", "old", "new"), FAULTS)
def test_a_fault_is_named_where_it_stands(problems: str, old: str, new: str, tmp_path: Path) -> None:
    """The first line of stderr leads an editor to the fault; all faults are shown, and none that is not there."""
    assert SOUND.count(old) >= 1
    assert problems_of(tmp_path, SOUND.replace(old, new, 1).encode()) == tuple(problems.split(" | "))


def test_every_fault_of_a_base_is_shown_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    """Faults against the article and the vocabulary come together, so one round of mending is enough."""
    text = SOUND.replace("speaker: 徐林", "speaker: 徐琳").replace('exact: "去年12月"', 'exact: "去年11月"')
    text = text.replace("area: reform", "area: reforms")
    expected = ("47:14: references-resolve", "68:5: vocabulary", "83:16: anchor-verbatim", "90:11: vocabulary")
    assert problems_of(tmp_path, text.encode()) == expected


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
    "empty.db": lambda path: path.write_bytes(b""),
    "latin.yaml": lambda path: path.write_bytes(b"caf\xe9: 1\n"),
    "text.db": lambda path: path.write_text("SQLite"),
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
