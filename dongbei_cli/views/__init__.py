"""Records -> what a person reads: each view yields Rich renderables of at most `look.width` cells a line.

Words of the article stay as they are; quotation marks are printed only around direct speech; ids and addresses are
never broken. Nothing from a base is markup.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from dongbei_cli.views.table import Look

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dongbei_cli.base import Base

__all__ = ["VIEWS", "Look", "draw"]

MODULES = {
    "figures": "pictures stats",
    "lists": "bibliography chosen facts found measures people proof quotes source_line timeline topics",
    "show": "annotated coverage verdicts whole",
}
VIEWS = {view: module for module, views in MODULES.items() for view in views.split()}
"""Every view and its module."""


def draw(view: str, records: Any, base: "Base | None", look: Look) -> "Iterator[RenderableType]":
    """Draw records in a view; it asks the base for what stands around them."""
    module = import_module(f"{__name__}.{VIEWS[view]}")
    yield from getattr(module, view)(records, base, look)
