"""The commands that are no lookups: they cite, prove, compile, export and describe, and write in their own ways."""

from collections.abc import Callable

from dongbei_cli.cli import terminal
from dongbei_cli.cli.options import Names

SHELLS = ("bash", "zsh", "fish")


def cite(
    ids: Names = (),
    style: str | None = None,
    accessed: str | None = None,
    output: str | None = None,
    force: bool = False,
    facts: str | None = None,
) -> None:
    """Citations of facts, or of the article, to paste into a paper.

    \b
    Examples:
      dongbei cite
      dongbei cite transfers-jilin-2003-2022 --style apa
      dongbei cite share-2003 share-2021 -o references.bib
    """
    from dongbei_cli import workspace
    from dongbei_cli.cli import arguments, citing

    target = arguments.target(output)
    chosen = citing.named(style) if style else citing.style_for(target)
    base = workspace.open_base(arguments.base_path(facts))
    if target:
        terminal.demand_replaceable(target, base, force)
    with base.answering():
        terminal.write([f"{base.citations(ids, chosen, accessed)}\n".encode()], target)


def schema(command: str | None = None) -> None:
    """JSON Schema of facts.yaml, or of the JSON that a command prints.

    \b
    Examples:
      dongbei schema > facts.schema.json
      dongbei schema stats
    """
    from dongbei_cli import schemas

    terminal.write([schemas.text(command).encode()], None)


def verify(only: Names = (), json: bool = False, facts: str | None = None, no_color: bool = False) -> None:
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
    from dongbei_cli.cli import arguments, proving

    proving.verify(only, json, arguments.base_path(facts), no_color)


def build(facts: str | None = None, output: str | None = None, force: bool = False, unproved: bool = False) -> None:
    """Compile a facts.yaml into one SQLite file that answers faster; one that fails the proof is refused.

    \b
    Examples:
      dongbei build facts.yaml -o facts.db
      dongbei timeline --facts facts.db
    """
    from dongbei_cli import exports, outfile, workspace
    from dongbei_cli.cli import arguments, progress, proving

    origin, target = arguments.path(facts) if facts else None, arguments.path(output or "facts.db")
    outfile.refuse_input(target, [origin] if origin else [])
    exports.demand_suffix(target, "sqlite")
    proving.warn_of_another(origin)
    with progress.shown() as heard:
        made = workspace.build(origin, target, heard, force, unproved)
    terminal.say(f"{target}: {made} facts")


def export(  # noqa: PLR0913, PLR0917 (its own options)
    form: str,
    output: str | None = None,
    force: bool = False,
    lang: str | None = None,
    accessed: str | None = None,
    facts: str | None = None,
    unproved: bool = False,
) -> None:
    """The whole base for other programs: a database, a data package, linked data, or a page to read.

    \b
    Examples:
      dongbei export html -o northeast.html --lang zh
      dongbei export datapackage -o northeast.zip
      dongbei export jsonld | jq '."@graph" | length'
    """
    from dongbei_cli.cli import taking

    taking.take(form, output, force, (lang, accessed), facts, unproved)


def completion(shell: str) -> None:
    """The script that lets Tab complete commands, options and names in a shell.

    \b
    Examples:
      eval "$(dongbei completion bash)"
      dongbei completion fish > ~/.config/fish/completions/dongbei.fish
    """
    from dongbei_cli.cli import arguments, completion_scripts

    chosen = arguments.choice("shell", shell, SHELLS)
    terminal.write([completion_scripts.SCRIPTS[chosen].encode()], None)


WORKS: dict[str, Callable[..., None]] = {
    "cite": cite,
    "schema": schema,
    "verify": verify,
    "build": build,
    "export": export,
    "completion": completion,
}
"""Every other command by the name that people type."""
