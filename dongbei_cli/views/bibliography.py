"""The citations of the facts in a table, below it: each once, after the ids of the facts that it cites."""

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from dongbei_cli.views.grid import fold
from dongbei_cli.views.labels import label
from dongbei_cli.views.parts import BLANK, clean


def bibliography(citation_by_id: Mapping[str, str], lang: str, room: int) -> Iterator[RenderableType]:
    """A heading, then the citations in the order of the facts; the lines of one keep their indentation."""
    ids_by_citation: dict[str, list[str]] = {}
    for fact_id, citation in citation_by_id.items():
        ids_by_citation.setdefault(citation, []).append(fact_id)
    yield BLANK
    yield Text(label("Citations", lang), "bold underline")
    for number, (citation, ids) in enumerate(ids_by_citation.items()):
        yield from [BLANK] if number else []
        yield fold(Text(", ".join(map(clean, ids)), "dim"), room)
        for line in citation.split("\n"):
            indent = min(len(line) - len(line.lstrip(" ")), max(room - 20, 0))
            yield Padding(fold(Text(clean(line.lstrip(" "))), room - indent), (0, 0, 0, indent))
