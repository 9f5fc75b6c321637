"""The commands that make something of a base: citations, exports, schemas; a new base, its proof, its compiled file."""

import hashlib
import json
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dongbei_cli import cli, errors, export, files, formats, model, resolve
from dongbei_cli.base import build, files_of, is_database, open_base, prove, shipped, sound_file
from dongbei_cli.cli import COMMANDS, options, terminal
from dongbei_cli.cli.options import DEFAULT_STYLE, Accessed, Facts, Force, Output, Source, Texts, Unproved, one_of, path
from dongbei_cli.cli.terminal import _

if TYPE_CHECKING:
    from dongbei_cli.errors import Outcome
    from dongbei_cli.rules import Rule

STYLES_BY_SUFFIX = {".bib": "bibtex", ".json": "csl-json", ".ris": "ris", ".txt": DEFAULT_STYLE}
IDS = "Ids of facts; the article if none."
STYLES = "gbt7714 (the 2025 edition, default), gbt7714-2015, apa, bibtex, biblatex, ris, csl-json."
STYLE = typer.Option("--style", "-s", metavar="STYLE", help=STYLES, **options.ANY_STYLE)


def form_of_export(text: str) -> str:
    """Return the form of an export that was typed; the refusal of a format of lookups offers `list`."""
    try:
        return resolve.choice("format", text, [*export.FORMS])
    except errors.UnknownChoiceError as fault:
        if text.casefold() in formats.FORMATS:
            fault.hint = errors.did_you_mean([f"dongbei list --format {text.casefold()}"])
        raise


FORM = typer.Argument(
    metavar="FORMAT", help="sqlite, datapackage, jsonld or html.", parser=form_of_export,
    autocompletion=lambda: [*export.FORMS],
)  # fmt: skip
WHICH = typer.Argument(
    metavar="[COMMAND]", help="A command, sqlite for the metadata that Datasette reads, or nothing for facts.yaml.",
    **one_of("schema", lambda: [*COMMANDS["Look up"], "sqlite"]),
)  # fmt: skip
SCHEMA = "facts.schema.json"
PAUSE = 0.3  # seconds between two looks at the files
COMPILED = "What to compile."
PARAGRAPH = "Only for this paragraph, as [第5段] counts."
NUMBER = options.number("--paragraph")
PUT = "Put them into the base, all other bytes kept."
WATCH = "Prove again whenever a file is saved, until Ctrl-C."


def target(text: str) -> Any:
    """Return the option for the file that a command writes."""
    return typer.Option("--output", "-o", metavar="FILE", parser=path, help=text)


def lacked(name: str, metavar: str) -> Any:
    """Return an option for what the head of an article should say."""
    return typer.Option(name, metavar=metavar, help="Where the text does not say it.")


app = typer.Typer()


@app.command("cite")
def cite(  # noqa: PLR0913, PLR0917 (what a citation can be)
    ids: Annotated[Texts, typer.Argument(metavar="[ID...]", help=IDS, autocompletion=options.names("fact"))] = None,
    style: Annotated[str | None, STYLE] = None,
    accessed: Accessed = None,
    output: Output = None,
    force: Force = False,
    facts: Facts = None,
    source: Source = None,
) -> None:
    """Citations of facts, or of the article, to paste into a paper.

    \b
    Examples:
      dongbei cite
      dongbei cite transfers-jilin-2003-2022 --style apa
      dongbei cite share-2003 share-2021 -o references.bib
    """
    if style is None:
        style = DEFAULT_STYLE
        if output is not None and not files.is_device(output):
            style = options.by_suffix(output, STYLES_BY_SUFFIX, "--style")
    base = open_base(facts)
    base.narrow(source or ())
    text = base.citations(ids or (), style, accessed)
    terminal.write([f"{text}\n".encode()], output, force, base.files)


@app.command("export")
def export_base(  # noqa: PLR0913, PLR0917 (see lookup)
    form: Annotated[str, FORM],
    output: Output = None,
    force: Force = False,
    accessed: Accessed = None,
    facts: Facts = None,
    source: Source = None,
    unproved: Unproved = False,
) -> None:
    """The whole base for other programs: a database, a data package, linked data, or a page to read.

    \b
    Examples:
      dongbei export html -o northeast.html --lang zh
      dongbei export datapackage -o northeast.zip
      dongbei export jsonld | jq '."@graph" | length'
    """
    if output is None and form not in export.TEXTS:
        raise errors.UsageError("{format} does not go to stdout", "say where with -o FILE", format=form)
    if accessed and form != "html":
        raise errors.UsageError("--accessed is the date in a citation", "leave it out: only html has citations")
    base = open_base(facts)
    base.narrow(source or ())
    as_folder = output is not None and form == "datapackage" and output.suffix.lower() != ".zip"
    if output is not None:
        (files.check_folder if as_folder else files.check)(output, force, base.files)
        export.demand_suffix(output, form)
    if not unproved:
        base.demand_proof()
    content: Any = export.content(base, form, terminal.language(), accessed)
    if output is not None and as_folder:
        files.write_folder(output, content, force, base.files)
    else:
        terminal.write([export.zipped(content) if form == "datapackage" else content], output, force, base.files)
    if output is not None:
        terminal.say(_("{path}: {count} facts").format(path=output, count=len(base)))


@app.command("schema")
def schema(name: Annotated[str | None, WHICH] = None) -> None:
    """JSON Schema of facts.yaml, or of the JSON that a command prints.

    \b
    Examples:
      dongbei schema > facts.schema.json
      dongbei schema stats
      dongbei schema sqlite > metadata.json
    """
    from dongbei_cli import schemas  # PyYAML with it, which the help does without

    kinds = vars(cli.built(name).callback)["kinds"] if name in COMMANDS["Look up"] else ()
    terminal.write([schemas.text(name, kinds).encode()], None)


@app.command("new")
def new(  # noqa: PLR0913, PLR0917 (what a citation needs)
    article: Annotated[Path, typer.Argument(metavar="ARTICLE", help="A text: UTF-8 or GB18030.", parser=path)],
    output: Annotated[Path | None, target("The base; else facts.yaml.")] = None,
    title: Annotated[str, lacked("--title", "TEXT")] = "",
    author: Annotated[str, lacked("--author", "NAME")] = "",
    publisher: Annotated[str, lacked("--publisher", "NAME")] = "",
    published: Annotated[str, lacked("--published", "DAY")] = "",
    url: Annotated[str, lacked("--url", "URL")] = "",
    name: Annotated[str, typer.Option("--id", metavar="ID", help="What the article is called in the base.")] = "",
    force: Force = False,
) -> None:
    """A base for an article of your own: its figures, dates, statements, names, as far as the words give them.

    What the words leave open is TODO, with what it could be. `dongbei verify` names each.

    \b
    Examples:
      dongbei new article.txt -o mine/facts.yaml
      dongbei new article.txt --publisher 新华社 --published 2024-05-17
    """
    from dongbei_cli import drafting, schemas
    from dongbei_cli.curate import FactBase, FactFile
    from dongbei_cli.curate.load import TODO
    from dongbei_cli.drafting import reading
    from dongbei_cli.drafting.stubs import Draft

    target = output or Path("facts.yaml")
    files.check(target, force, [article])
    export.demand_suffix(target, "facts.yaml")
    try:
        data = article.read_bytes()
    except OSError as fault:
        raise errors.UnusableBaseError("{path} {reason}", path=article, reason=files.reason(fault)) from fault
    given = {"title": title, "author": author, "publisher": publisher, "published": published, "url": url, "id": name}
    text = reading.decoded(data, str(article))
    if sys.stdin.isatty() and sys.stderr.isatty():
        for field in reading.lacking(text, given):
            given[field] = typer.prompt(model.label(field, terminal.language(), model.Source), err=True)
    fields, text = reading.source(text, given)
    pinned = text.encode()
    beside = article.resolve().parent == target.resolve().parent and pinned == data
    copy = article if beside else target.with_name(f"{fields['id']}.txt")
    fields |= {"file": copy.name, "sha256": hashlib.sha256(pinned).hexdigest()}
    english = dict.fromkeys(("title_en", "author_en", "publisher_en"), TODO)
    source = model.Source(**fields, **english)
    drafted = Draft(FactFile(str(target), FactBase({"sources": [source]}), {}, {source.id: pinned}), source)
    stubs = drafted.stubs()
    written = drafting.document(fields, stubs)
    contents = {target: written.encode()} | ({} if beside else {copy: pinned})
    contents[target.with_name(SCHEMA)] = schemas.text(None).encode()
    for each in list(contents)[1:]:
        files.check(each, force or each.name == SCHEMA, [article])
    with files.unwritable(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
    for each, content in reversed(contents.items()):
        files.write(each, [content], force=True, inputs=[article])
    said = _("{path}: {count} records, {todo} fields left TODO; dongbei verify --facts {path} names them")
    todo = written.count(f": {TODO}") + written.count(f"[{TODO}]")
    terminal.say(said.format(path=target, count=len(stubs), todo=todo))


@app.command("suggest")
def suggest(
    paragraph: Annotated[int | None, typer.Option("--paragraph", metavar="N", parser=NUMBER, help=PARAGRAPH)] = None,
    as_json: Annotated[bool, typer.Option("--json", "-j", help="An array; what is open has candidates.")] = False,
    write: Annotated[bool, typer.Option("--write", "-w", help=PUT)] = False,
    facts: Facts = None,
    source: Source = None,
) -> None:
    """Records for what no fact of the base claims yet, as far as the words give them, to be pasted into facts.yaml.

    \b
    Examples:
      dongbei suggest --facts facts.yaml
      dongbei suggest --paragraph 5 --facts facts.yaml
      dongbei suggest -w --facts facts.yaml
    """
    from dongbei_cli import drafting
    from dongbei_cli.curate import yaml
    from dongbei_cli.drafting.stubs import Draft
    from dongbei_cli.readings import body_paragraphs

    paths = files_of(facts or shipped("facts.yaml"))
    if is_database(paths[0]):
        raise errors.UsageError("{path} is not a facts.yaml", "name one with --facts", path=paths[0])
    file = sound_file(*paths)
    chosen = [resolve.choice("source", typed, [*file.sources_by_id]) for typed in source or file.sources_by_id]
    path, *others = dict.fromkeys(Path(file.place(file.sources_by_id[each]).file) for each in chosen)
    if others:
        raise errors.UsageError("{count} files hold these articles", "name one with --source", count=len(others) + 1)
    file = sound_file(path)
    found: list[drafting.Keyed] = []
    for each in chosen:
        taken = [*file.facts_by_id, *(str(values.get("slug")) for _, values in found)]
        found += drafting.numbered(Draft(file, file.sources_by_id[each]).stubs(paragraph), each, taken)
    most = max(max(body_paragraphs(file.articles[each]).values(), default=0) for each in chosen)
    if paragraph and paragraph > most:
        raise errors.UsageError("--paragraph is {number}, and the last one is {most}", number=paragraph, most=most)
    if as_json:
        rows = [{"kind": stub.cls.__name__.lower(), **drafting.plain(values)} for stub, values in found]
        terminal.write((text.encode() for text in formats.as_json(rows)), None)
    elif found and not write:
        terminal.write([drafting.sections(found).encode()], None)
    elif found:
        root, problems = yaml.read(path)
        if root is None or problems:
            raise errors.UnusableBaseError.with_problems(path, problems)
        text = drafting.inserted(path.read_bytes().decode(), root, found, file)
        files.write(path, [text.encode()], force=True)
        terminal.say(_("{path}: {count} records put in").format(path=path, count=len(found)))
    if not found:
        raise errors.NothingFoundError("every passage is claimed by a fact or waived")


def rule_ids() -> list[str]:
    """Return the ids of all rules."""
    from dongbei_cli import rules

    return [rules.rule_id(rule) for rule in rules.RULES]


ONLY = typer.Option("--only", metavar="RULE", help="Only this rule: no proof, so exit 1.", **one_of("rule", rule_ids))


@app.command("verify")
def verify(
    only: Annotated[Texts, ONLY] = None,
    as_json: Annotated[bool, typer.Option("--json", "-j", help="An array of rules, each with its problems.")] = False,
    long: Annotated[bool, typer.Option("--long", "-l", help="Every rule, with how much it proved.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help=WATCH)] = False,
    facts: Facts = None,
) -> None:
    """The proof of the base: every field of every fact derived anew from the article's words, and its English checked.

    Not proved, since it is judgement: how titles, notes and English are worded beyond their names, numbers, dates,
    quotations and opposites; topics, areas, categories and types; that what a record leaves out is not needed. Exit 0
    is for a whole run without a failure: with --only it is 1 at best.

    \b
    Examples:
      dongbei verify
      dongbei verify --facts facts.yaml
      dongbei verify --only relation-holds
      dongbei verify --json | jq -r '.[].problems[].message'
    """
    from dongbei_cli import rules

    chosen = [rule for rule in rules.RULES if not only or rules.rule_id(rule) in only]
    warn_of_another(facts)
    yaml, here = shipped("facts.yaml"), Path.cwd()
    paths = facts or [yaml.relative_to(here) if yaml.is_relative_to(here) else yaml]
    while watch:
        before = stamps(paths)
        try:
            report(paths, chosen, as_json, long)
        except errors.DongbeiError as fault:
            cli.report(fault, [])
        while stamps(paths) == before:
            time.sleep(PAUSE)
    report(paths, chosen, as_json, long)


def stamps(paths: Sequence[Path]) -> list[tuple[int, int]]:
    """Return when the files of a base were last written, and how large they are."""
    found = (path.stat() for path in files_of(paths) if path.exists())
    return [(status.st_mtime_ns, status.st_size) for status in found]


def report(paths: Sequence[Path], chosen: "Sequence[Rule]", as_json: bool, long: bool) -> None:
    """Prove the files of a base with some rules and write what they found; UnprovedError unless all of it holds."""
    from dongbei_cli import rules

    outcomes, path = prove(paths, chosen), paths[0]
    problems = sorted(problem for outcome in outcomes for problem in outcome.problems)
    if as_json:
        rows = []
        for each in outcomes:
            counts = {"proved": each.proved, "curated": each.curated, "failed": len(each.problems)}
            found = [{**one.place._asdict(), "message": one.message, "hint": one.hint or None} for one in each.problems]
            rows.append({"rule": each.rule, **counts, "problems": found, "base": str(path)})
        terminal.write([f"{json.dumps(rows, ensure_ascii=False, indent=2)}\n".encode()], None)
    else:
        terminal.write([f"{terminal.one_line(problem.translated(_))}\n".encode() for problem in problems], None)
        if long or problems:
            from dongbei_cli import views

            look = partial(views.Look, terminal.language(), long=long)
            terminal.show(terminal.drawn(lambda width: views.draw("proof", outcomes, None, look(width))), paged=False)
        terminal.show(f"{summary(outcomes)}\n", paged=False)
    if problems:
        hint = errors.Message("mend the lines named above")
        raise errors.UnprovedError("{path} is not proved: {failed} failed", hint, path=path, failed=len(problems))
    if len(outcomes) < len(rules.RULES):
        raise errors.UnprovedError(
            "{ran} of {rules} rules ran and found nothing wrong; that proves only part of {path}, so exit code 1",
            "dongbei verify without --only proves the whole, with exit code 0",
            ran=len(outcomes), rules=len(rules.RULES), path=path,
        )  # fmt: skip


def summary(outcomes: "Sequence[Outcome]") -> str:
    """Return how a proof went, in a line; Rich is not imported for it."""
    failed = sum(len(each.problems) for each in outcomes)
    mark = "✗" if failed else "✓"
    if terminal.colourful():
        mark = typer.style(mark, fg="red" if failed else "green", bold=True)
    said = _("{rules} rules, {proved} things hold, {curated} on the curator's word, {failed} fail")
    proved, curated = sum(each.proved for each in outcomes), sum(each.curated for each in outcomes)
    return f"{mark} {said.format(rules=len(outcomes), proved=f'{proved:,}', curated=curated, failed=failed)}"


def warn_of_another(named: Sequence[Path] | None) -> None:
    """Say that there is a facts.yaml here which is not meant, where no base is named and another is taken."""
    here = Path("facts.yaml")
    if not named and here.is_file() and not here.samefile(shipped("facts.yaml")):
        terminal.say(_("dongbei: this is not the facts.yaml of this folder, but the one that comes with it"))


@app.command("build")
def compile_base(
    facts: Annotated[list[Path] | None, typer.Argument(metavar="[FACTS.YAML]...", help=COMPILED, parser=path)] = None,
    output: Annotated[Path | None, target("The database; facts.db if not given.")] = None,
    force: Force = False,
    unproved: Unproved = False,
) -> None:
    """Compile a facts.yaml into one SQLite file that answers faster; one that fails the proof is refused.

    \b
    Examples:
      dongbei build facts.yaml -o facts.db
      dongbei timeline --facts facts.db
    """
    from rich.console import Console

    target = output or Path("facts.db")
    files.check(target, force, facts or [])
    export.demand_suffix(target, "sqlite")
    warn_of_another(facts)
    with Console(stderr=True).status(_("compiling")):
        base = build(facts, unproved)
        files.write(target, [base.image()], force, base.files)
    terminal.say(_("{path}: {count} facts").format(path=target, count=len(base)))
