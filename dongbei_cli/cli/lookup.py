"""How a lookup answers: the options that all lookups share, and records on their way to a table, a pipe or a file."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from dongbei_cli import errors, formats, model, resolve
from dongbei_cli.base import Base, open_base
from dongbei_cli.cli import language, terminal
from dongbei_cli.cli.arguments import Accessed, Facts, Force, Output, Texts, count, near, one_of, styles, target

FORMATS = ("table", *formats.FORMATS)
ANY_FORMAT = one_of("format", lambda: FORMATS)
EVERY_KIND = tuple(model.KINDS.values())
NARROWING = ("subject", "topic", "region", "expert", "area", "by", "ids")
"""Filters after which the words of the article and its whole citation are shown as well."""
FORMAT = "table, json, jsonl, csv, tsv, yaml or markdown."
FIELDS = "Only these fields, in this order."
STYLE = one_of("style", styles)
CITE = "Cite each fact: gbt7714 if no style is named, see cite."


class Reply(NamedTuple):
    """What a lookup found: records, or a function from how many are wanted to them, and how to draw and end.

    `kinds` are the classes that this call can give; `more` are keys behind theirs. `most` is how many are shown
    without `--limit`. `fault` is raised once everything is written.
    """

    records: Any
    view: str
    kinds: tuple[type, ...] = ()
    fault: errors.DongbeiError | None = None
    most: int | None = None
    more: tuple[str, ...] = ()


class Request:
    """The shared options of one call, checked; its parameters are their only declaration."""

    def __init__(  # noqa: PLR0913 (see above)
        self,
        *,
        format_: Annotated[
            str | None, typer.Option("--format", "-f", metavar="FORMAT", help=FORMAT, **ANY_FORMAT)
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", "-j", help="Short for --format json.")] = False,
        fields: Annotated[Texts, typer.Option("--fields", metavar="A,B,C", help=FIELDS)] = None,
        limit: Annotated[
            int | None, typer.Option("--limit", "-n", metavar="N", parser=count, help="At most N records.")
        ] = None,
        long: Annotated[bool, typer.Option("--long", "-l", help="Words, notes and glosses in tables as well.")] = False,
        output: Output = None,
        force: Force = False,
        excel: Annotated[bool, typer.Option("--excel", help="CSV for Excel: with BOM, formulas disarmed.")] = False,
        cite: Annotated[str | None, typer.Option("--cite", metavar="[STYLE]", help=CITE, **STYLE)] = None,
        accessed: Accessed = None,
        facts: Facts = None,
        no_pager: Annotated[bool, typer.Option("--no-pager", help="Long tables straight to the screen.")] = False,
    ) -> None:
        """Check what was typed."""
        self.output = target(output)
        self.format = chosen_format(format_, as_json, self.output, excel)
        self.fields = [name.strip() for text in fields or () for name in text.split(",")]
        self.limit, self.long, self.force, self.excel, self.facts = limit, long, force, excel, facts
        self.paged, self.accessed, self.style = not no_pager, accessed, None
        if cite or "citation" in self.fields:
            self.style = cite or "gbt7714"
        elif accessed:
            raise errors.UsageError("--accessed is the date in a citation", "add --cite")


def lookup(*kinds: type, without: Sequence[str] = ()) -> Callable[[Callable[..., Reply]], Callable[..., None]]:
    """Give a command the shared options but those `without`; what it replies, with records of `kinds`, is written."""

    def decorated(command: Callable[..., Reply]) -> Callable[..., None]:
        own = [each for each in inspect.signature(command).parameters.values() if each.name != "base"]
        shared = [each for each in inspect.signature(Request).parameters.values() if each.name not in without]

        def called(**given: Any) -> None:
            request = Request(**{each.name: given[each.name] for each in shared})
            answer(command, kinds, {each.name: given[each.name] for each in own}, request)

        called.__doc__ = command.__doc__
        called.__annotations__ = {each.name: each.annotation for each in (*own, *shared)}
        vars(called).update(__signature__=inspect.Signature([*own, *shared]), kinds=kinds)
        return called

    return decorated


def chosen_format(named: str | None, json: bool, output: Path | None, excel: bool) -> str:
    """Return the format that was named, else the one of the file's suffix, else a table."""
    if json and named not in (None, "json"):
        raise errors.UsageError("--json and --format {format} contradict each other", "give one of them", format=named)
    named = "json" if json else named
    if named is None and output is not None:
        suffix = output.suffix.lower().lstrip(".")
        if suffix not in formats.SUFFIXES and not excel:
            near = [f"-o {output.with_suffix(f'.{own}')}" for own, name in formats.SUFFIXES.items() if name == suffix]
            hint = errors.Message("use {suffixes}, or -f", suffixes=", ".join(formats.SUFFIXES))
            raise errors.UsageError(
                "the suffix of {path} names no format", errors.did_you_mean(near[:1]) or hint, path=output
            )
        named = formats.SUFFIXES.get(suffix)
    named = named or ("csv" if excel else "table")
    if excel and named not in ("csv", "tsv"):
        raise errors.UsageError("--excel goes with csv and tsv, not with {format}", "leave --excel out", format=named)
    return named


def answer(command: Callable[..., Reply], kinds: tuple[type, ...], own: Mapping[str, Any], request: Request) -> None:
    """Ask and write. An empty answer goes to stdout too, but to no file, and is a NothingFoundError."""
    base = open_base(request.facts)
    if request.output:
        from dongbei_cli import files

        files.check(request.output, request.force, base.files)
    reply = command(base, **own)
    keys = columns(reply, reply.kinds or kinds, request)
    limit = reply.most if request.limit is None else request.limit
    found = reply.records(limit) if callable(reply.records) else reply.records
    records = found[:limit]
    if records or (request.output is None and request.format != "table"):
        write(base, reply.view, records, own, request, keys)
    if request.limit is None and len(records) < len(found):
        text = language._("dongbei: the first {shown} of {all} are shown; --limit {all} shows all")
        terminal.say(text.format(shown=len(records), all=len(found)))
    if not records and not reply.fault:
        raise errors.NothingFoundError("nothing found", "ask for less, or see `dongbei topics`")
    if reply.fault:
        raise reply.fault


def write(
    base: Base,
    view: str,
    records: Sequence[Any],
    own: Mapping[str, Any],
    request: Request,
    keys: Sequence[str],
) -> None:
    """Draw or print records."""
    if request.format != "table":
        chunks = formats.FORMATS[request.format](rows(base, records, request), keys)
        terminal.write(encoded(chunks, request.excel), request.output, request.force, base.files)
        return
    from dongbei_cli import views

    def drawn(width: int) -> Iterator[Any]:
        narrowed = any(value for name, value in own.items() if name in NARROWING)
        look = views.Look(
            language.current(), width, request.long, narrowed, own.get("everything", False), own.get("numbered", False)
        )
        if request.fields:
            yield from views.draw("chosen", rows(base, records, request), base, look)
            return
        yield from views.draw(view, records, base, look)
        if request.style:
            yield from views.draw("bibliography", citations(base, records, request).items(), base, look)
        yield from views.draw("source_line", base.sources_of(records), base, look)

    text = terminal.drawn(drawn, request.output is None)
    terminal.show(text, request.paged) if request.output is None else terminal.write(
        [text.encode()], request.output, request.force, base.files
    )


def keys_of(kinds: Iterable[type]) -> list[str]:
    """Return every key that a row of these classes can have: the own ones of each kind first, then those of all."""
    records = [kind.KEYS for kind in kinds if hasattr(kind, "KEYS")]
    common = [key for key in model.Record.KEYS if all(key in keys for keys in records)]
    own = [key for keys in records for key in keys if key not in common]
    return list(dict.fromkeys((*own, *common)))


def classes(kinds: Sequence[str] | None) -> tuple[type[model.Record], ...]:
    """Return the classes of these kinds of record; all of them where none is named."""
    wanted = resolve.choices("kind", kinds) or model.KINDS
    return tuple(cls for name, cls in model.KINDS.items() if name in wanted)


def columns(reply: Reply, kinds: tuple[type, ...], request: Request) -> list[str]:
    """Return the keys of what will be written, whatever is found; UsageError for a field that there is not."""
    if reply.view == "pictures" and (request.format != "table" or request.fields):
        raise errors.UsageError("--chart draws on a terminal", "leave out --chart, or --fields and the format")
    if not request.fields and request.format not in ("csv", "tsv", "markdown"):
        return []
    known = [*keys_of(kinds), *reply.more, *(["citation"] if request.style else [])]
    for name in request.fields:
        if name not in known:
            raise errors.UnknownChoiceError("field", name, near(name, known), known)
        if name in formats.NESTED and request.format not in formats.NESTING:
            raise errors.UsageError(
                "{name} is a list of its own, which {format} cannot hold",
                "use {formats}, or excerpt, which is the first of them",
                name=name, format=request.format, formats=", ".join(formats.NESTING),
            )  # fmt: skip
    return request.fields or known


def encoded(chunks: Iterable[str | bytes], excel: bool) -> Iterator[bytes]:
    """Yield UTF-8, with a byte order mark where Excel wants one."""
    if excel:
        yield b"\xef\xbb\xbf"
    for chunk in chunks:
        yield chunk if isinstance(chunk, bytes) else chunk.encode()


def citations(base: Base, records: Sequence[Any], request: Request) -> dict[str, str]:
    """Return the citation of each record by its id, in the style that was asked for."""
    facts = [fact for record in records if (fact := cited(base, record))]
    return {fact.id: base.citation(fact, request.style or "", request.accessed) for fact in facts}


def cited(base: Base, record: Any) -> model.Record | None:
    """Return the fact to cite for a record: that of a hit of a search, the first one that decides a verdict."""
    deciding = getattr(record, "facts", None)
    if isinstance(deciding, tuple):
        return base.fact(deciding[0]) if deciding else None
    return getattr(record, "record", record)  # type: ignore[no-any-return]


def rows(base: Base, records: Sequence[Any], request: Request) -> list[Mapping[str, Any]]:
    """Return records as flat mappings, their citations last, cut to the fields that were asked for."""
    full: list[Mapping[str, Any]] = [dict(record) for record in records]
    if request.style:
        found = citations(base, records, request)
        full = [
            {**row, "citation": found.get(getattr(cited(base, one), "id", ""))}
            for row, one in zip(full, records, strict=True)
        ]
    if request.fields:
        full = [{name: row.get(name) for name in request.fields} for row in full]
    return formats.for_excel(full) if request.excel else full
