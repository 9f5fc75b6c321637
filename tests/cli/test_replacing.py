"""What `-o` may take the place of: its own work without a word, other files with --force, facts and articles never."""

import shutil
from pathlib import Path

import pytest

from dongbei_cli import outfile
from dongbei_cli.exports import replacing
from tests.conftest import ROOT, Runner, Writer

ANSWERS = [
    ["stats", "transfers", "-f", "csv"],
    ["stats", "transfers", "-f", "tsv"],
    ["stats", "transfers", "-f", "json"],
    ["list", "-f", "jsonl"],
    ["list", "-f", "yaml"],
    ["list", "-f", "markdown"],
    ["topics", "-f", "csv"],
    ["article", "-f", "json"],
    ["article", "--coverage", "-f", "csv"],
    ["people", "-f", "csv", "--excel"],
    ["search", "人口", "-f", "json"],
]
"""Answers that can be told by their layout alone."""
DRAWN = [["stats"], ["stats", "--fields", "region,value", "-f", "csv"], ["cite"], ["cite", "-s", "bibtex"]]
"""Answers that can be told only where the file system keeps a note of who wrote them."""


def has_notes(folder: Path) -> bool:
    """Whether files in a folder can have attributes."""
    outfile.write(folder / "note", [b"x"])
    return outfile.is_unchanged(folder / "note")


@pytest.mark.parametrize("call", [*ANSWERS, *DRAWN], ids=" ".join)
def test_an_answer_is_written_again_over_itself(call: list[str], tmp_path: Path, dongbei: Runner) -> None:
    """A pipeline that runs every day needs no flag, also when the facts have changed."""
    if call in DRAWN and not has_notes(tmp_path):
        pytest.skip("this file system keeps no notes")
    target = str(tmp_path / "answer.txt")
    call = call if call[0] != "cite" or "-s" in call else [*call, "-s", "gbt7714"]
    assert dongbei(*call, "-o", target).returncode == 0
    first = Path(target).read_bytes()
    done = dongbei(*call, "-o", target)
    assert (done.returncode, Path(target).read_bytes()) == (0, first), done.stderr


@pytest.mark.parametrize("call", ANSWERS, ids=" ".join)
def test_an_answer_is_known_by_its_layout(call: list[str], tmp_path: Path, dongbei: Runner) -> None:
    """A copy, or a file from a repository, has no note of who wrote it."""
    assert replacing.is_result(dongbei(*call).stdout.encode())
    target = tmp_path / "copy.txt"
    target.write_bytes(dongbei(*call).stdout.encode())
    assert dongbei(*call, "-o", str(target)).returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        "# My notes\n\nOn https://www.yicai.com/news/101892908.html\n",
        "id,title,note\n1,mine,yes\n",
        "id,title_en,excerpt,my comment\n1,a,b,c\n",
        '[\n  {\n    "id": "mine"\n  }\n]\n',
        '{"id": "mine", "title": "x"}\n',
        "- id: mine\n  title: x\n",
        "| id | title |\n| --- | --- |\n| 1 | 2 |\n",
        "\x00\x01\xff",
    ],
)
@pytest.mark.parametrize(
    "call", [["quote", "-f", "csv"], ["cite", "-s", "apa"], ["export", "jsonld"], ["build"]], ids=" ".join
)
def test_what_dongbei_did_not_make_needs_force(text: str, call: list[str], tmp_path: Path, dongbei: Runner) -> None:
    """Exit 4 and the file as it was; with --force it is replaced: in lookups, cite, export and build alike."""
    target = tmp_path / ("mine.db" if call == ["build"] else "mine.json" if call[0] == "export" else "mine.md")
    target.write_text(text)
    refused = dongbei(*call, "-o", str(target))
    assert (refused.returncode, target.read_text()) == (4, text)
    assert "dongbei did not make it; --force replaces it" in refused.stderr
    assert dongbei(*call, "-o", str(target), "--force").returncode == 0
    assert target.read_bytes() != text.encode()


def test_an_answer_that_was_edited_is_somebody_s_own(tmp_path: Path, dongbei: Runner) -> None:
    """The note holds a check sum: what was added by hand is not lost."""
    if not has_notes(tmp_path):
        pytest.skip("this file system keeps no notes")
    target = tmp_path / "a.txt"
    assert dongbei("people", "-o", str(target)).returncode == 0
    with target.open("a") as stream:
        stream.write("my own words\n")
    assert dongbei("people", "-o", str(target)).returncode == 4
    assert target.read_text().endswith("my own words\n")


@pytest.mark.parametrize("force", [[], ["--force"]], ids=str)
@pytest.mark.parametrize("call", [["list", "-f", "yaml"], ["cite", "-s", "apa"], ["build"]], ids=" ".join)
def test_no_fact_base_and_no_article_is_ever_replaced(
    call: list[str], force: list[str], write_base: Writer, tmp_path: Path, dongbei: Runner
) -> None:
    """Whichever base is read, under whatever name, by way of a link, and whatever is forced."""
    write_base()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "copy.txt").write_bytes((tmp_path / "article.txt").read_bytes())
    (tmp_path / "link.db").symlink_to(tmp_path / "facts.yaml")
    (tmp_path / "text.db").symlink_to(tmp_path / "article.txt")
    names = ["link.db", "text.db"] if call == ["build"] else ["facts.yaml", "article.txt", "seeds/copy.txt", "link.db"]
    for name in names:
        before = (tmp_path / name).read_bytes()
        done = dongbei(*call, *force, "-o", str(tmp_path / name))
        assert (done.returncode, (tmp_path / name).read_bytes()) == (4, before), name
        assert "would be lost" in done.stderr


def test_the_article_of_the_base_is_known_anywhere(tmp_path: Path, dongbei: Runner) -> None:
    """By its check sum, without a fact base beside it."""
    (article,) = (ROOT / "seeds").glob("*.txt")
    copy = tmp_path / "a" / "b" / "notes.txt"
    copy.parent.mkdir(parents=True)
    shutil.copy(article, copy)
    done = dongbei("people", "-o", str(copy), "--force")
    assert (done.returncode, copy.read_bytes()) == (4, article.read_bytes())
    assert "it is the article of a fact base" in done.stderr


def test_a_compiled_base_is_replaced_by_another_and_by_nothing_else(tmp_path: Path, dongbei: Runner) -> None:
    """`build` and `export sqlite` make it anew; an answer never takes its place."""
    target = str(tmp_path / "facts.db")
    assert dongbei("build", "-o", target).returncode == 0
    assert dongbei("build", "-o", target).returncode == 0
    assert dongbei("export", "sqlite", "-o", target).returncode == 0
    before = Path(target).read_bytes()
    for call in (["list", "-f", "csv"], ["cite", "-s", "apa"]):
        done = dongbei(*call, "-o", target, "--force")
        assert (done.returncode, Path(target).read_bytes()) == (4, before)
        assert "compiled fact base" in done.stderr


@pytest.mark.parametrize("call", [["search", "zzzzq"], ["stats", "--since", "2100"]], ids=" ".join)
@pytest.mark.parametrize("suffix", ["json", "csv", "md", "txt"])
def test_nothing_found_writes_no_file(call: list[str], suffix: str, tmp_path: Path, dongbei: Runner) -> None:
    """Exit 1 leaves yesterday's answer alone, and makes no file that could be taken for one."""
    target = tmp_path / f"k.{suffix}"
    assert dongbei(*call, "-o", str(target)).returncode == 1
    assert not target.exists()
    assert dongbei("people", "-o", str(target)).returncode == 0
    before = target.read_bytes()
    assert dongbei(*call, "-o", str(target)).returncode == 1
    assert target.read_bytes() == before


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["cite", "-o", "r.xyz"], "use .bib, .json, .txt, or --style"),
        (["cite", "-o", "r"], "names no style"),
        (["export", "html", "-o", "c.pdf"], "use .html, .htm"),
        (["export", "sqlite", "-o", "x.txt"], "use .db, .sqlite, .sqlite3"),
        (["export", "jsonld", "-o", "x.csv"], "use .jsonld, .json"),
        (["export", "datapackage", "-o", "x.html"], "use .zip, or none for a folder"),
        (["build", "-o", "x"], "use .db, .sqlite, .sqlite3"),
        (["build", "-o", "x.yaml"], "use .db, .sqlite, .sqlite3"),
        (["list", "-o", "x.xyz"], "names no format"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_suffix_that_promises_something_else_is_refused(
    call: list[str], words: str, tmp_path: Path, dongbei: Runner
) -> None:
    """Everywhere, with the suffixes that would do; nothing is written."""
    done = dongbei(*call[:-1], str(tmp_path / call[-1]))
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert words in done.stderr
    assert dongbei("cite", "--style", "apa", "-o", str(tmp_path / "r.xyz")).returncode == 0
