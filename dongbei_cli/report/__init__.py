"""The HTML report, a page that needs no network: `contents` in the words of the templates, style and script in it."""

import base64
import gzip
import hashlib
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dongbei_cli import formats, resolve
from dongbei_cli.base import Base
from dongbei_cli.names import simplified
from dongbei_cli.names.pinyin import readings
from dongbei_cli.report import contents

FOLDER = Path(__file__).parent
SHEETS = ("ground", "masthead", "sections", "facts", "charts", "proof", "paper")  # in the order in which they apply
WEB_LINK = re.compile(r"https?://[^\s\x00-\x20\x7f]+", re.IGNORECASE)
CONTROLS = {*range(0x20), *range(0x7F, 0xA0)} - {ord("\t"), ord("\n")}
PICTURES = {control: 0x2400 + control % 0x80 for control in CONTROLS} | {0x7F: "␡"}  # a visible sign for each


def render(base: Base, lang: str, accessed: str) -> str:
    """One HTML document that opens in `lang`, the day `accessed` in its citations; it allows nothing from elsewhere."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=visible,
    )  # fmt: skip
    words = (contents.change, contents.computed, contents.dated, contents.measured, contents.of, contents.word)
    functions = {each.__name__: each for each in (*words, contents.roomy, clauses, parted, readable, web)}
    environment.filters |= functions
    environment.globals |= functions
    style = "".join(FOLDER.joinpath("style", f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    script = FOLDER.joinpath("script.js").read_text(encoding="utf-8")
    allowed = f"style-src {digest(style)}; script-src {digest(script)}"
    table = "\ufeff" + "".join(formats.as_csv([dict(record) for record in base.facts()]))
    return environment.get_template("page.html.jinja").render(
        contents=contents.Contents(base, accessed), lang=lang, finding=tables(base),
        # Style and script are ours and hold no closing tag, so they need no escaping.
        style=Markup(style), script=Markup(script),
        policy=f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'",
        data=base64.b64encode(gzip.compress(table.encode(), mtime=0)).decode(),  # for the button that downloads it
    )  # fmt: skip


def digest(text: str) -> str:
    """The hash by which a Content-Security-Policy names an inline text, the one that it allows."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def visible(value: Any) -> Any:
    """A value to print: nothing for None, and the pictures of control characters, which HTML loses or refuses."""
    if value is None:
        return ""
    return value.translate(PICTURES) if isinstance(value, str) and not hasattr(value, "__html__") else value


def web(address: str) -> str | None:
    """The address if a reader may follow it: http or https; nothing for javascript:, data: and the like."""
    return address if WEB_LINK.fullmatch(address) else None


def readable(address: str) -> str:
    """The address with its Chinese characters as such, a third of the size; a browser encodes them again."""
    return re.sub(r"(?:%(?:E[3-9]%[89AB][0-9A-F]|EF%BC)%[89AB][0-9A-F])+", lambda run: unquote(run[0]), address)


def parted(text: str) -> tuple[str, str, str]:
    """What comes before the digits of an amount, the digits, and what follows: 近, 11, 万亿元."""
    found = re.fullmatch(r"(\D*)(\d|\d.*\d)(\D*)", text, re.DOTALL)
    return (found[1], found[2], found[3]) if found else ("", text, "")


def clauses(title: str) -> list[str]:
    """A Chinese title cut after its punctuation, where a large line may break."""
    return re.findall(r"[^，：；。！？]*[，：；。！？]?", title)[:-1]


def tables(base: Base) -> dict[str, str]:
    """What the search field knows beside the texts: traditional characters, pinyin, a line a thing of its aliases."""
    names = resolve.terms(base.connection, (*resolve.TERMS, *resolve.PARTIES))
    texts = [form for name in names for form in name.forms] + [base.article(source.id) for source in base.sources]
    texts += [f"{record.title}{record.note or ''}" for record in base.facts()]
    printed = sorted(set().union(*texts))
    pairs = [f"{chr(code)}{simple}" for code, simple in sorted(simplified().items())]
    read: dict[str, str] = {}
    for character in printed:
        for reading in readings(character).common:
            read[reading] = read.get(reading, "") + character
    aliases = []
    for name in names:
        own = next((form for form in name.forms if not form.isascii()), name.key)
        if others := [form for form in (*name.forms, *name.english[1:]) if form != own]:
            aliases.append("\t".join([own, *others]))
    return {
        "traditional": "".join(pair for pair in pairs if pair[1:] in printed and pair[0] not in printed),
        "pinyin": " ".join(f"{reading}{characters}" for reading, characters in sorted(read.items())),
        "aliases": "\n".join(aliases),
    }
