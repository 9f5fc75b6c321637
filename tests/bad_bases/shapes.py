"""Every key of every section missing, of another type, empty or dangling, from the classes of entries."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import msgspec

from dongbei_cli.facts.loader import SECTIONS
from tests.bad_bases import Case, whole

REFERENCES: tuple[tuple[str, str, Any], ...] = (
    ("events", "topics", ["nothing"]), ("events", "place", "黑龙江"), ("events", "actors", ["徐琳"]),
    ("events", "source", "other"), ("figures", "region", "黑龙江"), ("quotes", "speaker", "徐琳"),
    ("measures", "area", "nothing"), ("measures", "proposer", "徐琳"), ("people", "affiliation", "发改局"),
    ("documents", "issuer", "发改局"), ("relations", "whole", "nothing"), ("relations", "parts", ["jilin", "nothing"]),
    ("relations", "parts", ["nothing", "nothing-else"]),
)  # fmt: skip
WRONG_WORDS: tuple[tuple[str, str, list[Any]], ...] = (
    ("value", "figures", ["", "１２", "1_000", "1,000", "1e3", "0x1F", "NaN", "inf", "+1", " 1", "1.", ".5"]),
    ("value", "figures", ["--1", "1" * 61, "01", "1 000"]),
    ("upper", "figures", ["二", "1/2", "∞", "1e-5"]),
    ("date", "events", ["2022-13", "2022-02-30", "2022/2021", "２０２２", "22", "yesterday", "2022-12-32", "[.."]),
    ("period", "figures", ["2003/", "2022/2003", "2003//2022", "2003~2022"]),
    ("published", "sources", ["2023-11-31", "11/01/2023"]),
    ("id", "figures", ["Jilin", "吉林", "a--b", "-a", "a-", "a b", "a_b", "../a", "a\"b", "<b>"]),
    ("sha256", "sources", ["0" * 63, "0" * 65, "G" * 64, "0" * 64]),
    ("url", "sources", ["javascript:alert(1)", "file:///etc/passwd", "ftp://a", "https://", "https://a b", "//a"]),
    ("anchors", "figures", [[], [{}], ["28628"], [{"exact": ""}], [{"exact": "a", "more": "b"}], [{"exact": ["a"]}]]),
    ("anchors", "quotes", [[{"exact": "要改革!"}], [{"exact": "要 改革"}], [{"exact": "2"}]]),
    ("anchors", "measures", [[{"exact": "改", "prefix": "x"}]]),
)  # fmt: skip

SECTION_VALUES: tuple[tuple[str, Any], ...] = (
    ("a-value", "x"), ("keys", {"a": "b"}), ("empty-value", ""), ("list-of-values", ["x"]),
)  # fmt: skip


def cases() -> Iterator[Case]:
    """One fault a case, in the first entry of its section."""
    for section, cls in SECTIONS.items():
        for field in msgspec.structs.fields(cls):
            yield from field_cases(section, field)
        yield case(section, "unknown-key", {"nonsense": "1"})
        yield case(section, "key-in-capitals", {"ID": "1"})
        for name, value in SECTION_VALUES:
            yield Case(f"shape/{section}/section-is-{name}", partial(replaced_section, section=section, value=value))
    for section in ("sources", "topics"):
        yield Case(f"shape/{section}/section-is-missing", partial(replaced_section, section=section, value=None))
    for number, (section, key, name) in enumerate(REFERENCES):
        yield case(section, f"{key}-dangles-{number}", {key: name})
    for row, (key, section, values) in enumerate(WRONG_WORDS):
        for number, word in enumerate(values):
            yield case(section, f"{key}-of-another-form-{row}-{number}", {key: word})
    for section in (*whole.SECTIONS_OF_FACTS, "sources", "relations", "topics", "areas", "regions"):
        yield Case(f"shape/{section}/twice", partial(twice, section=section))


def field_cases(section: str, field: msgspec.structs.FieldInfo) -> Iterator[Case]:
    """What can be wrong with any key."""
    if field.required:
        yield case(section, f"{field.name}-missing", {field.name: None})
    options = get_args(field.type)
    listed = any(get_origin(each) is tuple or each is tuple for each in (field.type, *options)) or field.name in (
        "anchors", "topics", "parts", "aliases", "actors", "components",
    )  # fmt: skip
    yield case(section, f"{field.name}-of-another-type", {field.name: "x" if listed else ["x"]})
    yield case(section, f"{field.name}-is-keys", {field.name: {"a": "b"}})
    if not listed:
        yield case(section, f"{field.name}-empty", {field.name: ""})
    if get_origin(field.type) is Literal:
        yield case(section, f"{field.name}-unknown", {field.name: "nonsense"})


def case(section: str, name: str, changes: dict[str, Any]) -> Case:
    """The first entry of a section with these keys changed; None takes a key away."""
    return Case(f"shape/{section}/{name}", partial(changed, section=section, changes=changes))


def changed(folder: Path, section: str, changes: dict[str, Any]) -> str:
    """Write the base with one changed entry."""
    base = whole.base()
    first = base[section][0] | changes
    base[section][0] = {key: value for key, value in first.items() if value is not None}
    return whole.write(folder, whole.text(base))


def replaced_section(folder: Path, section: str, value: Any) -> str:
    """Write the base with something else for a whole section, or without it."""
    base: dict[str, Any] = whole.base()
    base[section] = value
    return whole.write(folder, whole.text({key: each for key, each in base.items() if each is not None}))


def twice(folder: Path, section: str) -> str:
    """Write the base with the first entry of a section standing in it twice."""
    base = whole.base()
    base[section].append(base[section][0])
    return whole.write(folder, whole.text(base))
