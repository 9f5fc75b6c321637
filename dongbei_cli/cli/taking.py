"""Taking the base away: an export on its way to a file, a folder or stdout."""

from dongbei_cli import errors, exports, outfile, workspace
from dongbei_cli.cli import arguments, terminal


def take(
    form: str,
    output: str | None,
    force: bool,
    worded: tuple[str | None, str | None],
    facts: str | None,
    unproved: bool = False,
) -> None:
    """Write the base in a format; `worded` are the language and the date of access of a page."""
    path, form = arguments.target(output), arguments.choice("format", form, exports.FORMATS)
    lang, accessed = arguments.language(worded[0]), worded[1]
    if path is None and form not in exports.TEXTS:
        raise errors.UsageError(f"{form} does not go to a terminal", "say where with -o PATH")
    base = workspace.open_base(arguments.base_path(facts))
    if path is not None:
        outfile.refuse_input(path, base.files)
        exports.demand_suffix(path, form)
    base.demand_proof(unproved)
    with base.answering():
        content = base.exported(form, lang, accessed)
    if path is not None:
        exports.place(path, content, base.files, force)
        terminal.say(f"{path}: {len(base.facts())} facts")
    elif isinstance(content, bytes):
        terminal.write([content], None)
    if base.uncompiled is None and not unproved and base.caution:
        terminal.say(f"dongbei: {base.caution}")
