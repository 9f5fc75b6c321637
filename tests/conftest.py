"""What many tests want: a small article with its facts, and `dongbei` as a process."""

import atexit
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import settings

from dongbei_cli import base
from dongbei_cli.errors import Problem
from scripts import make_catalogue

settings.register_profile("dongbei", deadline=None)
settings.load_profile("dongbei")  # how long an example takes is no matter of tests

FROM_YAML = frozenset(("verify", "build", "export", "new", "suggest"))
"""Commands that want the facts.yaml itself."""
ROOT = Path(__file__).parent.parent
ARTICLE = "# 题目\n\n2003~2022年之间，中央给吉林的转移支付达28628亿元。\n\n去年12月，徐林认为，“要改革。”\n"
FACTS = """\
sources:
  - id: paper
    file: article.txt
    sha256: {sha256}
    title: 题目
    title_en: A title
    author: 甲
    author_en: Jia
    publisher: 某报
    publisher_en: A paper
    published: 2023-11-01
    url: https://example.org/a

topics:
  - slug: transfers
    zh: 转移支付
    en: fiscal transfers
    aliases: [钱]

regions:
  - slug: jilin
    zh: 吉林
    en: Jilin

figures:
  - id: transfers-jilin
    title: 中央给吉林的转移支付
    title_en: Transfers to Jilin
    topics: [transfers]
    indicator: 转移支付
    indicator_en: fiscal transfers
    region: 吉林
    period: 2003/2022
    value: 28628
    unit: 亿元
    qualifier: exact
    written: 28628亿元
    anchors:
      - exact: "2003~2022年之间，中央给吉林的转移支付达28628亿元"

quotes:
  - id: quote-xu-lin
    title: 徐林谈改革
    title_en: Xu Lin on reform
    topics: [transfers]
    text_en: There must be reform.
    speaker: 徐林
    speech: direct
    verb: 认为
    date: 2022-12
    anchors:
      - exact: "要改革。"

people:
  - id: xu-lin
    title: 徐林
    title_en: Xu Lin
    topics: [transfers]
    name: 徐林
    name_en: Xu Lin
    pinyin: Xú Lín
    role: 徐林
    role_en: Xu Lin
    anchors:
      - exact: "徐林"
"""

Writer = Callable[..., Path]
Runner = Callable[..., "subprocess.CompletedProcess[str]"]


def cells(table: str) -> list[str]:
    """The cells of a table of text: a line each, or several parted by ` | `."""
    return table.strip().replace("\n", " | ").split(" | ")


def table(name: str, separator: str = "\n") -> list[str]:
    """The cells of a table, as readings/dates/whole, cut at line ends and at a separator; a line with = is a remark."""
    file, _, section = name.rpartition("/")
    text = (ROOT / "tests" / f"{file}.txt").read_text(encoding="utf-8")
    body = text.partition(f"== {section}\n")[2].partition("\n== ")[0]
    lines = [line for line in body.splitlines() if line and not line.startswith("= ")]
    return [cell for line in lines for cell in line.split(separator)]


@cache
def translations() -> dict[str, str]:
    """The Chinese of every text that can be said."""
    return make_catalogue.entries(make_catalogue.CATALOGUE.read_text(encoding="utf-8"))


def in_chinese(problem: Problem) -> str:
    """A problem as a Chinese reader sees it; KeyError for a text of it that has no translation."""
    return problem.translated(lambda text: translations()[text])


@pytest.fixture
def write_base(tmp_path: Path) -> Writer:
    """Write the small base (or other text) and its article to a folder; gives the path of facts.yaml."""

    def write(facts: str = FACTS, article: str = ARTICLE) -> Path:
        (tmp_path / "article.txt").write_bytes(article.encode())
        path = tmp_path / "facts.yaml"
        path.write_text(dedent(facts).replace("{sha256}", hashlib.sha256(article.encode()).hexdigest()))
        return path

    return write


@cache
def shipped_database() -> str:
    """The shipped base compiled, as a wheel has it: a lookup in it takes a third of the time of one in the checkout."""
    path = Path(tempfile.mkdtemp()) / "facts.db"
    atexit.register(shutil.rmtree, path.parent)
    path.write_bytes(base.build(ROOT / "facts.yaml").image())
    return str(path)


def environment(**more: str) -> dict[str, str]:
    """What a process sees: English and the shipped base compiled, as an installed `dongbei` has it."""
    own = {"PATH": os.environ["PATH"], "LANG": "en_GB.UTF-8", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    return own | {"DONGBEI_FACTS": shipped_database()} | more


def run_dongbei(*arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run `dongbei` as its own process, away from the checkout, in 80 columns and English unless told otherwise.

    A lookup that names no base asks the shipped one as an installed `dongbei` does, compiled.
    """
    variables = environment(COLUMNS="80")
    looks_up = arguments and arguments[0] not in FROM_YAML and not arguments[0].startswith("-")
    if not looks_up or any(argument.startswith("--facts") for argument in arguments):
        del variables["DONGBEI_FACTS"]
    return subprocess.run(
        [sys.executable, "-m", "dongbei_cli", *arguments],
        env=variables | more,
        cwd=os.environ.get("TMPDIR", "/"),
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=60,
        check=False,
    )


@pytest.fixture
def dongbei() -> Runner:
    """`dongbei` as a process; see `run_dongbei`."""
    return run_dongbei
