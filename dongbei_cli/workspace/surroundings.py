"""What stands around facts: their sentences, arithmetic and lines for `show`, and the whole article for `article`."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dongbei_cli import model, queries
from dongbei_cli.database import Connection
from dongbei_cli.proof import annotation, inventory, waivers
from dongbei_cli.readings import article


class Evidence(NamedTuple):
    """What `show` prints beside a record: sources and texts by source id, relations, and its line in `file`.

    `facts` are the records and all that the relations are between, by id; `topics` are the terms by slug.
    """

    sources: Mapping[str, model.Source]
    articles: Mapping[str, str]
    relations: Sequence[model.Relation]
    facts: Mapping[str, model.Record]
    topics: Mapping[str, model.Term]
    file: str
    lines: Mapping[str, int]


def evidence(connection: Connection, records: Sequence[model.Record]) -> Evidence:
    """What stands around these records."""
    ids = [record.id for record in records]
    sources = queries.sources(connection, list(dict.fromkeys(record.source for record in records)))
    relations = queries.relations(connection, ids)
    members = (fact for relation in relations for fact in (relation.whole, *relation.parts) if fact)
    kinds = queries.kinds_by_id(connection, list(dict.fromkeys((*ids, *members))))
    facts = queries.by_id(connection, [(kind, fact) for fact, kind in kinds.items()])
    return Evidence(
        {source.id: source for source in sources},
        {source.id: queries.article(connection, source.id) for source in sources},
        relations,
        {fact.id: fact for fact in facts},
        {term.slug: term for term in queries.terms(connection, "topic", counted=False)},
        queries.base_file(connection),
        queries.lines_by_id(connection, ids),
    )


def annotations(connection: Connection) -> list[annotation.Annotation]:
    """Each article with its facts and waivers, in the order of the sources."""
    names = [name for party in queries.everyone(connection) for name in party.forms]
    found = []
    facts_by_source: dict[str, list[model.Record]] = {}
    for fact in queries.facts(connection):
        facts_by_source.setdefault(fact.source, []).append(fact)
    for source in queries.sources(connection):
        facts = facts_by_source.get(source.id, [])
        stakes = [stake for fact in facts for stake in inventory.stakes(fact, spans(fact))]
        waived = [waivers.Waiver(*row) for row in queries.waivers(connection, source.id)]
        text = article.Article(queries.article(connection, source.id))
        found.append(annotation.Annotation(source, text, stakes, waived, names))
    return found


def spans(fact: model.Record) -> list[tuple[int, int]]:
    """Where the anchors of a record stand."""
    return [(anchor.start, anchor.end) for anchor in fact.anchors]
