"""Rules on the frame of the facts: the source is as the article says, and each claim stands where it says it does."""

import re
from collections.abc import Iterator
from pathlib import Path

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.problems import Place, Problem
from dongbei_cli.readings import datewords, edtf
from dongbei_cli.readings.article import Article, Span
from dongbei_cli.rules import passages, speech
from dongbei_cli.rules.passages import PROVED, Verdict


def source_as_stated(file: FactFile) -> Iterator[Verdict]:
    """What a citation says of the source stands in the article: title, author, publisher, time, any address.

    The title is the first heading, the author a line of its own, and the publication names a day, since 去年 and
    10月27日 are counted from it.

    Fails: published: 2023-11-02 over a line 2023-11-01; a title with one character less than the heading.
    """
    for source in file.base.sources:
        article = file.articles[source.id]
        lines = [paragraph.text.strip("#* ") for paragraph in article.paragraphs]
        stated = {
            "title": bool(lines) and lines[0] == source.title,
            "author": any(source.author in (line, without_label(line)) for line in lines),
            "publisher": source.publisher in article.text,
            "published": any(line_date(line, source.published) for line in lines),
            "url": source.url in addresses(article) or not addresses(article),
        }
        for key, holds in stated.items():
            message = f"no line of the article says {getattr(source, key)!r}"
            hint = "write it as it stands in the head of the article"
            yield PROVED if holds else file.problem(source, (key,), "source-as-stated", message, hint)


def addresses(article: Article) -> list[str]:
    """The addresses that stand in lines of their own; most articles do not print theirs."""
    return re.findall(r"^\W*?(https?://[^\s*]+?)\**$", article.text, re.MULTILINE)


def without_label(line: str) -> str:
    """A byline without what stands before the name."""
    return re.sub("^(?:作者|记者|本报记者|文)[:： /]*", "", line)


def line_date(line: str, published: str) -> bool:
    """Whether a line is just the date of publication, at its precision, which is a day or finer."""
    if edtf.parse(published).precision not in ("day", "minute"):
        return False
    readings = datewords.readings(line, published)
    return len(readings) == 1 and readings[0].edtf == published and not readings[0].relative


def attribution_as_placed(file: FactFile) -> Iterator[Verdict]:
    """A claim stands where its attribution says: in a heading, in the standfirst, or in the reporter's own text.

    A heading begins with # or stands between **. The standfirst is the paragraph between the head of the article and
    its body that ends without a full stop. The reporter's text is not what a person says.

    Fails: attribution: heading over a sentence of the body; attribution: reporter over words after 王明远认为.
    """
    for claim in file.base.claims:
        article = file.article(claim)
        for number, anchor in enumerate(claim.anchors):
            for span in file.spans(file.source(claim).id, anchor):
                place = placing(file, claim, article, span)
                message = f"{anchor.exact[:24]!r} stands in {place}, not with the {claim.attribution}"
                hint = f"write {place}" if place in ("heading", "standfirst", "reporter") else "make it a quote"
                path: tuple[str | int, ...] = ("attribution",) if number == 0 else ("anchors", number)
                yield (
                    PROVED
                    if place == claim.attribution
                    else file.problem(claim, path, "attribution-as-placed", message, hint)
                )


def placing(file: FactFile, claim: model.Claim, article: Article, span: Span) -> str:
    """Where a passage stands: heading, standfirst, reporter, or in somebody's mouth."""
    paragraph = article.paragraph_at(span.start)
    if paragraph is None or is_heading(paragraph.text):
        return "heading"
    if paragraph == standfirst(article):
        return "standfirst"
    frame = speech.governing(file, file.source(claim), span)
    persons = {person.name for person in file.base.people}
    quoted = speech.quotation(article, span)
    spoken = frame is not None and (frame.speakers & persons or (quoted and speech.is_spoken(article, quoted, frame)))
    return f"the mouth of {'、'.join(sorted(frame.speakers))}" if spoken and frame else "reporter"


def is_heading(line: str) -> bool:
    """Whether a line is a heading."""
    return line.startswith("#") or re.fullmatch(r"\*\*.+\*\*\s*", line) is not None


def standfirst(article: Article) -> Span | None:
    """The paragraph before the body that ends without a full stop."""
    for paragraph in article.paragraphs:
        plain = paragraph.text.strip()
        if is_heading(plain) or plain.startswith(("!", "http")) or not re.search("[\u4e00-\u9fff]", plain):
            continue
        return None if re.search("[。！？”]$", plain) else paragraph
    return None


def anchors_belong_together(file: FactFile) -> Iterator[Verdict]:
    """Every anchor adds something: none overlaps another of its fact, and all of them are about the fact.

    An anchor of a figure, an event or a claim is about it by its words or by standing beside one that is.

    By its words: a figure's anchor holds its number, an event's its date or one who acts in it, a claim's three
    characters of its title in a row. Beside: in the same sentence as such an anchor.

    Fails: a second anchor 会议指出 for the figure 821万.
    """
    base = file.base
    for fact in base.facts():
        yield from overlaps(file, fact)
    for fact in (*base.events, *base.figures, *base.claims):
        sound = list(file.anchored(fact))
        article = file.article(fact)
        about = [speaks_of(file, fact, anchor, span) for anchor, span in sound]
        sentences = {article.sentence_at(span.start) for (_, span), own in zip(sound, about, strict=True) if own}
        for (anchor, span), own in zip(sound, about, strict=True):
            if own or article.sentence_at(span.start) in sentences:
                yield PROVED
            else:
                path = ("anchors", fact.anchors.index(anchor))
                message = f"{anchor.exact[:24]!r} has nothing to do with it"
                hint = "take the words that prove the fact, or remove the anchor"
                yield file.problem(fact, path, "anchors-belong-together", message, hint)


def overlaps(file: FactFile, fact: model.Record) -> Iterator[Verdict]:
    """A verdict on each anchor but the first: whether it shares words with one before it."""
    before: list[Span] = []
    for anchor, span in file.anchored(fact):
        shared = next((other for other in before if span.start < other.end and other.start < span.end), None)
        if shared is not None:
            path = ("anchors", fact.anchors.index(anchor))
            message = f"{anchor.exact[:24]!r} shares words with {shared.text[:24]!r}"
            yield file.problem(fact, path, "anchors-belong-together", message, "keep one of the two")
        elif before:
            yield PROVED
        before.append(span)


def speaks_of(file: FactFile, fact: model.Record, anchor: model.Anchor, span: Span) -> bool:
    """Whether an anchor is about its fact by its own words."""
    words = anchor.exact
    source = file.source(fact)
    held = {date.edtf for date in passages.inside(passages.dates(file, source), span)}
    if isinstance(fact, model.Figure):
        return fact.written in words or fact.period in held
    if isinstance(fact, model.Event):
        imprint = fact.category == "publication" and words in (source.author, source.url)
        return imprint or fact.date_text in words or fact.date in held or any(name in words for name in fact.actors)
    return longest_run(fact.title, words) > 2


def longest_run(one: str, other: str) -> int:
    """How many characters in a row two texts share."""
    lengths = (
        size for size in range(len(one), 0, -1) for at in range(len(one) - size + 1) if one[at : at + size] in other
    )
    return next(lengths, 0)


LINKS = ("再比如", "比如说", "例如说")
HAPPENINGS = {
    "召开": ("meeting",),
    "审议": ("document", "meeting"),
    "印发": ("document",),
    "撰文": ("publication",),
    "预计": ("forecast",),
}
"""Verbs of what happens, and of which category an event must be that is anchored over them."""


def speech_recorded(file: FactFile) -> Iterator[Verdict]:
    """What a known person says is a quote or a measure of his, clause by clause; so is what two bodies say together.

    Fails: an article with 王明远称，甲，乙。 of which no quote and no measure holds 乙.
    """
    for source in file.base.sources:
        article = file.articles[source.id]
        persons = {person.name for person in file.base.people}
        for frame, clause in clauses_said(file, source):
            for speaker in sorted(frame.speakers & persons or frame.speakers):
                if any(
                    span.start <= clause.start and clause.end <= span.end for span in said_by(file, source, speaker)
                ):
                    yield PROVED
                else:
                    message = f"{speaker} says {clause.text!r}, and no quote or measure holds it"
                    place = placed(file, source, article.text, clause.start)
                    yield Problem(place, "speech-recorded", message, "add the quote, or let the anchor of one hold it")


def clauses_said(file: FactFile, source: model.Source) -> Iterator[tuple[speech.Frame, Span]]:
    """Each clause under a verb whose subject is a person, and the first one under a verb of several subjects."""
    article = file.articles[source.id]
    persons = {person.name for person in file.base.people}
    found = speech.frames(file, source)
    for number, frame in enumerate(found):
        paragraph = article.paragraph_at(frame.start)
        if paragraph is None or not frame.speakers or is_heading(paragraph.text):
            continue
        following = [other.head for other in found[number + 1 :] if other.start < paragraph.end]
        end = max(frame.end, min([*following, paragraph.end]))
        clauses = list(pieces(article.text, frame.end, end))
        if frame.speakers & persons:
            yield from ((frame, clause) for clause in clauses)
        elif len(frame.speakers) > 1:
            yield from ((frame, clause) for clause in clauses[:1])


def pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The clauses of a passage, without 了 after the verb; single characters and words that link are none."""
    start += text.startswith("了", start)
    for match in re.compile(f"[^{re.escape(passages.CLAUSE_MARKS)}]+").finditer(text, start, end):
        if len(match.group()) > 2 and match.group() not in LINKS:
            yield Span(0, *match.span(), match.group())


def said_by(file: FactFile, source: model.Source, speaker: str) -> list[Span]:
    """The passages that quotes and measures give to a speaker."""
    quotes: list[model.Record] = [quote for quote in file.base.quotes if quote.speaker == speaker]
    measures: list[model.Record] = [measure for measure in file.base.measures if measure.proposer == speaker]
    own = (fact for fact in (*quotes, *measures) if file.source(fact) is source)
    return [span for fact in own for _, span in file.anchored(fact)]


def events_recorded(file: FactFile) -> Iterator[Verdict]:
    """A meeting held, a document deliberated or issued, an article written and a forecast each have their event.

    Fails: an article with 去年12月，徐林撰文分析 and no event of the category publication that holds 撰文.
    """
    for source in file.base.sources:
        text = file.articles[source.id].text
        held = [
            (event, span)
            for event in file.base.events
            if file.source(event) is source
            for _, span in file.anchored(event)
        ]
        for match in re.finditer("|".join(HAPPENINGS), text):
            categories = HAPPENINGS[match.group()]
            if any(e.category in categories and s.start <= match.start() and match.end() <= s.end for e, s in held):
                yield PROVED
            else:
                message = f"no event of the category {' or '.join(categories)} holds {match.group()!r}"
                place = placed(file, source, text, match.start())
                yield Problem(place, "events-recorded", message, "add the event, anchored over the words")


def placed(file: FactFile, source: model.Source, text: str, position: int) -> Place:
    """A position in an article as a line and a column of its file."""
    line = text.count("\n", 0, position) + 1
    return Place(str(Path(file.name).parent / source.file), line, position - text.rfind("\n", 0, position))
