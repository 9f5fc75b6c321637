"""What a search finds, what it does not, and that nothing typed can do harm."""

import importlib.util
import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dongbei_cli
from dongbei_cli import errors
from dongbei_cli.readings import typed
from dongbei_cli.search import query, words
from dongbei_cli.search.index import Index
from tests.conftest import ROOT, Runner, Writer

BASE = dongbei_cli.open_base(ROOT / "facts.yaml")
BASE.index()
OWN = ("title", "excerpt", "note", "indicator", "occasion", "written", "name", "speaker", "proposer", "region", "place")
OPERATORS = """|* ^| (| -| |"OR" [bold]|[/bold]"""
"""What stands before and after a word, and is no operator."""
FIRST = """
org-beijing-reform-society: Beijing
quote-wang-goal-missed: 经济第四级目标实现了吗
measure-emerging-industries: zldxxcy
share-2003: What share of China's economy did the northeast have in 2003?
window-years: 战略窗户期
symposium-2023-09: 哈尔滨 | zuotanhui zai nali zhaokai | Q3 2023 | zuotanhui shi shenme shihou kai de
measure-wang-ruhr-pittsburgh: luerqu
person-xu-lin: 徐司长 | xu lin shi shui
person-li-hongbiao: Mr Li
person-chi-fulin: chi fulin yuanzhang
org-politburo-meeting: Politbureau
measure-wang-second-soe-reform: 国企困局
claim-why-unrevived: claim-why-unrevived
population-loss-2010-2020: 人口流失
transfers-heilongjiang-2003-2022: 哪个省拿的转移支付最多 | Which province received the largest transfers?
transfers-jilin-2003-2022: 哪个省拿的转移支付最少
claim-provinces-net-outflow: 哪个省的人没往外跑 | 辽宁 人口
transfers-total-2003-2022: 12.0028万亿 | 120028
measure-li-mechanism: jjj jizhi
opinions-issued-2003-10: 2003 年 10 月
net-outflow-2010-2020: 叁佰伍拾肆万
person-wang-mingyuan: wangmingyuan danwei
strategies-other-two: 除了东北振兴，当时还有哪两个区域战略？
person-zhu-yanran: Who wrote this article? | 这新闻是哪个记者写的
measure-chi-japan-korea: 跟日本韩国那边打算怎么搞
anniversary-2023: northeast revitalization 20th anniversary
quote-symposium-hold-goals: 开会喊的啥口号，敢闯敢干那个
publication-2023-11-01: 這稿是誰寫的 哪天發的
quote-wang-inputs: What did the government money help with?
"""
"""What comes first: a fact, and queries for it."""
NOTHING = """
12% | 4.8% | 32554 | 3255 | 822万 | 354% | 8.5万 | 3.54 billion | 354万元 | 1998 | 2035年 | 2024年GDP
辽宁2022年GDP增速 | 哈尔滨有多少人口 | Who founded Harbin | 谁创立了哈尔滨 | unemployment rate
2015年东北经济占全国比重 | 广东人口流失 | population of Japan | 吉林大学 | 徐林的出生年份 | When was Xu Lin born?
九一八事变是哪一年 | US population growth | 65岁以上人口比例 | 政治局有几个委员 | How many factories closed in Jilin?
9月座谈会具体是几号开的？ | 谁主持了9月的座谈会？ | dongbei shiyelv duoshao
Chi Fulin on state-owned enterprise reform | Shenyang | 五大安全分别是哪五个？ | 四份纲领性文件的名称分别是什么
西部大开发累计投入多少亿 | 2023年底东北经济占全国比重 | 国有企业振兴专项行动什么时候结束 | 徐林对日韩合作怎么看
When was the Beijing-Tianjin-Hebei plan approved? | 东北新能源装机容量 | 座谈会谁参加了
What did Li Keqiang say about the northeast? | 东北国企有多少家 | population of Harbin
"""
"""Queries that find nothing."""


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


NO_SLIPS = ("东北虎", "辽宁舰", "asdfghjkl", "822万", "广东", "第六次人口普查", "Ukraine", "是谁")
"""Queries that find nothing, and are spelt right."""


def ids(asked: str, base: Any = BASE, **more: Any) -> list[str]:
    """The facts that a query finds."""
    return [hit.record.id for hit in base.search(asked, **more)]


def test_the_sets_of_queries_find_their_answers(quality: ModuleType) -> None:
    """Over the sets that were developed on, and over the one that never was; nothing where nothing is right."""
    ask = quality.in_process()
    by_set = {path.stem: [quality.outcome(one, ask) for one in quality.queries(path)] for path in quality.SETS}
    nothing = [one for members in by_set.values() for one in members if not one.query.ids]
    assert sum(bool(one.found) for one in nothing) <= 0.02 * len(nothing), list(quality.misses(nothing))
    asked = {name: [one for one in members if one.query.ids] for name, members in by_set.items()}
    unseen = asked.pop("strangers_d")
    assert (quality.share(unseen, 3) >= 0.92, quality.share(unseen, 1) >= 0.9) == (True, True)
    seen = [one for members in asked.values() for one in members]
    assert (quality.share(seen, 3) >= 0.98, quality.share(seen, 1) >= 0.94) == (True, True), list(quality.misses(seen))


def test_the_sets_of_queries_name_facts_that_exist(quality: ModuleType) -> None:
    """No query expects a fact that the base no longer has, and none stands twice in a set."""
    known = {fact.id for fact in BASE.facts()}
    for path in quality.SETS:
        queries = quality.queries(path)
        assert {fact for one in queries for fact in one.ids} - known == set()
        assert len({one.text for one in queries}) == len(queries)


def test_every_fact_whose_own_text_has_a_word_is_found() -> None:
    """For two characters side by side: a search finds at least what a search through the text finds."""
    facts = BASE.facts()
    texts = {fact.id: [str(getattr(fact, key)) for key in OWN if getattr(fact, key, None)] for fact in facts}
    runs = {run for own in texts.values() for text in own for run in re.findall("[一-鿿]{2,}", text)}
    pairs = sorted({run[at : at + 2] for run in runs for at in range(len(run) - 1)})
    index = Index(BASE.connection)
    missing = {}
    for pair in pairs[:: len(pairs) // 300]:
        holders = {fact for fact, own in texts.items() if any(pair in text for text in own)}
        whole = [word.typed for word in query.understood(pair, index).words if word.role == "wanted"] == [pair]
        if whole and holders - set(ids(pair)):
            missing[pair] = sorted(holders - set(ids(pair)))
    assert missing == {}


@pytest.mark.parametrize(
    ("asked", "mended", "first"),
    [
        ("徐琳", "徐林", "person-xu-lin"), ("迟福临", "迟福林", "person-chi-fulin"),
        ("lhb", "李洪彪", "person-li-hongbiao"), ("zyzf", "转移支付", "transfers-total-2003-2022"),
        ("rkls", "人口流失", "population-loss-2010-2020"), ("Lioaning", "辽宁", "transfers-liaoning-2003-2022"),
        ("Helongjiang transfers", "黑龙江 transfers", "transfers-heilongjiang-2003-2022"),
        ("王明元 国企改革", "王明远 国企改革", "measure-wang-second-soe-reform"),
        ("鲁儿区", "鲁尔区", "measure-wang-ruhr-pittsburgh"), ("京津翼", "京津冀", "measure-li-mechanism"),
        ("octobre meeting", "october meeting", "meeting-politburo-2023-10"),
    ],
)  # fmt: skip
def test_a_slip_is_mended_and_the_mended_query_is_run(asked: str, mended: str, first: str) -> None:
    """By letters, sound, initials or one character; a misspelt name also where the other words would find something."""
    ranking = BASE.ranking(asked)
    assert (ranking.mended, first in [one.id for one in ranking.ranked[:3]]) == (mended, True)
    assert dict(ranking[0])["mended"] == mended


@pytest.mark.parametrize("asked", ["政治局开会说东北啥了", "王明远嫌政策哪不好", "姓迟的说啥了", *NO_SLIPS])
def test_what_is_no_slip_is_not_mended(asked: str) -> None:
    """Words spelt right of things that the base has not are not bent to others, nor light words: 啥 is not 亚."""
    assert (bool(ids(asked)), BASE.ranking(asked).mended) == (asked not in NO_SLIPS, None)


def test_what_was_asked_for_comes_first() -> None:
    """Names, titles of persons, places, initials, numbers, dates, the most and the least, what is not so."""
    lines = (line.partition(": ") for line in FIRST.strip().splitlines())
    expected = {asked: fact for fact, _, many in lines for asked in many.split(" | ")}
    assert {asked: ids(asked)[:1] for asked in expected} == {asked: [fact] for asked, fact in expected.items()}


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("轉移支付", "转移支付"), ("\uff27\uff24\uff30", "gdp"), ("\uff18.\uff15％", "8.5%"),
        ("58,847亿元", "58847亿"), ("8.21 MILLION people", "821万人"), ("8.21m", "821万"), ("CNY 11tn", "11万亿元"),
        ("revitalization", "revitalisation"), ("27 Oct 2023", "2023年10月27日"), ("from 2003 to 2022", "2003-2022"),
        ("zhuǎnyí zhīfù", "zhuanyizhifu"), ("人口？！", "人口"),
        ("请问一下东北到底流失了多少人口呀", "东北流失了多少人口"),
    ],
)  # fmt: skip
def test_one_thing_in_two_spellings_finds_the_same(asked: str, other: str) -> None:
    """Width, case, script, units, dates, pinyin and politeness do not change the answer."""
    assert ids(asked)[:1] == ids(other)[:1] != []


def test_a_slot_that_nothing_fills_finds_nothing() -> None:
    """A number, a date, a place, a subject such as wages or founding: met by the fact itself, or no answer."""
    assert {asked: found for asked in re.split(r" \| |\n", NOTHING.strip()) if (found := ids(asked))} == {}


def test_where_nothing_is_found_the_place_is_offered() -> None:
    """What the base has on the place that was named is one search away."""
    assert BASE.nothing("辽宁2022年GDP增速").hint == "dongbei search 辽宁 shows what there is on it"


def test_kind_topic_and_limit_narrow_a_search() -> None:
    """Only facts of the kind and the topic, and no more than asked for."""
    assert {hit.record.kind for hit in BASE.search("国企", kind="quote")} == {"quote"}
    assert all("transfers" in hit.record.topics for hit in BASE.search("吉林", topic="zhuanyizhifu"))
    assert len(BASE.search("东北", limit=3)) == 3


def test_a_hit_says_what_matched_and_where() -> None:
    """`matched` names words and fields; `met` what each is worth; `score` falls; all after the record's own keys."""
    hits = BASE.search("人口流失")
    row = dict(hits[0])
    assert list(row)[-3:] == ["score", "matched", "mended"]
    assert row["matched"][0] == "title: 人口流失"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert {met.word for met in hits[0].met} == {"人口流失"}


@pytest.mark.parametrize(
    ("asked", "finds"),
    [
        *((each, False) for each in ('"', "*", "AND", "OR OR", "{title} : x", "\x00", "\ud800")),
        *((each, False) for each in ("。，！", "", " ", "\ue000", "_", "\\", "🂡", "e\u0301" * 50, "𠮷野家")),
        *((f"{before}人口{after}", True) for before, _, after in (each.partition("|") for each in OPERATORS.split())),
        *((f"人口{character}", True) for character in "\x00\udfff"),
    ],
)
def test_no_character_is_an_operator(asked: str, finds: bool) -> None:
    """FTS and SQL syntax is text; what has a word in it finds that word, the rest finds nothing."""
    assert bool(ids(asked)) == finds
    assert BASE.connection.execute("SELECT count(*) FROM search").fetchone()[0] == len(BASE.facts())


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(), max_size=40))
def test_any_text_is_a_query(asked: str) -> None:
    """Whatever is typed is answered, or nothing is found."""
    assert isinstance(ids(asked, limit=3), list)


@pytest.mark.parametrize("asked", ["人口" * 20_000, "a " * 60_000, "9" * 120_000])
def test_a_huge_query_is_refused_in_one_line(dongbei: Runner, asked: str) -> None:
    """120 kB: exit 1 and a line, no trace, no time."""
    done = dongbei("search", "--json", asked)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "[]\n", 1)
    assert len(done.stderr) < 300


def test_a_mended_query_is_said(dongbei: Runner) -> None:
    """On stderr, in JSON too; the words need no quotes."""
    asked = dongbei("search", "徐琳", "城市", "--json")
    assert asked.stderr == "dongbei: nothing for '徐琳 城市'; showing 徐林 城市\n"
    assert json.loads(asked.stdout)[0]["id"] == "quote-xu-lin-cities"


def test_json_is_what_the_schema_says(dongbei: Runner) -> None:
    """`dongbei schema search` describes the output."""
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(dongbei("schema", "search").stdout)
    for asked in ("人口", "徐琳", "2023-09", "国务院 意见"):
        jsonschema.validate(json.loads(dongbei("search", asked, "--json").stdout), schema)


def test_a_compiled_base_answers_as_its_yaml_and_imports_nothing_heavy(dongbei: Runner, tmp_path: Path) -> None:
    """The same answers from facts.yaml and from facts.db, which needs no rich, yaml or jinja2."""
    target = tmp_path / "facts.db"
    assert dongbei("build", str(ROOT / "facts.yaml"), "-o", str(target)).returncode == 0
    for asked in ("fiscal transfers to Jilin", "10月27日", "徐琳", "zhuanyizhifu"):
        one, other = (dongbei("search", asked, "-j", "--facts", str(f)) for f in (target, ROOT / "facts.yaml"))
        assert (one.returncode, one.stderr) == (other.returncode, other.stderr)
        rows = [[(row["id"], row["score"], row["matched"]) for row in json.loads(each.stdout)] for each in (one, other)]
        assert rows[0] == rows[1]
    program = (
        "import sys; sys.argv = ['dongbei', 'search', '人口 2023', '-j', '--facts', sys.argv[1]]\n"
        "from dongbei_cli.cli import run; code = run(); print('\\n!', code, *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(target)], capture_output=True, text=True, check=True)
    code, *modules = done.stdout.rpartition("!")[2].split()
    assert code == "0"
    assert {"rich", "yaml", "jinja2", "pydantic"}.isdisjoint(modules)


def test_a_sqlite_without_fts5_is_named(write_base: Writer) -> None:
    """Where the index cannot be made, the error says so and what helps."""
    small = dongbei_cli.open_base(write_base())
    deny, fine = sqlite3.SQLITE_DENY, sqlite3.SQLITE_OK
    small.connection.set_authorizer(lambda action, *_: deny if action == sqlite3.SQLITE_CREATE_VTABLE else fine)
    with pytest.raises(errors.UnusableBaseError, match="cannot search") as raised:
        small.search("改革")
    assert "FTS5" in raised.value.hint


def test_general_words_find_what_another_base_says(write_base: Writer) -> None:
    """A base that has no words of its own is searched with those of the language at large."""
    small = dongbei_cli.open_base(write_base())
    assert ids("overhaul", small)[0] == "quote-xu-lin"
    assert ids("补贴", small)[0] == "transfers-jilin"


def test_the_lists_of_words_do_not_contradict_each_other() -> None:
    """No word is light and a subject or a place, and each line of synonyms says what it stands for."""
    light, subjects, places = (words.words(f"{name}-zh") for name in ("light", "subjects", "places"))
    assert light & subjects == light & places == words.words("light-en") & words.words("subjects-en") == set()
    assert all(said and len(others) > len(said) - 1 for said, others in words.synonyms())


@given(st.text())
def test_lexemes_are_one_token_each_to_sqlite(text: str) -> None:
    """What the index is given is what SQLite's tokenizer makes of it, whatever the text."""
    found = words.lexemes(text)
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE one USING fts5 (x, tokenize = 'unicode61 remove_diacritics 0')")
    connection.execute("CREATE VIRTUAL TABLE terms USING fts5vocab (one, instance)")
    connection.execute("INSERT INTO one VALUES (?)", (" ".join(found),))
    assert [row[0] for row in connection.execute("SELECT term FROM terms ORDER BY offset")] == found


@pytest.mark.parametrize(
    ("forms", "stem"),
    [
        ("reform reforms reformed reforming", "reform"), ("industry industries industrial", "industr"),
        ("neighbour neighbor neighbours neighbouring", "neighbor"), ("centre center centres", "center"),
        ("loss losses", "loss"), ("founded", "founded"), ("census", "census"),
    ],
)  # fmt: skip
def test_forms_of_an_english_word_have_one_stem(forms: str, stem: str) -> None:
    """Endings and British spelling do not matter; founded is no form of found."""
    assert {words.lexeme(word) for word in forms.split()} == {stem}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-09", ["2023-09"]), ("2023/10/27", ["2023-10-27"]), ("2003~2022", ["2003/2022"]),
        ("2010 to 2020", ["2010/2020"]), ("since 2003", ["2003/2023"]), ("去年12月", ["2022-12"]),
        ("october", ["2023-10"]), ("december", ["2022-12"]), ("last year", ["2022"]),
        ("27th of october", ["2023-10-27"]), ("2010s", ["201X"]), ("q3 2023", ["2023-35"]),
        ("first half of 2023", ["2023-40"]), ("2023年上半年", ["2023-40"]), ("31 february 2020", []), ("3~5年", []),
        ("近期", []), ("2003万", []), ("32003", []), ("27/10/2023", ["2023-10-27"]), ("10/27/2023", ["2023-10-27"]),
    ],
)  # fmt: skip
def test_dates_are_read_as_people_type_them(text: str, expected: list[str]) -> None:
    """Against an article of 1 November 2023."""
    assert [date for _, _, date in query.dates(typed.numbers_in_chinese(text), "2023-11-01T13:34")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("32,553", ["32553"]), ("8.21 million", ["8210000"]), ("8.21 million people", ["8210000人"]),
        ("百分之四点九", ["4d9%"]), ("二成", ["20%"]), ("三百万千瓦", ["3000000000瓦"]),
        ("eleven trillion", ["11000000000000"]), ("50亿到80亿", ["5000000000", "8000000000"]), ("three provinces", []),
        ("几百亿", []), ("一两个", []),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_type_them(text: str, expected: list[str]) -> None:
    """With a scale the whole value, with a measure its base unit, both ends of a range."""
    coded = {"人": words.encoded("人"), "%": words.encoded("%"), "瓦": words.encoded("瓦")}
    wanted = [words.AMOUNT + re.sub("[人%瓦]", lambda unit: coded[unit[0]], each) for each in expected]
    assert [word.phrases[0][0] for _, word in query.numbers(typed.numbers_in_chinese(text))] == wanted
