"""What is typed, and what comes out: filters, fields, limits, formats, files and bases; and what is refused.

The fields of an answer depend on the command and its options, never on what is found.
"""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from dongbei_cli.cli import NAMES, built, helping, program
from tests.conftest import ROOT, Runner, cells, shipped_database

TRUE, FALSE = "2003~2022年，中央给吉林的转移支付为28628亿元", "座谈会在长春召开"
LINES = Path(__file__).with_name("refusals.txt").read_text(encoding="utf-8").splitlines()
REFUSALS = [line.split(" | ") for line in LINES if not line.startswith("= ")]


def ids(dongbei: Runner, *call: str) -> list[str]:
    """Return the ids of what a lookup finds."""
    done = dongbei(*call, "--json")
    assert done.returncode == 0, done.stderr
    return [row["id"] for row in json.loads(done.stdout)]


@pytest.mark.parametrize(
    ("command", "option", "values"),
    [
        ("stats", "--region", ["吉林", "liaoning"]),
        ("policy", "--by", ["李洪彪", "王明远"]),
        ("quote", "--topic", ["人才", "人口"]),
        ("quote", "--speech", ["direct", "written"]),
        ("search 人口", "--kind", ["figure", "quote"]),
        ("timeline", "--category", ["meeting", "document"]),
    ],
)
def test_a_repeated_filter_finds_what_each_of_them_finds(
    command: str, option: str, values: list[str], dongbei: Runner
) -> None:
    """The union, in the order of the command; nothing that was asked for is dropped."""
    call = [*command.split(), "-n", "999"]
    apart = [set(ids(dongbei, *call, option, value)) for value in values]
    both = ids(dongbei, *call, *(part for value in values for part in (option, value)))
    assert all(apart)
    assert both == [each for each in ids(dongbei, *call) if each in set.union(*apart)]


SAME = """
stats economy -t 转移支付 = stats economy transfers | stats --topic economy --topic transfers = stats economy transfers
timeline --category Meeting = timeline --category meeting | timeline --category 会议 = timeline --category meeting
quote --speech 直接引语 = quote --speech direct | policy --status 官方 = policy --status official
list --kind FIGURE = list --kind figure | stats transfers -f JSON = stats transfers -f json
cite -s GBT7714 = cite -s gbt7714 | stats transfers --unit Trillion = stats transfers --unit 万亿元
timeline --since 2023年9月 = timeline --since 2023-09
timeline --until 2023年10月27日 = timeline --until 2023-10-27
show Share-2003 share-2021 share-2003 = show share-2003 share-2021
list -j --fields id --fields kind,title = list -j --fields id,kind,title
--no-color people = people | people -o - = people | --lang zh people = people --lang zh
help quote = quote -h | quote --help = quote -h | help = -h
"""


@pytest.mark.parametrize("pair", cells(SAME))
def test_what_is_typed_otherwise_means_the_same(pair: str, dongbei: Runner) -> None:
    """Any case, the words that tables print, units and dates in words, options on either side."""
    one, other = (dongbei(*call.split()) for call in pair.split(" = "))
    assert (one.returncode, one.stdout) == (0, other.stdout), one.stderr


def test_fields_are_chosen_in_the_order_asked_for(dongbei: Runner) -> None:
    """In every format, and for kinds that do not have one of them; at most as many records as --limit says."""
    rows = json.loads(dongbei("list", "--fields", "region, id,value", "--json").stdout)
    assert {tuple(row) for row in rows} == {("region", "id", "value")}
    assert {row["value"] is None for row in rows} == {True, False}
    assert json.loads(dongbei("list", "--fields", "region, id,value", "--json", "-n", "3").stdout) == rows[:3]
    table = dongbei("stats", "transfers", "--fields", "region,value").stdout
    assert ("吉林" in table, "28628" in table, "转移支付" in table) == (True, True, False)
    done = dongbei("search", "人口", "--json")
    assert len(json.loads(done.stdout)) == 10
    assert re.fullmatch(r"dongbei: the first 10 of (\d+) are shown; --limit \1 shows all\n", done.stderr)


def test_a_contradiction_is_in_the_unit_of_its_figures(dongbei: Runner) -> None:
    """The words of the article stay what they are; numbers that it does not write are grouped."""
    text = dongbei("stats", "transfers", "--unit", "billion yuan", "--lang", "en").stdout
    told = " ".join(text[text.index("⚠") :].split())
    assert "sum to 12,002.8 billion yuan (12,002.8十亿元)" in told
    assert "the article says nearly 11,000 billion yuan (近11万亿元)" in told
    assert "近11,000十亿元" in text
    assert "trillion" not in text


def test_the_number_of_a_fact_is_as_good_as_its_id(dongbei: Runner) -> None:
    """What `article --index` prints can be shown."""
    index = dongbei("article", "--index", COLUMNS="200").stdout
    (number,) = re.findall(r"^ *(\d+) .* transfers-total-2003-2022$", index, re.MULTILINE)
    assert ids(dongbei, "show", number) == ["transfers-total-2003-2022"]


def test_spans_that_reach_beyond_the_dates_asked_for_are_apart(dongbei: Runner) -> None:
    """What is wholly within comes first; and the help says what counts."""
    within, _, partly = dongbei("timeline", "--since", "2003", "--until", "2010").stdout.partition("Only partly within")
    assert "rise of the central region" in within
    assert "2003–2022" in partly
    assert "2003–2022" not in within
    assert "Only partly" not in dongbei("timeline").stdout


def test_the_base_is_that_of_the_option_then_of_the_variable(tmp_path: Path, dongbei: Runner) -> None:
    """DONGBEI_FACTS stands in for --facts, and --facts goes before it."""
    assert [dongbei(*call, DONGBEI_FACTS="/nowhere.yaml").returncode for call in ([], ["people"])] == [3, 3]
    yaml = dongbei("people", "--facts", str(ROOT / "facts.yaml"), DONGBEI_FACTS="/nowhere.yaml")
    assert (yaml.returncode, yaml.stdout) == (0, dongbei("people").stdout)
    target = tmp_path / "库.db"
    assert dongbei("build", "-o", str(target)).stderr == f"{target}: {len(ids(dongbei, 'list'))} facts\n"
    assert target.read_bytes() == Path(shipped_database()).read_bytes()


@pytest.mark.parametrize(
    ("name", "format_name"),
    [("a.json", "json"), ("a.ndjson", "jsonl"), ("a.CSV", "csv"), ("a.yml", "yaml"), ("a.txt", "table")],
)
def test_the_suffix_of_a_file_sets_its_format(name: str, format_name: str, tmp_path: Path, dongbei: Runner) -> None:
    """The file holds what stdout would have had; a second time it takes --force, and a format that is named wins."""
    call = ("stats", "transfers", "-o", str(tmp_path / name))
    done = dongbei(*call)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / name).read_text() == dongbei("stats", "transfers", "-f", format_name).stdout
    assert "it exists; --force replaces it" in dongbei(*call).stderr
    assert dongbei(*call, "--force", "-f", "csv").returncode == 0
    assert (tmp_path / name).read_text().startswith("indicator,")


def test_a_fault_before_writing_leaves_the_old_file(tmp_path: Path, dongbei: Runner) -> None:
    """A call that fails never costs what was there; nor does one that would write over what it reads."""
    path = tmp_path / "a.csv"
    path.write_text("old")
    assert dongbei("list", "--fields", "nope", "-o", str(path), "--force").returncode == 2
    base = shipped_database()
    for call in (["list", "-f", "csv"], ["cite", "-s", "apa"], ["export", "sqlite"]):
        done = dongbei(*call, "-o", base, "--force", "--facts", base)
        assert (done.returncode, "would be lost" in done.stderr) == (4, True)
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize(
    "call", ["stats transfers --json", "timeline -f csv", "quote -e xulin -j", "show share-2003 -j"]
)
def test_nothing_heavy_is_imported_by_a_lookup(call: str) -> None:
    """Of a compiled base: no library that other commands need; for JSON of ours nothing that only tables need."""
    program = (
        f"import sys, atexit; sys.argv = ['dongbei', *{call.split()}];"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr));"
        "from dongbei_cli.__main__ import main; main()"
    )
    variables = {"DONGBEI_FACTS": shipped_database()}
    done = subprocess.run([sys.executable, "-c", program], env=variables, capture_output=True, check=True, cwd=ROOT)
    heavy = {"pydantic", "rich", "yaml", "jinja2", "zipfile", *(f"dongbei_cli.{each}" for each in ("views", "export"))}
    if call == "stats transfers --json":
        assert len(json.loads(done.stdout)) == 4
        heavy |= {"csv", "tempfile", "hashlib", "dongbei_cli.names", "dongbei_cli.cli.produce"}
    assert heavy.isdisjoint(done.stderr.decode().split())


@pytest.mark.parametrize(
    ("call", "fewer"),
    [
        ("timeline --all", "-n 5"),
        ("list", "-n 1"),
        ("list --kind figure", "--topic transfers"),
        ("show share-2003 person-xu-lin", ""),
        ("policy", "--by 李洪彪 --status official"),
        ("stats", "--since 2100"),
    ],
)
def test_the_columns_do_not_depend_on_the_rows(call: str, fewer: str, dongbei: Runner) -> None:
    """CSV, TSV and Markdown have the same heading for five facts, for one and for none."""
    for name in ("csv", "tsv", "markdown"):
        many, few = (dongbei(*line.split(), "-f", name).stdout for line in (call, f"{call} {fewer}"))
        assert many.split("\n")[0] == few.split("\n")[0] != ""


def test_the_columns_are_the_keys_of_json(dongbei: Runner) -> None:
    """But for the nested anchors, which no cell can hold; for Excel the same after a byte order mark."""
    keys = list(json.loads(dongbei("stats", "--json").stdout)[0])
    heading = ",".join(key for key in keys if key != "anchors")
    assert dongbei("stats", "-f", "csv").stdout.startswith(f"{heading}\n")
    assert dongbei("stats", "--excel").stdout.startswith(f"\ufeff{heading}\n")
    for call in (["topics"], ["article"], ["article", "--coverage"], ["search", "人口"]):
        row = json.loads(dongbei(*call, "--json").stdout)[0]
        assert set(row) <= {*dongbei(*call, "-f", "csv").stdout.split("\n")[0].split(","), "anchors"}


KEYS = ["verdict", "claim", "facts", "slot", "claimed", "stated", "excerpt", "paragraph", "start", "end", "link"]


@pytest.mark.parametrize(
    ("call", "code", "said"),
    [
        ([TRUE], 0, ""),
        ([TRUE, FALSE], 1, "1 of 2 claims are supported"),
        (["The", "symposium", "was", "held", "in", "Harbin"], 0, ""),
        (["我认为这很好。"], 1, "passed over: 1"),
    ],
)
def test_the_exit_code_says_whether_all_is_supported(call: list[str], code: int, said: str, dongbei: Runner) -> None:
    """0 for nothing but support."""
    done = dongbei("check", *call)
    assert (done.returncode, said in done.stderr) == (code, True)


def test_rows_have_what_decides_and_its_place(tmp_path: Path, dongbei: Runner) -> None:
    """And on request a citation of the fact."""
    draft = tmp_path / "draft.md"
    draft.write_text(f"{TRUE}。{FALSE}。李洪彪毕业于北京大学。\n", encoding="utf-8")
    call = ("check", "--file", str(draft))
    found = json.loads(dongbei(*call, "--json").stdout)
    assert [list(row) for row in found] == [KEYS] * 3
    place = {"start": len(TRUE) + 1, "end": len(TRUE) + 10, "facts": ["symposium-2023-09"]}
    assert found[1].items() >= {"slot": "place", "claimed": "长春", "stated": "哈尔滨", **place}.items()
    assert found[2].items() >= {"verdict": "unmentioned", "excerpt": None}.items()
    cited = json.loads(dongbei(*call, "--json", "--cite").stdout)
    assert [bool(row["citation"]) for row in cited] == [True, True, False]


@pytest.mark.parametrize(("code", "call", "words"), REFUSALS, ids=[call for _, call, _ in REFUSALS])
def test_a_refusal_says_how_to_go_on(code: str, call: str, words: str, dongbei: Runner) -> None:
    """Nothing goes to stdout, and one line without any control character to stderr; no English if Chinese is asked."""
    done, chinese = (dongbei(*shlex.split(call), folder=str(ROOT), DONGBEI_LANG=each) for each in ("en", "zh"))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (int(code), "", 1), done.stderr
    assert done.stderr.startswith("dongbei: ")
    assert words in done.stderr
    assert "\\x" not in done.stderr
    assert ".;" not in done.stderr
    untyped = re.sub("dongbei [ -~]*", "", chinese.stderr)
    assert "--lang" in call or not re.search("(?<!-)[a-z]+ [a-z]+ [a-z]+|的[a-z]", untyped), chinese.stderr


def test_nothing_found_is_an_empty_array_and_no_file(tmp_path: object, dongbei: Runner) -> None:
    """A program that reads the JSON gets JSON; yesterday's file stays."""
    done = dongbei("stats", "--since", "2100", "--json")
    assert (done.returncode, done.stdout) == (1, "[]\n")
    assert dongbei("stats", "--since", "2100", "-o", f"{tmp_path}/a.json").returncode == 1
    assert dongbei("cite", "-o", f"{tmp_path}/a.json").returncode == 0


def test_everything_that_is_offered_exists() -> None:
    """Commands and options that a hint names can be typed."""
    known = {name for command in NAMES for param in [*built(command).params, *program.params] for name in param.opts}
    assert {name.split()[0] for name in helping.OTHER_NAMES} <= known | {*NAMES}
    assert {word.split()[0] for word in helping.WORDS.values()} <= known | {"dongbei"}
