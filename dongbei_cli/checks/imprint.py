"""Rules on the frame of the facts: the source is as the article says, and each claim stands where it says it does."""

import re
from collections.abc import Iterator

from dongbei_cli.checks import frames, passages
from dongbei_cli.checks.verdicts import PROVED, Verdict
from dongbei_cli.facts import entries
from dongbei_cli.facts.factfile import FactFile
from dongbei_cli.readings import dates as chinese_dates
from dongbei_cli.readings import edtf
from dongbei_cli.readings.article import Article, Span


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
    readings = chinese_dates.readings(line, published)
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


def placing(file: FactFile, claim: entries.Claim, article: Article, span: Span) -> str:
    """Where a passage stands: heading, standfirst, reporter, or in somebody's mouth."""
    paragraph = article.paragraph_at(span.start)
    if paragraph is None or is_heading(paragraph.text):
        return "heading"
    if paragraph == standfirst(article):
        return "standfirst"
    frame = frames.governing(file, file.source(claim), span)
    persons = {person.name for person in file.base.people}
    quoted = frames.quotation(article, span)
    spoken = frame is not None and (frame.speakers & persons or (quoted and frames.is_spoken(article, quoted, frame)))
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


def overlaps(file: FactFile, fact: entries.Fact) -> Iterator[Verdict]:
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


def speaks_of(file: FactFile, fact: entries.Fact, anchor: entries.Anchor, span: Span) -> bool:
    """Whether an anchor is about its fact by its own words."""
    words = anchor.exact
    source = file.source(fact)
    held = {date.edtf for date in passages.inside(passages.dates(file, source), span)}
    if isinstance(fact, entries.Figure):
        return fact.written in words or fact.period in held
    if isinstance(fact, entries.Event):
        imprint = fact.category == "publication" and words in (source.author, source.url)
        return imprint or fact.date_text in words or fact.date in held or any(name in words for name in fact.actors)
    return longest_run(fact.title, words) > 2


def longest_run(one: str, other: str) -> int:
    """How many characters in a row two texts share."""
    lengths = (
        size for size in range(len(one), 0, -1) for at in range(len(one) - size + 1) if one[at : at + size] in other
    )
    return next(lengths, 0)
