"""What a search finds, what it does not, and that nothing typed can do harm."""

import importlib.util
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dongbei_cli
from dongbei_cli import database, errors, workspace
from dongbei_cli.search import lexemes, lightwords, questions, typeddates, typednumbers
from tests.conftest import FACTS, ROOT

Runner = Callable[..., "subprocess.CompletedProcess[str]"]
OWN = ("title", "excerpt", "note", "indicator", "occasion", "written", "name", "speaker", "proposer", "region", "place")


@pytest.fixture(scope="session")
def base() -> Any:
    """The real fact base."""
    return dongbei_cli.open_base(ROOT / "facts.yaml")


@pytest.fixture(scope="session")
def quality() -> ModuleType:
    """The benchmark as a module."""
    spec = importlib.util.spec_from_file_location("search_quality", ROOT / "benchmarks" / "search_quality.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["search_quality"] = module
    spec.loader.exec_module(module)
    return module


def ids(base: Any, query: str, **more: Any) -> list[str]:
    """The facts that a query finds; none where it says so."""
    try:
        return [hit.record.id for hit in base.search(query, **more)]
    except errors.NothingFoundError:
        return []


def hint(base: Any, query: str) -> str:
    """What is said where nothing is found."""
    with pytest.raises(errors.NothingFoundError) as raised:
        base.search(query)
    return raised.value.hint


def test_the_sets_of_queries_find_their_answers(quality: ModuleType) -> None:
    """Over all sets that were tuned on: 98 % hits in the first three, 95 % first, and nothing where nothing is right.

    Over the one that never was: 90 % and 86 %.
    """
    ask = quality.in_process()
    by_set = {path.stem: [quality.outcome(query, ask) for query in quality.queries(path)] for path in quality.SETS}
    nothing = [one for members in by_set.values() for one in members if not one.query.ids]
    assert [one.query.text for one in nothing if one.found] == []
    asked = {name: [one for one in members if one.query.ids] for name, members in by_set.items()}
    unseen = asked.pop("strangers_d")
    assert (quality.share(unseen, 3) >= 0.90, quality.share(unseen, 1) >= 0.86) == (True, True)
    for name in ("strangers_a", "strangers_b", "strangers_c", "paraphrases"):
        assert quality.share(asked[name], 3) >= 0.98, name
    tuned = [one for members in asked.values() for one in members]
    assert quality.share(tuned, 3) >= 0.98, list(quality.misses(tuned))
    assert quality.share(tuned, 1) >= 0.95, list(quality.misses(tuned))


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("黑龙将转移支付", "黑龙江转移支付"),
        ("老工业基的振兴", "老工业基地振兴"),
        ("国企改苹", "国企改革"),
        ("农业现代话", "农业现代化"),
        ("人口刘失 东北", "人口流失 东北"),
        ("octobre meeting", "October meeting"),
        ("jilin tranfers", "jilin transfers"),
    ],
)
def test_a_slip_inside_a_longer_query_is_mended(base: Any, query: str, meant: str) -> None:
    """By sound, by one other character, or by letters; it is offered first and not run."""
    assert f"did you mean {meant}" in hint(base, query)


@pytest.mark.parametrize(
    ("query", "fact"),
    [
        ("xiagang gongren", "quote-wang-inputs"),
        ("chi fulin yuanzhang", "person-chi-fulin"),
        ("徐司长", "person-xu-lin"),
        ("Mr Li", "person-li-hongbiao"),
    ],
)
def test_titles_and_pinyin_of_terms_find_what_they_name(base: Any, query: str, fact: str) -> None:
    """A title after a surname, and pinyin in words of any length."""
    assert ids(base, query)[0] == fact


def test_digits_of_a_day_in_history_are_no_particles(base: Any) -> None:
    """九一八 is not nine, one and eight."""
    hint(base, "九一八事变是哪一年")


def test_the_sets_of_queries_name_facts_that_exist(quality: ModuleType, base: Any) -> None:
    """No query expects a fact that the base no longer has, and none stands twice in a set."""
    known = {fact.id for fact in base.facts()}
    for path in quality.SETS:
        queries = quality.queries(path)
        assert {fact for query in queries for fact in query.ids} - known == set()
        assert len({query.text for query in queries}) == len(queries)


def test_every_fact_whose_own_text_has_a_word_is_found(base: Any) -> None:
    """For each two characters that stand side by side: a search finds at least what a search through the text finds."""
    facts = base.facts()
    texts = {fact.id: [str(getattr(fact, key)) for key in OWN if getattr(fact, key, None)] for fact in facts}
    runs = {run for own in texts.values() for text in own for run in re.findall("[一-鿿]{2,}", text)}
    pairs = sorted({run[at : at + 2] for run in runs for at in range(len(run) - 1)})
    missing = {}
    for pair in pairs[:: len(pairs) // 300]:
        holders = {fact for fact, own in texts.items() if any(pair in text for text in own)}
        left_out = holders - set(ids(base, pair))
        if left_out:
            missing[pair] = sorted(left_out)
    assert missing == {}


def test_every_character_of_a_title_is_found(base: Any) -> None:
    """A search for one Chinese character finds every title that has it."""
    titles = {fact.id: fact.title for fact in base.facts()}
    characters = sorted(set(re.findall("[一-鿿]", "".join(titles.values()))))
    for character in characters[::5]:
        holders = {fact for fact, title in titles.items() if character in title}
        assert holders <= set(ids(base, character)), character


@pytest.mark.parametrize(
    ("query", "other"),
    [
        ("轉移支付", "转移支付"),
        ("遼寧　人口", "辽宁 人口"),
        ("\uff27\uff24\uff30", "gdp"),
        ("\uff18.\uff15％", "8.5%"),
        ("58,847亿元", "58847亿"),
        ("8.21 million", "821万"),
        ("8.21 MILLION people", "821万人"),
        ("revitalization", "revitalisation"),
        ("2023年9月", "2023-09"),
        ("September 2023", "2023-09"),
        ("27 Oct 2023", "2023年10月27日"),
        ("from 2003 to 2022", "2003-2022"),
        ("zhuǎnyí zhīfù", "zhuanyizhifu"),
        ("人口？！", "人口"),
    ],
)
def test_one_thing_in_two_spellings_finds_the_same(base: Any, query: str, other: str) -> None:
    """Width, case, script, units, dates and pinyin do not change the answer."""
    assert ids(base, query)[:1] == ids(base, other)[:1] != []


@pytest.mark.parametrize(
    "query", ["12%", "4.8%", "32554", "3255", "822万", "354%", "8.5万", "3.54 billion", "1998", "2035年", "2024年GDP"]
)
def test_numbers_and_dates_are_met_or_nothing_is_found(base: Any, query: str) -> None:
    """A number that is nearly right is wrong, and so is the right one in another unit."""
    assert ids(base, query) == []


def test_a_date_finds_what_is_dated_by_interval(base: Any) -> None:
    """A month finds the day in it, a year what begins or ends in it, and neither what only may lie there."""
    assert "meeting-politburo-2023-10" in ids(base, "2023-10")
    assert {"share-2003", "share-fall-2003-2021", "opinions-issued-2003-10"} <= set(ids(base, "2003年"))
    assert "forecast-li-hongbiao" not in ids(base, "2035")
    assert ids(base, "2000")[0] == "strategy-west-2000"


def test_a_fact_that_says_both_words_comes_before_its_neighbours(base: Any) -> None:
    """辽宁 人口 is about population, though the transfers to Liaoning stand in the same sentence as others."""
    found = ids(base, "辽宁 人口")
    assert found[0] == "claim-provinces-net-outflow"
    assert not found[0].startswith("transfers")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("transfers-jilin-2003-2022", {"transfers-jilin-2003-2022"}),
        ("claim-why-unrevived", {"claim-why-unrevived"}),
        ("人口", {"population-loss-2010-2020", "net-outflow-2010-2020"}),
        ("population", {"population-loss-2010-2020", "net-outflow-2010-2020"}),
        ("哪个省拿的转移支付最多", {"transfers-heilongjiang-2003-2022"}),
        ("哪个省拿的转移支付最少", {"transfers-jilin-2003-2022"}),
        ("5.88万亿", {"transfers-heilongjiang-2003-2022", "transfers-2003-2022"}),
    ],
)
def test_what_was_asked_for_comes_first(base: Any, query: str, first: set[str]) -> None:
    """An id, the figures of a subject before what only names it, the most and the least."""
    assert set(ids(base, query)[: len(first)]) == first or set(ids(base, query)[:1]) <= first


def test_a_subject_does_not_open_with_an_ordinal(base: Any) -> None:
    """国企 is about firms and their reform, not about which wave it is."""
    assert ids(base, "国企")[0] != "soe-reform-second-wave"


@pytest.mark.parametrize(
    "query", ["AND OR NOT", "' OR 1=1", "2015年东北经济占全国比重", "广东人口流失", "population of Japan"]
)
def test_code_other_years_and_other_places_are_nothing(base: Any, query: str) -> None:
    """What must be met and is not: an equation, a year inside the period of a fact, a place."""
    assert ids(base, query) == []


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("请问一下东北到底流失了多少人口呀", "东北流失了多少人口"),
        ("麻烦帮我查查徐林究竟是谁好吗", "徐林"),
        ("I was just wondering, what exactly did the Politburo actually deliberate on?", "Politburo deliberate"),
    ],
)
def test_what_is_only_polite_changes_nothing(base: Any, query: str, plain: str) -> None:
    """Words of the language at large do not stand between a question and its answer."""
    assert ids(base, query)[:1] == ids(base, plain)[:1] != []


def test_no_word_is_light_and_a_subject() -> None:
    """The lists contradict each other nowhere, and no word of a topic is light."""
    light, subjects, places = (lightwords.words(f"{name}-zh") for name in ("light", "subjects", "places"))
    assert light & subjects == light & places == set()
    assert lightwords.words("light-en") & lightwords.words("stopped-en") == set()


def test_kind_topic_and_limit_narrow_a_search(base: Any) -> None:
    """Only facts of the kind and the topic, and no more than asked for."""
    assert {hit.record.kind for hit in base.search("国企", kind="quote")} == {"quote"}
    assert all("transfers" in hit.record.topics for hit in base.search("吉林", topic="zhuanyizhifu"))
    assert len(base.search("东北", limit=3)) == 3


def test_a_hit_says_what_matched_and_where(base: Any) -> None:
    """`matched` names words and fields, best first; `score` falls; both come after the record's own keys."""
    hits = base.search("人口流失")
    row = dict(hits[0])
    assert list(row)[-2:] == ["score", "matched"]
    assert row["matched"][0] == "title: 人口流失"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize(
    ("query", "suggested"),
    [
        ("徐琳", "徐林"),
        ("王明元", "王明远"),
        ("徐琳 城市", "徐林 城市"),
        ("转移之付", "转移支付"),
        ("黑龙江的转移之付", "黑龙江的转移支付"),
        ("Heilongjang transfers", "Heilongjiang transfers"),
        ("zhuanyizhfu", "转移支付"),
        ("xl", "徐林"),
    ],
)
def test_a_typo_is_suggested_and_not_run(base: Any, query: str, suggested: str) -> None:
    """Nothing is found, and the query that was meant is offered."""
    assert hint(base, query).startswith(f"did you mean {suggested}")


@pytest.mark.parametrize("query", ["东北虎", "asdfghjkl", "822万", "房价", "bitcoin"])
def test_what_is_no_typo_gets_no_suggestion(base: Any, query: str) -> None:
    """Words that are spelt right, of things that the base has not, are not bent to something else."""
    assert "did you mean" not in hint(base, query)


FINDING = frozenset(
    (
        "人口*",
        "^人口",
        "(人口",
        "-人口",
        "人口\x00",
        "人口\udfff",
        "人口 AND",
        "人口 NEAR 外流",
        "[bold]人口[/bold]",
        "\x1b[31m人口",
        "title:人口",
        '人口" OR "',
        "\ue004821",
        "%",
        "㊥",
    )
)
"""Those of the queries below that say something."""


@pytest.mark.parametrize(
    "query",
    ['"', "*", "人口*", "AND", "OR OR", "人口 NEAR 外流", "title:人口", "^人口", "(人口", '人口" OR "', "{title} : x",
     "-人口", "'; DROP TABLE search; --", "人口 AND", "\x00", "人口\x00", "\ud800", "人口\udfff", "。，！", "", " ",
     "\ue000", "\ue004821", "%", "_", "\\", "$(id)", "[bold]人口[/bold]", "\x1b[31m人口", "🂡", "ⅷ", "٣", "㊥",
     "e\u0301" * 50, "\u3007", "𠮷野家"],
)  # fmt: skip
def test_no_character_is_an_operator(base: Any, query: str) -> None:
    """FTS and SQL syntax is text; what has a word in it finds that word, the rest finds nothing."""
    found = ids(base, query)
    assert bool(found) == (query in FINDING)
    assert base.connection.execute("SELECT count(*) FROM search").fetchone()[0] == len(base.facts())


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(), max_size=40))
def test_any_text_is_a_query(query: str) -> None:
    """Whatever is typed is answered, or nothing is found."""
    base = real_base()
    assert isinstance(ids(base, query, limit=3), list)


def real_base(kept: list[Any] = []) -> Any:  # noqa: B006 (kept on purpose)
    """The real fact base, opened once: Hypothesis cannot take a fixture of the session."""
    if not kept:
        kept.append(dongbei_cli.open_base(ROOT / "facts.yaml"))
    return kept[0]


@pytest.mark.parametrize("query", ["人口" * 20_000, "a" * 120_000, "a " * 60_000, "？" * 40_000, "9" * 120_000])
def test_a_huge_query_is_refused_in_one_line(dongbei: Runner, query: str) -> None:
    """120 kB: exit 1 and a line, no trace, no time."""
    done = dongbei("search", "--json", query)
    assert (done.returncode, done.stdout) == (1, "[]\n")
    assert done.stderr.count("\n") == 1
    assert len(done.stderr) < 300


def test_nothing_found_is_said_in_one_line(dongbei: Runner) -> None:
    """Exit 1: an empty array in JSON, nothing in a table, one line on stderr with the suggestion."""
    asked = dongbei("search", "徐琳", "--json")
    assert (asked.returncode, asked.stdout) == (1, "[]\n")
    assert asked.stderr == "dongbei: nothing is found for '徐琳'; did you mean 徐林?\n"
    assert dongbei("search", "房价").stdout == ""


def test_words_need_no_quotes_and_the_rest_is_announced(dongbei: Runner) -> None:
    """Several arguments are one query; ten facts are shown, and how to see more."""
    spread, quoted = dongbei("search", "--json", "辽宁", "人口"), dongbei("search", "--json", "辽宁 人口")
    assert spread.stdout == quoted.stdout
    many = dongbei("search", "东北", "--json")
    assert len(json.loads(many.stdout)) == 10
    assert "--limit" in many.stderr


def test_the_table_marks_what_matched(dongbei: Runner) -> None:
    """The words stand in brackets in the title and in the article's words."""
    shown = dongbei("search", "大水漫灌", "--lang", "zh", "-n", "1", COLUMNS="120").stdout
    assert shown.count("[大水漫灌]") == 2


def test_json_is_what_the_schema_says(dongbei: Runner) -> None:
    """`dongbei schema search` describes the output."""
    jsonschema = pytest.importorskip("jsonschema")

    schema = json.loads(dongbei("schema", "search").stdout)
    for query in ("人口", "徐林", "2023-09", "国务院 意见"):
        jsonschema.validate(json.loads(dongbei("search", query, "--json").stdout), schema)


def test_a_compiled_base_answers_as_its_yaml(dongbei: Runner, tmp_path: Path) -> None:
    """The same bytes from facts.yaml and from facts.db, which is not changed by it."""
    target = tmp_path / "facts.db"
    assert dongbei("build", str(ROOT / "facts.yaml"), "-o", str(target)).returncode == 0
    before = target.read_bytes()
    for query in ("人口", "fiscal transfers to Jilin", "10月27日", "徐琳", "zhuanyizhifu"):
        one, other = (dongbei("search", query, "-j", "--facts", str(f)) for f in (target, ROOT / "facts.yaml"))
        assert (one.returncode, one.stdout, one.stderr) == (other.returncode, other.stdout, other.stderr)
    assert target.read_bytes() == before


def test_a_search_in_a_compiled_base_imports_nothing_heavy(tmp_path: Path) -> None:
    """From a .db, JSON: no rich, yaml, msgspec, jinja2 or pydantic."""
    target = tmp_path / "facts.db"
    workspace.build(ROOT / "facts.yaml", target)
    program = (
        "import sys; sys.argv = ['dongbei', 'search', '人口 2023', '-j', '--facts', sys.argv[1]]\n"
        "from dongbei_cli.cli import run; code = run(); print('\\n!', code, *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(target)], capture_output=True, text=True, check=True)
    code, *modules = done.stdout.rpartition("!")[2].split()
    assert code == "0"
    assert {"rich", "yaml", "msgspec", "jinja2", "pydantic"}.isdisjoint(modules)


def test_a_sqlite_without_fts5_is_named() -> None:
    """Where the index cannot be made, the error says so and what helps."""
    connection = database.create()
    connection.set_authorizer(
        lambda action, *_: sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_CREATE_VTABLE else sqlite3.SQLITE_OK
    )
    with pytest.raises(errors.UnusableBaseError, match="cannot search") as raised:
        database.create_index(connection)
    assert "FTS5" in raised.value.hint


def test_a_base_without_an_index_is_refused() -> None:
    """A database that has no index is no base to search in."""
    with pytest.raises(errors.UnusableBaseError, match="cannot be searched"):
        database.demand_index(database.create())


def test_aliases_find_what_says_the_term(write_base: Callable[..., Path]) -> None:
    """A word of the section `aliases` finds the facts whose own words have its term, and no others of the topic."""
    wordings = "aliases:\n  - term: 改革\n    aliases: [变革, overhaul]\n\n"
    small = dongbei_cli.open_base(write_base(FACTS.replace("figures:", wordings + "figures:", 1)))
    assert ids(small, "变革") == ["quote-xu-lin"]
    assert ids(small, "overhaul") == ["quote-xu-lin"]
    assert set(ids(small, "钱")) == {"transfers-jilin", "quote-xu-lin", "xu-lin"}


def test_every_alias_belongs_to_a_fact(base: Any) -> None:
    """Each term of the section `aliases` is said by some fact, so that its aliases find something."""
    unsaid = [wording.term for wording in base.uncompiled.base.aliases if not ids(base, wording.term)]
    assert unsaid == []


def test_the_index_has_the_columns_that_are_filled_and_weighed() -> None:
    """One list of fields: of the table, of the rows, of the weights."""
    from dongbei_cli.search import fulltext, indexing

    columns = re.findall(r"\w+", database.INDEX.read_text().partition("fts5 (")[2].partition("tokenize")[0])
    assert tuple(columns) == indexing.FIELDS == fulltext.FIELDS
    assert len(fulltext.WEIGHTS) == len(fulltext.OWNED) == len(columns)


@given(st.text())
def test_lexemes_are_one_token_each_to_sqlite(text: str) -> None:
    """What the index is given is what SQLite's tokenizer makes of it, whatever the text."""
    found = lexemes.lexemes(text)
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE one USING fts5 (x, tokenize = 'unicode61 remove_diacritics 0')")
    connection.execute("CREATE VIRTUAL TABLE terms USING fts5vocab (one, instance)")
    connection.execute("INSERT INTO one VALUES (?)", (" ".join(found),))
    assert [row[0] for row in connection.execute("SELECT term FROM terms ORDER BY offset")] == found


@pytest.mark.parametrize(
    ("words", "stem"),
    [
        ("reform reforms reformed reforming", "reform"),
        ("industry industries industrial", "industr"),
        ("population populations populated", "popul"),
        ("neighbour neighbor neighbours neighbouring", "neighbor"),
        ("centre center centres", "center"),
        ("policy policies", "polic"),
        ("loss losses", "loss"),
        ("city cities", "city"),
        ("census", "census"),
    ],
)
def test_forms_of_an_english_word_have_one_stem(words: str, stem: str) -> None:
    """Endings and British spelling do not matter."""
    assert {lexemes.lexeme(word) for word in words.split()} == {stem}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-09", ["2023-09"]),
        ("2023/10/27", ["2023-10-27"]),
        ("2003~2022", ["2003/2022"]),
        ("2010 to 2020", ["2010/2020"]),
        ("去年12月", ["2022-12"]),
        ("october", ["2023-10"]),
        ("december", ["2022-12"]),
        ("last year", ["2022"]),
        ("27th of october", ["2023-10-27"]),
        ("2010s", ["201X"]),
        ("31 february 2020", []),
        ("3~5年", []),
        ("近期", []),
        ("2003万", []),
        ("32003", []),
        ("2022-2003", []),
        ("27/10/2023", ["2023-10-27"]),
        ("10/27/2023", ["2023-10-27"]),
    ],
)
def test_dates_are_read_as_people_type_them(text: str, expected: list[str]) -> None:
    """Against an article of 1 November 2023."""
    assert [found.edtf for found in typeddates.dates(text, "2023-11-01T13:34")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("32,553", ["\ue00432553"]),
        ("8.21 million", ["\ue0058210000"]),
        ("百分之四点九", ["\ue0064d9"]),
        ("三万亿", ["\ue0053000000000000"]),
        ("近11万亿元", ["\ue00511000000000000"]),
        ("eleven trillion", ["\ue00511000000000000"]),
        ("three provinces", []),
        ("几百亿", []),
        ("3~5", []),
        ("一两个", []),
        ("第七次", []),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, expected: list[str]) -> None:
    """With a scale the whole value, without one the digits, percent apart."""
    assert [lexeme for found in typednumbers.numbers(text) for lexeme in found.lexemes] == expected


class Words:
    """An index that has these words, as names, and nothing else."""

    def __init__(self, *words: str) -> None:
        self.text = f" {lexemes.BREAK} " + f" {lexemes.BREAK} ".join(" ".join(word) for word in words)
        self.text += f" {lexemes.BREAK} "

    def has(self, phrase: tuple[str, ...]) -> bool:
        """Whether it stands in one of them."""
        return f" {' '.join(phrase)} " in self.text

    def names(self, phrase: tuple[str, ...]) -> bool:
        """Whether it is one of them."""
        return self.has((lexemes.BREAK, *phrase, lexemes.BREAK))

    def spelled(self, syllables: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:  # noqa: ARG002
        """None is known by its pinyin."""
        return ()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("黑龙江一共拿了多少钱？", [("黑龙江", "wanted"), ("一共", "soft"), ("拿了", "soft"), ("钱", "wanted")]),
        ("黑龙江房价", [("黑龙江", "wanted"), ("房价", "unknown")]),
        ("座谈会在哪里召开", [("座谈会", "wanted"), ("召开", "soft")]),
        ("为什么", [("为什么", "unknown")]),
        ("who is it", []),
        ("", []),
    ],
)
def test_a_question_is_cut_into_what_it_is_about(query: str, expected: list[tuple[str, str]]) -> None:
    """Asking words go, names of the base stay whole, and what the base does not have is kept as unknown."""
    question = questions.understood(query, Words("黑龙江", "钱", "座谈会", "召开"), "2023-11-01")
    assert [(word.typed, word.role) for word in question.words] == expected
