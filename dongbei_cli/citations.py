"""How to cite the article or a passage of it: GB/T 7714, APA, BibTeX, CSL-JSON.

Plain text, without italics and without a number in front. Where each rule comes from: docs/citations.md.
"""

import re
from collections.abc import Iterable
from itertools import zip_longest
from typing import NamedTuple

from dongbei_cli.errors import Message, UsageError
from dongbei_cli.model import Record, Source
from dongbei_cli.readings import edtf

STYLES = ("gbt7714", "gbt7714-2015", "apa", "bibtex", "csl-json")

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


class Cited(NamedTuple):
    """What one entry cites: the article, or where there is a record the passage that proves it."""

    source: Source
    record: Record | None

    @property
    def key(self) -> str:
        """A name for the entry in a bibliography: the ids, joined by a colon; two works never share one."""
        ids = [self.source.id] if self.record is None else [self.source.id, self.record.id]
        return ":".join(re.sub(r"[^A-Za-z0-9.-]", lambda odd: f"_{ord(odd.group()):x}_", name) for name in ids)

    @property
    def day(self) -> str:
        """When the article appeared, in EDTF, without the time of day."""
        return self.source.published.partition("T")[0]

    @property
    def address(self) -> str:
        """The link to the passage, else to the article; what a URI may not hold is percent-encoded."""
        from urllib.parse import quote

        return quote(self.record.link if self.record else self.source.url, safe=":/?#[]@!$&'()*+,;=%-._~")


def citation(source: Source, style: str, accessed: str, record: Record | None = None) -> str:
    """One citation, without a final line break; UsageError for a style or a day that does not exist."""
    return citations([(source, record)], style, accessed)


def citations(works: Iterable[tuple[Source, Record | None]], style: str, accessed: str) -> str:
    """Several citations in the order given, each once: a whole BibTeX or CSL-JSON file, else one on a line.

    Several facts of one article are one reference and, below it, what to set in the text for each of them. `accessed`
    is the day on which the article was read, YYYY-MM-DD.
    """
    cited = list(dict.fromkeys(Cited(source, record) for source, record in works))
    _check(style, accessed, cited)
    if style == "csl-json":
        return _json([_csl(work, accessed) for work in cited])
    if style == "bibtex":
        return "\n\n".join(_bibtex(work, accessed) for work in cited)
    works_by_source: dict[Source, list[Cited]] = {}
    for work in cited:
        works_by_source.setdefault(work.source, []).append(work)
    return "\n".join(_referenced(style, accessed, each) for each in works_by_source.values())


def _referenced(style: str, accessed: str, works: list[Cited]) -> str:
    """One reference for works of one article, and on lines of their own what stands for each fact in the text."""
    write, in_text = {
        "gbt7714": (_gbt2025, _gbt_in_text),
        "gbt7714-2015": (_gbt2015, _gbt_in_text),
        "apa": (_apa, _apa_in_text),
    }[style]
    if len(works) == 1 and (only := works[0]).record:
        return "\n".join([write(only, accessed), *([f"In text: {_apa_in_text(only)}"] if style == "apa" else [])])
    ids_by_place: dict[str, list[str]] = {}
    for work in works:
        if work.record:
            ids_by_place.setdefault(in_text(work), []).append(work.record.id)
    label, for_ = ("In text: ", " for ") if style == "apa" else ("文内标注：", " ")
    places = [f"{label}{place}{for_}{', '.join(ids)}" for place, ids in ids_by_place.items()]
    return "\n".join([write(Cited(works[0].source, None), accessed), *places])


def _check(style: str, accessed: str, cited: Iterable[Cited]) -> None:
    """Refuse what no citation can be made of."""
    if style not in STYLES:
        raise UsageError(
            "there is no citation style {style}", "write one of {styles}", style=repr(style), styles=", ".join(STYLES)
        )
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", accessed):
        hint = Message("write it as in 2026-07-31")
        raise UsageError("{date} is not the day on which you read the article", hint, date=repr(accessed))
    try:
        edtf.parse(accessed)
    except ValueError as error:
        raise UsageError(str(error)) from error
    for work in cited:
        if (edtf.parse(work.day).earliest or "") > accessed:
            raise UsageError(
                "nobody can have read on {accessed} what appeared on {day}", "mend --accessed",
                accessed=accessed, day=work.day,
            )  # fmt: skip


def _gbt2025(work: Cited, accessed: str) -> str:
    """A web page by GB/T 7714-2025, 8.11.3; the place of the paragraph is ours."""
    place = f"：第{work.record.paragraph}段" if work.record else ""
    dates = f"（{work.day}）[{accessed}]{place}"
    return f"{_chinese_authors(work, '，')}. {_line(work.source.title)}[EB/OL]. {dates}. {work.address}."


def _gbt2015(work: Cited, accessed: str) -> str:
    """An electronic resource by GB/T 7714-2015, 4.6.2."""
    place = f"第{work.record.paragraph}段" if work.record else ""
    dates = f"{place}({work.day})[{accessed}]"
    return f"{_chinese_authors(work, ', ')}. {_line(work.source.title)}[EB/OL]. {dates}. {work.address}."


def _apa(work: Cited, _accessed: str) -> str:
    """A page of a news website by APA 7."""
    source = work.source
    authors = _romanised_authors(source)
    site = "" if source.publisher_en == source.author_en else f" {_line(source.publisher_en)}."
    named = _listed([f"{family}, {_initials(given)}" if given else family for family, given in authors])
    return f"{named.rstrip('.')}. ({_apa_date(work.day)}). {_apa_title(source)}{site} {work.address}"


def _apa_title(source: Source) -> str:
    """The title in its own language and, where that is not English, a translation in brackets; ends in a full stop."""
    title, gloss = _line(source.title), _line(source.title_en)
    return f"{title}." if gloss == title else f"{title} [{gloss}]."


def _apa_in_text(work: Cited) -> str:
    """The parenthetical citation of a passage."""
    families = [family for family, _ in _romanised_authors(work.source)]
    names = " & ".join(families) if len(families) < 3 else f"{families[0]} et al."
    year = _apa_date(work.day).partition(",")[0]
    return f"({names}, {year}, para. {work.record.paragraph if work.record else ''})"


def _gbt_in_text(work: Cited) -> str:
    """The place of a passage, which stands beside the number of the reference."""
    return f"第{work.record.paragraph if work.record else ''}段"


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


def _chinese_authors(work: Cited, comma: str) -> str:
    """All authors up to three, else the first three and 等."""
    names = _names(work.source.author)
    return comma.join(names if len(names) <= 3 else [*names[:3], "等"])


def _romanised_authors(source: Source) -> list[tuple[str, str]]:
    """Family and given name of each author; a body, or whoever is not two words, is all family name."""
    pairs = zip_longest(_names(source.author), _names(source.author_en), fillvalue="")
    return [_split(romanised, chinese.endswith(_BODY)) for chinese, romanised in pairs if romanised]


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


def _listed(names: list[str]) -> str:
    """Names as APA joins them: a comma also before the ampersand."""
    return ", & ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _line(text: str) -> str:
    """The text on one line: white space and control characters become single spaces."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text).strip()


def _bibtex(work: Cited, accessed: str) -> str:
    """One @online entry of biblatex, in UTF-8; `url` is verbatim, the other fields are TeX."""
    source, record = work.source, work.record
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in _names(source.author)),
        "title": f"{{{_tex(source.title)}}}",
        "organization": f"{{{_tex(source.publisher)}}}",
        "date": work.day,
        "url": work.address,
        "urldate": accessed,
        "langid": "chinese",
    }
    if record:
        fields |= {"note": f"第{record.paragraph}段", "pagination": "paragraph", "annotation": _tex(record.excerpt)}
    return "\n".join([f"@online{{{work.key},", *(f"  {name} = {{{value}}}," for name, value in fields.items()), "}"])


def _tex(text: str) -> str:
    """The text with TeX's special characters as commands, on one line."""
    return "".join(_TEX.get(character, character) for character in _line(text))


def _csl(work: Cited, accessed: str) -> dict[str, object]:
    """One item of CSL-JSON; what CSL has no variable for is in `custom`, which no style prints."""
    source, record = work.source, work.record
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
        "author": [{"literal": name} for name in _names(source.author)],
        "container-title": source.publisher,
        "issued": _csl_date(work.day),
        "accessed": _csl_date(accessed),
        "URL": work.address,
    }
    if record:
        item |= {"note": f"第{record.paragraph}段", "annote": record.excerpt}
        custom |= {"record": record.id, "paragraph": record.paragraph}
    return {**item, "custom": custom}


def _csl_date(day: str) -> dict[str, object]:
    """A date variable; what is not a plain date stays a literal."""
    parts = _date_parts(day)
    return {"date-parts": [parts]} if parts else {"literal": day}


def _date_parts(day: str) -> list[int]:
    """Year, month and day as far as known; empty for an interval, a season or a date with a qualifier."""
    plain = re.fullmatch("[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?", day)
    return [int(part) for part in day.split("-")] if plain else []


def _json(items: list[dict[str, object]]) -> str:
    """One array, UTF-8 not escaped."""
    import json

    return json.dumps(items, ensure_ascii=False, indent=2)
