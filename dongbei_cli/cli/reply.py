"""How a lookup answers: the shared options, and records on their way to a table, a pipe or a file."""

import inspect
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from dongbei_cli import errors, formats, model
from dongbei_cli.cli import citing, options, terminal
from dongbei_cli.workspace import Base, open_base

Answerable = model.Record | model.Term


class Reply(NamedTuple):
    """Records, the name of the view that draws them, what else that view wants to know, and what to end with.

    The records are a sequence, or a function from how many are wanted to one. `most` is how many are shown without
    `--limit`.
    """

    records: Any
    view: str
    context: Callable[[], tuple[Any, ...]] = tuple
    fault: errors.DongbeiError | None = None
    most: int | None = None


class Request(NamedTuple):
    """The shared options of one call."""

    format: str
    fields: tuple[str, ...]
    limit: int | None
    lang: str
    output: Path | None
    excel: bool
    no_color: bool
    cite: str | None
    accessed: str | None


def lookup(command: Callable[..., Reply]) -> Callable[..., None]:
    """Give `command` the shared options, open the base for it, and write what it replies."""

    def called(  # noqa: PLR0913, PLR0917 (the shared options, which are declared only here)
        format: options.Format = None,  # noqa: A002
        json: options.Json = False,
        fields: options.Fields = None,
        limit: options.Limit = None,
        lang: options.Lang = None,
        output: options.Output = None,
        excel: options.Excel = False,
        cite: options.Cite = None,
        accessed: options.Accessed = None,
        facts: options.Facts = None,
        no_color: options.NoColor = False,
        **own: Any,
    ) -> None:
        target = None if output in (None, "-") else Path(str(output))
        chosen = chosen_format(format, json, target, excel)
        names = tuple(name.strip() for name in fields.split(",")) if fields is not None else ()
        style = citing.style(cite, names, accessed)
        request = Request(chosen, names, limit, language(lang), target, excel, no_color, style, accessed)
        base = open_base(facts or os.environ.get("DONGBEI_FACTS") or None)
        if target:
            from dongbei_cli import outfile

            outfile.refuse_input(target, base.files)
        with base.answering(), cautioning(base):
            answer(base, command(base, **own), request)

    shared = [p for p in inspect.signature(called).parameters.values() if p.kind is not p.VAR_KEYWORD]
    own = list(inspect.signature(command).parameters.values())[1:]
    called.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        sorted([p.replace(kind=p.KEYWORD_ONLY) for p in (*own, *shared)], key=lambda p: p.default is not p.empty)
    )
    called.__annotations__ = {p.name: p.annotation for p in (*own, *shared)}
    called.__name__, called.__doc__ = command.__name__, command.__doc__
    return called


@contextmanager
def cautioning(base: Base) -> Iterator[None]:
    """Say after an answer, a no as well, that the base is not proved; a mistake of the call is told alone."""
    no: errors.NothingFoundError | None = None
    try:
        yield
    except errors.NothingFoundError as fault:
        no = fault
    if caution := base.caution:
        terminal.say(f"dongbei: {caution}")
    if no:
        raise no


def chosen_format(named: str | None, json: bool, output: Path | None, excel: bool) -> str:
    """The format that was named, else the one of the file's suffix, else a table."""
    if json and named not in (None, "json"):
        raise errors.UsageError(f"--json and --format {named} contradict each other", "give one of them")
    if named is None and json:
        named = "json"
    if named is None and output is not None:
        suffix = output.suffix.lower().lstrip(".")
        if suffix not in formats.SUFFIXES and not excel:
            raise errors.UsageError(
                f"the suffix of {output} names no format", f"use {', '.join(formats.SUFFIXES)}, or -f"
            )
        named = formats.SUFFIXES.get(suffix)
    named = named or ("csv" if excel else "table")
    if named not in ("table", *formats.FORMATS):
        hint = f"formats are table, {', '.join(formats.FORMATS)}"
        raise errors.UsageError(f"no format is called {errors.shown(named)}", hint)
    if excel and named not in ("csv", "tsv"):
        raise errors.UsageError(f"--excel goes with csv and tsv, not with {named}", "leave --excel out")
    return named


def language(chosen: str | None) -> str:
    """`--lang`, else DONGBEI_LANG, else the locale: Chinese for zh*, English for all others."""
    asked = chosen or os.environ.get("DONGBEI_LANG") or ""
    if asked and asked not in ("zh", "en"):
        origin = "--lang" if chosen else "DONGBEI_LANG"
        raise errors.UsageError(f"{origin} is {errors.shown(asked)}", "it takes zh or en")
    locale = next((os.environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(key)), "")
    return asked or ("zh" if locale.lower().startswith("zh") else "en")


def answer(base: Base, reply: Reply, request: Request) -> None:
    """Write the reply as asked; an empty one is written too, and is a NothingFoundError."""
    limit = reply.most if request.limit is None else request.limit
    if callable(reply.records):  # of no records it still wants to know whether there are any
        reply = reply._replace(records=reply.records(None if limit is None else max(limit, 1)))
    records = reply.records[:limit]
    if reply.view == "pictures" and (request.format != "table" or request.fields):
        raise errors.UsageError("--chart draws on a terminal", "leave out --chart, or --fields and the format")
    if request.format == "table":
        if records:
            terminal.draw(drawing(base, reply._replace(records=records), request), request.output, request.no_color)
    else:
        chunks = formats.FORMATS[request.format](rows(base, records, request))
        terminal.write(encoded(chunks, request.excel), request.output)
    if request.limit is None and len(records) < len(reply.records):
        found = len(reply.records)
        terminal.say(f"dongbei: the first {len(records)} of {found} are shown; --limit {found} shows all")
    if not reply.records and not reply.fault:
        raise errors.NothingFoundError("nothing found", "ask for less, or see `dongbei topics`")
    if reply.fault:
        raise reply.fault


def encoded(chunks: Iterable[str], excel: bool) -> Iterator[bytes]:
    """UTF-8, with a byte order mark where Excel wants one."""
    if excel:
        yield b"\xef\xbb\xbf"
    for chunk in chunks:
        yield chunk.encode()


def rows(base: Base, records: Sequence[Answerable], request: Request) -> list[Mapping[str, Any]]:
    """The records as flat mappings, their citations last, cut to the fields that were asked for."""
    full: list[Mapping[str, Any]] = [
        record._asdict() if isinstance(record, tuple) else dict(record) for record in records
    ]
    if request.cite:
        cited = citing.citation_by_id(base, records, request.cite, request.accessed)
        full = [{**row, "citation": cited[row["id"]]} for row in full]
    if request.fields:
        known = list(dict.fromkeys(key for row in full for key in row))
        unknown = [name for name in request.fields if name not in known] if full else []
        if unknown:
            raise errors.UsageError(f"no field is called {errors.shown(unknown[0])}", f"fields are {', '.join(known)}")
        full = [{name: row.get(name) for name in request.fields} for row in full]
    return formats.for_excel(full) if request.excel else full


def drawing(base: Base, reply: Reply, request: Request) -> Callable[[int], Iterator[Any]]:
    """A function from the room there is to what is drawn in it."""

    def drawn(room: int) -> Iterator[Any]:
        from dongbei_cli import views

        if request.fields:
            yield from views.named("chosen")(rows(base, reply.records, request), room)
            return
        yield from views.named(reply.view)(reply.records, *reply.context(), request.lang, room)
        if request.cite:
            cited = citing.citation_by_id(base, reply.records, request.cite, request.accessed)
            yield from views.named("bibliography")(cited, request.lang, room)
        for source in base.sources_of(reply.records):
            yield views.named("source_line")(source, request.lang, room)

    return drawn
