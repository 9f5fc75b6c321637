"""How a lookup answers: the shared options, and records on their way to a table, a pipe or a file."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dongbei_cli import errors, formats, model
from dongbei_cli.cli import arguments, options, terminal
from dongbei_cli.workspace import open_base

if TYPE_CHECKING:
    from pathlib import Path

    from dongbei_cli.workspace.answers import Base


class Reply:
    """Records, the name of the view that draws them, what they can be, what else the view wants, and how to end.

    The records are a sequence, or a function from how many are wanted to one. `kinds` are the classes of all that the
    call can give, whatever it finds; `more` are keys that come behind theirs. `most` is how many are shown without
    `--limit`.
    """

    def __init__(  # noqa: PLR0913, PLR0917 (each has its place)
        self,
        records: Any,
        view: str,
        kinds: tuple[Any, ...],
        context: Callable[[], tuple[Any, ...]] = tuple,
        fault: errors.DongbeiError | None = None,
        most: int | None = None,
        more: tuple[str, ...] = (),
    ) -> None:
        self.records = records
        self.view = view
        self.kinds = kinds
        self.context = context
        self.fault = fault
        self.most = most
        self.more = more

    def fields(self) -> list[str]:
        """Every key that a row can have: the own ones of each kind first, then those of all records."""
        records = [kind.KEYS for kind in self.kinds if hasattr(kind, "KEYS")]
        common = records[0][1 - len(model.Record.__annotations__) :] if records else ()  # without KEYS itself
        own = [key for keys in records for key in keys if key not in common]
        others = [key for kind in self.kinds if not hasattr(kind, "KEYS") for key in kind._fields]
        return list(dict.fromkeys((*own, *common, *others, *self.more)))


class Request:
    """The shared options of one call, checked."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        """Take them from what was typed."""
        self.output: Path | None = arguments.target(given["output"])
        self.format = chosen_format(given["format"], given["json"], self.output, given["excel"])
        fields = given["fields"]
        self.fields = () if fields is None else tuple(name.strip() for name in fields.split(","))
        self.limit = arguments.count(given["limit"])
        self.lang = arguments.language(given["lang"])
        self.excel: bool = given["excel"]
        self.no_color: bool = given["no_color"]
        self.force: bool = given["force"]
        self.accessed: str | None = given["accessed"]
        self.cite: str | None = None
        if given["cite"] or self.accessed or "citation" in self.fields:
            from dongbei_cli.cli import citing

            self.cite = citing.style(given["cite"], self.fields, self.accessed)


def lookup(command: Callable[..., Reply]) -> Callable[..., None]:
    """Give `command` the shared options, open the base for it, and write what it replies."""
    own = options.parameters(command)[1:]

    def called(**given: Any) -> None:
        request = Request(given)
        base = open_base(arguments.base_path(given["facts"]))
        if request.output:
            terminal.demand_replaceable(request.output, base, request.force)
        with base.answering(), cautioning(base):
            answer(base, command(base, **{name: given[name] for name in own}), request)

    return called


@contextmanager
def cautioning(base: "Base") -> Iterator[None]:
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


def chosen_format(named: str | None, json: bool, output: "Path | None", excel: bool) -> str:
    """The format that was named, else the one of the file's suffix, else a table."""
    if named is not None:
        named = arguments.choice("format", named, ("table", *formats.FORMATS))
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
    if excel and named not in ("csv", "tsv"):
        raise errors.UsageError(f"--excel goes with csv and tsv, not with {named}", "leave --excel out")
    return named


def answer(base: "Base", reply: Reply, request: Request) -> None:
    """Write the reply as asked. An empty one goes to stdout too, but to no file, and is a NothingFoundError."""
    keys = columns(reply, request)
    limit = reply.most if request.limit is None else request.limit
    if callable(reply.records):
        reply.records = reply.records(limit)
    found, records = reply.records, reply.records[:limit]
    if records or (request.output is None and request.format != "table"):
        reply.records = records
        write(base, reply, request, keys)
    if request.limit is None and len(records) < len(found):
        hint = f"--limit {len(found)} shows all"
        terminal.say(f"dongbei: the first {len(records)} of {len(found)} are shown; {hint}")
    if not records and not reply.fault:
        raise errors.NothingFoundError("nothing found", "ask for less, or see `dongbei topics`")
    if reply.fault:
        raise reply.fault


def write(base: "Base", reply: Reply, request: Request, keys: Sequence[str]) -> None:
    """Draw or print the records of a reply."""
    if request.format == "table":
        terminal.draw(drawing(base, reply, request), request.output, request.no_color)
    else:
        chunks = formats.FORMATS[request.format](rows(base, reply.records, request), keys)
        terminal.write(encoded(chunks, request.excel), request.output)


def columns(reply: Reply, request: Request) -> list[str]:
    """The keys of what will be written, whatever is found; UsageError for a field that there is not."""
    if reply.view == "pictures" and (request.format != "table" or request.fields):
        raise errors.UsageError("--chart draws on a terminal", "leave out --chart, or --fields and the format")
    known = [*reply.fields(), *(["citation"] if request.cite else [])] if needs_keys(request) else []
    for name in request.fields:
        if name not in known:
            raise unknown_field(name, known)
        if name in formats.NESTED and request.format not in formats.NESTING:
            hint = f"use {', '.join(formats.NESTING)}, or excerpt, which is the first of them"
            raise errors.UsageError(f"{name} is a list of its own, which {request.format} cannot hold", hint)
    return list(request.fields) or known


def needs_keys(request: Request) -> bool:
    """Whether anything depends on the keys that rows can have."""
    return bool(request.fields) or request.format in ("csv", "tsv", "markdown")


def unknown_field(name: str, known: Sequence[str]) -> errors.UsageError:
    """The error for a field that no row has, with the one that may have been meant."""
    from dongbei_cli.names.match import Name
    from dongbei_cli.names.typos import suggestions

    near = [match.key for match in suggestions(name, [Name(key, (key,)) for key in known])]
    hint = errors.did_you_mean(near) or f"fields are {', '.join(known)}"
    return errors.UsageError(f"no field is called {errors.shown(name)}", hint)


def encoded(chunks: Iterable[str], excel: bool) -> Iterator[bytes]:
    """UTF-8, with a byte order mark where Excel wants one."""
    if excel:
        yield b"\xef\xbb\xbf"
    for chunk in chunks:
        yield chunk.encode()


def rows(base: "Base", records: Sequence[Any], request: Request) -> list[Mapping[str, Any]]:
    """The records as flat mappings, their citations last, cut to the fields that were asked for."""
    full: list[Mapping[str, Any]] = [
        record._asdict() if hasattr(record, "_asdict") else dict(record) for record in records
    ]
    if request.cite:
        from dongbei_cli.cli import citing

        cited = citing.citation_by_id(base, records, request.cite, request.accessed)
        full = [{**row, "citation": cited[row["id"]]} for row in full]
    if request.fields:
        full = [{name: row.get(name) for name in request.fields} for row in full]
    return formats.for_excel(full) if request.excel else full


def drawing(base: "Base", reply: Reply, request: Request) -> Callable[[int], Iterator[Any]]:
    """A function from the room there is to what is drawn in it."""

    def drawn(room: int) -> Iterator[Any]:
        from dongbei_cli import views

        if request.fields:
            yield from views.named("chosen")(rows(base, reply.records, request), room)
            return
        yield from views.named(reply.view)(reply.records, *reply.context(), request.lang, room)
        if request.cite:
            from dongbei_cli.cli import citing

            cited = citing.citation_by_id(base, reply.records, request.cite, request.accessed)
            yield from views.named("bibliography")(cited, request.lang, room)
        for source in base.sources_of(reply.records):
            yield views.named("source_line")(source, request.lang, room)

    return drawn
