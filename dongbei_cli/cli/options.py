"""The options that commands share, and how a lookup answers: its records on their way to a table, a pipe or a file."""

import inspect
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from dongbei_cli import errors, files, formats, model, resolve
from dongbei_cli.base import Base, open_base
from dongbei_cli.citations import STYLES
from dongbei_cli.cli import terminal
from dongbei_cli.cli.terminal import _

DEFAULT_STYLE = "gbt7714"
EVERY_KIND = tuple(model.KINDS.values())
NARROWING = ("subject", "topic", "region", "expert", "area", "by", "ids")  # filters after which words are shown as well
MOST_OFFERED = 200
SAFE = re.compile(r"[\w.+-]+")  # what may be put on a command line unquoted

Offer = tuple[str, str]  # A value that Tab offers, and its description


def path(text: str) -> Path:
    """Return a path; UsageError for an empty one, which a variable that is not set leaves."""
    if not text:
        raise errors.UsageError("a path is empty", "name a file, or leave the option out")
    return Path(text)


def target(text: str) -> Path | None:
    """Return where to write; None for stdout, which is called `-`."""
    return None if text == "-" else path(text)


def bases(given: list[Path] | None) -> list[Path] | None:
    """Return the paths that were typed, else those of DONGBEI_FACTS, which stand as in PATH; None for neither."""
    named = os.environ.get("DONGBEI_FACTS")
    return given or (None if named is None else [path(each) for each in named.split(os.pathsep)])


def number(option: str) -> Callable[[str], int]:
    """Return what reads a number as people write it: plain digits, nothing else that Python would take, and not 0."""

    def read(text: str) -> int:
        if not re.fullmatch("0*[1-9][0-9]{0,8}", text):
            hint = errors.Message("it takes a whole number from 1, such as 10")
            raise errors.UsageError("{origin} is {value}", hint, origin=option, value=errors.shown(text))
        return int(text)

    return read


def one_of(what: str, words: Callable[[], Sequence[str]]) -> dict[str, Any]:
    """Return what makes an option take one of these words in any case, and Tab offer them."""
    return {"parser": lambda text: resolve.choice(what, text, words()), "autocompletion": words}


def names(sort: str) -> Callable[[typer.Context, str], list[Offer]]:
    """Return what completes a name of this sort, or a word of a vocabulary: those that find anything, glossed."""

    def complete(context: typer.Context, incomplete: str) -> list[Offer]:
        from dongbei_cli.names import match

        if sort in resolve.CHOICES:
            return [(word, "") for word in resolve.CHOICES[sort]]
        try:
            base = open_base(typed_paths(context))
            if sort == "fact":
                return base.titles(incomplete, MOST_OFFERED)
            kinds = [cls.__name__.lower() for cls in asked_kinds(context)]
            names = {name.key: name for name in resolve.names(base.connection, sort, kinds)}
        except errors.DongbeiError:
            return []
        known = [*names.values()]
        offers = [offer(names[found.key], found.form, incomplete) for found in match.completions(incomplete, known)]
        return [each for each in offers if each and len({fit.key for fit in match.match(each[0], known)}) == 1]

    return complete


def typed_paths(context: typer.Context) -> list[Path] | None:
    """Return the base that `--facts` or the variable names, as the shell would have it: it has not read `~` or `\\`."""
    paths = context.params.get("facts") or ()
    return [Path(re.sub(r"\\(.)", r"\1", str(path))).expanduser() for path in paths] or None


def offer(name: Any, form: str, incomplete: str) -> Offer | None:
    """Return a name as it was begun (shells drop what does not begin so), with its other language; None if it cannot.

    Slugs, pinyin, English with dashes and Chinese go on from what was typed; initials stay as they are.
    """
    from dongbei_cli.names import fold, pinyin

    spelled = [pinyin.letters(reading) for reading in name.pinyin] + ([] if form.isascii() else [pinyin.usual(form)])
    english = [each.replace(" ", "-") for each in name.english]
    ways = sorted((name.key, *name.forms, *spelled, *english), key=lambda way: not way.isascii())
    ways = [
        incomplete + way[len(incomplete) :] for way in (*ways, incomplete) if fold(way).startswith(fold(incomplete))
    ]
    value = next(filter(SAFE.fullmatch, ways), None)
    if value is None:
        return None
    chinese = next((one for one in (name.key, *name.forms) if not one.isascii()), "")
    return value, chinese if value.isascii() else next(iter(name.english), "")


def field_names(context: typer.Context, incomplete: str) -> list[str]:
    """Return what completes the last of several fields with a comma between each."""
    before, comma, _start = incomplete.rpartition(",")
    given = {*before.split(","), *formats.NESTED}
    return [f"{before}{comma}{key}" for key in keys_of(asked_kinds(context)) if key not in given]


def asked_kinds(context: typer.Context) -> tuple[type, ...]:
    """Return the classes that the call on a line can give: those of its --kind; the first one where --all adds more."""
    if context.params.get("kind"):
        return classes(context.params["kind"])
    kinds: tuple[type, ...] = vars(context.command.callback).get("kinds", ())
    return kinds if context.params.get("everything", True) else kinds[:1]


def some(sort: str, options: str, metavar: str, text: str) -> Any:
    """Return a repeatable option whose values are names of this sort, any of which will do."""
    return typer.Option(*options.split(), metavar=metavar, help=text, autocompletion=names(sort))


Texts = list[str] | None  # what a repeatable option was given; None where it was not
DATES = "2003, 2003-10, 2023-10-27, 2023年9月."
KINDS = "event, figure, quote, measure, claim, person, organization or document."
Topic = Annotated[Texts, some("topic", "--topic -t", "TOPIC", "Only facts on this topic.")]
Kind = Annotated[Texts, some("kind", "--kind -k", "KIND", KINDS)]
SINCE, UNTIL = f"Not before; a span if it overlaps: {DATES}", f"Not after; a span if it overlaps: {DATES}"
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help=SINCE)]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help=UNTIL)]
BASE = "Another facts.yaml or facts.db, a folder, or several (DONGBEI_FACTS)."
Facts = Annotated[list[Path] | None, typer.Option("--facts", metavar="PATH", parser=path, callback=bases, help=BASE)]
Source = Annotated[Texts, typer.Option("--source", metavar="ID", help="Only from this article.")]
PLACE = "Write here; the suffix sets the format."
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", parser=target, help=PLACE)]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that exists.")]
READ = "When you read the article, for its citation; else today."
Accessed = Annotated[str | None, typer.Option("--accessed", metavar="DATE", help=READ)]
Unproved = Annotated[bool, typer.Option("--unproved", help="Without the proof.")]
FORMATS = ("table", *formats.FORMATS)
FORMAT = "table, json, jsonl, csv, tsv, yaml, markdown or xlsx."
Format = typer.Option("--format", "-f", metavar="FORMAT", help=FORMAT, **one_of("format", lambda: FORMATS))
CHOSEN = "Only these fields, in this order."
Fields = typer.Option("--fields", metavar="A,B,C", help=CHOSEN, autocompletion=field_names)
Limit = typer.Option("--limit", "-n", metavar="N", parser=number("--limit"), help="At most N records.")
ANY_STYLE = one_of("style", lambda: STYLES)
CITE = "Cite each fact: gbt7714 if no style is named, see cite."
Cite = typer.Option("--cite", metavar="[STYLE]", help=CITE, **ANY_STYLE)


class Reply(NamedTuple):
    """What a lookup found: records, or a function from how many are wanted to them, and how to draw and end.

    `kinds` are the classes that this call can give; `more` are keys behind theirs. `most` is how many are shown
    without `--limit`. `fault` is raised once everything is written. `look` is what the view is told besides.
    """

    records: Any
    view: str
    kinds: tuple[type, ...] = ()
    fault: errors.DongbeiError | None = None
    most: int | None = None
    more: tuple[str, ...] = ()
    look: Mapping[str, Any] = {}


class Request(NamedTuple):
    """The shared options of one call, in the order of the help."""

    form: Annotated[str | None, Format] = None
    as_json: Annotated[bool, typer.Option("--json", "-j", help="Short for --format json.")] = False
    fields: Annotated[Texts, Fields] = None
    limit: Annotated[int | None, Limit] = None
    long: Annotated[bool, typer.Option("--long", "-l", help="Words, notes and glosses in tables as well.")] = False
    output: Output = None
    force: Force = False
    excel: Annotated[bool, typer.Option("--excel", help="CSV for Excel: with BOM, formulas disarmed.")] = False
    cite: Annotated[str | None, Cite] = None
    accessed: Accessed = None
    facts: Facts = None
    source: Source = None
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Long tables straight to the screen.")] = False

    def checked(self) -> "Request":
        """Return the same with format, fields and style worked out; UsageError where two contradict each other."""
        form = "json" if self.as_json else self.form
        if self.form not in (None, form):
            hint = errors.Message("give one of them")
            raise errors.UsageError("--json and --format {format} contradict each other", hint, format=self.form)
        if form is None and not self.excel:
            form = by_suffix(self.output, formats.SUFFIXES, "-f") if self.output else "table"
        if self.excel and form not in (None, "csv", "tsv"):
            hint = errors.Message("leave --excel out")
            raise errors.UsageError("--excel goes with csv and tsv, not with {format}", hint, format=form)
        if form == "xlsx" and self.output is None and sys.stdout.isatty():
            raise errors.UsageError("{format} does not go to a terminal", "say where with -o FILE", format=form)
        fields = [name.strip() for text in self.fields or () for name in text.split(",")]
        style = self.cite or (DEFAULT_STYLE if "citation" in fields else None)
        if self.accessed and not style:
            raise errors.UsageError("--accessed is the date in a citation", "add --cite")
        return self._replace(form=form or "csv", fields=fields, cite=style)


SHARED = inspect.signature(Request).parameters.values()


def spelled_out(words: Sequence[str]) -> list[str]:
    """Return the words of a line with the style of a bare `--cite`: Typer has no option whose value may be left out."""
    return [
        f"--cite={DEFAULT_STYLE}" if word == "--cite" and after.casefold() not in STYLES else word
        for word, after in pairwise([*words, ""])
    ]


def by_suffix(output: Path, known: Mapping[str, str], option: str) -> str:
    """Return what the suffix of a file asks for; UsageError where it asks for nothing."""
    suffix = output.suffix.lower()
    if suffix not in known:
        hint = errors.Message("use {suffixes}, or {option}", suffixes=errors.listed(known), option=option)
        raise errors.UsageError("the suffix of {path} names no format", hint, path=output)
    return known[suffix]


def lookup(*kinds: type, without: Sequence[str] = ()) -> Callable[[Callable[..., Reply]], Callable[..., None]]:
    """Give a command the shared options but those `without`; what it replies, with records of `kinds`, is written."""
    shared = [each for each in SHARED if each.name not in without]

    def decorated(command: Callable[..., Reply]) -> Callable[..., None]:
        own = [each for each in inspect.signature(command).parameters.values() if each.name != "base"]

        def called(**given: Any) -> None:
            request = Request(**{each.name: given.pop(each.name) for each in shared})
            answer(command, kinds, given, request.checked())

        called.__doc__ = command.__doc__
        called.__annotations__ = {each.name: each.annotation for each in (*own, *shared)}
        vars(called).update(__signature__=inspect.Signature([*own, *shared]), kinds=kinds)
        return called

    return decorated


def answer(command: Callable[..., Reply], kinds: tuple[type, ...], own: Mapping[str, Any], request: Request) -> None:
    """Ask and write. An empty answer goes to stdout too, but to no file, and is a NothingFoundError."""
    base = open_base(request.facts)
    base.narrow(request.source or ())
    if request.output:
        files.check(request.output, request.force, base.files)
    reply = command(base, **own)
    keys = columns(reply, reply.kinds or kinds, request)
    limit = reply.most if request.limit is None else request.limit
    found = reply.records(limit) if callable(reply.records) else reply.records
    records = found[:limit]
    if records or (request.output is None and request.form != "table"):
        narrowed = any(value for name, value in own.items() if name in NARROWING)
        write(base, reply._replace(records=records), request, keys, narrowed)
    if request.limit is None and len(records) < len(found):
        said = _("dongbei: the first {shown} of {all} are shown; --limit {all} shows all")
        terminal.say(said.format(shown=len(records), all=len(found)))
    if reply.fault or not records:
        raise reply.fault or errors.NothingFoundError("nothing found", "ask for less, or see `dongbei topics`")


def columns(reply: Reply, kinds: tuple[type, ...], request: Request) -> list[str]:
    """Return the keys of what will be written, whatever is found; UsageError for a field that there is not."""
    if reply.look.get("chart") and (request.form != "table" or request.fields):
        raise errors.UsageError("--chart draws on a terminal", "leave out --chart, or --fields and the format")
    known = [*keys_of(kinds), *reply.more, *(["citation"] if request.cite else [])]
    fields = [resolve.choice("field", name, known) for name in request.fields or ()]
    if request.form not in formats.NESTING and (nested := {*fields} & {*formats.NESTED}):
        hint = errors.Message("use {formats}, or excerpt, the first of them", formats=errors.listed(formats.NESTING))
        raise errors.UsageError(
            "{name} is a list of its own, which {format} cannot hold", hint, name=nested.pop(), format=request.form
        )
    return fields or known


def keys_of(kinds: Iterable[type]) -> list[str]:
    """Return every key that a row of these classes can have: the own ones of each kind first, then those of all."""
    records = [kind.KEYS for kind in kinds if hasattr(kind, "KEYS")]
    common = [key for key in model.Record.KEYS if all(key in keys for keys in records)]
    own = [key for keys in records for key in keys if key not in common]
    return list(dict.fromkeys((*own, *common)))


def classes(kinds: Sequence[str] | None) -> tuple[type[model.Record], ...]:
    """Return the classes of these kinds of record; all of them where none is named."""
    wanted = [resolve.choice("kind", kind, tuple(model.KINDS)) for kind in kinds or model.KINDS]
    return tuple(cls for name, cls in model.KINDS.items() if name in wanted)


def write(base: Base, reply: Reply, request: Request, keys: list[str], narrowed: bool) -> None:
    """Draw or print records."""
    rows: list[dict[str, Any]] = [dict(record) for record in reply.records]
    texts: dict[str, str] = {}
    if request.cite:
        facts = [cited(base, record) for record in reply.records]
        texts = {fact.id: base.citation(fact, request.cite, request.accessed) for fact in facts if fact}
        rows = [{**row, "citation": texts[fact.id] if fact else None} for row, fact in zip(rows, facts, strict=True)]
    if request.fields:
        rows = [{name: row.get(name) for name in keys} for row in rows]
    if request.form == "table":
        from dongbei_cli import views

        parts: list[tuple[str, Any]] = [("chosen", rows)]
        if not request.fields:
            bibliography = [("bibliography", texts.items())] if texts else []
            parts = [(reply.view, reply.records), *bibliography, ("source_line", base.sources_of(reply.records))]
        look: dict[str, Any] = {"long": request.long, "narrowed": narrowed, **reply.look}

        def draw(width: int) -> Iterator[Any]:
            for view, records in parts:
                yield from views.draw(view, records, base, views.Look(terminal.language(), width, **look))

        text = terminal.drawn(draw, request.output is None)
        if request.output is None:
            terminal.show(text, not request.no_pager)
            return
        data = [text.encode()]
    else:
        chunks = formats.FORMATS[request.form or ""](formats.for_excel(rows) if request.excel else rows, keys)
        data = [b"\xef\xbb\xbf"] if request.excel else []
        data += [chunk if isinstance(chunk, bytes) else chunk.encode() for chunk in chunks]
    terminal.write(data, request.output, request.force, base.files)


def cited(base: Base, record: Any) -> model.Record | None:
    """Return the fact to cite for a record: that of a hit of a search, the first one that decides a verdict."""
    deciding = getattr(record, "facts", None)
    if isinstance(deciding, tuple):
        return base.fact(deciding[0]) if deciding else None
    return getattr(record, "record", record)  # type: ignore[no-any-return]
