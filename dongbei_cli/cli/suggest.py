"""`dongbei suggest`."""

from pathlib import Path
from typing import Annotated

import typer

from dongbei_cli import errors, files, formats, model, resolve
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
    from dongbei_cli.curate import yaml
    from dongbei_cli.drafting import draft
    from dongbei_cli.drafting.stubs import Draft, Stub, section
    from dongbei_cli.readings.article import body_paragraphs

    paths = files_of(facts or shipped("facts.yaml"))
    if is_database(paths[0]):
        raise errors.UsageError("{path} is not a facts.yaml", "name one with --facts", path=paths[0])
    file = sound_file(*paths)
    known = {each.id: each for each in file.base.sources}
    chosen = [known[resolve.choice("source", typed, list(known))] for typed in source or known]
    path, *others = dict.fromkeys(Path(file.place(each).file) for each in chosen)
    if others:
        raise errors.UsageError("{count} files hold these articles", "name one with --source", count=len(others) + 1)
    file = sound_file(path)
    found: list[tuple[Stub, dict[str, object]]] = []
    regions: list[model.Term] = []
    for each in chosen:
        drafted, article = Draft(file, file.sources_by_id[each.id]), file.articles[each.id]
        body = body_paragraphs(article)
        stubs = [
            stub
            for stub in drafted.stubs()
            if paragraph is None or body.get(article.paragraph_number(stub.start)) == paragraph
        ]
        regions += [term for term in drafted.regions(stubs) if term.zh not in {one.zh for one in regions}]
        found += draft.numbered(
            stubs, each.id, [*file.facts_by_id, *(str(values.get("id")) for _stub, values in found)]
        )
    if not found:
        raise errors.NothingFoundError("every passage is claimed by a fact or waived")
    if as_json:
        rows = [{"kind": stub.cls.__name__.lower(), **draft.plain(values)} for stub, values in found]
        terminal.write((text.encode() for text in formats.as_json(rows)), None)
        return
    entries: dict[str, list[tuple[draft.Position, str]]] = {}
    order = list(file.sources_by_id)
    for term in regions:
        text = draft.entry({"slug": term.slug, "zh": term.zh, "en": term.en}, model.Term)
        entries.setdefault("regions", []).append((draft.LAST_OF_ALL, text))
    for stub, values in found:
        entries.setdefault(section(stub.cls), []).append(
            ((order.index(str(values.get("source", file.first))), stub.start), draft.entry(values, stub.cls))
        )
    if not write:
        ordered = [(name, entries[name]) for name in model.SECTIONS if name in entries]
        texts = (f"{name}:\n" + "\n".join(text for _at, text in each) for name, each in ordered)
        terminal.write(["\n".join(texts).encode()], None)
        return
    root, problems = yaml.read(path)
    if root is None or problems:
        raise errors.UnusableBaseError.with_problems(path, problems)
    text = draft.inserted(path.read_bytes().decode(), root, entries, file)
    files.write(path, [text.encode()], force=True)
    terminal.say(_("{path}: {count} records put in").format(path=path, count=len(found)))
