"""`dongbei new`."""

import hashlib
import sys
from pathlib import Path
from typing import Annotated

import typer

from dongbei_cli import errors, files, model
from dongbei_cli.cli import terminal
from dongbei_cli.cli.lookup import Force, path
from dongbei_cli.cli.terminal import _

SCHEMA = "facts.schema.json"


def command(  # noqa: PLR0913, PLR0917 (what a citation needs)
    article: Annotated[Path, typer.Argument(metavar="ARTICLE", help="A text: UTF-8 or GB18030.", parser=path)],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", parser=path, help="The base; else facts.yaml.")
    ] = None,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="Where the text does not say it.")] = "",
    author: Annotated[str, typer.Option("--author", metavar="NAME", help="Where the text does not say it.")] = "",
    publisher: Annotated[str, typer.Option("--publisher", metavar="NAME", help="Where the text does not say it.")] = "",
    published: Annotated[str, typer.Option("--published", metavar="DAY", help="Where the text does not say it.")] = "",
    url: Annotated[str, typer.Option("--url", metavar="URL", help="Where the text does not say it.")] = "",
    name: Annotated[str, typer.Option("--id", metavar="ID", help="What the article is called in the base.")] = "",
    force: Force = False,
) -> None:  # fmt: skip
    """A base for an article of your own: its figures, dates, statements, names, as far as the words give them.

    What the words leave open is TODO, with what it could be. `dongbei verify` names each.

    \b
    Examples:
      dongbei new article.txt -o mine/facts.yaml
      dongbei new article.txt --publisher 新华社 --published 2024-05-17
    """
    from dongbei_cli import schemas
    from dongbei_cli.curate import FactBase, FactFile, yaml
    from dongbei_cli.curate.load import TODO
    from dongbei_cli.drafting import draft, reading
    from dongbei_cli.drafting.stubs import Draft

    target = output or Path("facts.yaml")
    try:
        data = article.read_bytes()
    except OSError as fault:
        raise errors.UnusableBaseError("{path} {reason}", path=article, reason=yaml.reason(fault)) from fault
    given = {"title": title, "author": author, "publisher": publisher, "published": published, "url": url, "id": name}
    text = reading.decoded(data, str(article))
    if sys.stdin.isatty() and sys.stderr.isatty():
        for field in reading.lacking(text, given):
            given[field] = typer.prompt(model.Source.FIELDS[field].label(terminal.language()), err=True)
    fields, text = reading.source(text, given)
    pinned = text.encode()
    beside = article.resolve().parent == target.resolve().parent and pinned == data
    copy = article if beside else target.with_name(f"{fields['id']}.txt")
    fields |= {"file": copy.name, "sha256": hashlib.sha256(pinned).hexdigest()}
    english = dict.fromkeys(("title_en", "author_en", "publisher_en"), TODO)
    source = model.Source(**fields, **english)
    drafted = Draft(FactFile(str(target), FactBase({"sources": [source]}), {}, {source.id: pinned}), source)
    stubs = drafted.stubs()
    written = draft.document(fields, stubs)
    contents = {target: written.encode()} | ({} if beside else {copy: pinned})
    contents[target.with_name(SCHEMA)] = schemas.text(None).encode()
    for each in contents:
        files.check(each, force or each.name == SCHEMA, [article])
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise errors.UnwritableOutputError(target.parent, yaml.reason(fault)) from fault
    for each, content in reversed(contents.items()):
        files.write(each, [content], force=True, inputs=[article])
    terminal.say(
        _("{path}: {count} records, {todo} fields left TODO; dongbei verify --facts {path} names them").format(
            path=target, count=len(stubs), todo=written.count(f": {TODO}") + written.count(f"[{TODO}]")
        )
    )
