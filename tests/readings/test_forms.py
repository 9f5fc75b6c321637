"""Patterns that are compiled only for a text that may match: the words they need, and that no match is lost."""

import re

import pytest

from dongbei_cli.check import claims, drafts
from dongbei_cli.check.comparison import FORMS
from dongbei_cli.readings import rows
from dongbei_cli.readings.forms import Form, needed
from tests.conftest import ROOT

NEEDED = {
    "召开|举行": "召开 举行", "(?:新闻)?发布会": "发布会", "(?i:Press) room": "press", "约?合": "合", "a{0}b": "",
    "[多少]于": "多 少", "(?<=东)北(?!京)": "北", "a+bc{2}|x{0,3}yz": "bc yz", r"\d+年|\d+月": "年 月", "(?:召开)*": "",
}  # fmt: skip


@pytest.mark.parametrize("pattern", NEEDED)
def test_a_pattern_needs_the_words_that_all_its_matches_have(pattern: str) -> None:
    """What may be missing, or is only looked at, is not needed."""
    assert set(needed(pattern)) == set(NEEDED[pattern].split())


def test_no_match_is_lost() -> None:
    """What every pattern of the tables finds in all known claims has a word that it needs."""
    tables = (rows(claims.WORDS / f"{table}.tsv") for table in ("relations", "order"))
    forms = [*FORMS.sources.values(), *drafts.FORMS.sources.values(), *claims.FORMS.sources.values()]
    forms += [*(pattern for table in tables for _, pattern in table)]
    forms += [form.pattern for chinese in (True, False) for form, _ in claims.rewritten(chinese, ("rewritten",))]
    text = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "benchmarks" / "strangers").glob("claims_*")))
    assert sum(bool(needed(each)) for each in forms) > len(forms) * 0.9
    found = [(form, match[0]) for form in forms for match in re.finditer(form, text, re.MULTILINE) if match[0]]
    assert found
    assert not [each for each in found if not Form(each[0]).may_match(each[1])]
