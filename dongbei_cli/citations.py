"""How to cite an article or passages of it: GB/T 7714, APA, BibTeX, biblatex, RIS, CSL-JSON.

Plain text, without italics and without a number in front. Where each rule comes from: docs/citations.md.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from dongbei_cli.errors import Message, UsageError, listed
from dongbei_cli.formats import harmless
from dongbei_cli.model import Record, Source
from dongbei_cli.readings import edtf

# Two pinyin words are a person, surname first, unless the Chinese name ends as newspapers, agencies and sites do.
_BODY = ("社", "报", "网", "台", "刊", "部", "局", "院", "会")
# biblatex counts escaped braces too, so `\{` would end a field early.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}


class Reference(NamedTuple):
    """What one entry cites: an article, or the passages of it that prove some facts."""

    source: Source
    records: tuple[Record, ...] = ()

    @property
    def key(self) -> str:
        """A name for the entry: the id of the article, and of its fact if it is one; two works never share one."""
        ids = [self.source.id, *(record.id for record in self.records if len(self.records) == 1)]
        return ":".join(re.sub(r"[^A-Za-z0-9.-]", lambda odd: f"_{ord(odd.group()):x}_", name) for name in ids)

    @property
    def day(self) -> str:
        """When the article appeared, in EDTF, without the time of day."""
        return self.source.published.partition("T")[0]

    @property
    def authors(self) -> list[str]:
        """The authors one by one, in order; never none."""
        return _names(self.source.author)

    @property
    def romanised(self) -> list[tuple[str, str]]:
        """Family and given name of each author; a body, or whoever is not two words, is all family name."""
        pairs = zip_longest(self.authors, _names(self.source.author_en), fillvalue="")
        return [_split(romanised, chinese.endswith(_BODY)) for chinese, romanised in pairs if romanised]

    @property
    def address(self) -> str:
        """The link to the passage if it is one, else to the article; what a URI may not hold is percent-encoded."""
        from urllib.parse import quote

        address = self.records[0].link if len(self.records) == 1 else self.source.url
        return quote(address, safe=":/?#[]@!$&'()*+,;=%-._~")

    @property
    def paragraphs(self) -> list[int]:
        """The paragraphs of the printed text that hold the passages, each once; a title or heading is in none."""
        return sorted({record.body_paragraph for record in self.records if record.body_paragraph})

    @property
    def locator(self) -> str:
        """The paragraphs in Chinese: 第3、7段; empty where there is none."""
        return f"第{'、'.join(map(str, self.paragraphs))}段" if self.paragraphs else ""

    @property
    def words(self) -> str:
        """The words that prove the facts, on one line; of several facts each after its id."""
        if len(self.records) == 1:
            return self.records[0].excerpt
        return "; ".join(f"{record.id}: {record.excerpt}" for record in self.records)


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
    _check_day(accessed, cited)
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


def _check_day(accessed: str, cited: Sequence[Reference]) -> None:
    """Refuse a day of access that is none, or before an article appeared."""
    try:
        is_day = edtf.bounds(accessed) == (accessed, accessed)
    except ValueError as fault:
        raise UsageError(fault.args[0]) from fault
    if not is_day:
        hint = Message("write it as in 2026-07-31")
        raise UsageError("{date} is not the day on which you read the article", hint, date=repr(accessed))
    for work in cited:
        if (edtf.bounds(work.day)[0] or "") > accessed:
            day = {"accessed": accessed, "day": work.day}
            raise UsageError("nobody can have read on {accessed} what appeared on {day}", "mend --accessed", **day)


def _gbt2025(work: Reference, accessed: str) -> str:
    """A web page by GB/T 7714-2025, 8.11.3; the place of the paragraph is ours."""
    place = f"：{work.locator}" if work.locator else ""
    return _gbt(work, "，", f"（{work.day}）[{accessed}]{place}")


def _gbt2015(work: Reference, accessed: str) -> str:
    """An electronic resource by GB/T 7714-2015, 4.6.2."""
    return _gbt(work, ", ", f"{work.locator}({work.day})[{accessed}]")


def _gbt(work: Reference, comma: str, dates: str) -> str:
    """A reference by either edition, with all authors up to three, else the first three and 等."""
    authors = work.authors if len(work.authors) <= 3 else [*work.authors[:3], "等"]
    return f"{comma.join(authors)}. {_line(work.source.title)}[EB/OL]. {dates}. {work.address}."


def _apa(work: Reference, _accessed: str) -> str:
    """A page of a news website by APA 7: a title that is not English has a translation in brackets."""
    source = work.source
    title, gloss, site = map(_line, (source.title, source.title_en, source.publisher_en))
    names = [f"{family}, {_initials(given)}" if given else family for family, given in work.romanised]
    listed = ", & ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
    translated = "" if gloss == title else f" [{gloss}]"
    published = "" if source.publisher_en == source.author_en else f" {site}."
    return f"{listed.rstrip('.')}. ({_apa_date(work.day)}). {title}{translated}.{published} {work.address}"


def _apa_in_text(work: Reference) -> str:
    """The parenthetical citation of a passage."""
    families = [family for family, _ in work.romanised]
    names = " & ".join(families) if len(families) < 3 else f"{families[0]} et al."
    year = _apa_date(work.day).partition(",")[0]
    return f"({', '.join([names, year, *(f'para. {number}' for number in work.paragraphs)])})"


def _gbt_in_text(work: Reference) -> str:
    """The place of a passage, which stands beside the number of the reference."""
    return work.locator or "标题"


def _apa_date(day: str) -> str:
    """Year first, as in `2023, November 1`; what is not a plain date is worded."""
    words = edtf.worded(day, "en")
    if not _date_parts(day):
        return words
    *rest, year = words.split()
    return f"{year}, {' '.join(reversed(rest))}" if rest else year


def _names(authors: str) -> list[str]:
    """The authors one by one, in order; never none."""
    return [name for name in re.split(r"\s*[、；;]\s*", _line(authors)) if name] or [_line(authors)]


def _split(name: str, is_body: bool) -> tuple[str, str]:
    """`Zhu Yanran` and `Smith, John` in two; other names whole."""
    if is_body:
        return name, ""
    family, comma, given = name.partition(", ")
    words = name.split()
    return (family, given) if comma else (words[0], words[1]) if len(words) == 2 else (name, "")


def _initials(given: str) -> str:
    """`Yan-ran` as `Y.-R.`, `John Q` as `J. Q.`."""
    return " ".join("-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in given.split())


def _line(text: str) -> str:
    """The text on one line: white space and control characters become single spaces."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text).strip()


def _bibtex(work: Reference, accessed: str) -> str:
    """One @online entry with the date in parts for the styles of BibTeX; where unknown it is @misc."""
    dates = dict(zip(("year", "month", "day"), map(str, _date_parts(work.day)), strict=False))
    return _tex_entry(work, dates, accessed)


def _biblatex(work: Reference, accessed: str) -> str:
    """One @online entry of biblatex; the site is `journaltitle`, which pandoc takes for the container."""
    site = {"journaltitle": f"{{{_tex(work.source.publisher)}}}"}
    return _tex_entry(work, site, accessed)


def _tex_entry(work: Reference, own: dict[str, str], accessed: str) -> str:
    """An entry with the fields that both have; `url` is verbatim, the rest TeX, cut at an `and` outside braces."""
    source = work.source
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in work.authors),
        "title": f"{{{_tex(source.title)}}}",
        **own,
        "date": work.day,
        "url": work.address,
        "urldate": accessed,
        "langid": "chinese",
    }
    fields |= {"note": work.locator, "pagination": "paragraph"} if work.locator else {}
    fields |= {"annotation": _tex(work.words)} if work.records else {}
    return "\n".join([f"@online{{{work.key},", *(f"  {name} = {{{value}}}," for name, value in fields.items()), "}"])


def _tex(text: str) -> str:
    """The text with TeX's special characters as commands, on one line."""
    return "".join(_TEX.get(character, character) for character in _line(text))


def _ris(work: Reference, accessed: str) -> str:
    """One entry of RIS, a web page."""
    source = work.source
    tags = [
        ("TY", "ELEC"),
        *(("AU", name) for name in work.authors),
        ("TI", source.title),
        ("T2", source.publisher),
        ("PY", work.day[:4]),
        ("DA", "/".join([*work.day.split("-"), "", "", ""][:3]) + "/"),
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
    custom: dict[str, object] = {
        "title-en": source.title_en,
        "author-en": source.author_en,
        "container-title-en": source.publisher_en,
    }
    item: dict[str, object] = {
        "id": work.key,
        "type": "webpage",
        "language": "zh-CN",
        "title": source.title,
        "author": [{"literal": name} for name in work.authors],
        "container-title": source.publisher,
        "issued": _csl_date(work.day),
        "accessed": _csl_date(accessed),
        "URL": work.address,
    }
    if work.records:
        item |= {"note": work.locator} if work.locator else {}
        item["annote"] = work.words
        places = [{"record": record.id, "paragraph": record.body_paragraph} for record in work.records]
        custom |= places[0] if len(places) == 1 else {"records": places}
    return {**item, "custom": custom}


def _csl_date(day: str) -> dict[str, object]:
    """A date variable; what is not a plain date stays a literal."""
    parts = _date_parts(day)
    return {"date-parts": [parts]} if parts else {"literal": day}


def _date_parts(day: str) -> list[int]:
    """Year, month and day as far as known; empty for an interval, a season or a date with a qualifier."""
    plain = re.fullmatch("[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?", day)
    return [int(part) for part in day.split("-")] if plain else []


_REFERENCES = {
    "gbt7714": (_gbt2025, _gbt_in_text, "文内标注：", " "),
    "gbt7714-2015": (_gbt2015, _gbt_in_text, "文内标注：", " "),
    "apa": (_apa, _apa_in_text, "In text: ", " for "),
}
"""How a reference is written, and what stands for a passage in the text: its form, and the words around it."""
_ENTRIES = {"bibtex": _bibtex, "biblatex": _biblatex, "ris": _ris}
"""What is a file of entries with a blank line between them."""
STYLES = (*_REFERENCES, *_ENTRIES, "csl-json")
