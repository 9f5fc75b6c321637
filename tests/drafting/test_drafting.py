"""Stubs from an article: what is certain is what the curated bases have, the rest is open; and how they are written."""

import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import drafts
from dongbei_cli import drafting, errors, model, rules
from dongbei_cli.base import open_base, shipped, sound_file
from dongbei_cli.curate import FactBase, FactFile
from dongbei_cli.curate.text import is_byline
from dongbei_cli.drafting import reading
from dongbei_cli.drafting.stubs import Draft, Open, Stub
from dongbei_cli.readings import Article
from tests.conftest import ROOT, run_dongbei

DATA = ROOT / "tests" / "data"
BASES = (shipped("facts.yaml"), DATA / "qingyuan" / "facts.yaml", DATA / "lanjiang" / "facts.yaml")
PATIENCE = 120
"""Seconds after which a process that says nothing is given up, on the busiest machine."""
HEAD = "# 题目\n\n**王明远**\n\n**2024-05-17**\n\n**来源：某报**\n\n**https://example.org/a**\n\n"


def stubs_of(body: str) -> list[Stub]:
    """What is drafted of an article with this body."""
    fields, text = reading.source(HEAD + body, {})
    english = dict.fromkeys(("title_en", "author_en", "publisher_en"), "x")
    source = model.Source(**fields, **english, file="a", sha256="0")
    return Draft(
        FactFile("facts.yaml", FactBase({"sources": [source]}), {}, {source.id: text.encode()}), source
    ).stubs()


def settled(stub: Stub, *keys: str) -> list[object]:
    """The values of some fields; None for what is open or absent."""
    return [None if isinstance(stub.values.get(key), Open) else stub.values.get(key) for key in keys]


@pytest.mark.parametrize("path", BASES, ids=lambda path: path.parent.name)
def test_most_of_a_base_is_drafted_and_nothing_certain_is_wrong(path: Path) -> None:
    """What a curator wrote is found again: figures and speakers for certain, dates at least offered."""
    scores, wrong = drafts.measured(path)
    assert wrong == []
    certain = {kind: score.certain / score.all for kind, score in scores.items() if score.all}
    least = {"figure": 0.93, "quote": 0.85, "measure": 0.85, "person": 1, "organization": 0.8}
    assert {kind for kind, share in least.items() if certain[kind] < share} == set()
    assert scores["event"].offered >= 0.85 * scores["event"].all


@pytest.mark.parametrize(
    ("body", "cls", "keys", "values"),
    [
        ("白河市市长陈立表示，去年货物吞吐量达到3亿吨。", model.Person, ("name", "role"), ["陈立", "白河市市长"]),
        ("白河大学教授陈立没有出席。", model.Person, ("name", "role"), ["陈立", "白河大学教授"]),
        ("管委会副主任陈立今年上任。“没有计划。”陈立说。", model.Quote, ("speaker", "verb"), ["陈立", "说"]),
        ("居民陈立今年68岁，她告诉记者，室温高了。", model.Person, ("name",), ["陈立"]),
        ("去年全市加装电梯214部。", model.Organization, ("name",), None),
        ("全省金融局长会议召开，代表江苏在会上发言，专家马上就到。", model.Person, ("name",), None),
        ("专家和学者说，产量增加。", model.Person, ("name",), None),
        ("要统筹产业布局，改变局面。", model.Organization, ("name",), None),
        ("四川省统计局公布，2023年产量为3万吨。", model.Organization, ("name", "type"), ["四川省统计局", "government"]),
        ("5月8日，四川省政府印发《水利规划》。", model.Document, ("issuer", "date"), ["四川省政府", "2024-05-08"]),
        ("5月8日召开的四川省水利会议审议《水利规划》。", model.Document, ("issuer", "date"), [None, None]),
        ("受汽车零部件订单减少影响，出口下降。", model.Organization, ("name",), None),
        ("假期营业额比2019年同期多了近一半。", model.Figure, ("qualifier", "period"), ["nearly", None]),
        ("商会会长陈立在场。但他同时指出：“订单少。”", model.Quote, ("speech", "speaker"), ["direct", "陈立"]),
        ("“外贸回升。”", model.Quote, ("speech", "speaker"), [None, None]),
        ("产量为全国第三大。", model.Figure, ("qualifier", "region"), ["ordinal", None]),
        ("“明年投产。”白河大学教授陈立说。", model.Quote, ("speaker", "speech", "date"), ["陈立", "direct", None]),
    ],
)  # fmt: skip
def test_what_words_settle(body: str, cls: type, keys: tuple[str, ...], values: list[object] | None) -> None:
    """What an article says outright is filled in; what could be otherwise is not."""
    found = [stub for stub in stubs_of(body) if stub.cls is cls and stub.values.get("name") not in ("王明远", "某报")]
    assert (settled(found[0], *keys) if found else None) == values


def test_who_signs_is_waived_and_dates_of_names_make_no_event() -> None:
    """The dateline, the closing marks, the year of a plan's name and one that is only compared make no events."""
    signed, closed = "某报北京5月16日电（记者王明远）", "（完）【编辑：王芳】"
    body = f"{signed}5月8日，省里召开会议，落实2035年远景目标纲要，产量比2019年高。{closed}"
    stubs = stubs_of(body)
    assert [stub.values["date_text"] for stub in stubs if stub.cls is model.Event] == ["2024-05-17", "5月8日"]
    waived = [stub.values["exact"] for stub in stubs if stub.cls is model.Waiver]
    assert waived[-2:] == [signed, closed]
    assert not [stub for stub in stubs if stub.cls is model.Quote]


def test_a_draft_loads_and_verify_names_each_todo_once(tmp_path: Path) -> None:
    """`new` makes a base that answers; every TODO is one line of `verify`, and nothing else is."""
    made = tmp_path / "a" / "folder" / "facts.yaml"
    done = run_dongbei("new", str(DATA / "qingyuan" / "article.txt"), "-o", str(made))
    assert done.returncode == 0, done.stderr
    text = made.read_text()
    shown = run_dongbei("verify", "--facts", str(made))
    lines = [line for line in shown.stdout.splitlines() if ": filled-in: " in line]
    assert len(lines) == len(re.findall(r": \[?TODO", text)) > 0
    assert [line for line in shown.stdout.splitlines() if ".yaml:" in line] == lines
    assert len(open_base(made).figures()) > 20


def test_the_example_is_proved_and_complete() -> None:
    """The base that was made from such a draft is proved, and nothing is left to suggest."""
    file = sound_file(DATA / "qingyuan" / "facts.yaml")
    assert [problem for outcome in rules.prove(file) for problem in outcome.problems] == []
    assert Draft(file, file.base.sources[0]).stubs() == []


def without(section: str, text: str) -> str:
    """A facts.yaml without one of its sections."""
    return re.sub(rf"(?ms)^{section}:\n.*?(?=^\w)", "", text)


def test_suggest_puts_in_what_is_missing_and_keeps_all_else(tmp_path: Path) -> None:
    """What was taken out is suggested again; -w keeps every line that there was, comments too."""
    shutil.copytree(DATA / "qingyuan", tmp_path / "base")
    path = tmp_path / "base" / "facts.yaml"
    before = without("documents", path.read_text()).replace("figures:\n", "figures:\n  # measured\n")
    path.write_text(before)
    assert "青原省外贸发展行动方案" in run_dongbei("suggest", "--facts", str(path)).stdout
    assert run_dongbei("suggest", "-w", "--facts", str(path)).returncode == 0
    after = iter(path.read_text().splitlines())
    assert all(line in after for line in before.splitlines())
    assert sound_file(path).base.documents[0].name == "青原省外贸发展行动方案"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<!-- saved -->\n<html><p>题目</p>".encode(), "is a web page"),
        (b"\xff\xfe\x00", "no Chinese text"),
        ("# 题目\n\n没有出处。\n".encode(), "--publisher, --published, --url"),
    ],
)
def test_what_cannot_be_drafted_is_said(data: bytes, said: str) -> None:
    """A file that is no article, or lacks what a citation needs, is refused in one line that says how to mend it."""
    with pytest.raises(errors.DongbeiError) as caught:
        reading.source(reading.decoded(data, "a.txt"), {})
    assert said in f"{caught.value.message}; {caught.value.hint}"


@pytest.mark.parametrize(
    ("line", "publisher", "author"),
    [
        ("新华社北京5月28日电（记者徐明）港口繁忙。", "新华社", "徐明"),
        ("人民日报北京3月3日讯 港口繁忙。", "人民日报", "人民日报"),
        ("云岭晚报讯（记者孙慧敏）港口繁忙。", "云岭晚报", "孙慧敏"),
        ("2024-03-12　来源：云岭晚报　作者：孙慧敏", "云岭晚报", "孙慧敏"),
        ("作者 | 沈一舟　编辑 | 吴桐", None, "沈一舟"),
        ("2024年5月16日08:30  云岭晚报  记者：孙慧敏", None, "孙慧敏"),
        ("他在接受第一财经记者采访时说好。", "第一财经", "第一财经"),
        ("他告诉本报记者，能源来源：煤。", None, None),
        ("本报讯（记者王芳）港口繁忙。", None, "王芳"),
    ],
)
def test_who_publishes_and_writes_is_read_where_it_is_said(
    line: str, publisher: str | None, author: str | None
) -> None:
    """A dateline, a line of the head, whom somebody talks to; 本报 names nobody."""
    found = reading.read(f"# 题目\n\n{line}\n")
    assert (found.get("publisher"), found.get("author")) == (publisher, author)
    assert author == publisher or is_byline(Article(f"# 题目\n\n{line}\n"), author or "")


def test_a_labelled_line_of_the_head_gives_the_date() -> None:
    """However much else it says of where the article is from."""
    line = "发布时间：2024-01-19 15:02 来源：云岭晚报 记者 孙慧敏 通讯员 王斌 责任编辑 李明"
    assert reading.read(f"# 题目\n\n{line}\n")["published"] == "2024-01-19T15:02"


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--published", "昨天"), ("--url", "example.org"), ("--id", "我的"), ("--published", "2024-05"),
        ("--published", "2024-13-01"), ("--published", "2024-02-30"), ("--title", "题\n目"), ("--author", "甲\u200b乙"),
    ],
)  # fmt: skip
def test_what_is_given_has_its_form(option: str, value: str, tmp_path: Path) -> None:
    """A value of which no base could be made is refused by its option, and nothing is written."""
    done = run_dongbei("new", str(DATA / "qingyuan" / "article.txt"), "-o", str(tmp_path / "facts.yaml"), option, value)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert f"{option} is {value!r}; " in done.stderr


def environment() -> dict[str, str]:
    """What a process that is not waited for runs in."""
    return {**os.environ, "COLUMNS": "80", "LANG": "en_GB.UTF-8", "PYTHONPATH": str(ROOT)}


def test_a_terminal_is_asked_for_what_the_head_does_not_say(tmp_path: Path) -> None:
    """Each lacking field is asked for by name; the answers stand in the base and in the text that is pinned."""
    (tmp_path / "a.txt").write_text("# 题目\n\n产量为3万吨。\n")
    ours, its = pty.openpty()
    os.write(ours, "某报\n2024-05-17\nhttps://example.org/a\n".encode())
    program = [sys.executable, "-m", "dongbei_cli", "new", "a.txt"]
    done = subprocess.run(
        program, cwd=tmp_path, env=environment(), stdin=its, stdout=its, stderr=its, timeout=PATIENCE, check=False
    )
    os.close(its)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert done.returncode == 0
    assert all(f"{label}: " in shown for label in ("Publisher", "Published", "Address"))
    source = sound_file(tmp_path / "facts.yaml").base.sources[0]
    assert (source.publisher, source.published, source.url) == ("某报", "2024-05-17", "https://example.org/a")
    assert "**某报**" in (tmp_path / source.file).read_text()


def test_watch_proves_again_when_a_file_is_saved(tmp_path: Path) -> None:
    """`verify --watch` answers at once, again after each save, and ends with Ctrl-C."""
    path = shutil.copytree(DATA / "qingyuan", tmp_path / "base") / "facts.yaml"
    program = [sys.executable, "-m", "dongbei_cli", "verify", "--watch", "--facts", str(path)]
    with subprocess.Popen(program, env=environment(), stdout=subprocess.PIPE, encoding="utf-8") as process:
        deadline = threading.Timer(PATIENCE, process.kill)
        deadline.start()
        assert process.stdout is not None
        summaries = (line[0] for line in process.stdout if line[0] in "✓✗")
        assert next(summaries) == "✓"
        path.write_text(path.read_text().replace("value: 2910", "value: 2911"))
        assert next(summaries) == "✗"
        path.write_text(path.read_text().replace("value: 2911", "value: 2910"))
        assert next(summaries) == "✓"
        process.send_signal(signal.SIGINT)
    deadline.cancel()
    assert process.returncode == 130


def test_other_encodings_and_a_head_that_is_given() -> None:
    """GB18030 is read; what was given on the command line stands in the head of the text that is pinned."""
    text = reading.decoded("题目\r\n\r\n正文\t有\xa03\ufe0f。\u200b".encode("gb18030"), "a.txt")
    assert text == "题目\n\n正文 有 3。"
    given = {"publisher": "某报", "published": "2024-05-17", "url": "https://example.org/a"}
    fields, pinned = reading.source(text, given)
    assert fields["author"] == reading.source(f"{text}\n\n云岭晚报\n", given)[0]["author"] == "某报"
    assert all(pinned.count(f"**{value}**") == 1 for value in given.values())


@pytest.mark.parametrize("value", ["8.5%", '说"是"', "a: b", "- x", "# 题", "“引”", "2023-11-01", "it's", "《法》"])
def test_values_are_written_as_yaml_reads_them(value: str, tmp_path: Path) -> None:
    """Whatever a value holds, it is read back."""
    from dongbei_cli.curate import yaml

    path = tmp_path / "x.yaml"
    path.write_text(f"key: {drafting.scalar(value)}\n")
    root, problems = yaml.read(path)
    assert (root and yaml.plain(root), problems) == ({"key": value}, [])


def commands() -> Iterator[tuple[str, str]]:
    """The commands of docs/curating.md with what they print."""
    for block in re.findall(r"```console\n(.*?)```", (ROOT / "docs" / "curating.md").read_text(), re.DOTALL):
        command, _, output = block.partition("\n")
        yield command.removeprefix("$ dongbei "), output


def test_the_page_on_curating_shows_what_is_printed(tmp_path: Path) -> None:
    """The commands of docs/curating.md print just what the page says, one after the other in one folder."""
    shutil.copy(DATA / "qingyuan" / "article.txt", tmp_path)
    for command, output in commands():
        program = [sys.executable, "-m", "dongbei_cli", *command.split()]
        done = subprocess.run(
            program, cwd=tmp_path, env=environment(), capture_output=True, encoding="utf-8", check=False
        )
        lines = [line.rstrip() for line in (done.stdout + done.stderr).splitlines()]
        assert [line for line in output.splitlines() if line not in (*lines, "...")] == [], command
