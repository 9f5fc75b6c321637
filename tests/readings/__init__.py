"""Tests of `dongbei_cli.readings`; what they read, and as what, is in the tables beside them."""

from tests import conftest


def table(name: str, separator: str = "\n") -> list[str]:
    """The cells of a table beside this file, as dates/whole; see `conftest.table`."""
    return conftest.table(f"readings/{name}", separator)
