"""Several articles as one base: what merges, what clashes, how paragraphs are told apart, and what never compares."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dongbei_cli import amounts, errors, export
from dongbei_cli.base import Base, build, open_base, prove
from dongbei_cli.cli import NAMES
from tests.conftest import ROOT, run_dongbei
from tests.test_amounts import figure
from tests.warm import Warm

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


def test_the_second_article_answers_by_its_own_names_days_and_units() -> None:
    """Chinese, pinyin and English; 今年 is 2024; a unit of its own is converted, its contradiction computed."""
    second = open_base(DATA / "lanjiang" / "facts.yaml")
    assert [quote.id for quote in second.quotes(["hemingchuan"])] == ["quote-he-fate", "quote-he-sameness"]
    assert {quote.speaker for quote in second.quotes(["Gu Qinghe"])} == {"顾青禾"}
    assert {figure.id for figure in second.figures("trade", region="望屿")} == {"trade-wangyu-2024-h1"}
    assert [e.date for e in second.events(since="2024-06", until="2024-12", category="meeting")] == ["2024-07-18"]
    wind = {figure.id: figure.value for figure in second.figures("wind-power", unit="千瓦")}
    assert wind["wind-2024-06"] == 1200000
    relation = next(relation for relation in second.relations() if relation.discrepancy)
    assert [relation.computed, relation.unit] == [90, "万千瓦"]
    told = {figure.id for figure in second.figures() if figure.discrepancy}
    assert told == {"wind-increase", "wind-2024-06", "wind-2020"}


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


LOOKUPS = {
    "timeline": (), "stats": (), "quote": (), "policy": (), "people": (), "list": (), "article": (), "topics": (),
    "search": ("发展", "--limit", "99"), "show": ("figure-qingyuan-trade-2",),
    "check": ("青原省进出口总额达4380亿元。",), "cite": ("--style", "csl-json"),
}  # fmt: skip
OTHERS = {"verify", "new", "suggest", "build", "export", "schema", "completion", "mcp"}
"""Commands that look nothing up."""
MINE = "qingyuan-trade"


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three bases in one folder, one of them the shipped one, and beside it all of them compiled."""
    path = tmp_path_factory.mktemp("three")
    for name in ("lanjiang", "qingyuan"):
        shutil.copytree(DATA / name, path / "all" / name)
    shutil.copytree(ROOT / "seeds", path / "all" / "shipped" / "seeds")
    shutil.copy(ROOT / "facts.yaml", path / "all" / "shipped")
    (path / "all.db").write_bytes(build(path / "all").image())
    return path


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    """Processes that start at once."""
    with Warm() as started:
        yield started


def test_no_command_is_left_out() -> None:
    """Each command is a lookup that is tested below, or none."""
    assert {*LOOKUPS, *OTHERS} == {*NAMES}


@pytest.mark.parametrize("command", LOOKUPS)
def test_every_lookup_answers_from_a_folder_and_from_one_of_it(command: str, three: Path, warm: Warm) -> None:
    """A folder of three articles is one base, compiled or not; --source leaves one article of it."""
    own = [command, *LOOKUPS[command], *([] if command == "cite" else ["--json"])]
    whole, compiled = (warm.run(*own, "--facts", str(three / name)) for name in ("all", "all.db"))
    one = warm.run(*own, "--facts", str(three / "all.db"), "--source", MINE)
    assert (whole.code, compiled.code, one.code) == (0, 0, 0)
    rows = [json.loads(done.out) for done in (compiled, one)]
    unproved = [{**row, "proof": None} if "proof" in row else row for row in rows[0]]
    assert json.loads(whole.out) == unproved  # only what is compiled has been proved
    if command in ("show", "check"):
        assert rows[0] == rows[1]
    elif command == "topics":
        assert {row["slug"] for row in rows[1]} < {row["slug"] for row in rows[0]}
        assert all(row["facts"] for row in rows[1])
    else:
        key = "URL" if command == "cite" else "source"
        assert len({row[key] for row in rows[0]}) == 3
        assert len({row[key] for row in rows[1]}) == 1


@pytest.mark.parametrize("form", export.FORMS)
def test_every_export_is_named_by_its_articles_and_can_hold_one(form: str, three: Path, tmp_path: Path) -> None:
    """An export of three articles says so; that of one is named by its title, and has nothing of the others."""
    texts = []
    for sources in ([], [MINE]):
        base = open_base(three / "all.db")
        base.narrow(sources)
        content = export.content(base, form)
        texts.append(b"".join(content.values()) if isinstance(content, dict) else content)
    for source in open_base(three / "all").sources:
        assert source.url.encode() in texts[0]
        assert (source.url.encode() in texts[1]) == (source.id == MINE)
    assert form == "sqlite" or b"3" + ("篇").encode() in texts[0]
    if form == "sqlite":
        (tmp_path / "one.db").write_bytes(texts[1])
        assert {hit.source for hit in open_base(tmp_path / "one.db").search("外贸")} == {MINE}


def test_paragraphs_carry_the_mark_of_their_article_where_there_are_several(three: Path, warm: Warm) -> None:
    """①, ② tell the paragraphs apart; an article that is asked alone needs none."""
    facts = ("--facts", str(three / "all.db"))
    whole, one = (warm.run("list", *facts, *more).out.decode() for more in ((), ("--source", MINE)))
    assert ("①¶" in whole, "②¶" in whole, "¶" in one, "①" in one, "Lanjiang" in one) == (True, True, True, False, False)
    assert "②¶" in warm.run("check", *LOOKUPS["check"], *facts).out.decode()
    assert warm.run("list", *facts, "--source", "nowhere").code == 2


def test_the_program_alone_says_what_it_answers_from(three: Path, warm: Warm) -> None:
    """Without a command it never names another base's subject."""
    assert warm.run(DONGBEI_FACTS=str(three / "all.db")).out.startswith(b"Facts of the base that DONGBEI_FACTS names.")


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
    assert bool(amounts.comparisons(figures, [])) == compared
