"""Facts and statistics on the revitalisation of Northeast China, each with the words that prove it.

    import dongbei_cli

    base = dongbei_cli.open_base()
    for figure in base.figures(topic="transfers"):
        print(figure.region, figure.value, figure.unit, figure.excerpt)

`open_base` gives a `base.Base`; its methods give the records of `model`. Bad calls raise `errors.DongbeiError`.
"""

TYPE_CHECKING = False
"""Of `typing`, without importing it: nothing may come before the first statement of `__main__`."""

if TYPE_CHECKING:
    from dongbei_cli.base import open_base

__all__ = ["__version__", "open_base"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """`open_base`, imported when first asked for: the command line starts faster without it."""
    if name == "open_base":
        from dongbei_cli.base import open_base

        return open_base
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
