"""Who and what an article names, before any base knows it: persons with their titles, bodies, places, and titled texts.

Without a base there is no list of names: a person is known by a surname beside a title, a body by how its name ends and
where the name can begin. What may begin in two places is left out.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dongbei_cli.readings.dates import DateReading
from dongbei_cli.rules.text import MARKS, Text, rows

WORDS = {row[0]: row[1] for row in rows("drafting")}
SURNAME = f"(?:欧阳|上官|司马|诸葛|[{rows('surnames')[0][0]}])"
BEFORE = rf"(?P<post>{WORDS['posts']})(?P<name>{SURNAME}[\u4e00-\u9fff]{{1,2}}?)(?={WORDS['behind a person']})"
BEHIND = rf"(?P<name>{SURNAME}[\u4e00-\u9fff]{{1,2}}?)(?P<post>{WORDS['posts behind']})(?=[\u4e00-\u9fff，。])"
PERSONS = (BEFORE, f"(?:^|[{MARKS}、]|[委部局府院会]){BEHIND}")
"""What finds a title with a name behind it, and a name with a title behind it."""
PLACES = {row[0]: row[1] for row in rows("places")}
OPENING = re.compile(f"{'|'.join(PLACES)}|{WORDS['openings']}")
"""What the name of a body begins with that needs nothing before it: a place, or the state."""
SHORTEST = 3
"""Characters that the name of a body has at least."""


class Named(NamedTuple):
    """A person or a body at [start, end) of the article; `what` is the title or the type."""

    start: int
    end: int
    name: str
    what: str


def persons(text: str) -> Iterator[Named]:
    """Return every person with a title, where the name first has it; `what` is the title.

    A name in front of its title must be a name elsewhere too, since 林业局长 is none.
    """
    seen = set[str]()
    for at, pattern in enumerate(PERSONS):
        for match in re.finditer(pattern, text, re.MULTILINE):
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
        inner = None if sort == "meeting" else OPENING.search(run)
        if inner:
            start, run = start + inner.start(), run[inner.start() :]
        joined = re.match(f".*(?:{'|'.join(listed)})[和与及]", run)
        start, run = (start + joined.end(), run[joined.end() :]) if joined else (start, run)
        longer = re.match(WORDS["goes on"], text[match.end() :])
        vague = longer or re.search(WORDS["counted"], run) or run in WORDS["classes"].split("|")
        generic = re.match(f"(?:{WORDS['generic']})", run) or (sort == "meeting" and text[start - 1] == "”")
        placed = OPENING.match(run)
        office = len(match[0]) > 1 or re.match(f".{{0,6}}(?:{WORDS['offices']})", run)
        if not vague and len(run) >= SHORTEST and (placed or (office and not generic)):
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
    for match in re.finditer(f"(?:{WORDS['back']})(?P<sort>{WORDS['classes']})", text):
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
