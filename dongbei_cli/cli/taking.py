"""Taking the base away: an export on its way to a file, a folder or stdout."""

import os
from pathlib import Path

from dongbei_cli import errors, exports, workspace
from dongbei_cli.cli import terminal
from dongbei_cli.cli.reply import language


def take(
    form: str,
    output: str | None,
    force: bool,
    worded: tuple[str | None, str | None],
    facts: str | None,
    unproved: bool = False,
) -> None:
    """Write the base in a format; `worded` are the language and the date of access of a page."""
    path = None if output in (None, "-") else Path(str(output))
    if path is None and form not in exports.TEXTS:
        raise errors.UsageError(f"{form} does not go to a terminal", "say where with -o PATH")
    lang, accessed = worded
    base = workspace.open_base(facts or os.environ.get("DONGBEI_FACTS") or None)
    base.demand_proof(unproved)
    if base.uncompiled is None and not unproved and base.caution:
        terminal.say(f"dongbei: {base.caution}")
    with base.answering():
        content = base.exported(form, language(lang), accessed)
    if path is not None:
        exports.place(path, content, base.files, force)
        terminal.say(f"{path}: {len(base.facts())} facts")
    elif isinstance(content, bytes):
        terminal.write([content], None)
