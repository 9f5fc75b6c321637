"""Several articles as one base: what merges, what clashes, how paragraphs are told apart, and what never compares."""

import shutil
from pathlib import Path

import pytest

from dongbei_cli import comparison, errors
from dongbei_cli.base import Base, open_base, prove
from tests.conftest import ROOT, run_dongbei
from tests.test_comparison import figure

DATA = ROOT / "tests" / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two bases, each in a folder of its own."""
    for name in ("lanjiang", "qingyuan"):
        shutil.copytree(DATA / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def base(folder: Path) -> Base:
    """Both of them as one."""
    return open_base(folder)


def change(path: Path, old: str, new: str) -> None:
    """Write a file with other words in it."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_folder_is_the_same_as_its_files_one_by_one(base: Base, folder: Path) -> None:
    """Every fact of every file is there, and each names its source."""
    files = [folder / name / "facts.yaml" for name in ("lanjiang", "qingyuan")]
    assert base.facts() == open_base(files).facts()
    assert len(base) == sum(len(open_base(path)) for path in files)
    assert {fact.source for fact in base.facts()} == {source.id for source in base.sources}
    assert not [problem for outcome in prove(folder) for problem in outcome.problems]


def test_vocabularies_merge(folder: Path) -> None:
    """A topic that both declare is one, with the aliases of both."""
    term = "  - slug: trade\n    zh: 外贸\n    en: foreign trade\n"
    path = folder / "qingyuan" / "facts.yaml"
    assert term in path.read_text()
    other = folder / "other.yaml"
    shutil.copy(folder / "qingyuan" / "article.txt", folder)
    text = path.read_text().replace("-qingyuan-trade-", "-again-").replace("id: qingyuan-trade", "id: again")
    text = text.replace(term, f"{term}    aliases: [进出口]\n")
    other.write_text(text)
    merged = open_base([path, other])
    topic = next(term for term in merged.topics("topic") if term.slug == "trade")
    assert (topic.aliases, topic.facts) == (("进出口",), 2 * open_base(path).topics("topic")[0].facts)


def test_a_clash_is_told_with_both_places(folder: Path) -> None:
    """An id of two files is refused, with the place of either; two names of one topic are not."""
    lanjiang, path = folder / "lanjiang" / "facts.yaml", folder / "qingyuan" / "facts.yaml"
    change(path, "    zh: 对外开放\n", "    zh: 开放\n")
    assert open_base(folder)
    change(path, "- id: person-qingyuan-trade-2", f"- id: {open_base(lanjiang).people()[0].id}")
    with pytest.raises(errors.UnusableBaseError) as caught:
        open_base(folder)
    (problem,) = caught.value.problems
    assert problem.place.file == str(path)
    assert f"is taken by {lanjiang}:" in problem.message


def test_a_broken_file_is_told_beside_the_problems_of_the_others(folder: Path) -> None:
    """`verify` names the file that cannot be read and what fails in the rest; a lookup refuses a base with a hole."""
    broken, other = folder / "lanjiang" / "facts.yaml", folder / "qingyuan" / "facts.yaml"
    broken.write_text(f"{broken.read_text()}more: [\n")
    change(other, "value: 2910", "value: 2911")
    problems = [problem for outcome in prove(folder) for problem in outcome.problems]
    assert {problem.place.file for problem in problems} == {str(broken), str(other)}
    with pytest.raises(errors.UnusableBaseError) as caught:
        open_base(folder)
    assert {problem.place.file for problem in caught.value.problems} == {str(broken)}


def test_one_article_is_asked_alone(folder: Path) -> None:
    """--source narrows every lookup; paragraphs carry the mark of their article only where there are several."""
    whole = run_dongbei("list", "--facts", str(folder)).stdout
    assert {"①¶", "②¶"} <= {whole[at - 1 : at + 1] for at, sign in enumerate(whole) if sign == "¶"}
    one = run_dongbei("list", "--facts", str(folder), "--source", "qingyuan-trade")
    assert (one.returncode, "¶" in one.stdout, "①" in one.stdout, "Lanjiang" in one.stdout) == (0, True, False, False)
    assert run_dongbei("list", "--facts", str(folder), "--source", "nowhere").returncode == 2


def test_several_paths_in_the_variable(folder: Path) -> None:
    """DONGBEI_FACTS takes several paths, as PATH does."""
    paths = ":".join(str(folder / name) for name in ("lanjiang", "qingyuan"))
    both = run_dongbei("people", "--json", "--facts", str(folder)).stdout
    assert run_dongbei("people", "--json", DONGBEI_FACTS=paths).stdout == both


@pytest.mark.parametrize(
    ("region", "period", "compared"),
    [("吉林", "2023", True), (None, "2023", False), ("吉林", None, False), (None, None, False)],
)
def test_articles_compare_only_where_they_say_where_and_when(
    region: str | None, period: str | None, compared: bool
) -> None:
    """Figures of one indicator and unit in two articles stand in one chart only with a region and a period each."""
    figures = [figure(number, source=source, region=region, period=period) for number, source in enumerate("ab")]
    assert bool(comparison.comparisons(figures, [])) == compared
