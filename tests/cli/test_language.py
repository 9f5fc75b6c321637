"""Help, messages and tables in two languages, from one catalogue that lacks nothing."""

import re
import unicodedata

import pytest

from dongbei_cli import errors
from dongbei_cli.cli import NAMES
from scripts import make_catalogue
from tests.conftest import FACTS, Runner, Writer

ENGLISH = {"LANG": "en_GB.UTF-8"}
CHINESE = {"LANG": "zh_CN.UTF-8"}
PLACE = r"\{[^{}]*\}"


def has_chinese(text: str) -> bool:
    """Return whether there is a Chinese sentence mark in a text."""
    return bool(set("。，：；？") & set(text))


def test_the_catalogue_has_every_text_and_is_compiled() -> None:
    """Nothing that can be said lacks its Chinese, no entry is left over, and the .mo is made from the .po."""
    translations = make_catalogue.entries(make_catalogue.CATALOGUE.read_text(encoding="utf-8"))
    assert translations.keys() - {""} == make_catalogue.messages()
    assert all(translations.values())
    assert make_catalogue.CATALOGUE.with_suffix(".mo").read_bytes() == make_catalogue.compiled(translations)


def test_a_translation_has_the_places_of_its_original() -> None:
    """Each value that the English sentence shows, and none that it lacks; but for the English gloss of a name."""
    translations = make_catalogue.entries(make_catalogue.CATALOGUE.read_text(encoding="utf-8"))
    for text, translated in translations.items():
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
        (ENGLISH, [], False),
        ({"LANG": "de_DE.UTF-8"}, [], False),
        ({"LANG": "zh_TW.UTF-8", "LC_ALL": "C.UTF-8"}, [], False),
        ({**ENGLISH, "LC_MESSAGES": "zh_CN.UTF-8"}, [], True),
        ({**CHINESE, "DONGBEI_LANG": "en"}, [], False),
        ({**ENGLISH, "DONGBEI_LANG": "zh"}, [], True),
        ({**ENGLISH, "DONGBEI_LANG": "zh_CN.UTF-8"}, [], True),
        ({**ENGLISH, "DONGBEI_LANG": ""}, [], False),
        ({"DONGBEI_LANG": "en"}, ["--lang", "zh"], True),
        (ENGLISH, ["--lang=ZH"], True),
        (ENGLISH, ["--lang", "zh_CN.UTF-8"], True),
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


@pytest.mark.parametrize(("variable", "arguments"), [("fr", []), ("", ["--lang", "fr"])])
def test_a_language_that_there_is_not_is_refused(variable: str, arguments: list[str], dongbei: Runner) -> None:
    """With the name of the variable or the option that asks for it."""
    done = dongbei("people", *arguments, DONGBEI_LANG=variable)
    name = "DONGBEI_LANG" if variable else "--lang"
    assert (done.returncode, done.stderr) == (2, f"dongbei: {name} is 'fr'; it takes zh or en\n")


@pytest.mark.parametrize("name", ["", *NAMES])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_help_fits_80_cells_in_both_languages(name: str, lang: str, dongbei: Runner) -> None:
    """No line is wider, none begins with closing punctuation, and Chinese help has no English sentence in it."""
    page = dongbei(*[name][: bool(name)], "-h", "--lang", lang).stdout
    for line in page.splitlines():
        assert sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in line) <= 80
        assert line.strip()[:1] not in set("，。；：、！？）》”")
    assert lang == "en" or not re.search(r"[a-z]+ [a-z]+ [a-z]+\.$", page, re.MULTILINE)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_bare_dongbei_fits_60_cells_and_its_examples_work(lang: str, dongbei: Runner) -> None:
    """A newcomer can copy any of the four."""
    done = dongbei("--lang", lang)
    assert done.returncode == 0
    width = max(sum(1 + (each > "\u2e80") for each in line) for line in done.stdout.splitlines())
    assert width <= 60
    examples = re.findall(r"^  dongbei (.*?)  ", done.stdout, re.MULTILINE)
    assert len(examples) == 4
    for example in examples:
        answer = dongbei(*example.split())
        assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.parametrize(
    ("command", "old", "new", "said"),
    [
        ("verify", "value: 28628", "value: 28682",
         "34:12: value-in-anchor: value 是 28682，原文却是 28628；请写 value: 28628"),
        ("list", "unit: 亿元", "unit: [亿元]", "35:11: wrong-value: unit：须为单个值"),
        ("list", "period: 2003/2022", "period: 2003/2O22", "33:13: wrong-date: period：'2O22' 不是日期"),
    ],
)  # fmt: skip
def test_faults_of_a_base_are_told_in_chinese(
    command: str, old: str, new: str, said: str, dongbei: Runner, write_base: Writer
) -> None:
    """Those of the proof and those of the loader, after a place and a rule that an editor understands."""
    path = write_base(FACTS.replace(old, new))
    done = dongbei(command, "--facts", str(path), **CHINESE)
    assert f"{path}:{said}" in done.stdout + done.stderr


def test_what_no_record_claims_is_told_in_chinese(dongbei: Runner, write_base: Writer) -> None:
    """In the table of `article --coverage`, whose records stay English."""
    done = dongbei("article", "--coverage", "--facts", str(write_base()), **CHINESE)
    assert "句子：没有一条记录引用这些字词" in done.stdout
    assert " claims " not in done.stdout


def test_the_json_of_verify_is_english(dongbei: Runner, write_base: Writer) -> None:
    """Like every machine format, whatever the language."""
    call = ("verify", "--json", "--facts", str(write_base(FACTS.replace("value: 28628", "value: 28682"))))
    assert dongbei(*call, **CHINESE).stdout == dongbei(*call, **ENGLISH).stdout


def test_machine_formats_do_not_depend_on_the_language(dongbei: Runner) -> None:
    """JSON, CSV and the rest hold both languages always."""
    for name in ("json", "csv", "yaml", "markdown"):
        assert dongbei("list", "-f", name, **CHINESE).stdout == dongbei("list", "-f", name, LANG="C").stdout


def test_names_in_a_chinese_message_are_chinese_and_have_the_chinese_comma(dongbei: Runner) -> None:
    """In English each has its gloss."""
    assert "：徐林、迟福林；" in dongbei("quote", "-e", "林", "--lang", "zh").stderr
    assert ": 徐林 (Xu Lin), 迟福林 (Chi Fulin); " in dongbei("quote", "-e", "林", "--lang", "en").stderr
