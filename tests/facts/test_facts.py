"""The shipped fact base against the article, computed anew here: no function of the checks is asked."""

import hashlib
import re
from typing import Any

import pytest
import yaml

from dongbei_cli import checks
from dongbei_cli.facts import loader
from tests.conftest import ROOT

RAW: dict[str, list[dict[str, Any]]] = yaml.load((ROOT / "facts.yaml").read_bytes(), yaml.BaseLoader)
KINDS = ("events", "figures", "quotes", "measures", "claims", "people", "organizations", "documents")
FACTS = [fact for kind in KINDS for fact in RAW[kind]]
SOURCE = RAW["sources"][0]
BYTES: bytes = (ROOT / SOURCE["file"]).read_bytes()
TEXT: str = BYTES.decode()
PASSAGES: list[tuple[str, dict[str, str]]] = [(fact["id"], anchor) for fact in FACTS for anchor in fact["anchors"]]
PASSAGES += [(f"waiver {waiver['exact'][:20]}", waiver) for waiver in RAW["waivers"]]


def start(passage: dict[str, str]) -> int:
    """Where the words of a passage begin."""
    prefix = passage.get("prefix", "")
    return TEXT.index(prefix + passage["exact"] + passage.get("suffix", "")) + len(prefix)


def test_the_base_loads_without_a_problem() -> None:
    """Neither shape nor structure has a fault."""
    file, problems = loader.load(ROOT / "facts.yaml")
    assert problems == []
    assert file is not None
    assert checks.structural_problems(file) == []


def test_the_article_is_the_pinned_one() -> None:
    """Its bytes have the SHA-256 that the base says, and it is the only one."""
    assert hashlib.sha256(BYTES).hexdigest() == SOURCE["sha256"]
    assert len(RAW["sources"]) == 1


@pytest.mark.parametrize(("owner", "passage"), PASSAGES, ids=[f"{owner}-{n}" for n, (owner, _) in enumerate(PASSAGES)])
def test_an_anchor_is_verbatim_and_unique(owner: str, passage: dict[str, str]) -> None:
    """Its words, between prefix and suffix, stand in the article exactly once, on one line."""
    words = passage.get("prefix", "") + passage["exact"] + passage.get("suffix", "")
    assert TEXT.count(words) == 1, owner
    assert "\n" not in words


@pytest.mark.parametrize(("owner", "passage"), PASSAGES, ids=[f"{owner}-{n}" for n, (owner, _) in enumerate(PASSAGES)])
def test_an_anchor_cuts_no_number(owner: str, passage: dict[str, str]) -> None:
    """It neither begins nor ends inside a run of digits."""
    first = start(passage)
    last = first + len(passage["exact"])
    for place in (first, last):
        around = TEXT[max(0, place - 1) : place + 1]
        assert not re.fullmatch("[0-9.][0-9.]", around), (owner, around)


def test_every_sentence_lies_under_an_anchor_or_a_waiver() -> None:
    """Sentences are cut here at 。！？ and line ends, and each shares at least one character with a passage."""
    covered = bytearray(len(TEXT))
    for _, passage in PASSAGES:
        first = start(passage)
        covered[first : first + len(passage["exact"])] = b"\x01" * len(passage["exact"])
    sentences = [m for m in re.finditer(r"[^。！？\n]+", TEXT) if re.search(r"\w", m.group())]
    assert len(sentences) == 40
    assert [m.group() for m in sentences if not any(covered[m.start() : m.end()])] == []


def test_every_number_of_the_article_is_under_an_anchor_or_a_waiver() -> None:
    """No run of digits stands outside all passages."""
    covered: set[int] = set()
    for _, passage in PASSAGES:
        covered.update(range(start(passage), start(passage) + len(passage["exact"])))
    assert [m.group() for m in re.finditer("[0-9]+", TEXT) if not covered.issuperset(range(m.start(), m.end()))] == []


def test_every_name_of_the_article_has_a_record() -> None:
    """The five persons, and each title between 《 and 》, are recorded by their name."""
    assert {person["name"] for person in RAW["people"]} == {"祝嫣然", "李洪彪", "王明远", "徐林", "迟福林"}
    assert set(re.findall("《(.*?)》", TEXT)) <= {document["name"] for document in RAW["documents"]}


def test_direct_speech_stands_between_marks_and_nothing_else_is_direct() -> None:
    """The article has one sentence in marks that someone says; what else it marks are terms."""
    direct = [quote for quote in RAW["quotes"] if quote["speech"] == "direct"]
    assert [f"“{quote['anchors'][0]['exact']}”" for quote in direct] == [
        m for m in re.findall("“.*?”", TEXT) if m.endswith("。”")
    ]


def test_the_base_is_as_large_as_the_article_is_rich() -> None:
    """Well over a hundred facts, some twenty events, and a gloss for each."""
    assert len(FACTS) >= 140
    assert 18 <= len(RAW["events"]) <= 25
    assert all(fact["title_en"].isascii() or "“" in fact["title_en"] for fact in FACTS)
    assert [fact["id"] for fact in FACTS if ("note" in fact) != ("note_en" in fact)] == []


def test_an_anchor_is_written_in_double_quotes() -> None:
    """The article's words are told from ours at a glance."""
    lines = re.findall(
        r"^ +- (?:exact|prefix): .*|^ +(?:exact|prefix|suffix): .*", (ROOT / "facts.yaml").read_text(), re.MULTILINE
    )
    assert len(lines) > 200
    assert [line for line in lines if not re.fullmatch(r'[^"]*"[^"]+"', line)] == []
