"""Who says what, and how: the verbs of speech of an article with their subjects, and which words are under which verb.

A frame is a verb of speech with those who may be its subject (王明远认为, 会议指出, 他还建议, 在徐林看来). What follows
it in the paragraph is theirs, up to the next frame. A frame without a speaker (数据显示, 记者获悉, 专家预计) ends what
somebody says.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings.article import Span
from dongbei_cli.rules import words
from dongbei_cli.rules.text import MARKS, Mention, Placed, Text, holds, inside, read

ADVERBS = (
    "也|还|又|并|都|则|均|已|再次?|多次|进一步|同时|此外|特别|着重|曾经?|就此|对此|为此|因此|此前|日前|近日|最后|随后|首先|其中|当天|当日|昨天|"
    "今天|上午|下午|先后|共同|一致|分别|明确|公开|严肃|坦率地?|这样|如此|在?会上|现场|[，、]"
)
ABOUT = "在|于|就|对|向|针对|围绕|接受|出席|参加|主持|通过|回答|谈到|谈及|谈起|面对|作|率|赴"
"""Words that begin a phrase between a subject and its verb, which names no subject of its own."""
POST = "(?:长|主任|主席|书记|教授|委员|研究员|院士|经理|总裁|先生|女士|博士|老师|总理|秘书|记者|人)"
TITLE = f"[^，。、]{{0,8}}?{POST}"
PRONOUN = "他|她|其"
GATHERING = "(?:[上该这]述?|此次|本次)?(?:会议|座谈会|全会|论坛|发布会|大会)"


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


def frames(text: Text) -> tuple[Frame, ...]:
    """Return every frame of an article, in order."""
    return frames_of(text.file, text.source)


@lru_cache(maxsize=8)
def frames_of(file: FactFile, source: model.Source) -> tuple[Frame, ...]:
    """Read the frames of an article once for a base."""
    text, found = read(file, source), list[Frame]()
    for match in verbs(frozenset(quote.verb for quote in file.base.quotes)).finditer(text.nameless):
        if not (found and match.start() < found[-1].end):
            found.append(frame(text, match, found))
    return tuple(found)


@cache
def verbs(own: frozenset[str]) -> re.Pattern[str]:
    """A pattern for verbs of speech: those of the table and the base's own; what may be a noun only before a mark."""
    by_use: dict[str, list[str]] = {"says": sorted(own, key=len, reverse=True)}
    for verb, use in words.rows("speech"):
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
    head = text.clause(Span(0, match.start(), match.start() + 1, "")).start
    place = (match.start(), match.end(), match["verb"], head)
    if match["data"]:
        return Frame(*place, (), certain=False)
    paragraph = text.paragraph(match.start())
    earlier = [each for each in before if each.start >= paragraph.start]
    phrase = text.masked[head : match.start()]
    named = subjects(text, head, match.start())
    together = phrase.endswith(("都", "均"))
    if named:
        return Frame(*place, *chosen(text, named, match.start(), together=together), together)
    if re.match(f"在?(?:{PRONOUN})", phrase):
        return Frame(*place, *meant(text, head, "person", earlier))
    if re.fullmatch(f"(?:{ADVERBS})*{GATHERING}(?:{ADVERBS})*", phrase):
        return Frame(*place, *meant(text, head, "meeting", earlier))
    if not re.fullmatch(f"(?:{ADVERBS})*", without_dates(text, Span(0, head, match.start(), ""))):
        subordinate = re.match(f"(?:{ABOUT})", phrase) and phrase.endswith(("时", "中", "上", "后", "时，"))
        if not subordinate:
            return Frame(*place, (), certain=False)
    return Frame(*place, *carried_over(text, head, together, earlier), together)


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
        phrase = re.search(f"(?:{ABOUT}|给|告诉|据|由)[^，。]*$", lead)
        seen = (lead.endswith("在") and tail.startswith("看来")) or (lead == "在" and not tail)
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
    title = f"(?:{TITLE}|，[^，。]{{2,24}}{POST}，)?" if best == "person" else ""
    beside = re.fullmatch(rf"{title}(?:{ADVERBS}|[上中]?)*(?:(?:{ABOUT})[^。]*|召开.*)?", between) is not None
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


def carried_over(text: Text, head: int, together: bool, earlier: Sequence[Frame]) -> tuple[tuple[str, ...], bool]:
    """The subject of a verb that begins its clause: of the sentence, else whoever speaks in the paragraph so far."""
    start = text.sentence(head).start
    named = subjects(text, start, head)
    if earlier and (earlier[-1].start >= start or not named):
        return earlier[-1].speakers, earlier[-1].certain
    return chosen(text, named, head, together=together) if named else ((), False)


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
    return next((span for span in text.article.quotations if holds(span, place)), None)


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
    written = any(frame.verb.startswith(verb) for verb, use in words.rows("speech") if use == "writes")
    return "written" if written else "reported"


def voices(text: Text, place: Placed) -> set[str]:
    """Who is named in a passage, or may be the subject of a verb of speech there (会议指出, 他还建议)."""
    spoken = (name for each in inside(frames(text), place) for name in each.speakers)
    return {*(mention.name for mention in inside(text.parties, place)), *spoken}
