"""The head of an article: title, author, publisher, day and address, read from its lines, and the text to be pinned."""

import re
import unicodedata
from collections.abc import Mapping

from dongbei_cli import errors
from dongbei_cli.curate import load
from dongbei_cli.drafting import naming
from dongbei_cli.names import pinyin
from dongbei_cli.readings.article import Article
from dongbei_cli.readings.dates import readings
from dongbei_cli.rules.text import rows

PERSON = r"(?P<name>[\u4e00-\u9fff]{2,4}(?:[、 ，][\u4e00-\u9fff]{2,4})*)"
SIGNED = (
    rf"(?:^|[\s#*])(?:作者|文|撰文|本?报?记者)[:： /|｜]+{PERSON}(?=[\s*]|$)",
    rf"[（(](?:本报|见习)?记者[:： ]?{PERSON}[)）]",
)
PUBLISHED_BY = (
    r"(?:^|[\s#*])来源[:： |｜]+(?P<name>[^\s*]+)",
    r"^(?P<name>[\u4e00-\u9fff]{2,8}?)(?:[\u4e00-\u9fff]{2,4})[0-9]{1,2}月[0-9]{1,2}日[电讯]",
    r"(?:接受|告诉)(?P<name>[\u4e00-\u9fff]{2,8})记者",
)
LONGEST = 40
"""Code points of a line that may give the date, perhaps with a label and a source beside it."""
FIELDS = ("title", "publisher", "published", "url")
"""What a source must have; where the text does not say it, an option of the same name gives it."""
DAY = r"[12][0-9]{3}-[01][0-9]-[0-3][0-9](?:T[0-9:+Z-]+)?"
FORMS = {
    "id": load.FORMS["slug"],
    "url": load.FORMS["url"],
    "published": load.Form(DAY, "write a day, as in 2023-10-27"),
}


def decoded(data: bytes, name: str) -> str:
    """Return an article as it will be pinned, from UTF-8 or GB18030: composed, and with nothing invisible."""
    if re.search(rb"<(?:!doctype html|html|body|div)\b", data[:2000], re.IGNORECASE):
        hint = errors.Message("open it, select title, author, date and text, and paste them into a .txt file")
        raise errors.UnusableBaseError("{path} is a web page, not its text", hint, path=name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    text = unicodedata.normalize("NFC", re.sub("\r\n?|\u2028|\u2029", "\n", text)).replace("\t", " ")
    text = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cn"))
    if "\ufffd" in text or not re.search("[\u4e00-\u9fff]", text):
        hint = errors.Message("save it as UTF-8 or GB18030")
        raise errors.UnusableBaseError("{path} is no Chinese text that can be read", hint, path=name)
    return text


def read(text: str) -> dict[str, str]:
    """Return what the lines of an article say of title, author, publisher, published and url."""
    lines = [line.text.strip("#* ") for line in Article(text).paragraphs]
    found = {"title": lines[0]} if lines else {}
    if address := re.search(r"^\W*?(https?://[^\s*]+?)\**$", text, re.MULTILINE):
        found["url"] = address[1]
    short = (line for line in lines[:12] if len(line) <= LONGEST and "。" not in line)
    days = (day for line in short for day in readings(line, "2000-01-01"))
    published = {day.edtf for day in days if not day.relative and len(day.edtf) >= len("2000-01-01")}
    if len(published) == 1:
        found["published"] = published.pop()
    bodies = [each.name for each in naming.bodies(text, [], []) if each.what == "media" and each.name in lines]
    if publisher := first(PUBLISHED_BY[:1], text) or next(iter(bodies), "") or first(PUBLISHED_BY[1:], text):
        found["publisher"] = publisher
    surname = rows("surnames")[0][0]
    alone = (line for line in lines[1:12] if re.fullmatch(rf"[{surname}][\u4e00-\u9fff]{{1,2}}", line))
    author = next(alone, "") or first(SIGNED, text) or found.get("publisher", "")
    return found | ({"author": author} if author else {})


def first(patterns: tuple[str, ...], text: str) -> str:
    """Return the first name that one of some patterns finds."""
    matches = (re.search(pattern, text, re.MULTILINE) for pattern in patterns)
    return next((match["name"].strip() for match in matches if match), "")


def lacking(text: str, given: Mapping[str, str]) -> list[str]:
    """Return the fields of the source that neither an article nor what was given says, of those that it must have."""
    found = read(text)
    return [field for field in FIELDS if not (given.get(field) or found.get(field))]


def source(text: str, given: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Return the fields of the source, and the text with what was given and it does not say in its head.

    Raises UsageError that names the options for what neither says, or that has no such form.
    """
    found = read(text)
    if unknown := lacking(text, given):
        hint = errors.Message("give {options}", options=", ".join(f"--{field}" for field in unknown))
        raise errors.UsageError("the article does not say all that a citation needs", hint)
    fields = found | {key: value for key, value in given.items() if value}
    for name, form in FORMS.items():
        if not re.fullmatch(form.pattern, fields.get(name, "id")):
            raise errors.UsageError("--{name} is {value}", form.wanted, name=name, value=errors.shown(fields[name]))
    fields.setdefault("author", fields["publisher"])
    unsaid = (key for key in ("author", "published", "publisher", "url") if found.get(key) != fields[key])
    added = list(dict.fromkeys(f"**{fields[key]}**" for key in unsaid))
    if found.get("title") != fields["title"]:
        text = f"# {fields['title']}\n\n{text}"
    head, _, rest = text.partition("\n")
    text = "\n\n".join([head, *added]) + f"\n{rest}" if added else text
    slug = pinyin.usual(fields["publisher"]) if fields["publisher"].isalnum() else ""
    plain = re.sub("[^a-z0-9]+", "", slug) or "article"
    return {"id": given.get("id") or f"{plain}-{fields['published'][:10]}", **fields}, text
