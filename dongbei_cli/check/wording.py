"""The words of a claim beside those of a record: what they turn round, deny, hedge, quote, or say is done."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dongbei_cli import model
from dongbei_cli.check.comparison import CLAUSE, FORMS, Comparison
from dongbei_cli.check.cover import (
    LACKING,
    LIGHT,
    NEUTRAL,
    NOT,
    Difference,
    directions,
    english_place,
    has,
    nearest_directions,
    opposites,
    said_in,
    siblings,
    stem_places,
    synonyms,
    turned_title,
)

LONGEST_TERM = 10
"""Characters of the longest quotation that may be a term."""
LEAST_AROUND = 12
"""How many characters a claim must share with a record in which one thing stands for another."""


def words(pair: Comparison) -> None:
    """Note the words that are turned round, and those that are a rank."""
    claim, role, names = pair.claim, pair.evidence.values.get("role"), pair.evidence.who
    if role and not any(slot.value in (*names, role) or slot.value in role for slot in claim.parties):
        role = None
    role = role or next(filter(None, (pair.evidence.names.roles.get(slot.value) for slot in claim.parties)), None)
    title = turned_title(claim.rest, pair.evidence.heading(claim.chinese), claim.chinese)
    for turned in pair.covered.turned or title:
        if not (turned.slot == "negation" and (pair.excepts or pair.evidence.denial)):
            pair.differ(*turned)
    for turned in nearest_directions(claim.rest, pair.passage, pair.pieces, claim.chinese):
        pair.differ(*turned)
    if role and (post := FORMS["post"].search(claim.rest)) and post["unit"] not in role:
        pair.differ("role", post[0], role)
    said = re.findall("[A-Za-z-]{4,}", claim.rest) if role and FORMS["rank"].search(role) else []
    roles = map(pair.evidence.names.english_roles.get, (slot.value for slot in claim.parties))
    known = pair.evidence.values.get("role_en") or next(filter(None, roles), claim.rest)
    strange = [word for word in said if english_place(word, stem_places(known), known, "") == LACKING]
    for word in filter(lambda word: is_rank(pair, word), (*pair.unknown, *strange) if role else ()):
        pair.differ("role", word, role)
    pair.account(lambda word: role and is_rank(pair, word))


def is_rank(pair: Comparison, word: str) -> bool:
    """Return whether a word is the rank right before the name of a person or behind that of a body."""
    at, text = pair.claim.rest.find(word), pair.claim.text
    gaps = [
        text[at + len(word) : slot.start] if slot.start > at else text[slot.end : at] for slot in pair.claim.parties
    ]
    return FORMS["rank"].search(word) is not None and any(FORMS["between"].fullmatch(gap) for gap in gaps)


def denied(text: str, word: str) -> bool:
    """Return whether a text denies a word, right before it or before one that is between."""
    return re.search(rf"(?i)(?:{NOT})(?:\w{{0,2}}|\s\w+\s|\s)$", text[: max(0, text.lower().find(word))]) is not None


@lru_cache(maxsize=64)
def degrees_in(text: str) -> list[tuple[list[str], list[str]]]:
    """Return the words of degree that a text has, with those that contradict them."""
    return [(ours, theirs) for ours, theirs in opposites() if has(text, ours)]


@lru_cache(maxsize=64)
def things_in(text: str) -> list[list[list[str]]]:
    """Return the sorts of things of which a text names one."""
    return [things for things in siblings() if any(has(text, forms) for forms in things)]


def degrees(pair: Comparison) -> None:
    """Note a word of how many, how sure or how soon, and the word of the record that contradicts it."""
    passage, rest = pair.evidence.passage(pair.claim.chinese), pair.claim.rest
    for ours, theirs in degrees_in(rest):
        word = has(rest, ours)
        near = (has(passage, ours) and clause_with(pair, passage, ours)) or passage
        other = has(near, theirs) if not has(rest, theirs) else ""
        if other and not has(near.replace(other, ""), ours) and not denied(rest, word):
            pair.replace("qualifier", word, other)


def replacements(pair: Comparison) -> None:
    """Note a thing that a claim has in the place of another one of its sort, as a service for an industry."""
    passage, rest = pair.evidence.passage(pair.claim.chinese), pair.claim.text
    both = "|".join(pair.evidence.passages)
    for things in things_in(rest):
        added = [word for forms in things if (word := has(rest, forms)) and not has(both, forms)]
        if not added:
            continue
        unsaid = [forms for forms in things if not has(rest, forms)]
        near = (clause_with(pair, passage, added), passage)
        missing = next(filter(None, ([w for forms in unsaid if (w := has(text, forms))] for text in near)), [])
        if not missing or "等" in near[0]:
            continue
        if pair.literal <= LEAST_AROUND or len(added) != len(missing):
            pair.open += added
        else:
            pair.replace("name", "、".join(added), "、".join(missing))


def clause_with(pair: Comparison, passage: str, words_: Sequence[str]) -> str:
    """Return the clause of a passage that has most words of the claim beside one; nothing where several have."""
    said = [pair.claim.text[piece.start : piece.end] for piece in pair.pieces if piece.literal]
    least = 1 if pair.claim.chinese else 3
    said = [each for each in said if len(each) > least and not any(each in word or word in each for word in words_)]
    clauses = re.findall(f"[^{CLAUSE}|]+", passage)
    ranked = sorted(((sum(len(each) for each in said if each in one), one) for one in clauses), reverse=True)
    first, second = [*ranked, (0, ""), (0, "")][:2]
    return first[1] if first[0] > second[0] else ""


def venues(pair: Comparison) -> None:
    """Compare the kind of meeting at which a claim says that something was said or done."""
    said, held = ([*FORMS["venue"].finditer(text)] for text in (pair.claim.rest, pair.evidence.paragraph))
    kinds = {match.lastgroup for match in held}
    for match in said:
        if match.lastgroup not in kinds:
            if held:
                pair.replace("occasion", match[0], held[0][0])
            else:
                pair.open += [match[0]] if pair.claim.chinese else []


def papers(pair: Comparison) -> None:
    """Compare documents: one that the paragraph does not name contradicts the one that the sentence is of."""
    names = [e.record.name for e in (pair.evidence, *pair.evidence.mates) if isinstance(e.record, model.Document)]
    for slot in pair.claim.documents:
        said = re.sub("[“”]", "", "|".join((pair.evidence.paragraph, *pair.evidence.passages)))
        if not any(re.sub("[“”]", "", words) in said for words in (slot.value, slot.text)):
            sort = [each.text for each in pair.evidence.named.papers if each.text[-2:] == slot.text[-2:]]
            known_as = (names or sort) and not FORMS["periodical"].search(pair.claim.text[slot.start : slot.end + 2])
            pair.differ("name", slot.text, (names or sort)[0]) if known_as else pair.open.append(slot.text)
        clause = next((each for each in re.split("[，。；]", pair.evidence.paragraph) if slot.value in each), "")
        stages = FORMS["stage"].finditer(pair.claim.rest) if clause else ()
        pair.open += [stage[0] for stage in stages if not said_in(stage[0].lower(), clause)]


def speech(pair: Comparison) -> None:
    """Compare what is in quotation marks: only direct speech may be, or a term that the article has so."""
    own, chinese, paragraph = pair.evidence.values, pair.claim.chinese, pair.evidence.paragraph
    turned = [each.claimed for each in pair.differences.values() if each.slot in ("negation", "direction")]
    for slot in pair.claim.quotations:
        words = slot.text.rstrip("。.，,！!")
        counted = slot.start in [each.start for slots in (pair.claim.amounts, pair.claim.dates) for each in slots]
        term = len(words) <= LONGEST_TERM if chinese else len(words.split()) < 4
        spared = [each for each in pair.covered.pieces if each.place == LIGHT and slot.start <= each.start < slot.end]
        pair.open += [slot.text] if spared and own.get("speech") == "direct" and not chinese else []
        named = words in paragraph and pair.claim.text[: slot.start - 1].endswith("的")  # 面面俱到的“大水漫灌”
        if f"“{words}" in paragraph or (term and (counted or named or not chinese)):
            continue
        if "speech" not in own:
            pair.open += [] if term and words in paragraph else [slot.text]
        elif own["speech"] != "direct" or (words not in own["text"] if chinese else any(w in words for w in turned)):
            direct = own["speech"] == "direct"
            pair.differ("speech", *((words, own["text"]) if direct else ("direct", own["speech"])))
            pair.account(lambda word, words=words: word in words)  # type: ignore[misc]
            for key in [key for key in pair.differences if key[0] == "negation" and key[1] in words]:
                del pair.differences[key]


def status(pair: Comparison) -> None:
    """Compare what is proposed with what a claim says was done, and a former role with a present one."""
    evidence, text, passage = pair.evidence, pair.claim.rest, pair.evidence.passages[0]
    named = [slot.value for slot in pair.claim.parties]
    titles = (match[0] for one in named for match in re.finditer(f"(?<={one})副\\w\\w", passage))
    roles = "|".join(filter(None, (*map(evidence.names.roles.get, named), *titles)))
    former = evidence.values.get("role") or roles
    past, others = (re.search("原|former", each) is not None for each in (former, roles))
    held = FORMS["current" if past else "gone"].search(text) if former and past >= others else None
    if held:
        pair.replace("role", held[0], former)
    elif past and "role" not in pair.slots and not FORMS["former"].search(pair.claim.text):
        pair.open += [former] if any(slot.value in former for slot in pair.claim.parties) else []
    post = former.partition("副")[2].partition("|")[0]
    if post and (head := re.search(f"(?<!副){post[:3]}|{FORMS['head'].pattern}", text)):
        pair.differ("role", head[0], former)
    if (draft := FORMS["drafted"].search(text)) and "正式" in passage:
        pair.differences = {("status", ""): Difference("status", draft[0], "正式")}
        pair.account(lambda word: re.search("征求|草案|draft", word))
    wanted = evidence.proposes or FORMS["preparing"].search(passage) or aimed(pair)
    done = FORMS["done"].search(text) if wanted else None
    later = FORMS["afterwards"].search(pair.claim.text)
    if done and (later or denied(text, done[0]) or FORMS["future"].search(text[: done.start()])):
        pair.open.append(done[0])
    elif done:
        pair.differ("status", done[0], "proposed")
        pair.account(lambda word: FORMS["done"].search(word) or word in done[0] or FORMS["issued"].search(word))
    elif evidence.proposes and pair.claim.chinese and not pair.claim.parties:
        pair.open += [] if FORMS["ought"].search(pair.claim.text) or FORMS["copula"].search(passage) else ["proposed"]


def aimed(pair: Comparison) -> bool:
    """Return whether what a Chinese claim says is done is what the passage says that somebody aims at."""
    done = FORMS["done"].search(pair.claim.rest)
    piece = next((each for each in pair.pieces if done and each.start >= done.end()), None)
    return piece is not None and FORMS["aims"].search(pair.passage[: piece.place]) is not None


def misplaced(pair: Comparison) -> None:
    """Note a denial where the record denies nothing in the clause of the words beside it, and what was not held."""
    known = [piece for piece in pair.pieces if piece.place < len(pair.passage)]
    for match in re.finditer(NOT, pair.claim.rest) if not (pair.evidence.denial or pair.excepts) else ():
        held = FORMS["staged"].search(pair.claim.rest[match.end() :][:16])
        if held and (pair.differences or not isinstance(pair.evidence.record, model.Event)):
            pair.open.append(match[0])  # 不在长春召开 may be so
        if any(piece.start < edge < piece.end for piece in known for edge in match.span()):
            continue  # the article has it with the words beside it
        behind, before = ([p for p in known if p.start >= match.end()], [p for p in known if p.end <= match.start()])
        clauses = [clause(pair.passage, piece.place) for piece in behind[:1] or before[-1:]]
        pair.apart |= not any(FORMS["denies"].search(each) for each in clauses)


def clause(text: str, at: int) -> str:
    """Return the clause of a text that has a place in it."""
    ends = [match.start() for match in re.finditer(f"[{CLAUSE}|]", text)]
    begin = max((end for end in ends if end < at), default=-1)
    return text[begin + 1 : min((end for end in ends if end >= at), default=len(text))]


def denials(pair: Comparison) -> None:
    """Note that the passage denies what a claim says: 没有 before its words, or in the clause it has most from."""
    for word in directions(pair.claim.rest) if pair.claim.chinese and not pair.excepts else ():
        denied = re.search(f"(?:{NOT})(?:{FORMS['adverb'].pattern})?$", pair.claim.rest[: word.start()])
        forms = "|".join(sorted({word[0], *synonyms(word[0])}, key=len, reverse=True))
        places = [each.start() for each in re.finditer(forms, pair.passage)] if denied else []
        if places and not any(re.search(NOT, re.split(f"[{CLAUSE}|]", pair.passage[:at])[-1]) for at in places):
            pair.differ("negation", f"{denied and denied[0]}{word[0]}", word[0])
    if contradicts(pair):
        return
    pair.open += astray(pair)
    if "direction" in pair.slots or FORMS["denies_or_wishes"].search(pair.claim.text):
        return
    if not pair.claim.chinese:
        words = [piece for piece in pair.pieces if piece.end - piece.start > 3]
        for match in re.finditer(r"[^|.;]+", pair.passage):
            here = sum(match.start() <= piece.place < match.end() for piece in words)
            denial = re.search(r"(?i)\b(?:not|never|cannot|nor)\b", match[0])
            if denial and here > max(1, 0.6 * len(words)):
                pair.differ("negation", "", denial[0])
        return
    clauses = re.findall(f"[^{CLAUSE}|]+", pair.evidence.sentence if pair.figure else pair.passage)
    said = [pair.claim.text[piece.start : piece.end] for piece in pair.pieces]
    for clause, following in zip(clauses, [*clauses[1:], ""], strict=True):
        goes_on = following.startswith(("而", "反而", "但")) and any(words in following for words in said)
        most = sum(len(words) for words in said if words in clause) > 0.6 * (sum(map(len, said)) or 1)
        for match in re.finditer(NOT, clause):
            behind = clause[match.end() : match.end() + 2]
            done = re.search(f"已[^，。]*{behind}|{behind}[^，。]?[了完]", pair.claim.rest)
            if re.match("[^的]{2,5}的\\w", clause[match.end() :]) and not done:
                pair.open += [match[0] + behind] if behind in pair.claim.rest else []
            elif (len(behind) == 2 and behind in pair.claim.rest) or (most and not goes_on):
                pair.differ("negation", "", match[0] + behind)


def astray(pair: Comparison) -> Iterator[str]:
    """Yield denials, in a Chinese claim, of what the passage says is done, or beside a word that it has not."""
    text = pair.claim.text
    for match in re.finditer(NOT, pair.claim.rest) if pair.claim.chinese else ():
        if f"{text[match.end() : match.end() + 2]}了" in pair.passage:
            yield match[0]
        for same in (each for each in pair.pieces if each.start < match.start() and match.end() <= each.end):
            before = (each for each in pair.covered.pieces if each.end == same.start and each.place != NEUTRAL)
            yield from (match[0] for each in before if text[each.start : each.end] in pair.covered.borrowed)


def contradicts(pair: Comparison) -> bool:
    """Return whether a claim and the passage deny what the other says, or the same; this needs no more."""
    for sure, denial in (("suffices", "insufficient"), ("leftover", "unsolved")):
        said, stated = FORMS[sure].search(pair.claim.text), FORMS[denial].search("|".join(pair.evidence.passages))
        if said and stated:
            pair.differences = {key: each for key, each in pair.differences.items() if each.slot != "negation"}
            pair.replace("negation", said[0], stated[0])
            return True
    match = FORMS["against"].search(pair.claim.rest)
    piece = next((each for each in pair.pieces if match and each.start >= match.end()), None)
    if not match or not piece:
        return False
    here = clause(pair.passage, piece.place)
    if re.search(NOT, here):
        pair.account(lambda word: word in match[0])
        return True
    if pair.evidence.proposes:
        pair.replace("negation", match[0], here)
    return False


def hedges(pair: Comparison) -> None:
    """Note the hedges of the main words (可能, 预计) that a claim leaves out, so that it says more."""
    if pair.figure or pair.differences or FORMS["softened"].search(pair.claim.text):
        return
    used = [pair.claim.text[piece.start : piece.end] for piece in pair.pieces if piece.end - piece.start > 1]
    passage = pair.evidence.record.anchors[0].exact if pair.claim.chinese else pair.passage
    for clause in re.findall(f"[^{CLAUSE}|]+", passage):
        if (hedge := FORMS["hedge"].search(clause)) and any(words in clause for words in used):
            pair.open.append(hedge[0])
