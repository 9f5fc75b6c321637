"""The dates that people type for `--since` and `--until`, as days."""

import re

from dongbei_cli import errors, queries
from dongbei_cli.database import Connection
from dongbei_cli.readings import edtf


def days(connection: Connection, since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The first day of `since` and the last one of `until`; UsageError for what is no date, or ends before it begins.

    Each is one moment: of an interval one end would count for nothing.
    """
    first = None if since is None else moment(connection, "--since", since).earliest
    last = None if until is None else moment(connection, "--until", until).latest
    if first and last and first > last:
        hint = errors.Message("give the earlier date to --since")
        raise errors.UsageError("--since {since} is after --until {until}", hint, since=since, until=until)
    return first, last


def moment(connection: Connection, option: str, typed: str) -> edtf.Date:
    """One date as it was typed, in EDTF or in words that hold its year."""
    try:
        date = edtf.parse(typed)
    except ValueError as fault:
        found = worded(connection, typed)
        if found is None:
            raise errors.UsageError("{option}: {fault}", option=option, fault=fault) from fault
        date = found
    if date.precision == "interval":
        ends = [end for end in re.split("[][/.]+", str(date)) if end]
        mended = f"--since {ends[0]} --until {ends[-1]}" if len(ends) > 1 else f"{option} {ends[0]}"
        raise errors.UsageError(
            "{option} takes one date, and {date} is an interval", "write {mended}",
            option=option, date=errors.shown(typed), mended=mended,
        )  # fmt: skip
    return date


def worded(connection: Connection, typed: str) -> edtf.Date | None:
    """A date in Chinese or English words that hold its year (2023年9月, September 2023); None for any other text."""
    from dongbei_cli.search import questions, typeddates

    text = questions.folded(typed.strip()[:60])
    in_words = re.search(r"[^\W\d_]", text) and re.search("[0-9]{4}", text)  # digits alone are EDTF or a slip
    found = list(typeddates.dates(text, queries.published(connection))) if in_words else []
    if len(found) != 1 or text[: found[0].start].strip() or text[found[0].end :].strip(" .年"):
        return None
    return edtf.parse(found[0].edtf)
