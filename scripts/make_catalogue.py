"""Compile the Chinese catalogue: `python -m scripts.make_catalogue` writes dongbei.mo from dongbei.po.

What is to be translated is found in the code: the help and its options, `_(...)`, `Message(...)`, templates of errors.
"""

import ast
import errno
import inspect
import os
import struct
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

import typer

from dongbei_cli import errors, model, resolve
from dongbei_cli.cli import NAMES, built, program
from dongbei_cli.curate import yaml
from dongbei_cli.readings import rows
from dongbei_cli.search.index import FIELDS

PACKAGE = Path(__file__).parent.parent / "dongbei_cli"
CATALOGUE = PACKAGE / "locale" / "zh" / "LC_MESSAGES" / "dongbei.po"
SORTS = (
    "field",
    "format",
    "rule",
    "shell",
    "schema",
    "style",
    "source",
    "statement",
    *resolve.TERMS,
    "expert",
    "proposer",
    "fact",
    *get_args(model.Kind),
    *resolve.CHOICES,
)
"""What names and words can be called in "no {what} is called"."""
REASONS = tuple(
    map(
        os.strerror,
        (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EACCES, errno.ENOSPC, errno.EROFS, errno.ENAMETOOLONG),
    )
)
"""Why the system does not write a file."""
DAMAGE = ("database disk image is malformed", "file is not a database", "unable to open database file")
"""What SQLite says of a file that it cannot read."""
KINDS_OF_FILE = ("is a folder", "is no file", "does not exist")
WORKS = ("reading", "checking", "proving", "compiling")
"""What `build` can be doing."""
GAPS = ("sentence", "quantity", "quotation")
"""What of an article can be claimed by nothing."""
PROBLEMS = {
    "fault": 2, "_add": 2, "_SlipError": 2, "Problem": 2, "Finding": 4, "Form": 1,
    "ValueError": 0,
}  # fmt: skip
"""Where the sentence of a problem and its hint begin among the arguments of what makes one."""
SENTENCES = {"message", "hint", "fault", "why"}
"""The names that a rule gives to the sentences of a problem."""


def messages() -> set[str]:
    """Return every text and template that the command line can say in two languages."""
    slips = {text for row in rows(yaml.SLIPS) for text in row[-2:]}
    found = {*SORTS, *WORKS, *KINDS_OF_FILE, *REASONS, *DAMAGE, *GAPS, *FIELDS, *slips, *of_help()}
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= set(of_source(tree))
        if path.parent.name in ("curate", "rules"):
            found |= set(of_problems(tree))
    return found - {""}


def of_help() -> Iterator[str]:
    """Yield the paragraphs of the help of all commands, and what it says of their parameters."""
    for command in (program, *map(built, NAMES)):
        for paragraph in inspect.cleandoc(command.help).split("\n\n"):
            lines = paragraph.removeprefix("\b\n").split("\n")
            yield lines[0] if paragraph.startswith("\b") else " ".join(lines)
        yield from (parameter.help or "" for parameter in command.get_params(typer.Context(command)))


def of_source(tree: ast.AST) -> Iterator[str]:
    """Yield the literal texts that are given to `_`, to messages, and to errors as sentence and hint."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in ("_", "Message", "say", "translated", "wrong"):
                yield from literals(node.args[0])
            elif ast.unparse(node.func) == "super().__init__" or is_error(name):
                for argument in node.args[:3]:
                    yield from literals(argument)


def of_problems(tree: ast.AST) -> Iterator[str]:
    """Yield the sentences and hints of problems that are literals: given to what makes a problem, or named so.

    A tuple that holds both begins with the rule or the key that they are for.
    """
    for node in ast.walk(tree):
        texts: Sequence[ast.AST] = []
        match node:
            case ast.Call(func=ast.Name(name) | ast.Attribute(attr=name), args=arguments) if name in PROBLEMS:
                texts = [*arguments[PROBLEMS[name] :]]
            case ast.keyword(arg="why", value=value):
                texts = [value]
            case ast.Assign(targets=[ast.Name(name)], value=value) if name in SENTENCES:
                texts = [value]
            case ast.Assign(targets=[ast.Tuple(names)], value=ast.Tuple(values)):
                texts = [value for name, value in zip(names, values, strict=True) if ast.unparse(name) in SENTENCES]
            case ast.Yield(ast.Tuple([_, *texts])):
                pass
            case ast.Tuple(parts):
                rules = [str(getattr(part, "value", "")).startswith("yaml") for part in parts]
                texts = [*parts[rules.index(True) + 1 :]] if any(rules) else []
        for text in texts:
            if any(isinstance(each, ast.JoinedStr) for each in branches(text)):
                raise ValueError(f"no template, so it cannot be translated: {ast.unparse(text)}")
            yield from literals(text)


def is_error(name: str) -> bool:
    """Return whether a class of that name is an error of ours."""
    found = getattr(errors, name, None)
    return isinstance(found, type) and issubclass(found, errors.DongbeiError)


def literals(node: ast.AST) -> Iterator[str]:
    """Yield a literal text, or those that a condition chooses from."""
    for each in branches(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def branches(node: ast.AST) -> Iterator[ast.AST]:
    """Yield an expression, or those that a condition chooses from."""
    if isinstance(node, ast.IfExp):
        yield from branches(node.body)
        yield from branches(node.orelse)
    else:
        yield node


def entries(text: str) -> dict[str, str]:
    """Return the translations of a .po file by their originals."""
    found: dict[str, str] = {}
    parts = {"msgid": "", "msgstr": ""}
    part = "msgid"
    for line in [*text.splitlines(), "msgid"]:
        keyword, _, rest = line.partition(" ")
        if keyword == "msgid" and parts["msgid"] + parts["msgstr"]:
            found[parts["msgid"]] = parts["msgstr"]
            parts = {"msgid": "", "msgstr": ""}
        if keyword in parts:
            part, line = keyword, rest  # noqa: PLW2901 (the text behind the keyword)
        if line.startswith('"'):
            parts[part] += ast.literal_eval(line)
    return found


def compiled(translations: dict[str, str]) -> bytes:
    """Return a .mo file; see "The Format of GNU MO Files" of the gettext manual."""
    pairs = [(each.encode(), translations[each].encode()) for each in sorted(translations)]
    start = 28 + 16 * len(pairs)
    tables, data = [b"", b""], b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += struct.pack("<II", len(pair[side]), start + len(data))
            data += pair[side] + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0) + tables[0] + tables[1] + data


def main() -> int:
    """Write the catalogue, and name what lacks a translation or needs none; the exit code."""
    translations = entries(CATALOGUE.read_text(encoding="utf-8"))
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(translations))
    wanted = messages()
    for text in sorted(wanted - translations.keys()):
        print("lacks a translation:", repr(text))
    for text in sorted(translations.keys() - wanted - {""}):
        print("is said nowhere:", repr(text))
    return int(bool(wanted ^ (translations.keys() - {""})))


if __name__ == "__main__":
    sys.exit(main())
