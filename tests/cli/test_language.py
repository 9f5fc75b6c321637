"""Help, messages and tables in two languages, from one catalogue that lacks nothing."""

import re

import pytest
from rich.cells import cell_len

from dongbei_cli import errors
from dongbei_cli.cli import NAMES
from scripts import make_catalogue
from tests.conftest import FACTS, Runner, Writer, translations

ENGLISH = {"LANG": "en_GB.UTF-8"}
CHINESE = {"LANG": "zh_CN.UTF-8"}
PLACE = r"\{[^{}]*\}"


def has_chinese(text: str) -> bool:
    """Return whether there is a Chinese sentence mark in a text."""
    return bool(set("。，：；？") & set(text))


def test_the_catalogue_has_every_text_and_is_compiled() -> None:
    """Nothing that can be said lacks its Chinese or a value in it, no entry is left over, and the .mo is current."""
    entries = translations()
    assert entries.keys() - {""} == make_catalogue.messages()
    assert make_catalogue.CATALOGUE.with_suffix(".mo").read_bytes() == make_catalogue.compiled(entries)
    for text, translated in entries.items():
        assert translated
        assert {*re.findall(PLACE, text)} - {"{gloss}"} == {*re.findall(PLACE, translated)}, text


def test_a_message_is_translated_with_the_messages_in_it() -> None:
    """And is an ordinary English text until then; braces in what users type are just braces."""
    chinese = {"no {what} is called {typed}": "没有叫 {typed} 的{what}", "topic": "主题"}
    message = errors.UnknownNameError("topic", "{x}", [], "dongbei topics").message
    assert message == "no topic is called '{x}'"
    assert message.translated(lambda text: chinese.get(text, text)) == "没有叫 '{x}' 的主题"
    assert errors.UsageError("a {brace}").message == "a {brace}"
    assert errors.did_you_mean(["a", "b", "c"]) == "did you mean a or b or c?"
    assert errors.did_you_mean([]) == ""


@pytest.mark.parametrize(
    ("environment", "arguments", "is_chinese"),
    [
        (CHINESE, [], True),
        ({"LANG": "de_DE.UTF-8"}, [], False),
        ({**ENGLISH, "LC_MESSAGES": "zh_CN.UTF-8"}, [], True),
        ({**CHINESE, "DONGBEI_LANG": "en"}, [], False),
        ({**ENGLISH, "DONGBEI_LANG": "zh_CN.UTF-8"}, [], True),
        ({"DONGBEI_LANG": "en"}, ["--lang", "zh"], True),
        (ENGLISH, ["--lang=ZH"], True),
        (CHINESE, ["--lang", "en"], False),
    ],
)
def test_the_language_is_that_of_the_option_the_variable_or_the_locale(
    environment: dict[str, str], arguments: list[str], is_chinese: bool, dongbei: Runner
) -> None:
    """In this order, alike for tables, for help and for messages, and wherever the option stands."""
    table = dongbei("stats", "transfers", *arguments, **environment).stdout
    assert ("数据" in table, "Cumulative fiscal transfers" in table) == (is_chinese, not is_chinese)
    for call in (["stats", "-h", *arguments], [*arguments, "stats", "-h"], ["-h", *arguments], [*arguments]):
        assert has_chinese(dongbei(*call, **environment).stdout) == is_chinese, call
    for call in (["quote", "-e", "徐琳", *arguments], [*arguments, "timelin"], ["list", "--nope", *arguments]):
        done = dongbei(*call, **environment)
        assert (done.returncode > 0, has_chinese(done.stderr)) == (True, is_chinese), done.stderr


@pytest.mark.parametrize("name", ["", *NAMES])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_help_fits_80_cells_in_both_languages(name: str, lang: str, dongbei: Runner) -> None:
    """No line is wider or begins with closing punctuation; Chinese help has no English sentence; all has examples."""
    page = dongbei(*name.split(), "-h", "--lang", lang).stdout
    assert max(map(cell_len, page.splitlines())) <= 80
    assert not re.search(r"(?m)^ *[，。；：、！？）》”]", page)
    assert lang == "en" or not re.search(r"[a-z]+ [a-z]+ [a-z]+\.$", page, re.MULTILINE)
    if name:
        examples = re.split("Examples:|示例：", page)[1].split("\n\n")[0]
        assert (f"dongbei {name}" in examples, examples.count("dongbei ") >= 2) == (True, True)
    else:
        assert re.findall("(?m)^  ([a-z]+)  ", page) == [*NAMES]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_bare_dongbei_fits_60_cells_and_its_examples_work(lang: str, dongbei: Runner) -> None:
    """A newcomer can copy any of the four."""
    page = dongbei("--lang", lang).stdout
    assert max(map(cell_len, page.splitlines())) <= 60
    examples = re.findall(r"^  dongbei (.*?)  ", page, re.MULTILINE)
    assert len(examples) == 4
    for example in examples:
        answer = dongbei(*example.split())
        assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.parametrize(
    ("command", "old", "new", "said"),
    [
        ("verify", "value: 28628", "value: 28682",
         ":34:12: value-in-anchor: value 是 28682，原文却是 28628；请写 value: 28628"),
        ("list", "unit: 亿元", "unit: [亿元]", ":35:11: wrong-value: unit：须为单个值"),
        ("list", "    unit: 亿元", "      unit: 亿元", ":35:11: yaml: 此处不能写键；请与上面各行对齐缩进"),
        ("list", "period: 2003/2022", "period: 2003/2O22", ":33:13: wrong-date: period：'2O22' 不是日期"),
        ("article --coverage", "", "", "句子：没有一条记录引用这些字词"),
    ],
)  # fmt: skip
def test_faults_of_a_base_are_told_in_chinese(
    command: str, old: str, new: str, said: str, dongbei: Runner, write_base: Writer
) -> None:
    """Those of the proof and of the loader, after a place and a rule that an editor understands, and of coverage."""
    path = write_base(FACTS.replace(old, new))
    done = dongbei(*command.split(), "--facts", str(path), **CHINESE)
    assert (f"{path}{said}" if said[0] == ":" else said) in done.stdout + done.stderr


def test_machine_formats_do_not_depend_on_the_language(dongbei: Runner, write_base: Writer) -> None:
    """JSON, CSV and the rest hold both languages always; the verdicts of the proof are English."""
    calls = [["list", "-f", name] for name in ("json", "csv", "yaml", "markdown")]
    faulty = str(write_base(FACTS.replace("value: 28628", "value: 28682")))
    for call in (*calls, ["verify", "--json", "--facts", faulty], ["article", "--coverage", "-j", "--facts", faulty]):
        assert dongbei(*call, **CHINESE).stdout == dongbei(*call, LANG="C").stdout != ""


def test_names_in_a_chinese_message_are_chinese_and_have_the_chinese_comma(dongbei: Runner) -> None:
    """In English each has its gloss; a variable that names no language is refused by its name."""
    done = dongbei("people", DONGBEI_LANG="fr")
    assert (done.returncode, done.stderr) == (2, "dongbei: DONGBEI_LANG is 'fr'; it takes zh or en\n")
    assert "：徐林、迟福林；" in dongbei("quote", "-e", "林", "--lang", "zh").stderr
    assert ": 徐林 (Xu Lin), 迟福林 (Chi Fulin); " in dongbei("quote", "-e", "林", "--lang", "en").stderr
