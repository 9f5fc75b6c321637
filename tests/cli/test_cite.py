"""`cite`, and `--cite` on lookups: which style, and of what."""

import json
import re
import time
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from dongbei_cli.cli import cite
from tests.conftest import Runner, Writer

DAY = ("--accessed", "2026-07-31")
ARTICLE = "甲. 题目[EB/OL]. （2023-11-01）[2026-07-31]. https://example.org/a."


@pytest.fixture
def base(write_base: Writer) -> str:
    """Return the path of the small base."""
    return str(write_base())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["--cite"], ["--cite=gbt7714"]),
        (["--cite", "apa"], ["--cite", "apa"]),
        (["--cite=apa"], ["--cite=apa"]),
        (["--cite", "transfers"], ["--cite=gbt7714", "transfers"]),
        (["transfers", "--cite", "-j"], ["transfers", "--cite=gbt7714", "-j"]),
        (["--cite", "--cite", "apa"], ["--cite=gbt7714", "--cite", "apa"]),
        (["apa", "--cite"], ["apa", "--cite=gbt7714"]),
        (["transfers"], ["transfers"]),
    ],
)
def test_only_the_name_of_a_style_is_the_value_of_cite(typed: list[str], meant: list[str]) -> None:
    """`show --cite ID` still shows the fact."""
    assert list(cite.spelled_out(typed)) == meant


def test_the_article_is_cited_where_no_fact_is_named(base: str, dongbei: Runner) -> None:
    """By the current national standard."""
    result = dongbei("cite", "--facts", base, *DAY)
    assert (result.stdout, result.stderr, result.returncode) == (f"{ARTICLE}\n", "", 0)


def test_today_is_the_date_of_access_where_none_is_given(base: str, dongbei: Runner) -> None:
    """The date is the only thing in any output that depends on when it is made."""
    before = time.strftime("%Y-%m-%d")
    cited = dongbei("cite", "--facts", base).stdout
    assert re.findall(r"\[(\d{4}-\d\d-\d\d)\]", cited)[0] in (before, time.strftime("%Y-%m-%d"))


def test_facts_are_cited_in_the_order_asked_for(base: str, dongbei: Runner) -> None:
    """One reference, then a line for each paragraph to set in the text; one fact alone has its own link."""
    result = dongbei("cite", "quote-xu-lin", "transfers-jilin", "--style", "APA", "--facts", base)
    assert [re.findall(r"para\. \d", line) for line in result.stdout.splitlines()] == [[], ["para. 2"], ["para. 1"]]
    assert result.stdout.count("https://example.org/a") == 1
    alone = dongbei("cite", "quote-xu-lin", "--style", "bibtex", "--facts", base)
    assert alone.stdout.count("https://example.org/a#:~:text=") == 1


@pytest.mark.parametrize(
    ("name", "begins"), [("a.bib", "@online{paper:transfers-jilin,"), ("a.json", "[\n  {"), ("a.txt", "甲. 题目")]
)
def test_the_suffix_of_the_file_sets_the_style(
    name: str, begins: str, base: str, tmp_path: Path, dongbei: Runner
) -> None:
    """As it sets the format of a lookup."""
    assert dongbei("cite", "transfers-jilin", "--facts", base, "-o", str(tmp_path / name)).returncode == 0
    assert (tmp_path / name).read_text().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["cite", "--style", "mla"], 2, "no style is called 'mla'; it can be gbt7714"),
        (["cite", "--accessed", "31.7.2026"], 2, "is not a date"),
        (["cite", "--accessed", "2026-02-30"], 2, "not in the calendar"),
        (["cite", "transfers-jilim"], 1, "did you mean transfers-jilin?"),
        (["list", "--cite=mla"], 2, "no style is called 'mla'"),
        (["list", "--accessed", "2026-07-31"], 2, "add --cite"),
    ],
)
def test_what_cannot_be_cited_is_said_in_one_line(
    arguments: list[str], code: int, said: str, base: str, dongbei: Runner
) -> None:
    """With the exit code of the contract, and nothing on stdout."""
    result = dongbei(*arguments, "--facts", base)
    assert (result.stdout, result.returncode) == ("", code)
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("style", ["gbt7714", "gbt7714-2015", "apa", "bibtex", "biblatex", "ris", "csl-json"])
def test_a_lookup_with_cite_has_what_cite_prints(style: str, base: str, dongbei: Runner) -> None:
    """As the last key of each record, and its schema allows for it."""
    rows = json.loads(dongbei("stats", "--cite", style, "-j", "--facts", base, *DAY).stdout)
    assert list(rows[0])[-1] == "citation"
    alone = dongbei("cite", "transfers-jilin", "--style", style, "--facts", base, *DAY).stdout
    assert rows[0]["citation"] + "\n" == alone
    jsonschema.validate(rows, json.loads(dongbei("schema", "stats").stdout))


def test_the_field_citation_asks_for_the_citation(base: str, dongbei: Runner) -> None:
    """`--fields id,citation` needs no --cite as well; nothing is cited unasked."""
    assert "citation" not in json.loads(dongbei("stats", "-j", "--facts", base).stdout)[0]
    result = dongbei("stats", "--fields", "id,citation", "-f", "tsv", "--facts", base, *DAY)
    assert result.stdout.splitlines()[0] == "id\tcitation"
    assert "transfers-jilin\t甲. 题目[EB/OL]" in result.stdout


def test_a_table_has_each_citation_once_below_it(write_base: Writer, dongbei: Runner) -> None:
    """After the ids of all facts that it cites, with no character lost at any width."""
    path = write_base()
    text = path.read_text()
    twin = text[text.index("  - id: transfers-jilin") : text.index("quotes:")].replace("transfers-jilin", "twin")
    path.write_text(text.replace("\nquotes:", f"\n{twin}quotes:"))
    for columns in ("20", "57", "200"):
        shown = dongbei("stats", "--cite", "--facts", str(path), *DAY, COLUMNS=columns).stdout
        cited = dongbei("cite", "transfers-jilin", "--facts", str(path), *DAY).stdout
        squeezed = "".join(shown.split())
        assert squeezed.count("".join(cited.split())) == 1
        assert "transfers-jilin,twin" in squeezed


def test_an_entry_of_several_lines_keeps_them_in_a_table(base: str, dongbei: Runner) -> None:
    """BibTeX looks like BibTeX."""
    lines = dongbei("show", "quote-xu-lin", "--cite", "bibtex", "--facts", base, *DAY).stdout.splitlines()
    assert "  title = {{题目}}," in lines
    assert lines[lines.index("@online{paper:quote-xu-lin,") + 1] == "  author = {{甲}},"
