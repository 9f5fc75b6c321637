"""`dongbei suggest`."""

from pathlib import Path
from typing import Annotated

import typer

from dongbei_cli import errors, files, formats, resolve
from dongbei_cli.base import files_of, is_database, shipped, sound_file
from dongbei_cli.cli import terminal
from dongbei_cli.cli.lookup import Facts, Source
from dongbei_cli.cli.terminal import _


def command(
    paragraph: Annotated[
        int | None, typer.Option("--paragraph", metavar="N", min=1, help="Only for this paragraph, as [第5段] counts.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", "-j", help="An array; what is open has candidates.")] = False,
    write: Annotated[bool, typer.Option("--write", "-w", help="Put them into the base, all other bytes kept.")] = False,
    facts: Facts = None,
    source: Source = None,
) -> None:  # fmt: skip
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
    if not found:
        raise errors.NothingFoundError("every passage is claimed by a fact or waived")
    if as_json:
        rows = [{"kind": stub.cls.__name__.lower(), **drafting.plain(values)} for stub, values in found]
        terminal.write((text.encode() for text in formats.as_json(rows)), None)
    elif not write:
        terminal.write([drafting.sections(found).encode()], None)
    else:
        root, problems = yaml.read(path)
        if root is None or problems:
            raise errors.UnusableBaseError.with_problems(path, problems)
        text = drafting.inserted(path.read_bytes().decode(), root, found, file)
        files.write(path, [text.encode()], force=True)
        terminal.say(_("{path}: {count} records put in").format(path=path, count=len(found)))
