"""Sentences with what no fact claims, and `dongbei article` as a process: forms, languages and exit codes."""

import json
import re

from dongbei_cli import workspace
from tests.conftest import Runner, Writer
from tests.warm import uncautioned

COMPLETE = """
claims:
  - id: title
    title: 题目
    title_en: A title
    topics: [transfers]
    attribution: heading
    anchors:
      - exact: 题目
      - exact: 去年12月，徐林认为
"""


def test_a_sentence_tells_what_no_fact_claims(write_base: Writer) -> None:
    """Each sentence has its paragraph, its facts in the order of the article, and the passages that lack one."""
    (annotation,) = workspace.open_base(write_base()).annotations()
    found = [(each.paragraph, each.text, each.facts, each.unclaimed) for each in annotation.sentences]
    assert found == [
        (1, "# 题目", (), ("题目",)),
        (2, "2003~2022年之间，中央给吉林的转移支付达28628亿元。", ("transfers-jilin",), ()),
        (3, "去年12月，徐林认为，“要改革。”", ("xu-lin", "quote-xu-lin"), ("去年12月", "去年12月", "12", "认为")),
    ]
    assert annotation.sentences[2].faults == (
        "sentence: no record claims these words",
        "date: no record anchored here has this date",
        "digits: no record claims these digits",
        "sentence: no record claims these words",
    )


def test_coverage_says_no_with_its_exit_code(write_base: Writer, dongbei: Runner) -> None:
    """What is unclaimed is printed, in words and as JSON, and the exit code is 1; the reason goes to stderr."""
    path = str(write_base())
    table = dongbei("article", "--coverage", "--facts", path)
    machine = dongbei("article", "--coverage", "--json", "--facts", path)
    assert (table.returncode, machine.returncode) == (1, 1)
    assert "✗ 去年12月" in table.stdout
    assert re.search(r"sentences +4 +1 +3\n", table.stdout)
    assert table.stderr.startswith("dongbei: 5 things in the article claimed by no fact; ")
    assert [row["unclaimed"] for row in json.loads(machine.stdout)][:2] == [["题目"], []]


def test_coverage_says_yes_when_all_is_claimed(write_base: Writer, dongbei: Runner) -> None:
    """A base without gaps has exit code 0 and only counts to show."""
    from tests.conftest import FACTS

    facts = FACTS.replace('- exact: "要改革。"', '- exact: "要改革。"\n      - exact: "去年12月，徐林认为"') + COMPLETE
    done = dongbei("article", "--coverage", "--facts", str(write_base(facts)))
    assert (done.returncode, uncautioned(done.stderr)) == (0, "")
    assert "✗" not in done.stdout


def test_the_article_is_printed_without_escapes_into_a_pipe(write_base: Writer, dongbei: Runner) -> None:
    """Off a terminal there are corners and numbers and not one escape sequence; --lang sets the words of the list."""
    path = str(write_base())
    english = dongbei("article", "--facts", path, "--lang", "en")
    chinese = dongbei("article", "--facts", path, "--lang", "zh")
    assert "⌜2003~2022年之间，中央给吉林的转移支付达28628亿元¹。" in english.stdout
    assert "\x1b" not in english.stdout + chinese.stdout
    assert "Transfers to Jilin" in english.stdout
    assert "Transfers to Jilin" not in chinese.stdout
    assert "[第2段] ⌜2003~2022年之间" in chinese.stdout


def test_the_segments_in_json_are_the_article(write_base: Writer, dongbei: Runner) -> None:
    """The texts of --json, put together, are the file, and each names the facts that claim it."""
    path = write_base()
    rows = json.loads(dongbei("article", "--json", "--facts", str(path)).stdout)
    assert "".join(row["text"] for row in rows) == (path.parent / "article.txt").read_text()
    assert [row["facts"] for row in rows if row["text"].startswith("2003")] == [["transfers-jilin"]]
    assert [row["paragraph"] for row in rows if row["text"] == "\n\n"] == [None, None]
