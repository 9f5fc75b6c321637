"""`cite`, and `--cite` on lookups: which style, and of what."""

import json
import re
import time
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from dongbei_cli.cli import options
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
        ("--cite", "--cite=gbt7714"),
        ("--cite apa", "--cite apa"),
        ("--cite APA", "--cite APA"),
        ("--cite=apa", "--cite=apa"),
        ("--cite transfers", "--cite=gbt7714 transfers"),
        ("transfers --cite -j", "transfers --cite=gbt7714 -j"),
        ("--cite --cite apa", "--cite=gbt7714 --cite apa"),
        ("apa --cite", "apa --cite=gbt7714"),
    ],
)
def test_only_the_name_of_a_style_is_the_value_of_cite(typed: str, meant: str) -> None:
    """`show --cite ID` still shows the fact."""
    assert list(options.spelled_out(typed.split())) == meant.split()


def test_the_article_is_cited_where_no_fact_is_named(base: str, dongbei: Runner) -> None:
    """By the current national standard, and as read today where nothing else is said."""
    result = dongbei("cite", "--facts", base, *DAY)
    assert (result.stdout, result.stderr, result.returncode) == (f"{ARTICLE}\n", "", 0)
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


def test_the_suffix_of_the_file_sets_the_style(base: str, tmp_path: Path, dongbei: Runner) -> None:
    """As it sets the format of a lookup."""
    for name, begins in (("a.bib", "@online{paper:transfers-jilin,"), ("a.json", "[\n  {"), ("a.txt", "甲. 题目")):
        assert dongbei("cite", "transfers-jilin", "--facts", base, "-o", str(tmp_path / name)).returncode == 0
        assert (tmp_path / name).read_text().startswith(begins)


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
    assert result.stdout.startswith("id\tcitation\ntransfers-jilin\t甲. 题目[EB/OL]")


def test_a_table_has_each_citation_once_below_it(write_base: Writer, dongbei: Runner) -> None:
    """After the ids of all facts that it cites, with no character lost at any width; BibTeX keeps its lines."""
    path = write_base()
    text = path.read_text()
    twin = text[text.index("  - id: transfers-jilin") : text.index("quotes:")].replace("transfers-jilin", "twin")
    path.write_text(text.replace("\nquotes:", f"\n{twin}quotes:"))
    cited = dongbei("cite", "transfers-jilin", "--facts", str(path), *DAY).stdout
    for columns in ("20", "57", "200"):
        squeezed = "".join(dongbei("stats", "--cite", "--facts", str(path), *DAY, COLUMNS=columns).stdout.split())
        assert squeezed.count("".join(cited.split())) == 1
        assert "transfers-jilin,twin" in squeezed
    entry = dongbei("show", "quote-xu-lin", "--cite", "bibtex", "--facts", str(path), *DAY).stdout
    assert "@online{paper:quote-xu-lin,\n  author = {{甲}},\n" in entry
