"""What the words say of a statement or a measure: whose it is, how it is said, and where a claim is made."""

import re

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings.article import Article, Span
from dongbei_cli.rules import speech, words
from dongbei_cli.rules.text import Allowed, Text, inside, one_of, text_of

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
    text, over, found = text_of(file, fact), frames_over(file, fact), list[Allowed]()
    named = {each.name for _, span in file.anchored(fact) for each in inside(text.parties, span)}
    for span, frame in over:
        names = frame.speakers if frame else ()
        own = fact.speaker if isinstance(fact, model.Quote) else fact.proposer
        if frame and frame.together and own in names and own in named:  # all say it, and a record is of one of them
            names = (own,)
        near = frame is not None and frame.end > text.sentence(span.start).start
        found.append(Allowed(names, frame.certain, near) if frame else subject(text, span))
    values = list(dict.fromkeys(name for each in found for name in each.values))
    beside = {name for _, span in list(file.anchored(fact))[1:] for name in speech.voices(text, span)}
    if beside and not beside & {*values}:
        return one_of(values, certain=False, why="an anchor names somebody else")
    why = "" if values else "no verb of speech before them has a subject that the base knows"
    return one_of(values, all(each.certain for each in found), all(each.firm for each in found), why)


def subject(text: Text, span: Span) -> Allowed:
    """The body that is the one subject of a sentence without a verb of speech (省政府印发方案，将…)."""
    named = speech.subjects(text, text.sentence(span.start).start, span.start)
    if not named or not re.match(f"[^，。]{{0,8}}(?:{ACTS})", text.masked[named[0].end :]):
        return Allowed(firm=False)
    return one_of((mention.name for mention in named), firm=False)


def manners(file: FactFile, quote: model.Quote) -> list[tuple[str, str]]:
    """How the words are said, and the verb over them, passage by passage."""
    text = text_of(file, quote)
    return [(speech.manner(text, span, frame), frame.verb) for span, frame in frames_over(file, quote) if frame]


def speech_of(file: FactFile, quote: model.Quote) -> Allowed:
    """Whether the words are direct, written or reported."""
    return one_of((manner for manner, _ in manners(file, quote)), firm=False, why="no verb of speech is over the words")


def verb(file: FactFile, quote: model.Quote) -> Allowed:
    """The verb over the words; of 告诉记者 its beginning will do."""
    found = (verb for _, verb in manners(file, quote))
    own = ("告诉" if verb.startswith("告诉") and quote.verb == "告诉" else verb for verb in found)
    return one_of(own, firm=False, why="no verb of speech is over the words")


def occasion(file: FactFile, quote: model.Quote) -> Allowed:
    """The words of an anchor that names the speaker."""
    text = text_of(file, quote)
    naming = [anchor for anchor, span in list(file.anchored(quote))[1:] if speech.voices(text, span)]
    if any(quote.occasion and quote.occasion in anchor.exact for anchor in naming):
        return Allowed((quote.occasion,))
    return Allowed(why="no anchor beside the words has it")


def status(file: FactFile, measure: model.Measure) -> Allowed:
    """Official is what a meeting, a party or a government puts forward, proposed what anybody else does."""
    party = file.names.get(measure.proposer)
    body = isinstance(party, model.Organization) and (party.type,) in words.rows("organizations")
    return Allowed(("official" if body else "proposed",), firm=False)


def attribution(file: FactFile, claim: model.Claim) -> Allowed:
    """Where a claim is: in a heading, in the standfirst, or in the reporter's own text and nobody's mouth."""
    text = text_of(file, claim)
    found = [placing(text, span) for _, span in file.anchored(claim)]
    return one_of(found[:1], "somebody's words" not in found)


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
    lines = (line for line in article.paragraphs if not (is_heading(line.text) or line.text.startswith(("!", "http"))))
    first = next((line for line in lines if re.search("[\u4e00-\u9fff]", line.text)), None)
    return first if first and not re.search(r"[。！？”】]\s*$", first.text) else None
