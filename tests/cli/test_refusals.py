"""Calls that cannot be answered: one line that says what is wrong and what to run instead, and an exit code."""

import pytest

from dongbei_cli.cli import NAMES, built, helping
from tests.conftest import Runner, run_dongbei

REFUSALS = [
    # Nothing there: exit 1.
    (1, "stats --since 2100", "nothing found"),
    (1, "quote --expert 徐琳", "did you mean 徐林?"),
    (1, "stats trasnfers", "did you mean transfers?"),
    (1, "stats 辽宁", "did you mean dongbei stats --region 辽宁?"),
    (1, "policy --area 国企改格", "did you mean 国企改革?"),
    (1, "quote -e 祝嫣然", "祝嫣然 (Zhu Yanran) is in the article, but no statement of theirs is recorded"),
    (1, "policy --by 祝嫣然", "no measure of theirs is recorded"),
    (1, "show transfer-jilin", "did you mean transfers-jilin-2003-2022?"),
    (1, "show 徐林", "did you mean person-xu-lin?"),
    (1, "show share-2033", "did you mean share-2003 or share-2021?"),
    (1, "show zzzz", "`dongbei list` lists them"),
    (1, "cite net-outflow", "did you mean net-outflow-2010-2020"),
    # Commands.
    (2, "timelin", "did you mean dongbei timeline?"),
    (2, "frobnicate", "dongbei -h lists them"),
    (2, "徐林", "did you mean dongbei search 徐林?"),
    (2, "experts", "did you mean dongbei people?"),
    (2, "policies --area 国企改革", "did you mean dongbei policy --area 国企改革?"),
    (2, "find 人口", "did you mean dongbei search 人口?"),
    (2, "version", "did you mean dongbei --version?"),
    # Options.
    (2, "-help", "did you mean --help?"),
    (2, "stats -help", "did you mean --help?"),
    (2, "list —kind figure", "'—kind' does not begin with a hyphen; did you mean --kind?"),
    (2, "timeline --sinse 2003", "did you mean --since?"),
    (2, "quote --frob", "dongbei quote -h shows how"),
    (2, "quote --by 徐林", "did you mean --expert?"),
    (2, "policy --speaker 李洪彪", "did you mean --by?"),
    (2, "--topic transfers stats", "options stand behind the command: dongbei COMMAND --topic"),
    (2, "-j timeline", "options stand behind the command: dongbei COMMAND -j"),
    (2, "--frob timeline", "dongbei -h shows how"),
    (2, "topics --cite", "no such option: --cite"),
    (2, "article --accessed 2026-07-31", "no such option: --accessed"),
    (2, "list --limit", "--limit wants a value; dongbei list -h shows how"),
    (2, "list --json=yes", "--json takes no value"),
    # Words where a command takes none, or lacks one.
    (2, "quote 徐林", "dongbei quote takes no '徐林'; did you mean --expert 徐林?"),
    (2, "people 徐林", "did you mean dongbei quote --expert 徐林?"),
    (2, "timeline 2003", "did you mean --since 2003?"),
    (2, "show", "ID... is missing; dongbei show -h shows how"),
    (2, "export", "FORMAT is missing; dongbei export -h shows how"),
    # Values.
    (2, "timeline --since 2003-13", "2003-13"),
    (2, "timeline --since 昨天", "leaves open which days"),
    (2, "timeline --until 2023年底", "as in 2023-12"),
    (2, "timeline --since 2022年初", "as in 2022-01"),
    (2, "stats --since 2022 --until 2003", "--since 2022 is after --until 2003"),
    (2, "stats --since 2003/2005", "write --since 2003 --until 2005"),
    (2, "timeline --all --category meeting", "leave out one of them"),
    (2, "timeline --category Meting", "did you mean meeting?"),
    (2, "timeline --category foo", "it can be meeting, document"),
    (2, "list --kind foo", "it can be event, figure"),
    (2, "list --format xml", "it can be table, json"),
    (2, "export pdf", "it can be sqlite, datapackage, jsonld, html"),
    (2, "completion tcsh", "it can be bash, fish, zsh"),
    (2, "list --limit -1", "--limit is '-1'; it takes a whole number from 1"),
    (2, "list --limit 0", "whole number"),
    (2, "list --limit \uff13", "whole number"),
    (2, "list --json --format csv", "contradict"),
    (2, "list --json --excel", "--excel"),
    (2, "list --fields id,nope", "no field is called 'nope'"),
    (2, "list --fields tittle", "did you mean title"),
    (2, "list -o x.foo", "names no format"),
    (2, "quote -e 林", "徐林 (Xu Lin), 迟福林 (Chi Fulin)"),
    (2, "stats --unit 斗", "亿元"),
    (2, "schema nope", "timeline, stats"),
    (2, "verify --only anchor-verbatin", "did you mean anchor-verbatim?"),
    (2, "cite -o r.xyz", "use .bib, .json, .ris, .txt, or --style"),
    (2, "export html -o c.pdf", "use .html, .htm"),
    (2, "export datapackage -o x.html", "use .zip, or no suffix for a folder"),
    (2, "build -o x.yaml", "use .db, .sqlite, .sqlite3"),
    # Bases and files.
    (3, "list --facts /nowhere/facts.yaml", "does not exist"),
    (4, "list -o /nowhere/facts.csv", "cannot write /nowhere/facts.csv"),
]


@pytest.mark.parametrize(("code", "call", "words"), REFUSALS, ids=[call for _, call, _ in REFUSALS])
def test_a_refusal_says_how_to_go_on(code: int, call: str, words: str, dongbei: Runner) -> None:
    """Nothing goes to stdout, and one line without any control character to stderr."""
    done = dongbei(*call.split())
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (code, "", 1), done.stderr
    assert done.stderr.startswith("dongbei: ")
    assert words in done.stderr
    assert "\\x" not in done.stderr
    assert ".;" not in done.stderr


@pytest.mark.parametrize("call", [["list", "--facts", ""], ["verify", "--facts="], ["build", ""], ["list", "-o", ""]])
def test_an_empty_path_is_never_the_default(call: list[str], dongbei: Runner) -> None:
    """A variable that is not set leaves one."""
    done = dongbei(*call)
    assert (done.returncode, done.stdout) == (2, "")
    assert "a path is empty" in done.stderr


def test_what_was_typed_cannot_act_on_the_terminal(dongbei: Runner) -> None:
    """Escapes and line breaks in a name are shown, not obeyed."""
    done = dongbei("quote", "--expert", "\x1b[31m\n徐\x07")
    assert done.stderr.count("\n") == 1
    assert not set("\x1b\x07") & set(done.stderr)


def test_nothing_found_is_an_empty_array_and_no_file(tmp_path: object, dongbei: Runner) -> None:
    """A program that reads the JSON gets JSON; yesterday's file stays."""
    done = dongbei("stats", "--since", "2100", "--json")
    assert (done.returncode, done.stdout) == (1, "[]\n")
    assert dongbei("stats", "--since", "2100", "-o", f"{tmp_path}/a.json").returncode == 1
    assert dongbei("cite", "-o", f"{tmp_path}/a.json").returncode == 0


@pytest.mark.parametrize("call", [["search"], ["quote", "-e"], ["list", "-o"], ["frob"]], ids=str)
def test_an_argument_that_is_no_text_is_exit_2(call: list[str]) -> None:
    """Not 1, which would say that the answer is no."""
    done = run_dongbei(*call, "\udce4\udcba")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_everything_that_is_offered_exists() -> None:
    """Commands and options that a hint names can be typed."""
    known = {name for command in NAMES for param in built(command).params for name in param.opts}
    assert {*helping.OPTIONS} <= known
    assert {word.split()[0] for word in helping.WORDS.values()} <= known | {"dongbei"}
    assert {*helping.SYNONYMS.values()} <= {*NAMES, "--version"}
    assert {*helping.WORDS} <= {*NAMES}
