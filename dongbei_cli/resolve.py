"""What typed words mean in a base: experts, topics, areas, regions, ids, dates, and the closed vocabularies."""

import re
import time
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dongbei_cli import errors, model, store
from dongbei_cli.readings import edtf
from dongbei_cli.store import Connection

if TYPE_CHECKING:
    from dongbei_cli.names.match import Name
    from dongbei_cli.readings.dates import DateReading


Asked = str | Iterable[str] | None  # one name, or several of which any will do; nothing is no condition
TERMS = ("topic", "area", "region")
PARTIES = ("person", "organization")
LISTED_BY = {"speaker": "dongbei people", "proposer": "dongbei people", "fact": "dongbei list"}
"""The command that lists the names of a sort; `dongbei topics` those of all others."""
CHOICES = {
    "category": model.CATEGORIES,
    "speech": model.Quote.FIELDS["speech"].choices,
    "status": model.Measure.FIELDS["status"].choices,
    "kind": tuple(model.KINDS),
}
"""The vocabularies that can be asked for."""
ONE_DATE = errors.Message("2003, 2003-10 or 2023-10-27")
RECORDED = {"speaker": "statement", "proposer": "measure"}  # what those whom the article names may have none of


def values(connection: Connection, tag: str, asked: Asked) -> list[str]:
    """The values of a tag that typed words mean, each once: words of its vocabulary or of the base, names, or slugs."""
    typed = () if asked is None else (asked,) if isinstance(asked, str) else tuple(asked)
    if tag not in CHOICES:
        return list(dict.fromkeys(name(connection, tag, each) for each in typed))
    used = connection.execute("SELECT DISTINCT value FROM tags WHERE type = ?", (tag,)) if typed else ()
    known = tuple(dict.fromkeys((*CHOICES[tag], *(value for (value,) in used))))
    return list(dict.fromkeys(choice(tag, each, known) for each in typed))


def choice(sort: str, typed: str, words: Sequence[str]) -> str:
    """The one of these words that was typed, in any case, or in Chinese as tables print it; UnknownChoiceError."""
    if typed in words:
        return typed
    from dongbei_cli.names import fold
    from dongbei_cli.names.match import Name, suggestions

    folded = fold(typed)
    for word in words:
        if folded and folded in (word.casefold(), *map(fold, model.WORDS.get(word, ()))):
            return word
    meant = [near.key for near in suggestions(typed, [Name(word, (word,)) for word in words])]
    raise errors.UnknownChoiceError(sort, typed, meant, words)


def name(connection: Connection, sort: str, typed: str) -> str:
    """The one name (or slug) of a sort that a typed word means; speakers are looked for among all who are named."""
    if is_used(connection, sort, typed):
        return typed
    from dongbei_cli.names.match import match, suggestions

    known = terms(connection, PARTIES) if sort in RECORDED else names(connection, sort)
    fits = [each.key for each in match(typed, known)]
    said = {each.key: each.key for each in known}  # in English with the English name behind it
    for each in known:
        gloss = next(filter(None, each.english), "")
        if gloss and not each.key.isascii():
            said[each.key] = errors.Message("{name} ({gloss})", name=each.key, gloss=gloss)
    if len(fits) > 1:
        raise errors.AmbiguousNameError(typed, [said[key] for key in fits])
    if not fits:
        near = [each.form for each in suggestions(typed, names(connection, sort))]
        what = "expert" if sort == "speaker" else sort
        raise errors.UnknownNameError(what, typed, near, LISTED_BY.get(sort, "dongbei topics"))
    if sort in RECORDED and not is_used(connection, sort, fits[0]):
        raise errors.NothingFoundError(
            "{name} is in the article, but no {what} of theirs is recorded",
            "`dongbei people` counts the statements and measures of everyone",
            name=said[fits[0]], what=errors.Message(RECORDED[sort]),
        )  # fmt: skip
    return fits[0]


def is_used(connection: Connection, tag: str, value: str) -> bool:
    """Whether a filter finds any fact by this value."""
    sql = "SELECT 1 FROM tags WHERE type = ? AND value = ? LIMIT 1"
    return connection.execute(sql, (tag, value)).fetchone() is not None


def names(connection: Connection, sort: str, kinds: Sequence[str] = ()) -> "list[Name]":
    """What can be typed for a topic, area, region, speaker, proposer or fact; with `kinds`, what facts of them have."""
    from dongbei_cli.names.match import Name

    if sort == "fact":
        return [Name(fact_id, (fact_id,)) for (fact_id,) in connection.execute("SELECT id FROM facts ORDER BY number")]
    known = terms(connection, (sort,) if sort in TERMS else PARTIES)
    if sort in TERMS and not kinds:
        return known
    sql = """SELECT DISTINCT value FROM tags JOIN facts ON fact = number
        WHERE type = ? AND kind IN (SELECT value FROM json_each(?))"""
    active = {value for (value,) in connection.execute(sql, (sort, store.as_list(kinds or model.KINDS)))}
    return [name for name in known if name.key in active]


def terms(connection: Connection, types: Sequence[str]) -> "list[Name]":
    """Terms and names with all their forms; regions and parties are known by their Chinese name, others by slug."""
    from dongbei_cli.names.match import Name

    sql = """SELECT type, key, zh, en, pinyin, aliases, kind FROM terms
        WHERE type IN (SELECT value FROM json_each(?)) ORDER BY rowid"""
    found = []
    for sort, key, chinese, english, pinyin, also, kind in connection.execute(sql, (store.as_list(types),)):
        aliases = list(filter(None, also.split("\n")))
        forms = tuple(dict.fromkeys((key, chinese, *(alias for alias in aliases if not alias.isascii()))))
        in_english = (english, *(alias for alias in aliases if alias.isascii()))
        kinds = model.WORDS.get("region" if sort == "region" else kind, ())
        found.append(Name(chinese if sort == "region" else key, forms, in_english, (pinyin,) if pinyin else (), kinds))
    return found


def fact(connection: Connection, typed: str) -> str:
    """The id that was typed, in any case or as its number in `list`; UnknownNameError for one that there is not."""
    from dongbei_cli.names import fold

    for fact_id in (typed, fold(typed).replace(" ", "")):
        if connection.execute("SELECT 1 FROM facts WHERE id = ?", (fact_id,)).fetchone():
            return fact_id
    if re.fullmatch("[1-9][0-9]{0,8}", typed):
        numbered = f"SELECT id FROM facts ORDER BY {store.ARTICLE_ORDER} LIMIT 1 OFFSET ?"
        if row := connection.execute(numbered, (int(typed) - 1,)).fetchone():
            return str(row[0])
    raise errors.UnknownNameError("fact", typed, near_ids(connection, typed), LISTED_BY["fact"])


def near_ids(connection: Connection, typed: str) -> list[str]:
    """The ids that may have been meant: those that hold what was typed, whose titles do, or a slip of the keyboard."""
    from dongbei_cli.names import fold
    from dongbei_cli.names.match import typo

    folded = fold(typed).replace(" ", "-")
    words = folded.split("-") if len(folded) > 1 else ["\n"]
    all_words = " AND ".join("instr(id, ?)" for _ in words)
    holding = f"SELECT id FROM facts WHERE {all_words} ORDER BY instr(id, ?) <> 1, instr(id, ?) = 0, id"
    titled = "SELECT id FROM facts WHERE instr(record ->> '$.title', ?) ORDER BY number"
    for query, values in ((holding, [*words, folded, folded]), (titled, [typed.strip() or "\n"])):
        if found := [fact_id for (fact_id,) in connection.execute(query, values)]:
            return found[:3]
    like = connection.execute("SELECT id FROM facts WHERE abs(length(id) - ?) <= 3 ORDER BY number", (len(folded),))
    misspelt = sorted((apart, fact_id) for (fact_id,) in like if (apart := typo(folded, fact_id)))
    return [fact_id for apart, fact_id in misspelt[:3] if apart <= misspelt[0][0] + 1]


def published(connection: Connection) -> str:
    """When the first article was published: what words such as 今年 are read against."""
    return str(connection.execute("SELECT published FROM sources ORDER BY rowid LIMIT 1").fetchone()[0])


def days(connection: Connection, since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The first day of `since`, the last of `until`; UsageError for what is not one date, or ends before it begins."""
    first = None if since is None else day_range(connection, "--since", since)[0]
    last = None if until is None else day_range(connection, "--until", until)[1]
    if first and last and first > last:
        hint = errors.Message("give the earlier date to --since")
        raise errors.UsageError("--since {since} is after --until {until}", hint, since=since, until=until)
    return first, last


def day_read(connection: Connection, typed: str | None) -> str:
    """The day on which the article was read, today if none is typed; UsageError for what is no day or yet to come."""
    today = time.strftime("%Y-%m-%d")
    first, last = (today, today) if typed is None else day_range(connection, "--accessed", typed)
    if first is None or first != last:
        raise errors.UsageError("{date} is not one day", "write it as in 2026-07-31", date=errors.shown(typed or ""))
    if first > today:
        raise errors.UsageError("{date} is yet to come", "mend --accessed", date=first)
    return first


def day_range(connection: Connection, option: str, typed: str) -> tuple[str | None, str | None]:
    """The first and the last day of one date, in EDTF or as people write it; UsageError for any other text."""
    from dongbei_cli.names import plain
    from dongbei_cli.readings import dates  # takes a twentieth of a lookup that asks for no date
    from dongbei_cli.readings.typed import numbers_in_chinese

    text = unicodedata.normalize("NFKC", typed).strip()[:60]
    try:
        date = edtf.parse(text)
    except ValueError as fault:
        either = re.match("[0-9]{1,2}[-/.]", text)  # as in 9/10/2023, whose month may be 9 or 10
        said = "" if either else numbers_in_chinese(plain(text)).strip()
        found = dates.readings(said, published(connection))
        if len(found) != 1 or found[0].text != said:
            message = fault.args[0]
            if "forms" in message.values:
                message = errors.Message(message.template, **message.values | {"forms": ONE_DATE})
            raise errors.UsageError("{option}: {fault}", option=option, fault=message) from fault
        if found[0].certain and not found[0].relative:
            return edtf.bounds(found[0].edtf)
        accessed = option == "--accessed"  # which is not counted from the article
        hint = errors.Message("write it as in 2026-07-31") if accessed else intended(connection, found[0])
        shown = errors.shown(typed)
        raise errors.UsageError("{option}: {date} leaves open which days", hint, option=option, date=shown) from fault
    if date.precision == "interval":
        ends = [end for end in re.split("[][/.]+", text) if end]
        mended = f"--since {ends[0]} --until {ends[-1]}" if len(ends) > 1 else f"{option} {ends[0]}"
        raise errors.UsageError(
            "{option} takes one date, and {date} is an interval", "write {mended}",
            option=option, date=errors.shown(typed), mended=mended,
        )  # fmt: skip
    return date.earliest, date.latest


def intended(connection: Connection, found: "DateReading") -> errors.Message:
    """The hint what to write for words that leave open which days: a date only where nothing else can be meant."""
    first, last = edtf.bounds(found.edtf)
    if not found.relative:
        meant = str(last if re.search("[底末]|下旬", found.text) else first)[:7]
        return errors.Message("write the month or the day that you mean, as in {date}", date=meant)
    (articles,) = connection.execute("SELECT count(*) FROM sources").fetchone()
    if found.certain and articles == 1 and edtf.parse(found.edtf).precision != "interval":
        return errors.Message("counted from the article's publication it is {date}", date=found.edtf)
    return errors.Message("write {forms}", forms=ONE_DATE)
