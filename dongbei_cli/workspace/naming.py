"""What the words that people type mean in a base: experts, topics, areas, regions, ids, and the closed vocabularies."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, get_args

from dongbei_cli import errors, model, queries

if TYPE_CHECKING:
    from dongbei_cli.database import Connection
    from dongbei_cli.names import Name

TERMS = ("topic", "area", "region")
LISTED_BY = {
    "topic": "dongbei topics",
    "area": "dongbei topics",
    "region": "dongbei topics",
    "expert": "dongbei people",
    "proposer": "dongbei people",
    "fact": "dongbei list",
}
CHOICES = {
    "category": get_args(model.Category),
    "speech": get_args(model.Speech),
    "status": get_args(model.Status),
    "kind": get_args(model.Kind),
}
"""The closed vocabularies that can be asked for."""
RECORDED = {"expert": "statement", "proposer": "measure"}
"""What those whom the article names may have none of."""
MOST_NEAR = 2000
"""Facts of a base that are all looked at for one whose id was mistyped; of a larger one, those that begin alike."""
MOST_OFFERED = 3


def several(asked: str | Iterable[str] | None) -> Sequence[str]:
    """What was asked for, one by one."""
    return () if asked is None else (asked,) if isinstance(asked, str) else tuple(asked)


def choices(sort: str, asked: str | Iterable[str] | None) -> list[str]:
    """The words of a closed vocabulary that typed ones mean, each once."""
    return list(dict.fromkeys(choice(sort, typed, CHOICES[sort]) for typed in several(asked)))


def choice(sort: str, typed: str, words: Sequence[str]) -> str:
    """The one of these words that was typed, in any case, or in Chinese as tables print it; UnknownChoiceError."""
    if typed in words:
        return typed
    from dongbei_cli.names import matching
    from dongbei_cli.views.labels import LABELS

    folded = matching.fold(typed)
    for word in words:
        if folded in (word.casefold(), *map(matching.fold, LABELS.get(word, ()))) and folded:
            return word
    meant = [match.key for match in matching.suggestions(typed, [matching.Name(word, (word,)) for word in words])]
    raise errors.UnknownChoiceError(sort, typed, meant, words)


def name(connection: "Connection", sort: str, typed: str) -> str:
    """The one name (or slug) of a sort that a typed word means."""
    found = queries.written(connection, sort, typed)
    if not found:
        from dongbei_cli.names import matching  # 4 million instructions that most calls do without

        found = list(dict.fromkeys(match.key for match in matching.match(typed, names(connection, sort))))
    if len(found) > 1:
        raise errors.AmbiguousNameError(typed, found)
    if not found:
        raise unknown(connection, sort, typed)
    return found[0]


def unknown(connection: "Connection", sort: str, typed: str) -> errors.DongbeiError:
    """The error for a name that fits nothing of its sort: somebody of whom nothing is recorded, or a slip."""
    from dongbei_cli.names import matching

    if sort in RECORDED:
        others = [match.key for match in matching.match(typed, queries.everyone(connection))]
        if len(others) == 1:
            return errors.UnheardError(others[0], RECORDED[sort])
    return errors.UnknownNameError(sort, typed, near(connection, sort, typed), LISTED_BY[sort])


def near(connection: "Connection", sort: str, typed: str) -> list[str]:
    """The names that may have been meant by a slip of the keyboard; of facts, the ids."""
    from dongbei_cli.names import matching

    if sort == "fact":
        return near_ids(connection, typed)
    return [match.form for match in matching.suggestions(typed, names(connection, sort))]


def names(connection: "Connection", sort: str) -> "list[Name]":
    """What can be typed for a sort of thing: topic, area, region, expert, proposer or fact."""
    from dongbei_cli.names import Name

    if sort in TERMS:
        return [term_name(term) for term in queries.terms(connection, sort, counted=False)]
    if sort == "fact":
        return [Name(fact_id, (fact_id,)) for fact_id in queries.kinds_by_id(connection)]
    return queries.speakers(connection) if sort == "expert" else queries.proposers(connection)


def term_name(term: model.Term) -> "Name":
    """A term with all its forms; regions are known by their Chinese name, topics and areas by slug."""
    from dongbei_cli.names import Name

    chinese = tuple(alias for alias in term.aliases if not alias.isascii())
    english = tuple(alias for alias in term.aliases if alias.isascii())
    return Name(term.zh if term.type == "region" else term.slug, (term.slug, term.zh, *chinese), (term.en, *english))


def facts(connection: "Connection", ids: Sequence[str]) -> list[tuple[str, str]]:
    """Kind and id of the facts that are called so, in the order asked for; ids are typed in any case."""
    kinds = queries.kinds_by_id(connection, ids)
    if lacking := [typed for typed in ids if typed not in kinds]:
        from dongbei_cli.names import matching

        meant = {typed: matching.fold(typed).replace(" ", "") for typed in lacking}
        others = queries.kinds_by_id(connection, list(meant.values()))
        for typed, folded in meant.items():
            if folded not in others:
                raise errors.UnknownNameError("fact", typed, near_ids(connection, typed), LISTED_BY["fact"])
        ids, kinds = [meant.get(typed, typed) for typed in ids], kinds | others
    return [(kinds[fact_id], fact_id) for fact_id in ids]


def near_ids(connection: "Connection", typed: str) -> list[str]:
    """The ids that may have been meant: those that hold what was typed, whom it names, or a slip of the keyboard."""
    from dongbei_cli.names import matching

    folded = matching.fold(typed).replace(" ", "-")
    ids = queries.ids_near(connection, folded, MOST_NEAR)
    known = [matching.Name(fact_id, (fact_id,)) for fact_id in ids]
    holding = [fact_id for fact_id in ids if len(folded) > 1 and folded in fact_id]
    if holding or folded.isascii():
        holding = holding or [match.key for match in matching.match(folded.replace("-", " "), known)]
        holding.sort(key=lambda fact_id: (not fact_id.startswith(folded), fact_id))
    if holding:
        return holding[:MOST_OFFERED]
    keys = {match.key for match in matching.match(typed, queries.everyone(connection))}
    if named := queries.ids_of_parties(connection, sorted(keys)) or queries.ids_titled(connection, typed, MOST_NEAR):
        return named[:MOST_OFFERED]
    return [match.form for match in matching.suggestions(folded, known)]
