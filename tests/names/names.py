"""The names of the shipped base, as a base gives them to the matcher."""

from collections.abc import Mapping
from typing import Any

import yaml

from dongbei_cli.names.match import Name
from tests.conftest import ROOT

FACTS = yaml.load((ROOT / "facts.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
KINDS = {
    "meeting": ("会议", "meeting"),
    "government": ("政府", "government"),
    "party": ("党的机构", "party"),
    "research": ("研究机构", "research"),
    "media": ("媒体", "media"),
}


def party(entry: Mapping[str, Any]) -> Name:
    """Return a person or an organisation as a name."""
    forms = (entry["name"], *entry.get("aliases", ()))
    return Name(entry["name"], forms, (entry["name_en"],), (entry["pinyin"],), KINDS.get(entry.get("type", ""), ()))


def term(entry: Mapping[str, Any], key: str, kinds: tuple[str, ...] = ()) -> Name:
    """Return a topic, area or region as a name."""
    aliases = entry.get("aliases", ())
    forms = (entry["slug"], entry["zh"], *(alias for alias in aliases if not alias.isascii()))
    return Name(entry[key], forms, (entry["en"], *filter(str.isascii, aliases)), (), kinds)


NAMES = {
    "party": [party(entry) for sort in ("people", "organizations") for entry in FACTS[sort]],
    "topic": [term(entry, "slug") for entry in FACTS["topics"]],
    "area": [term(entry, "slug") for entry in FACTS["areas"]],
    "region": [term(entry, "zh", ("地区", "region")) for entry in FACTS["regions"]],
}
