"""How to cite an article or passages of it, in plain text; docs/citations.md says where each rule comes from."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import zip_longest

from dongbei_cli.errors import Message, UsageError, listed
from dongbei_cli.formats import harmless
from dongbei_cli.model import Record, Source
from dongbei_cli.readings import edtf

# Two pinyin words are a person, surname first, unless the Chinese name ends as newspapers, agencies and sites do.
# biblatex counts escaped braces too, so `\{` would end a field early.
_TEX = str.maketrans(
    {character: f"\\{character}" for character in "&%$#_"}
    | {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


class Reference:
    """What one entry cites: an article, or the passages of it that prove some facts."""

    def __init__(self, source: Source, records: tuple[Record, ...] = ()) -> None:
        from urllib.parse import quote

        self.source, self.records = source, records
        one = records[0] if len(records) == 1 else None
        ids = [source.id, *([one.id] if one else [])]
        self.key = ":".join(re.sub("[^A-Za-z0-9.-]", lambda odd: f"_{ord(odd[0]):x}_", name) for name in ids)
        """A name for the entry: the id of the article, and of its fact if it is one; two works never share one."""
        self.day = source.published.partition("T")[0]
        self.authors = _names(source.author)
        self.address = quote(one.link if one else source.url, safe=":/?#[]@!$&'()*+,;=%-._~")
        self.paragraphs = [str(at) for at in sorted({each.body_paragraph for each in records if each.body_paragraph})]
        """The paragraphs of the printed text that hold the passages; a title or heading is in none."""
        self.locator = f"第{'、'.join(self.paragraphs)}段" if self.paragraphs else ""
        self.words = one.excerpt if one else "; ".join(f"{record.id}: {record.excerpt}" for record in records)

    @property
    def romanised(self) -> list[tuple[str, str]]:
        """Family and given name of each author, of two words of pinyin; a body is all family name, as its end tells."""
        found = []
        for chinese, name in zip_longest(self.authors, _names(self.source.author_en), fillvalue=""):
            family, comma, given = name.partition(", " if ", " in name else " ")
            body = chinese.endswith(("社", "报", "网", "台", "刊", "部", "局", "院", "会"))
            whole = body or (comma == " " and " " in given)
            found += [(name, "") if whole else (family, given)] if name else []
        return found


def citations(works: Iterable[tuple[Source, Record | None]], style: str, accessed: str) -> str:
    """Several citations in the order given: a whole BibTeX, RIS or CSL-JSON file, else one on a line.

    Several facts of one article are one entry with their paragraphs; the styles for reading say below it what to set
    in the text for each of them. `accessed` is the day on which the article was read, YYYY-MM-DD.
    """
    if style not in STYLES:
        hint = Message("write one of {styles}", styles=listed(STYLES))
        raise UsageError("there is no citation style {style}", hint, style=repr(style))
    records_by_source: dict[Source, dict[Record, None]] = {}
    for source, record in works:
        records_by_source.setdefault(source, {}).update({record: None} if record else {})
    cited = [Reference(source, tuple(records)) for source, records in records_by_source.items()]
    for work in cited:
        if (edtf.bounds(work.day)[0] or "") > accessed:
            day = {"accessed": accessed, "day": work.day}
            raise UsageError("nobody can have read on {accessed} what appeared on {day}", "mend --accessed", **day)
    if style == "csl-json":
        return harmless(json.dumps([_csl(work, accessed) for work in cited], ensure_ascii=False, indent=2))
    if style in _ENTRIES:
        return "\n\n".join(_ENTRIES[style](work, accessed) for work in cited)
    return "\n".join(line for work in cited for line in _referenced(style, accessed, work))


def _referenced(style: str, accessed: str, work: Reference) -> Iterator[str]:
    """One reference, and on lines of their own what to set in the text for each fact of several."""
    write, in_text, label, for_ = _REFERENCES[style]
    if len(work.records) == 1:
        yield write(work, accessed)
        if style == "apa" and work.paragraphs:
            yield label + in_text(work)
        return
    yield write(Reference(work.source), accessed)
    ids_by_place: dict[str, list[str]] = {}
    for record in work.records:
        ids_by_place.setdefault(in_text(Reference(work.source, (record,))), []).append(record.id)
    yield from (f"{label}{place}{for_}{', '.join(ids)}" for place, ids in ids_by_place.items())


def _gbt(work: Reference, accessed: str, edition: int) -> str:
    """A web page by GB/T 7714-2025, 8.11.3, where the place of the paragraph is ours, or by 7714-2015, 4.6.2."""
    comma, dates = ", ", f"{work.locator}({work.day})[{accessed}]"
    if edition == 2025:
        place = f"：{work.locator}" if work.locator else ""
        comma, dates = "，", f"（{work.day}）[{accessed}]{place}"
    authors = work.authors if len(work.authors) <= 3 else [*work.authors[:3], "等"]
    return f"{comma.join(authors)}. {_line(work.source.title)}[EB/OL]. {dates}. {work.address}."


def _apa(work: Reference, _accessed: str) -> str:
    """A page of a news website by APA 7: a title that is not English has a translation in brackets."""
    source, people = work.source, []
    title, gloss, site = map(_line, (source.title, source.title_en, source.publisher_en))
    for family, given in work.romanised:  # Yan-ran is Y.-R., John Q is J. Q.
        words = ("-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in given.split())
        people.append(f"{family}, {' '.join(words)}" if given else family)
    authors = f"{', '.join(people[:-1])}, & {people[-1]}" if people[1:] else people[0]
    translated = "" if gloss == title else f" [{gloss}]"
    published = "" if source.publisher_en == source.author_en else f" {site}."
    return f"{authors.rstrip('.')}. ({_apa_date(work.day)}). {title}{translated}.{published} {work.address}"


def _apa_in_text(work: Reference) -> str:
    """The parenthetical citation of a passage."""
    families = [family for family, _ in work.romanised]
    names = " & ".join(families) if len(families) < 3 else f"{families[0]} et al."
    year = _apa_date(work.day).partition(",")[0]
    return f"({', '.join([names, year, *(f'para. {number}' for number in work.paragraphs)])})"


def _apa_date(day: str) -> str:
    """Year first, as in `2023, November 1`; what is not a plain date is worded."""
    words = edtf.worded(day, "en")
    *rest, year = words.split()
    return f"{year}, {' '.join(reversed(rest))}" if rest and _date_parts(day) else words


def _names(authors: str) -> list[str]:
    """The authors one by one, in order; never none."""
    return [name for name in re.split(r"\s*[、；;]\s*", _line(authors)) if name] or [_line(authors)]


def _line(text: str) -> str:
    """The text on one line: white space and control characters become single spaces."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text).strip()


def _tex_entry(work: Reference, accessed: str, site: str) -> str:
    """One @online entry: `url` is verbatim, the rest TeX, and authors are cut at an `and` outside braces.

    BibTeX has the site as `journal`, and the date in parts too; biblatex as `journaltitle`, pandoc's container.
    """
    dates = zip(("year", "month", "day"), _date_parts(work.day) if site == "journal" else (), strict=False)
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in work.authors),
        "title": f"{{{_tex(work.source.title)}}}",
        site: f"{{{_tex(work.source.publisher)}}}",
        **dict(dates),
        "date": work.day,
        "url": work.address,
        "urldate": accessed,
        "langid": "chinese",
        **({"note": work.locator, "pagination": "paragraph"} if work.locator else {}),
        **({"annotation": _tex(work.words)} if work.records else {}),
    }
    return "\n".join([f"@online{{{work.key},", *(f"  {name} = {{{value}}}," for name, value in fields.items()), "}"])


def _tex(text: str) -> str:
    """The text with TeX's special characters as commands, on one line."""
    return _line(text).translate(_TEX)


def _ris(work: Reference, accessed: str) -> str:
    """One entry of RIS, a web page."""
    year, month, day, *_ = [*work.day.split("-"), "", ""]
    tags = [
        ("TY", "ELEC"),
        *(("AU", name) for name in work.authors),
        ("TI", work.source.title),
        ("T2", work.source.publisher),
        ("PY", year[:4]),
        ("DA", f"{year}/{month}/{day}/"),
        ("Y2", accessed.replace("-", "/") + "/"),
        ("UR", work.address),
        ("LA", "zh-CN"),
        *([("N1", work.locator)] if work.locator else []),
        *([("AB", work.words)] if work.records else []),
        ("ID", work.key),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {_line(value)}" for tag, value in tags)


def _csl(work: Reference, accessed: str) -> dict[str, object]:
    """One item of CSL-JSON; what CSL has no variable for is in `custom`, which no style prints."""
    source = work.source
    places = [{"record": record.id, "paragraph": record.body_paragraph} for record in work.records]
    glosses = {"title-en": source.title_en, "author-en": source.author_en, "container-title-en": source.publisher_en}
    return {
        "id": work.key,
        "type": "webpage",
        "language": "zh-CN",
        "title": source.title,
        "author": [{"literal": name} for name in work.authors],
        "container-title": source.publisher,
        "issued": _csl_date(work.day),
        "accessed": _csl_date(accessed),
        "URL": work.address,
        **({"note": work.locator} if work.locator else {}),
        **({"annote": work.words} if work.records else {}),
        "custom": glosses | (places[0] if len(places) == 1 else {"records": places} if places else {}),
    }


def _csl_date(day: str) -> dict[str, object]:
    """A date variable; what is not a plain date stays a literal."""
    parts = _date_parts(day)
    return {"date-parts": [parts]} if parts else {"literal": day}


def _date_parts(day: str) -> list[int]:
    """Year, month and day as far as known; empty for an interval, a season or a date with a qualifier."""
    plain = re.fullmatch("[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?", day)
    return [int(part) for part in day.split("-")] if plain else []


_REFERENCES: dict[str, tuple[Callable[[Reference, str], str], Callable[[Reference], str], str, str]] = {
    "gbt7714": (partial(_gbt, edition=2025), lambda work: work.locator or "标题", "文内标注：", " "),
    "gbt7714-2015": (partial(_gbt, edition=2015), lambda work: work.locator or "标题", "文内标注：", " "),
    "apa": (_apa, _apa_in_text, "In text: ", " for "),
}
"""How a reference is written, and what stands for a passage in the text: its form, and the words around it."""
_ENTRIES: dict[str, Callable[[Reference, str], str]] = {
    "bibtex": partial(_tex_entry, site="journal"),
    "biblatex": partial(_tex_entry, site="journaltitle"),
    "ris": _ris,
}
"""What is a file of entries with a blank line between them."""
STYLES = (*_REFERENCES, *_ENTRIES, "csl-json")
