"""A base whose every text is hostile: it comes out of each format as it was or escaped, and as nothing but text."""

import json
import unicodedata
from collections.abc import Iterator

import pytest

from dongbei_cli import citations, export, formats
from dongbei_cli.base import Base
from tests.conftest import Runner
from tests.payloads import PAYLOADS, hostile_base

ACTING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Categories of characters that act on a terminal or change what is seen of others."""


@pytest.fixture(scope="module", params=PAYLOADS)
def payload(request: pytest.FixtureRequest) -> str:
    """One hostile text."""
    return PAYLOADS[request.param]


@pytest.fixture(scope="module")
def base(payload: str) -> Iterator[Base]:
    """A base that holds it in every text field; not by way of a file, since some are refused there."""
    with hostile_base(payload) as opened:
        yield opened


def acting(text: str) -> set[str]:
    """The characters of a text that act on a terminal, line feeds aside."""
    return {character for character in text if unicodedata.category(character) in ACTING and character != "\n"}


def test_no_citation_and_no_format_has_a_control_character(base: Base) -> None:
    """Tabs and carriage returns between the cells of a row aside."""
    texts = [base.citation(base.facts()[0], style, "2026-07-31") for style in citations.STYLES]
    rows = [dict(record) for record in base.facts()]
    texts += ["".join(formats.as_json(rows)), "".join(formats.as_jsonl(rows)), "".join(formats.as_yaml(rows))]
    assert not [text for text in texts if any(unicodedata.category(c) == "Cc" and c != "\n" for c in text)]


def test_linked_data_can_stand_in_a_page(base: Base) -> None:
    """No `<` stands in it as such, and every fact is there."""
    content = export.content(base, "jsonld")
    assert isinstance(content, bytes)
    assert not set("<>&\u2028\u2029") & set(content.decode())
    ids = {str(node.get("identifier")) for node in json.loads(content)["@graph"]}
    assert {record.id for record in base.facts()} <= ids


@pytest.mark.parametrize("name", ["colour", "bidi override", "line feed", "null", "very long word", "sql", "full-text"])
def test_a_hostile_name_is_refused_in_one_line(name: str, dongbei: Runner) -> None:
    """As an id, an expert, a topic, a query, a path: one line, and nothing that acts."""
    typed = f"x{PAYLOADS[name]}".replace("\0", "")
    for arguments in (["show"], ["cite"], ["quote", "--expert"], ["stats"], ["list", "--topic"]):
        result = dongbei(*arguments, typed)
        assert (result.stdout, result.returncode, result.stderr.count("\n")) == ("", 1, 1)
        assert acting(result.stderr) == set()
    found = dongbei("search", typed)
    assert found.returncode in (0, 1)
    assert acting(found.stdout) == acting(found.stderr) == set()
    result = dongbei("list", "--facts", f"/{typed}/x")
    assert (result.stdout, result.stderr.count("\n")) == ("", 1)
    assert acting(result.stderr) == set()
