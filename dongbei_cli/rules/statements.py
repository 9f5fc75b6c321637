"""What the words say of a statement or a measure: whose it is, how it is said, and where a claim is made."""

import re

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings.article import Article, Span
from dongbei_cli.rules import speech, words
from dongbei_cli.rules.readers import Allowed, one_of
from dongbei_cli.rules.text import Text, inside, text_of

Said = model.Quote | model.Measure
ACTS = "将|要|拟|印发|出台|推出|启动|实施|发布|公布|下发|制定|明确|提出|决定|计划|部署|安排|新增|投入|设立|推进|支持"
"""What a body does that puts a measure forward without a verb of speech."""


def frames_over(file: FactFile, fact: Said) -> list[tuple[Span, speech.Frame | None]]:
    """The passages of a fact that do not just name its speaker, each with the frame that it is under."""
    text, sound = text_of(file, fact), [span for _, span in file.anchored(fact)]
    said = [span for number, span in enumerate(sound) if number == 0 or not speech.voices(text, span)]
    return [(span, speech.under(text, span)) for span in said]


def speaker(file: FactFile, fact: Said) -> Allowed:
    """Who says the words: the subject of the verb over them; every other anchor must name the same."""
    text = text_of(file, fact)
    over = frames_over(file, fact)
    allowed, certain = list[str](), bool(over)
    for span, frame in over:
        found = subject(text, span) if frame is None else Allowed(frame.speakers, frame.certain)
        named = found.values
        if frame and frame.together:  # all of them say it, and a record is of one of them
            named = tuple(name for name in named if names_it(file, text, fact, name))
        allowed, certain = [*allowed, *named], certain and found.certain
    beside = {name for _, other in list(file.anchored(fact))[1:] for name in speech.voices(text, other)}
    if beside and not beside & {*allowed}:
        return Allowed((*dict.fromkeys(allowed),), certain=False, why="an anchor names somebody else")
    return one_of(
        allowed, certain, "" if allowed else "no verb of speech before them has a subject that the base knows"
    )


def names_it(file: FactFile, text: Text, fact: Said, name: str) -> bool:
    """Whether an anchor of the fact names somebody."""
    return any(name == mention.name for _, span in file.anchored(fact) for mention in inside(text.parties, span))


def subject(text: Text, span: Span) -> Allowed:
    """The body that is the one subject of a sentence without a verb of speech (省政府印发方案，将…)."""
    sentence = text.sentence(span.start)
    named = speech.subjects(text, sentence.start, span.start)
    names = tuple(dict.fromkeys(mention.name for mention in named))
    if not named or not re.match(f"(?:[^，。]{{0,8}})(?:{ACTS})", text.masked[named[0].end :]):
        return Allowed()
    return Allowed(names, len(names) == 1)


def manner(file: FactFile, quote: model.Quote, part: str) -> Allowed:
    """How the words are said, or the verb over them."""
    text = text_of(file, quote)
    over = [(span, frame) for span, frame in frames_over(file, quote) if frame]
    if not over:
        return Allowed(certain=False, why="no verb of speech is over the words")
    found = [speech.manner(text, span, frame) if part == "speech" else frame.verb for span, frame in over]
    return one_of(found)


def speech_of(file: FactFile, quote: model.Quote) -> Allowed:
    """Whether the words are direct, written or reported."""
    return manner(file, quote, "speech")


def verb(file: FactFile, quote: model.Quote) -> Allowed:
    """The verb over the words; of 告诉记者 its beginning will do."""
    allowed = manner(file, quote, "verb")
    shorter = [quote.verb for each in allowed.values if each.startswith("告诉") and quote.verb == "告诉"]
    return allowed._replace(values=tuple(shorter[:1])) if shorter else allowed


def occasion(file: FactFile, quote: model.Quote) -> Allowed:
    """The words of an anchor that names the speaker."""
    text = text_of(file, quote)
    naming = [(anchor, span) for anchor, span in list(file.anchored(quote))[1:] if speech.voices(text, span)]
    if quote.occasion and any(quote.occasion in anchor.exact for anchor, _ in naming):
        return Allowed((quote.occasion,))
    return Allowed(why="no anchor beside the words has it")


def status(file: FactFile, measure: model.Measure) -> Allowed:
    """Official is what a meeting, a party or a government puts forward, proposed what anybody else does."""
    party = file.names.get(measure.proposer)
    official = {kind for (kind,) in words.rows("organizations")}
    body = isinstance(party, model.Organization) and party.type in official
    return Allowed(("official" if body else "proposed",))


def attribution(file: FactFile, claim: model.Claim) -> Allowed:
    """Where a claim is: in a heading, in the standfirst, or in the reporter's own text and nobody's mouth."""
    text = text_of(file, claim)
    found = [placing(text, span) for _, span in file.anchored(claim)]
    return one_of(found[:1] or ["reporter"], "somebody's words" not in found)


def placing(text: Text, span: Span) -> str:
    """Where a passage is: heading, standfirst, reporter, or in somebody's mouth."""
    paragraph = text.paragraph(span.start)
    if is_heading(paragraph.text):
        return "heading"
    if paragraph == standfirst(text.article):
        return "standfirst"
    frame = speech.under(text, span)
    person = frame and frame.certain and any(speech.kind_of(text, name) == "person" for name in frame.speakers)
    return "somebody's words" if person else "reporter"


def is_heading(line: str) -> bool:
    """Whether a line is a heading: it begins with # or is between **."""
    return line.startswith("#") or re.fullmatch(r"\*\*.+\*\*\s*", line) is not None


def standfirst(article: Article) -> Span | None:
    """The paragraph before the body that ends without a full stop."""
    for paragraph in article.paragraphs:
        plain = paragraph.text.strip()
        if is_heading(plain) or plain.startswith(("!", "http")) or not re.search("[\u4e00-\u9fff]", plain):
            continue
        return None if re.search("[。！？”】]$", plain) else paragraph
    return None
