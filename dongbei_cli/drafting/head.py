"""The head of an article: title, author, publisher, day and address, read from its lines, and the text to be pinned."""

import re
import unicodedata
from collections.abc import Mapping

from dongbei_cli import errors
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
FIELDS = ("title", "publisher", "published", "url")
"""What a source must have; where the text does not say it, an option of the same name gives it."""
FORMS = {
    "published": (
        r"[12][0-9]{3}-[01][0-9]-[0-3][0-9](?:T[0-9:+Z-]+)?",
        errors.Message("write a day, as in 2023-10-27"),
    ),
    "url": (r"https?://\S+", errors.Message("write an address that begins with https://")),
    "id": ("[a-z0-9]+(-[a-z0-9]+)*", errors.Message("use small letters, digits and dashes")),
}
"""What some of them look like, and how to write them."""
ENCODINGS = ("utf-8-sig", "gb18030")


def decoded(data: bytes, name: str) -> str:
    """Return an article as it will be pinned, from UTF-8 or GB18030: composed, and with nothing invisible."""
    if re.search(rb"<(?:!doctype html|html|body|div)\b", data[:2000], re.IGNORECASE):
        hint = errors.Message("open it, select title, author, date and text, and paste them into a .txt file")
        raise errors.UnusableBaseError("{path} is a web page, not its text", hint, path=name)
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = unicodedata.normalize("NFC", re.sub("\r\n?|\u2028|\u2029", "\n", text)).replace("\t", " ")
        kept = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cn"))
        if re.search("[\u4e00-\u9fff]", kept):
            return kept
    hint = errors.Message("save it as UTF-8 or GB18030")
    raise errors.UnusableBaseError("{path} is no Chinese text that can be read", hint, path=name)


def read(text: str) -> dict[str, str]:
    """Return what the lines of an article say of title, author, publisher, published and url."""
    lines = [line.text.strip("#* ") for line in Article(text).paragraphs]
    found = {"title": lines[0]} if lines else {}
    if address := re.search(r"^\W*?(https?://[^\s*]+?)\**$", text, re.MULTILINE):
        found["url"] = address[1]
    days = [day for line in lines[:12] for day in dates(line)]
    if len(set(days)) == 1:
        found["published"] = days[0]
    bodies = [each.name for each in naming.bodies(text, [], []) if each.what == "media" and each.name in lines]
    if publisher := first(PUBLISHED_BY[:1], text) or next(iter(bodies), "") or first(PUBLISHED_BY[1:], text):
        found["publisher"] = publisher
    surname = rows("surnames")[0][0]
    alone = (line for line in lines[1:12] if re.fullmatch(rf"[{surname}][\u4e00-\u9fff]{{1,2}}", line))
    author = next(alone, "") or first(SIGNED, text) or found.get("publisher", "")
    return found | ({"author": author} if author else {})


def dates(line: str) -> list[str]:
    """Return the day that a line consists of, perhaps with a label and a source beside it; its time too."""
    found = [each for each in readings(line, "2000-01-01") if not each.relative and len(each.edtf) >= 10]
    return [each.edtf for each in found] if len(line) <= 40 and "。" not in line else []


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
    for field, (form, hint) in FORMS.items():
        if field in fields and not re.fullmatch(form, fields[field]):
            raise errors.UsageError("--{name} is {value}", hint, name=field, value=errors.shown(fields[field]))
    fields.setdefault("author", fields["publisher"])
    unsaid = (key for key in ("author", "published", "publisher", "url") if found.get(key) != fields[key])
    added = list(dict.fromkeys(f"**{fields[key]}**" for key in unsaid))
    title = [] if found.get("title") == fields["title"] else [f"# {fields['title']}"]
    head, _, rest = text.partition("\n")
    lines = [*title, *added, *([head] if title else [])] if title else [head, *added]
    text = "\n\n".join(lines) + f"\n{rest}" if title or added else text
    slug = pinyin.usual(fields["publisher"]) if fields["publisher"].isalnum() else ""
    plain = re.sub("[^a-z0-9]+", "", slug) or "article"
    return {"id": given.get("id") or f"{plain}-{fields['published'][:10]}", **fields}, text
