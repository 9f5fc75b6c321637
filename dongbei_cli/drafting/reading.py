"""What an article says of itself in its head, and who it names before any base knows them: persons and bodies.

Without a base there is no list of names: a person is known by a surname beside a title, a body by how its name ends and
where the name can begin. What may begin in two places is left out.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from dongbei_cli import errors
from dongbei_cli.curate import load, yaml
from dongbei_cli.curate.text import MARKS, TABLES, Text, rows
from dongbei_cli.names import pinyin
from dongbei_cli.readings import Article, Grammar, edtf
from dongbei_cli.readings.dates import DateReading, readings

PLACES = {row[0]: row[1] for row in rows("places")}
WORDS = Grammar(TABLES / "drafting.tsv", MARKS=MARKS, PLACES="|".join(PLACES)).sources
FIELDS = ("title", "publisher", "published", "url")
"""What a source must have; where the text does not say it, an option of the same name gives it."""
TEXT = load.Form(".+", errors.Message("write it on one line, without tabs and characters that cannot be seen"))
FORMS = {
    "id": load.FORMS["slug"],
    "url": load.FORMS["url"],
    "published": load.Form(
        r"[12][0-9]{3}-[01][0-9]-[0-3][0-9](?:T[0-9:+Z-]+)?", errors.Message("write a day, as in 2023-10-27")
    ),
}


class Named(NamedTuple):
    """A person or a body at [start, end) of the article; `what` is the title or the type."""

    start: int
    end: int
    name: str
    what: str


def persons(text: str) -> Iterator[Named]:
    """Return every person with a title, where the name first has it; one in front of it is a name elsewhere too."""
    seen = set[str]()
    for at, words in enumerate(("person behind a post", "person before a post")):
        for match in re.finditer(WORDS[words], text, re.MULTILINE):
            name = match["name"]
            common = re.match(WORDS["no person"], name) or name in PLACES or name[-1] in WORDS["no last character"]
            alone = len(name) > 2 and re.search(f"{name}(?={WORDS['behind a person']})", text)
            sure = not at or match["post"] == "总书记" or alone
            if name not in seen and sure and not common and not re.match(WORDS["posts"], name[1:]):
                seen.add(name)
                yield Named(*match.span("name"), name, match["post"])


def bodies(text: str, dates: Sequence[DateReading], people: Sequence[Named]) -> list[Named]:
    """Return every place of a body whose name begins and ends for certain; none lies in another but a meeting."""
    sorts = {row[0]: row[1] for row in rows("bodies")}
    listed = sorted(sorts, key=len, reverse=True)
    not_before = {end: f"(?<![{WORDS[f'before {end}']}])" for end in listed if f"before {end}" in WORDS}
    ends = re.compile("|".join(not_before.get(end, "") + end for end in listed))
    apart = {date.end for date in dates} | {person.end for person in people}
    found: list[Named] = []
    for match in ends.finditer(text):
        start = beginning(text, match.start(), apart)
        run, sort = text[start : match.end()], sorts[match[0]]
        inner = None if sort == "meeting" else re.search(WORDS["opening"], run)
        if inner:
            start, run = start + inner.start(), run[inner.start() :]
        joined = re.match(f".*(?:{'|'.join(listed)})[和与及]", run)
        start, run = (start + joined.end(), run[joined.end() :]) if joined else (start, run)
        longer = re.match(WORDS["goes on"], text[match.end() :])
        vague = longer or re.search(WORDS["counted"], run) or run in WORDS["classes"].split("|")
        generic = re.match(f"(?:{WORDS['generic']})", run) or (sort == "meeting" and text[start - 1] == "”")
        placed = re.match(WORDS["opening"], run)
        office = len(match[0]) > 1 or re.match(f".{{0,6}}(?:{WORDS['offices']})", run)
        if not vague and len(run) > 2 and (placed or (office and not generic)):
            found.append(Named(start, match.end(), run, sort))
    held = [each for each in found if any(o.start <= each.start and each.end < o.end for o in found)]
    met = [each for each in held if any(each.start == o.start and o.name == f"{each.name}会议" for o in found)]
    return [each for each in found if each not in held or each in met]


def beginning(text: str, position: int, apart: set[int]) -> int:
    """Return where the name that goes on at a position begins: behind a mark, a date, a person, or a stop."""
    start = position
    while start and text[start - 1] not in f"{MARKS}、 （）【】" and start not in apart:
        stop = re.search(f"(?:{WORDS['before a body']})$", text[max(0, start - 3) : start])
        if stop and text[start] != "外":
            break
        start -= 1
    return start


def folded(name: str) -> str:
    """Return the name of a body without what its short forms leave out."""
    return re.sub("和|与", "", name).replace("委员会", "委").replace("发展改革委", "发改委")


def organizations(text: str, found: Sequence[Named]) -> list[tuple[Named, list[str]]]:
    """Return each body once, by its longest name, with its other forms; a form of two bodies is a body itself."""
    first = {each.name: each for each in reversed(found)}
    names = sorted(first, key=lambda name: (-len(name), first[name].start))
    whole: dict[str, list[str]] = {}
    for name in names:
        longer = [n for n in whole if folded(n).endswith(folded(name)) and first[n].what == first[name].what]
        if len(longer) == 1:
            whole[longer[0]].append(name)
        else:
            whole[name] = []
    for match in re.finditer(WORDS["come back"], text):
        meant = [name for name in whole if name.endswith(match["sort"])]
        if len(meant) == 1 and match[0] not in whole[meant[0]]:
            whole[meant[0]].append(match[0])
    return sorted(((first[name], forms) for name, forms in whole.items()), key=lambda each: each[0].start)


def role_place(text: Text, person: Named) -> tuple[int, int]:
    """Return where a person stands with the title, in front of the name or behind it."""
    behind = re.match(WORDS["posts behind"], text.text[person.end :])
    start = text.clause(person).start
    stops = re.finditer(f"的|了|采访|邀请|介绍|{WORDS['before a body']}", text.text[start : person.start])
    begin = max((start + each.end() for each in stops if each[0] != "原"), default=start)
    dates = [date.end for date in text.dates if begin < date.end <= person.start]
    begin = max([begin, *dates, text.text.rfind("）", start, person.start) + 1])
    while begin < person.start and not text.text[begin].isalnum():
        begin += 1
    return begin, person.end + (behind.end() if behind else 0)


def decoded(data: bytes, name: str) -> str:
    """Return an article as it will be pinned, from UTF-8 or GB18030: composed, and with nothing invisible."""
    if re.search(rb"<(?:!doctype html|html|body|div)\b", data[:2000], re.IGNORECASE):
        hint = errors.Message("open it, select title, author, date and text, and paste them into a .txt file")
        raise errors.UnusableBaseError("{path} is a web page, not its text", hint, path=name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    text = unicodedata.normalize("NFC", re.sub("\r\n?|\u2028|\u2029", "\n", text))
    if "\ufffd" in text or not re.search("[\u4e00-\u9fff]", text):
        hint = errors.Message("save it as UTF-8 or GB18030")
        raise errors.UnusableBaseError("{path} is no Chinese text that can be read", hint, path=name)
    return "".join(map(visible, text))


def visible(character: str) -> str:
    """Return a character as a base can quote it: a space for what looks like one, nothing for what cannot be seen."""
    if character != "\n" and yaml.is_invisible(character):
        return " " if character == "\t" or unicodedata.category(character) == "Zs" else ""
    return "" if unicodedata.category(character) in ("Co", "Cn") else character


def read(text: str) -> dict[str, str]:
    """Return what the lines of an article say of title, author, publisher, published and url."""
    lines = [line.text.strip("#* ") for line in Article(text).paragraphs]
    found = {"title": lines[0]} if lines else {}
    if address := re.search(r"^\W*?(https?://[^\s*]+?)\**$", text, re.MULTILINE):
        found["url"] = address[1]
    short = (line for line in lines[:12] if len(line) <= 60 and "。" not in line)
    days = (day for line in short for day in readings(line, "2000-01-01"))
    published = {day.edtf for day in days if not day.relative and len(day.edtf) >= len("2000-01-01")}
    if len(published) == 1:
        found["published"] = published.pop()
    media = [each.name for each in bodies(text, [], []) if each.what == "media" and each.name in lines]
    told = first(text, "published from", "published for")
    if publisher := first(text, "published") or next(iter(media), "") or told:
        found["publisher"] = publisher
    alone = (line for line in lines[1:12] if re.fullmatch(WORDS["signed alone"], line))
    author = next(alone, "") or first(text, "signed", "signed in brackets") or found.get("publisher", "")
    return found | ({"author": author} if author else {})


def first(text: str, *patterns: str) -> str:
    """Return the first name that one of some patterns finds."""
    matches = (re.search(WORDS[pattern], text, re.MULTILINE) for pattern in patterns)
    return next((match["name"].strip() for match in matches if match), "")


def lacking(text: str, given: Mapping[str, str]) -> list[str]:
    """Return the fields of the source that neither an article nor what was given says, of those that it must have."""
    found = read(text)
    return [field for field in FIELDS if not (given.get(field) or found.get(field))]


def source(text: str, given: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Return the fields of the source, and the text with what was given and it does not say in its head.

    Raises UsageError that names the options for what neither says, or that has no such form.
    """
    found, given = read(text), {key: value.strip() for key, value in given.items()}
    if unknown := lacking(text, given):
        hint = errors.Message("give {options}", options=", ".join(f"--{field}" for field in unknown))
        raise errors.UsageError("the article does not say all that a citation needs", hint)
    fields = found | {key: value for key, value in given.items() if value}
    for name, value in fields.items():
        form = FORMS.get(name, TEXT)
        with suppress(ValueError):  # of a day that no calendar has
            whole = name != "published" or edtf.parse(value)
            if whole and re.fullmatch(form.pattern, value) and "".join(map(visible, value)) == value:
                continue
        raise errors.UsageError("--{name} is {value}", form.wanted, name=name, value=errors.shown(value))
    if not given.get("author") and found.get("author") == found.get("publisher"):  # nobody signs
        fields["author"] = fields["publisher"]
    unsaid = (key for key in ("author", "published", "publisher", "url") if found.get(key) != fields[key])
    added = list(dict.fromkeys(f"**{fields[key]}**" for key in unsaid))
    if found.get("title") != fields["title"]:
        text = f"# {fields['title']}\n\n{text}"
    head, _, rest = text.partition("\n")
    text = "\n\n".join([head, *added]) + f"\n{rest}" if added else text
    slug = pinyin.usual(fields["publisher"]) if fields["publisher"].isalnum() else ""
    plain = re.sub("[^a-z0-9]+", "", slug) or "article"
    return {"id": given.get("id") or f"{plain}-{fields['published'][:10]}", **fields}, text
