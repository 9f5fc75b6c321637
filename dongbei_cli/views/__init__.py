"""Records -> what a person reads: one function a question, each yielding Rich renderables of at most `room` cells.

Words of the article stand as they are; quotation marks are printed only around direct speech.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

MODULES = {
    "annotated": "marked",
    "bibliography": "bibliography",
    "chosen": "listings",
    "coverage": "coverage",
    "facts": "listings",
    "found": "found",
    "measures": "listings",
    "people": "listings",
    "pictures": "charts",
    "proof": "proof",
    "quotes": "listings",
    "source_line": "parts",
    "stats": "figures",
    "timeline": "listings",
    "topics": "listings",
    "whole": "whole",
}
"""Every view and the module that it stands in."""


def named(view: str) -> Callable[..., Any]:
    """One view; only its own module is imported, since to import all takes 25 million instructions, 6% of a table."""
    found: Callable[..., Any] = getattr(import_module(f"{__name__}.{MODULES[view]}"), view)
    return found
