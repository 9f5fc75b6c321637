"""Every lookup answers as the first version did: same records, keys, values and exit codes; only named keys are new.

`answers.json` was captured from the first version; it changes only with an entry in CHANGELOG.md.
"""

import csv
import io
import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run_dongbei

ANSWERS = json.loads(Path(__file__).with_name("answers.json").read_text(encoding="utf-8"))
NEW_KEYS = (
    "start_date", "end_date", "body_paragraph", "total_of", "curated", "proof", "nature", "text_en", "verb_en",
    "occasion_en", "components_en",
)  # fmt: skip
"""Keys that later versions added to records."""


def without_new(value: Any) -> Any:
    """The value without the keys that came later, at any depth."""
    if isinstance(value, dict):
        return {key: without_new(each) for key, each in value.items() if key not in NEW_KEYS}
    return [without_new(each) for each in value] if isinstance(value, list) else value


def answer(call: str, out: str) -> Any:
    """What a call printed, in a form in which later keys can be left out."""
    if "--json" in call.split():
        return without_new(json.loads(out, parse_float=str)) if out else ""
    if " -f jsonl" in call:
        return [without_new(json.loads(line, parse_float=str)) for line in out.splitlines()]
    if " -f csv" in call or " -f tsv" in call:
        rows = csv.DictReader(io.StringIO(out, newline=""), delimiter="\t" if " -f tsv" in call else ",")
        return [without_new(row) for row in rows]
    if " -f yaml" in call:
        return "".join(line for line in out.splitlines(True) if line.split(":")[0].strip(" -") not in NEW_KEYS)
    return None if " -f markdown" in call or call.startswith("schema") else out


@pytest.mark.parametrize("known", ANSWERS, ids=[each["call"] for each in ANSWERS])
def test_a_call_answers_as_it_always_did(known: dict[str, Any]) -> None:
    """Exit code and data are those of the first version."""
    done = run_dongbei(*shlex.split(known["call"]))
    assert done.returncode == known["code"], done.stderr
    assert answer(known["call"], done.stdout) == answer(known["call"], known["out"])
