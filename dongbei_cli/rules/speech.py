"""Who says what, and how: verbs of speech with their subjects, the words under each, and what a statement has of it.

A frame is a verb of speech with those who may be its subject (王明远认为, 会议指出, 他还建议, 在徐林看来). What follows
it in the paragraph is theirs, up to the next frame. A frame without a speaker (数据显示, 记者获悉, 专家预计) ends what
somebody says.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from dongbei_cli import model
from dongbei_cli.curate import FactFile
from dongbei_cli.curate.text import MARKS, Allowed, Placed, Text, holds, inside, one_of, rows, text_of
from dongbei_cli.names import Mention
from dongbei_cli.readings import Grammar, Span

WORDS = Grammar(Path(__file__).with_name("words.txt"))  # patterns that several rules share
Said = model.Quote | model.Measure


class Frame(NamedTuple):
    """A verb of speech at [start, end); its clause begins at `head`.

    speakers: who may be its subject, in no order. certain: the words allow nobody else. together: all of them speak.
    """

    start: int
    end: int
    verb: str
    head: int
    speakers: tuple[str, ...]
    certain: bool
    together: bool = False


@lru_cache(maxsize=8)
def frames(text: Text) -> tuple[Frame, ...]:
    """Return every frame of an article, in order, read once."""
    file, found = text.file, list[Frame]()
    own = frozenset(quote.verb for quote in file.base.quotes if file.source(quote) == text.source)
    for match in verbs(own).finditer(text.nameless):
        if not (found and match.start() < found[-1].end):
            found.append(frame(text, match, found))
    return tuple(found)


@cache
def verbs(own: frozenset[str]) -> re.Pattern[str]:
    """A pattern for verbs of speech: those of the table and the base's own; what may be a noun only before a mark."""
    by_use: dict[str, list[str]] = {"says": sorted(own, key=len, reverse=True)}
    for verb, use in rows("speech"):
        by_use.setdefault(use, []).append(verb)
    listed = {use: "|".join(map(re.escape, sorted(known, key=len, reverse=True))) for use, known in by_use.items()}
    listed["says"] = listed["says"].replace("称", "(?<![名号职简俗人])称(?![之为号作呼])")
    listed["noun too"] = re.sub(r"(?<=\|)说(?=\|)|^说(?=\|)|(?<=\|)说$", "(?<![来据小学传听])说", listed["noun too"])
    tail, told = "(?:说|称|道|指出|表示|认为|分析)?", "告诉[^，。：“]{1,14}(?=[，：:,“。])"
    return re.compile(
        rf"(?<!的)(?P<verb>(?:{listed['writes']}){tail}|(?:{listed['says']})(?:说|称|道)?(?![的者人])"
        rf"|(?:{listed['noun too']})(?:说|称|道)?(?=[，：:,“。])|{told}|(?P<data>{listed['data']}))"
    )


def frame(text: Text, match: re.Match[str], before: Sequence[Frame]) -> Frame:
    """The frame of one verb."""
    verb = match.start()
    head = text.clause(Span(0, verb, verb + 1, "")).start
    place = (*match.span(), match["verb"], head)
    if match["data"]:
        return Frame(*place, (), certain=False)
    sentence = text.sentence(head).start
    earlier = [each for each in before if each.start >= text.paragraph(verb).start]
    phrase, named = text.masked[head:verb], subjects(text, head, verb)
    together = phrase.endswith(("都", "均"))
    if named:
        return Frame(*place, *chosen(text, named, verb, together=together), together)
    gathering = "meeting" if WORDS["GATHERING"].fullmatch(phrase) else ""
    if kind := "person" if WORDS["PRONOUN"].match(phrase) else gathering:
        return Frame(*place, *meant(text, head, kind, earlier))
    subordinate = WORDS["ABOUT"].match(phrase) and phrase.endswith(("时", "中", "上", "后", "时，"))
    if not (subordinate or WORDS["ADVERBS"].fullmatch(without_dates(text, Span(0, head, verb, "")))):
        return Frame(*place, (), certain=False)
    # a verb that begins its clause: its subject is that of the sentence, else whoever speaks in the paragraph so far
    named = subjects(text, sentence, head)
    if earlier and (earlier[-1].start >= sentence or not named):
        return Frame(*place, earlier[-1].speakers, earlier[-1].certain, together)
    return Frame(*place, *(chosen(text, named, head, together=together) if named else ((), False)), together)


def without_dates(text: Text, place: Placed) -> str:
    """The masked words of a passage without the dates among them."""
    phrase = text.masked[place.start : place.end]
    for date in reversed(inside(text.dates, place)):
        phrase = phrase[: date.start - place.start] + phrase[date.end - place.start :]
    return phrase


def subjects(text: Text, start: int, end: int) -> list[Mention]:
    """The parties named in a passage that may be a subject: not what hosts, asks, or has something."""
    found = []
    for mention in inside(text.parties, Span(0, start, end, "")):
        lead, tail = text.nameless[start : mention.start], text.masked[mention.end : end]
        phrase = WORDS["NO SUBJECT"].search(lead)
        seen = lead.endswith("据") or (lead.endswith("在") and text.text.startswith("看来", mention.end))
        aside = text.masked[mention.start] == "x"  # in （ ） or in a term
        if not (aside or tail.startswith(("的", "记者"))) and (seen or not phrase):
            found.append(mention)
    return found


def chosen(text: Text, named: Sequence[Mention], verb: int, *, together: bool) -> tuple[tuple[str, ...], bool]:
    """Of several the persons, else the meetings, else the bodies; certain where one is left beside the verb."""
    kinds = [kind_of(text, mention.name) for mention in named]
    best = next(kind for kind in ("person", "meeting", "") if kind in kinds or not kind)
    among = [mention for mention, kind in zip(named, kinds, strict=True) if kind == best or not best]
    names = names_of(among)
    between = without_dates(text, Span(0, among[-1].end, verb, "")).replace("x", "")  # but for asides in （ ）
    beside = WORDS["BESIDE A PERSON" if best == "person" else "BESIDE"].fullmatch(between) is not None
    return names, beside and (together or len(names) == 1)


def kind_of(text: Text, name: str) -> str:
    """Whether a name is a person's, a meeting's, or another body's (empty)."""
    party = text.file.names[name]
    return "person" if isinstance(party, model.Person) else "meeting" if party.type == "meeting" else ""


def meant(text: Text, head: int, kind: str, earlier: Sequence[Frame]) -> tuple[tuple[str, ...], bool]:
    """Whom 他 or 会议 means: the one of its kind in the paragraph before; of an earlier paragraph never for certain."""
    known = [m for m in text.parties if m.end <= head and kind_of(text, m.name) == kind]
    here = names_of(m for m in known if m.start >= text.paragraph(head).start)
    sure = len(here) == 1 and (kind == "meeting" or all(each.speakers for each in earlier))
    return (here, sure) if here else (names_of(known[-1:]), False)


def names_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The names of some mentions, each once."""
    return tuple(dict.fromkeys(mention.name for mention in mentions))


def under(text: Text, place: Placed) -> Frame | None:
    """The frame that governs the words at a place: the last one before them in the paragraph.

    Words in “ ” may have theirs behind them (“…。”李洪彪表示). It is certain where nobody else speaks in between, or is
    the subject of the sentence.
    """
    found = inside(frames(text), text.paragraph(place.start))
    before, quoted = [each for each in found if each.head <= place.start], quotation(text, place)
    behind = follows(text, quoted, found) if quoted else None
    if behind and not (before and touches(text, before[-1], quoted)):
        rivals = {*behind.speakers, *(before[-1].speakers if before else ())}
        alone = text.text[behind.end : behind.end + 1] == "。" or len(rivals) == 1
        return behind if alone else behind._replace(speakers=tuple(sorted(rivals)), certain=False)
    if not before:
        return None
    last, sentence = before[-1], text.sentence(place.start)
    if last.end > sentence.start:
        return last
    other = any(m.start == sentence.start and m.name not in last.speakers for m in text.parties)
    return last._replace(certain=last.certain and not other and all(each.speakers for each in before))


def follows(text: Text, quoted: Span, found: Sequence[Frame]) -> Frame | None:
    """The first frame behind a quotation in the sentence that follows it, if no other quotation comes between."""
    end = max(text.sentence(quoted.end).end, quoted.end)
    behind = next((each for each in found if quoted.end <= each.start and each.end <= end), None)
    spoken = text.text[quoted.end - 2] in "，。！？…!?" or text.text[quoted.end : quoted.end + 1] not in MARKS
    near = behind and behind.speakers and "“" not in text.masked[quoted.end : behind.start]
    return behind if near and spoken else None


def quotation(text: Text, place: Placed) -> Span | None:
    """The “ ” that hold the words at `place`."""
    return next((span for span in text.quotations if holds(span, place)), None)


def touches(text: Text, frame: Frame, quoted: Span | None) -> bool:
    """Whether a verb is right before a quotation."""
    return quoted is not None and text.text[frame.end : quoted.start] in ("", "了", "，", "：", ",", ":", "道：")


def manner(text: Text, place: Placed, frame: Frame) -> str:
    """Whether the words at a place are direct, written or reported speech under a frame.

    In “ ” they are direct beside the verb, as a whole sentence, or as a clause that follows others of the speaker; any
    other “ ” sets off a term.
    """
    quoted = quotation(text, place)
    if quoted:
        sentence = text.sentence(quoted.start)
        whole = quoted.text[-2] in "。！？!?…"
        clause = text.text[quoted.start - 1] in "，：" and sentence.start <= frame.start < quoted.start
        behind = frame.start >= quoted.end and quoted.text[-2] in "，"
        if whole or clause or behind or touches(text, frame, quoted):
            return "direct"
    written = any(frame.verb.startswith(verb) for verb, use in rows("speech") if use == "writes")
    return "written" if written else "reported"


def voices(text: Text, place: Placed) -> set[str]:
    """Who is named in a passage, or may be the subject of a verb of speech there (会议指出, 他还建议)."""
    spoken = (name for each in inside(frames(text), place) for name in each.speakers)
    return {*(mention.name for mention in inside(text.parties, place)), *spoken}


def frames_over(file: FactFile, fact: Said) -> list[tuple[Span, Frame | None]]:
    """The passages of a fact that do not just name its speaker, each with the frame that it is under."""
    text, sound = text_of(file, fact), [span for _, span in file.anchored(fact)]
    said = [span for number, span in enumerate(sound) if number == 0 or not voices(text, span)]
    return [(span, under(text, span)) for span in said]


def speaker(file: FactFile, fact: Said) -> Allowed:
    """Who says the words: the subject of the verb over them; every other anchor must name the same."""
    text, over, found = text_of(file, fact), frames_over(file, fact), list[Allowed]()
    named = {each.name for _, span in file.anchored(fact) for each in inside(text.parties, span)}
    for span, frame in over:
        names = frame.speakers if frame else ()
        own = fact.speaker if isinstance(fact, model.Quote) else fact.proposer
        if frame and frame.together and own in names and own in named:  # all say it, and a record is of one of them
            names = (own,)
        start = text.sentence(span.start).start
        if frame:
            found.append(Allowed(names, frame.certain, firm=frame.end > start))
        else:  # the body that is the one subject of a sentence without a verb of speech (省政府印发方案，将…)
            bodies = subjects(text, start, span.start)
            acts = bodies and WORDS["ACTS"].match(text.masked[bodies[0].end :])
            found.append(one_of((body.name for body in bodies if acts), firm=False))
    values = list(dict.fromkeys(name for each in found for name in each.values))
    beside = {name for _, span in list(file.anchored(fact))[1:] for name in voices(text, span)}
    if beside and not beside & {*values}:
        return one_of(values, certain=False, why="an anchor names somebody else")
    why = "" if values else "no verb of speech before them has a subject that the base knows"
    return one_of(values, all(each.certain for each in found), all(each.firm for each in found), why)


def speech_of(file: FactFile, quote: model.Quote) -> Allowed:
    """Whether the words are direct, written or reported."""
    found = (manner(text_of(file, quote), span, frame) for span, frame in frames_over(file, quote) if frame)
    return one_of(found, firm=False, why="no verb of speech is over the words")


def verb(file: FactFile, quote: model.Quote) -> Allowed:
    """The verb over the words; of 告诉记者 its beginning will do."""
    found = (frame.verb for _, frame in frames_over(file, quote) if frame)
    own = ("告诉" if verb.startswith("告诉") and quote.verb == "告诉" else verb for verb in found)
    return one_of(own, firm=False, why="no verb of speech is over the words")


def occasion(file: FactFile, quote: model.Quote) -> Allowed:
    """The words of an anchor that names the speaker."""
    text = text_of(file, quote)
    naming = [anchor for anchor, span in list(file.anchored(quote))[1:] if voices(text, span)]
    if any(quote.occasion and quote.occasion in anchor.exact for anchor in naming):
        return Allowed((quote.occasion,))
    return Allowed(why="no anchor beside the words has it")


def status(file: FactFile, measure: model.Measure) -> Allowed:
    """Official is what a meeting, a party or a government puts forward, proposed what anybody else does."""
    party = file.names.get(measure.proposer)
    body = isinstance(party, model.Organization) and (party.type,) in rows("organizations")
    return Allowed(("official" if body else "proposed",), firm=False)


def attribution(file: FactFile, claim: model.Claim) -> Allowed:
    """Where a claim is: in a heading, in the standfirst, or in the reporter's own text and nobody's mouth."""
    text = text_of(file, claim)
    lines = (line for line in text.paragraphs if not (is_heading(line.text) or line.text.startswith(("!", "http"))))
    first = next((line for line in lines if re.search("[\u4e00-\u9fff]", line.text)), None)
    found = []
    for _, span in file.anchored(claim):
        paragraph, frame = text.paragraph(span.start), under(text, span)
        if is_heading(paragraph.text):
            found.append("heading")
        elif paragraph == first and not re.search(r"[。！？”】]\s*$", first.text):
            found.append("standfirst")  # the paragraph before the body, which ends without a full stop
        elif frame and frame.certain and any(kind_of(text, name) == "person" for name in frame.speakers):
            found.append("somebody's words")
        else:
            found.append("reporter")
    return one_of(found[:1], "somebody's words" not in found)


def is_heading(line: str) -> bool:
    """Whether a line is a heading: it begins with # or is between **."""
    return line.startswith("#") or re.fullmatch(r"\*\*.+\*\*\s*", line) is not None
