"""Tables as the views draw them today; gives way to `views.draw`."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from dongbei_cli import views
from dongbei_cli.workspace import Base


class Look(NamedTuple):
    """How to draw: the language, the width in cells, whether at length, and whether a filter narrowed the answer."""

    lang: str
    width: int
    long: bool
    narrowed: bool


def draw(
    view: str, records: Any, base: Base, look: Look, whole: Sequence[Any] = (), unit: str | None = None
) -> Iterator[Any]:
    """Draw records, of `whole` that were found, with what the view wants to know of the base besides."""
    if view == "chosen":
        yield from views.named(view)(records, look.width)
        return
    arithmetic = lambda: (base.relations([each.id for each in whole], unit), base.topics("topic"), base.article)  # noqa: E731
    context: dict[str, Callable[[], tuple[Any, ...]]] = {
        "stats": arithmetic,
        "pictures": arithmetic,
        "found": lambda: (whole.words,),  # type: ignore[attr-defined]
        "whole": lambda: (base.evidence(records),),
        "coverage": lambda: (base.annotations(),),
        "annotated": lambda: (base.facts(),),
    }
    yield from views.named(view)(records, *context.get(view, tuple)(), look.lang, look.width)


def sources(records: Sequence[Any], base: Base, look: Look) -> Iterator[Any]:
    """Draw the line that names each article."""
    for source in base.sources_of(records):
        yield views.named("source_line")(source, look.lang, look.width)
