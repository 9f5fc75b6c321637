"""A base of a few records over a short text, made without YAML, for what readers answer."""

from typing import Any

from dongbei_cli import model
from dongbei_cli.curate import FactBase, FactFile

COMMON: dict[str, Any] = {"title": "题", "title_en": "T", "topics": ("t",)}


def anchored(*words: str) -> dict[str, Any]:
    """The fields that every record has, with anchors over these words."""
    return {**COMMON, "anchors": tuple(model.Anchor(exact=each) for each in words)}


def people(*names: str) -> list[model.Person]:
    """Persons of these names."""
    return [model.Person(id=n, name=n, name_en=n, pinyin=n, role="某", role_en="x", **anchored(n)) for n in names]


def bodies(**types: str) -> list[model.Organization]:
    """Bodies by name and type."""
    return [model.Organization(id=n, name=n, name_en=n, pinyin=n, type=t, **anchored(n)) for n, t in types.items()]


def regions(*names: str) -> list[model.Term]:
    """Regions of these names."""
    return [model.Term(slug=n, zh=n, en=n) for n in names]


def file_of(article: str, published: str = "2024-05-17", **sections: list[Any]) -> FactFile:
    """The base over the article."""
    source = model.Source(
        id="s", file="a.txt", sha256="0" * 64, title="题", title_en="T", author="甲", author_en="A",
        publisher="报", publisher_en="P", published=published, url="https://example.org",
    )  # fmt: skip
    return FactFile("facts.yaml", FactBase({"sources": [source], **sections}), {}, {"s": article.encode()})


def quote(words: str, *others: str, speaker: str = "某", verb: str = "说") -> model.Quote:
    """A quote of these words."""
    return model.Quote(id="q", speaker=speaker, speech="reported", verb=verb, text_en="x", **anchored(words, *others))


def figure(written: str, anchor: str, **fields: Any) -> model.Figure:
    """A figure of a number in an anchor."""
    own: dict[str, Any] = {"indicator": "量", "indicator_en": "x", "value": 1, "unit": "个", "qualifier": "exact"}
    return model.Figure(id="f", written=written, **{**own, **fields}, **anchored(anchor))


def event(anchor: str, **fields: Any) -> model.Event:
    """An event in an anchor."""
    own: dict[str, Any] = {"date": "2024", "date_text": "今年", "category": "meeting"}
    return model.Event(id="e", **{**own, **fields}, **anchored(anchor))
