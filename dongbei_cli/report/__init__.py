"""The HTML report: every fact of a base on one page that needs no network.

What is on it is in `contents`, `charts`, `words` and `finding`; how it looks, in page.html.jinja with its pieces, the
sheets in style/ and script.js, which are inlined.
"""

import base64
import gzip
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from dongbei_cli import formats

if TYPE_CHECKING:
    from jinja2 import Environment

    from dongbei_cli.base import Base

FOLDER = Path(__file__).parent
SHEETS = ("ground", "masthead", "sections", "facts", "charts", "proof", "paper")
"""The style sheets in the order in which they apply."""
WEB_LINK = re.compile(r"https?://[^\s\x00-\x20\x7f]+", re.IGNORECASE)


def render(base: "Base", lang: str, accessed: str) -> str:
    """One HTML document with its styles, its script and a policy that allows nothing else.

    It opens in `lang` (zh or en); the day `accessed` is in the citations. UsageError: that is no day.
    """
    from markupsafe import Markup

    from dongbei_cli.report import finding
    from dongbei_cli.report.contents import Contents

    style = "".join(unindented(Path("style", f"{name}.css")) for name in SHEETS)
    script = unindented(Path("script.js"))
    contents = Contents(base, accessed)
    # Style and script are ours and hold no closing tag, so they need no escaping.
    return (
        environment()
        .get_template("page.html.jinja")
        .render(
            contents=contents,
            lang=lang,
            policy=policy(style, script),
            style=Markup(style),
            script=Markup(script),
            data=packed(base),
            finding=finding.tables(base),
        )
    )


def unindented(path: Path) -> str:
    """A style sheet or script of the page without the indentation, which takes a sixth of it."""
    return re.sub(r"\n\s+", "\n", FOLDER.joinpath(path).read_text(encoding="utf-8"))


def packed(base: "Base") -> str:
    """All records as CSV with a byte order mark, compressed, for the button that downloads them."""
    table = "\ufeff" + "".join(formats.as_csv([dict(record) for record in base.facts()]))
    return base64.b64encode(gzip.compress(table.encode(), mtime=0)).decode()


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

    from dongbei_cli.report import charts, words

    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=visible,
    )
    made.filters |= {"web": web, "readable": readable}
    named = (
        *(charts.roomy, charts.strip, words.amount, words.clauses, words.closed, words.dated),
        *(words.described, words.measured, words.parted, words.when),
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


def readable(address: str) -> str:
    """The address with its Chinese characters as such, a third of the size; a browser encodes them again."""
    return re.sub(r"(?:%(?:E[3-9]%[89AB][0-9A-F]|EF%BC)%[89AB][0-9A-F])+", lambda run: unquote(run[0]), address)
