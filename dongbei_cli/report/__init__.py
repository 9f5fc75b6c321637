"""The HTML report: every fact of a base on one page that needs no network.

`render` is pure: the same `Page` gives the same text. What stands where is in `contents`, `charts`, `passages` and
`fields`; how it looks, in page.html.jinja with its pieces, the sheets in style/ and script.js, which are inlined.
"""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dongbei_cli import model

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent
SHEETS = ("ground", "masthead", "sections", "facts", "charts", "proof", "paper")
"""The style sheets in the order in which they apply."""
WEB_LINK = re.compile(r"https?://[^\s\x00-\x20\x7f]+", re.IGNORECASE)


class Page(NamedTuple):
    """What the page is made from: `records` in the order of the article, `articles` the texts by source id.

    `lang` (zh or en) is the language in which the page opens; `accessed`, a day, stands in the citations.
    """

    records: Sequence[model.Record]
    sources: Sequence[model.Source]
    articles: Mapping[str, str]
    relations: Sequence[model.Relation]
    terms: Sequence[model.Term]
    lang: str
    accessed: str


def render(page: Page) -> str:
    """One HTML document, UTF-8, with its styles, its script and a policy that allows nothing else.

    UsageError: `accessed` is not a day.
    """
    from markupsafe import Markup

    from dongbei_cli.report.contents import Contents

    style = "\n".join(FOLDER.joinpath("style", f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    script = FOLDER.joinpath("script.js").read_text(encoding="utf-8")
    template = environment().get_template("page.html.jinja")
    # These files are ours and hold no closing tag, so they may stand as they are.
    return template.render(
        page=page, contents=Contents(page), policy=policy(style, script), style=Markup(style), script=Markup(script)
    )


def policy(style: str, script: str) -> str:
    """The Content-Security-Policy: this style sheet, this script, and nothing from anywhere."""
    allowed = f"style-src {digest(style)}; script-src {digest(script)}"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def digest(text: str) -> str:
    """The hash by which a policy names an inline text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def environment() -> "Environment":
    """Jinja, which escapes every value and refuses a name that does not exist."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from dongbei_cli.report import charts, fields

    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=visible,
    )
    made.filters["web"] = web
    named = (
        *(charts.roomy, fields.amount, fields.clauses, fields.closed, fields.dated),
        *(fields.described, fields.measured, fields.split_unit, fields.when),
    )
    made.globals |= {function.__name__: function for function in named}
    return made


def visible(value: Any) -> Any:
    """A value to print: nothing for None, and the pictures of control characters, which HTML loses or refuses."""
    if value is None:
        return ""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    return "".join(c if (c >= " " and not "\x7f" <= c <= "\x9f") or c in "\n\t" else picture(c) for c in value)


def picture(control: str) -> str:
    """The visible sign for a control character."""
    return "␡" if control == "\x7f" else chr(0x2400 + ord(control) % 0x80)


def web(address: str) -> str | None:
    """The address if a reader may follow it: http or https; nothing for javascript:, data: and the like."""
    return address if WEB_LINK.fullmatch(address) else None
