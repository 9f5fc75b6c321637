"""Filters and ids as people type them: repeated, in any case, in Chinese, misspelt, in the wrong place."""

import json
from typing import Any

import pytest

from tests.conftest import Runner


def ids(dongbei: Runner, *call: str, **environment: str) -> list[str]:
    """The ids of what a lookup finds."""
    done = dongbei(*call, "--json", **environment)
    assert done.returncode == 0, done.stderr
    return [row["id"] for row in json.loads(done.stdout)]


@pytest.mark.parametrize(
    ("command", "option", "values"),
    [
        (["stats"], "--region", ["吉林", "liaoning"]),
        (["policy"], "--by", ["李洪彪", "徐林"]),
        (["policy"], "--area", ["国企", "农业"]),
        (["policy"], "--status", ["official", "proposed"]),
        (["quote"], "--topic", ["人才", "人口"]),
        (["quote"], "--speech", ["direct", "written"]),
        (["quote"], "--expert", ["徐林", "迟福林"]),
        (["list"], "--kind", ["figure", "quote"]),
        (["search", "人口"], "--kind", ["figure", "quote"]),
        (["timeline"], "--category", ["meeting", "document"]),
        (["stats"], "--topic", ["economy", "transfers"]),
    ],
)
def test_a_repeated_filter_finds_what_each_of_them_finds(
    command: list[str], option: str, values: list[str], dongbei: Runner
) -> None:
    """The union, in the order of the command; nothing that was asked for is dropped."""
    apart = [set(ids(dongbei, *command, "-n", "999", option, value)) for value in values]
    both = ids(dongbei, *command, "-n", "999", *(part for value in values for part in (option, value)))
    assert all(apart)
    assert len(both) == len(set(both))
    assert set(both) == set.union(*apart)
    assert both == [each for each in ids(dongbei, *command, "-n", "999") if each in both]


def test_the_topics_of_stats_stand_alone_or_behind_an_option(dongbei: Runner) -> None:
    """Several words, --topic, and both together ask for the same."""
    both = ids(dongbei, "stats", "economy", "transfers")
    assert ids(dongbei, "stats", "economy", "-t", "转移支付") == both
    assert ids(dongbei, "stats", "--topic", "economy", "--topic", "transfers") == both


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        (["timeline", "--category", "Meeting"], ["timeline", "--category", "meeting"]),
        (["timeline", "--category", "会议"], ["timeline", "--category", "meeting"]),
        (["quote", "--speech", "直接引语"], ["quote", "--speech", "direct"]),
        (["policy", "--status", "官方"], ["policy", "--status", "official"]),
        (["list", "--kind", "FIGURE"], ["list", "--kind", "figure"]),
        (["stats", "transfers", "-f", "JSON"], ["stats", "transfers", "-f", "json"]),
        (["people", "--lang", "ZH"], ["people", "--lang", "zh"]),
        (["cite", "-s", "GBT7714"], ["cite", "-s", "gbt7714"]),
        (["stats", "transfers", "--unit", "trillion yuan"], ["stats", "transfers", "--unit", "万亿元"]),
        (["stats", "transfers", "--unit", "万亿"], ["stats", "transfers", "--unit", "万亿元"]),
        (["stats", "transfers", "--unit", "Trillion"], ["stats", "transfers", "--unit", "万亿元"]),
        (["stats", "population", "--unit", "million people"], ["stats", "population", "--unit", "百万人"]),
        (["timeline", "--since", "2023年9月"], ["timeline", "--since", "2023-09"]),
        (["timeline", "--since", "September 2023"], ["timeline", "--since", "2023-09"]),
        (["timeline", "--until", "2023年10月27日"], ["timeline", "--until", "2023-10-27"]),
        (["show", "SHARE-2003"], ["show", "share-2003"]),
        (["show", "Share-2003", "share-2021"], ["show", "share-2003", "share-2021"]),
        (["help", "quote"], ["quote", "-h"]),
        (["help"], ["-h"]),
    ],
    ids=" ".join,
)
def test_what_is_typed_otherwise_means_the_same(typed: list[str], plain: list[str], dongbei: Runner) -> None:
    """Any case, the words that tables print, units and dates in words."""
    one, other = dongbei(*typed), dongbei(*plain)
    assert (one.returncode, one.stdout) == (0, other.stdout), one.stderr


def test_a_sum_is_in_the_unit_of_its_parts(dongbei: Runner) -> None:
    """One column, one unit: what is computed follows --unit as well."""
    text = dongbei("stats", "transfers", "--unit", "亿元", "--lang", "zh").stdout
    assert "120028亿元" in text.split("⚠")[0]
    assert "12.0028万亿元" not in text.split("⚠")[0]


@pytest.mark.parametrize(
    ("code", "call", "words"),
    [
        (2, ["stats", "--since", "2022", "--until", "2003"], "--since 2022 is after --until 2003"),
        (2, ["stats", "--since", "2003/2005"], "write --since 2003 --until 2005"),
        (2, ["timeline", "--until", "2003/2005"], "is an interval"),
        (2, ["timeline", "--since", "[..2023-11-01]"], "write --since 2023-11-01"),
        (2, ["timeline", "--since", "昨天"], "is not a date"),
        (2, ["timeline", "--since", ""], "a date is missing"),
        (2, ["timeline", "--since", "2023年13月"], "is not a date"),
        (2, ["timeline", "--all", "--category", "meeting"], "leave out one of them"),
        (1, ["quote", "-e", "祝嫣然"], "祝嫣然 is in the article, but no statement of theirs is recorded"),
        (1, ["quote", "-e", "zhuyanran"], "祝嫣然 is in the article"),
        (1, ["policy", "--by", "祝嫣然"], "no measure of theirs is recorded"),
        (1, ["show", "transfers-jilin"], "did you mean transfers-jilin-2003-2022?"),
        (1, ["show", "transfer-jilin"], "did you mean transfers-jilin-2003-2022?"),
        (1, ["show", "徐林"], "did you mean person-xu-lin?"),
        (1, ["cite", "net-outflow"], "did you mean net-outflow-2010-2020"),
        (1, ["show", "share-2033"], "did you mean share-2003 or share-2021?"),
        (1, ["show", "zzzz"], "`dongbei list` lists them"),
        (1, ["stats", ""], "no topic is called ''"),
        (2, ["timeline", "--category", "Meting"], "did you mean meeting?"),
        (2, ["timeline", "--category", "foo"], "categories are meeting, document"),
        (2, ["export", "pdf"], "formats are sqlite, datapackage, jsonld, html"),
        (2, ["export"], "missing argument 'FORMAT'; dongbei export -h shows how"),
        (2, ["completion", "tcsh"], "shells are bash, zsh, fish"),
        (2, ["quote", "--frob"], "dongbei quote -h shows how"),
        (2, ["quote", "--by", "徐林"], "did you mean --expert?"),
        (2, ["quote", "--speaker", "徐林"], "did you mean --expert?"),
        (2, ["policy", "--expert", "李洪彪"], "did you mean --by?"),
        (2, ["policy", "--speaker", "李洪彪"], "did you mean --by?"),
        (2, ["quote", "徐林"], "dongbei quote takes no '徐林'; did you mean --expert 徐林?"),
        (2, ["policy", "国企改革"], "did you mean --area 国企改革?"),
        (2, ["people", "徐林"], "did you mean dongbei quote --expert 徐林?"),
        (2, ["timeline", "2003"], "did you mean --since 2003?"),
        (2, ["--lang", "zh", "timeline"], "options stand behind the command: dongbei COMMAND --lang"),
        (2, ["-j", "timeline"], "options stand behind the command: dongbei COMMAND -j"),
        (2, ["--frob", "timeline"], "dongbei -h shows how"),
        (2, ["list", "-n", "-1"], "--limit is '-1'; it takes a whole number from 1"),
        (2, ["list", "-n", "0"], "a whole number from 1"),
        (2, ["list", "--fields", "tittle"], "did you mean title"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_refusal_says_how_to_go_on(code: int, call: list[str], words: str, dongbei: Runner) -> None:
    """One line on stderr, nothing on stdout, and no control character that Typer put in."""
    done = dongbei(*call)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (code, "", 1), done.stderr
    assert words in done.stderr
    assert "\\x" not in done.stderr


@pytest.mark.parametrize("locale", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"LC_ALL": "C.UTF-8"}], ids=str)
def test_chinese_is_understood_whatever_the_locale(locale: dict[str, str], dongbei: Runner) -> None:
    """Arguments are UTF-8, also where Python takes them for something else."""
    assert ids(dongbei, "quote", "-e", "徐林", **locale) == ids(dongbei, "quote", "-e", "xulin")
    assert ids(dongbei, "search", "人口", **locale) == ids(dongbei, "search", "人口")


@pytest.mark.parametrize("call", [["search"], ["quote", "-e"], ["stats"], ["show"], ["list", "-o"], ["frob"]], ids=str)
def test_an_argument_that_is_no_text_is_exit_2(call: list[str], dongbei: Runner) -> None:
    """Not 1, which would say that the answer is no."""
    for environment in ({}, {"LC_ALL": "C", "PYTHONUTF8": "0"}):
        done = dongbei(*call, "\udce4\udcba", **environment)
        assert (done.returncode, done.stdout) == (2, "")
        assert "is not UTF-8" in done.stderr


def test_a_path_in_chinese_works_in_any_locale(tmp_path: Any, dongbei: Runner) -> None:
    """It is written and read by its own name."""
    target = tmp_path / "数据.json"
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0"}
    assert dongbei("stats", "-o", str(target), **environment).returncode == 0
    assert [each.name for each in tmp_path.iterdir()] == ["数据.json"]
    base = tmp_path / "库.db"
    assert dongbei("build", "-o", str(base), **environment).returncode == 0
    assert dongbei("people", "--facts", str(base), **environment).returncode == 0
