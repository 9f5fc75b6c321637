"""An open fact base, and the questions that can be asked of it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dongbei_cli import database, errors, model, queries
from dongbei_cli.workspace import naming

if TYPE_CHECKING:
    from dongbei_cli.exports import Content
    from dongbei_cli.names import Name
    from dongbei_cli.proof.annotation import Annotation
    from dongbei_cli.search import searching
    from dongbei_cli.workspace.surroundings import Evidence

Asked = str | Iterable[str] | None
"""One name, or several of which any will do; nothing is no condition."""

UNEXPECTED = (ArithmeticError, AttributeError, LookupError, RuntimeError, StopIteration, TypeError, ValueError)


class Base:
    """An open fact base. Every method answers with records in the order of the article, empty when nothing fits.

    Names are taken as people type them (徐林, xulin, "Xu Lin"), one or several; one that fits nothing raises
    UnknownNameError, one that fits several AmbiguousNameError. Dates are EDTF, or as people write them.

    It can be used in a `with` statement, and closes at its end.
    """

    def __init__(self, connection: database.Connection, files: Sequence[Path] = ()) -> None:
        """Keep the connection, which is read only, and the paths of the files that it was made from."""
        self.connection = connection
        self.files = list(files)
        self.uncompiled: Any = None
        self.cited: dict[str, model.Source] = {}

    def __enter__(self) -> "Base":
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; nothing can be asked any more."""
        self.connection.close()

    def demand_proof(self, unproved: bool = False) -> None:
        """UnusableBaseError for a facts.yaml that fails the proof; a database made of another says how it stands."""
        from dongbei_cli.workspace import standing

        if self.uncompiled is not None:
            facts = sum(map(len, self.uncompiled.base.sections()))
            database.stand(self.connection, standing.demand(self.files[0], facts, unproved))

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Whatever fails in the block is DamagedBaseError where a compiled base is to blame, and not the program."""
        try:
            yield
        except UNEXPECTED as fault:
            damage = None if self.uncompiled is not None else database.damage(self.connection)
            if damage is None:
                raise
            raise errors.DamagedBaseError(damage) from fault

    def events(
        self,
        since: str | None = None,
        until: str | None = None,
        category: Asked = None,
        topic: Asked = None,
        limit: int | None = None,
    ) -> list[model.Event]:
        """Events in the order of time."""
        wanted = naming.choices("category", category)
        return queries.events(self.connection, *self.days(since, until), wanted, self.named("topic", topic), limit)

    def timeline(
        self, since: str | None = None, until: str | None = None, topic: Asked = None, limit: int | None = None
    ) -> list[model.Record]:
        """Every dated record, in the order of time."""
        return queries.timeline(self.connection, *self.days(since, until), self.named("topic", topic), limit)

    def figures(
        self,
        topic: Asked = None,
        region: Asked = None,
        since: str | None = None,
        until: str | None = None,
        unit: str | None = None,
        limit: int | None = None,
    ) -> list[model.Figure]:
        """Statistics, the first of them with a `limit`; those without a period meet neither `since` nor `until`.

        With a `unit`, those that can be given in it, converted exactly.
        """
        topics, regions = self.named("topic", topic), self.named("region", region)
        most = limit if unit is None else None
        found = queries.figures(self.connection, topics, regions, *self.days(since, until), most)
        if unit is None:
            return found
        from dongbei_cli.workspace import conversion

        return conversion.figures_in(found, unit)[:limit]

    def quotes(self, expert: Asked = None, topic: Asked = None, speech: Asked = None) -> list[model.Quote]:
        """Statements, by any of these experts."""
        speakers, kinds = self.named("expert", expert), naming.choices("speech", speech)
        return queries.quotes(self.connection, speakers, self.named("topic", topic), kinds)

    def measures(
        self, area: Asked = None, status: Asked = None, by: Asked = None, topic: Asked = None
    ) -> list[model.Measure]:
        """Policy measures, of a meeting (`official`) or an expert (`proposed`)."""
        areas, proposers = self.named("area", area), self.named("proposer", by)
        statuses = naming.choices("status", status)
        return queries.measures(self.connection, areas, statuses, proposers, self.named("topic", topic))

    def people(self) -> list[model.Person]:
        """Everyone whom the article names."""
        return queries.people(self.connection)

    def facts(self, kind: Asked = None, topic: Asked = None, limit: int | None = None) -> list[model.Record]:
        """Records of every kind."""
        return queries.facts(self.connection, naming.choices("kind", kind), self.named("topic", topic), limit)

    def classes(self, kind: Asked = None) -> tuple[type[model.Record], ...]:
        """The classes of these kinds of record; all of them where none is named."""
        wanted = naming.choices("kind", kind) or model.KINDS
        return tuple(cls for name, cls in model.KINDS.items() if name in wanted)

    def image(self) -> bytes:
        """The base as the bytes of a database file, its index included."""
        if self.uncompiled is None:
            self.index()
            return database.image(self.connection)
        from dongbei_cli.facts import compiler

        whole = database.create()  # the base as `build` makes it, its rows in the same pages
        compiler.fill(whole, self.uncompiled, indexed=True)
        database.stand(whole, database.standing(self.connection))
        return database.image(whole)

    def index(self) -> None:
        """See that there is a full-text index; that of a facts.yaml is made when it is first needed."""
        if self.uncompiled is not None and not database.has_index(self.connection):
            from dongbei_cli.facts import compiler

            compiler.index(self.connection, self.uncompiled)
        database.demand_index(self.connection)

    def search(
        self, query: str, kind: Asked = None, topic: Asked = None, limit: int | None = None
    ) -> "list[searching.Hit]":
        """The facts that a query in Chinese, English or pinyin is about, best first: all of them without a `limit`.

        Raises NothingFoundError where nothing is relevant; its hint offers a query that has no typo.
        """
        ranking = self.ranking(query, kind, topic)
        if not ranking:
            raise self.nothing(query)
        return list(ranking[:limit])

    def ranking(self, query: str, kind: Asked = None, topic: Asked = None) -> "searching.Ranking":
        """What `search` finds, empty where nothing is relevant, as a sequence that fetches records when asked."""
        from dongbei_cli.search import searching

        kinds, topics = naming.choices("kind", kind), self.named("topic", topic)
        self.index()
        return searching.search(self.connection, query, kinds, topics)

    def nothing(self, query: str) -> errors.NothingFoundError:
        """The error that says that a query found nothing, and which one may have been meant."""
        from dongbei_cli.search import suggesting

        near = errors.did_you_mean(suggesting.suggestions(self.connection, query))
        hint = near or errors.Message("dongbei topics lists the words")
        return errors.NothingFoundError("nothing is found for {query}", hint, query=errors.shown(query))

    def fact(self, fact_id: str) -> model.Record:
        """One record by its id."""
        return self.records([fact_id])[0]

    def records(self, ids: Sequence[str]) -> list[model.Record]:
        """Records by their ids, in the order asked for."""
        return queries.by_id(self.connection, naming.facts(self.connection, ids))

    def topics(self, sort: str | None = None) -> list[model.Term]:
        """The vocabulary: topics, areas and regions, or one sort of them."""
        return queries.terms(self.connection, sort)

    @cached_property
    def sources(self) -> list[model.Source]:
        """The articles."""
        return queries.sources(self.connection)

    def relations(self, ids: Sequence[str] = (), unit: str | None = None) -> list[model.Relation]:
        """The arithmetic that these facts take part in; all of it when none is given. Computed in `unit` if it can."""
        found = queries.relations(self.connection, ids)
        if unit is None:
            return found
        from dongbei_cli.workspace import conversion

        return conversion.relations_in(found, unit)

    def article(self, source: str) -> str:
        """The text of an article by the id of its source."""
        return queries.article(self.connection, source)

    def evidence(self, records: Sequence[model.Record]) -> "Evidence":
        """What stands around these records: their articles, relations, sources and lines of facts.yaml."""
        from dongbei_cli.workspace import surroundings

        return surroundings.evidence(self.connection, records)

    def citation(self, record: model.Record, style: str = "gbt7714", accessed: str | None = None) -> str:
        """How to cite one record; `accessed` is the day on which the article was read, today where none is given."""
        from dongbei_cli import citations

        return citations.citation(self.source(record), style, accessed or today(), record)

    def citations(self, ids: Sequence[str] = (), style: str = "gbt7714", accessed: str | None = None) -> str:
        """How to cite these facts, or the articles where there are none: one on a line, or one file."""
        from dongbei_cli import citations

        if ids:
            passages = [(self.source(record), record) for record in self.records(ids)]
            return citations.citations(passages, style, accessed or today())
        return citations.citations([(source, None) for source in self.sources], style, accessed or today())

    def source(self, record: model.Record) -> model.Source:
        """The article that a record stands in."""
        if record.source not in self.cited:
            self.sources_of([record])
        return self.cited[record.source]

    def sources_of(self, records: Iterable[Any]) -> list[model.Source]:
        """The articles that these records stand in, in the order of facts.yaml; terms stand in none."""
        wanted = list(dict.fromkeys(record.source for record in records if hasattr(record, "source")))
        found = queries.sources(self.connection, wanted) if wanted else []
        self.cited |= {source.id: source for source in found}
        return found

    def annotations(self) -> "list[Annotation]":
        """Each article with its facts and waivers, in the order of the sources."""
        from dongbei_cli.workspace import surroundings

        return surroundings.annotations(self.connection)

    def exported(self, form: str, lang: str = "en", accessed: str | None = None) -> "Content":
        """The base as `sqlite`, `jsonld` or `html` in bytes, or as the files of a `datapackage` by name.

        `lang` and `accessed` are those of the HTML report.
        """
        from dongbei_cli import exports

        if form == "sqlite":
            return self.image()
        if form == "html":
            return exports.paged(self.report(lang, accessed or today()))
        material = exports.Material(self.facts(), self.sources, self.topics(), self.relations())
        return exports.packaged(material) if form == "datapackage" else exports.linked(material)

    def report(self, lang: str, accessed: str) -> str:
        """The whole base as one HTML page that opens in `lang`; `accessed` is the day that its citations name."""
        from dongbei_cli import report

        articles = {source.id: queries.article(self.connection, source.id) for source in self.sources}
        facts, relations, terms = self.facts(), self.relations(), self.topics()
        return report.render(report.Page(facts, self.sources, articles, relations, terms, lang, accessed))

    def name(self, sort: str, typed: str) -> str:
        """The one name (or slug) of a sort that a typed word means."""
        return naming.name(self.connection, sort, typed)

    def named(self, sort: str, asked: Asked) -> list[str]:
        """The names (or slugs) of a sort that typed words mean, each once."""
        return list(dict.fromkeys(naming.name(self.connection, sort, typed) for typed in naming.several(asked)))

    def names(self, sort: str) -> "list[Name]":
        """What can be typed for a sort of thing: topic, area, region, expert, proposer or fact."""
        return naming.names(self.connection, sort)

    def near(self, sort: str, typed: str) -> list[str]:
        """The names, or ids, that may have been meant by one that there is not."""
        return naming.near(self.connection, sort, typed)

    def titles(self, start: str, most: int) -> list[tuple[str, str]]:
        """Ids of facts that begin so, at most so many, with the titles."""
        return queries.titles_by_id(self.connection, start, most)

    def titles_within(self, start: str, most: int) -> list[tuple[str, str]]:
        """Ids of facts with a part that begins so, at most so many, with the titles; none of a very large base."""
        ids = queries.ids_near(self.connection, start, naming.MOST_NEAR)
        found = [fact_id for fact_id in ids if f"-{start}" in fact_id][:most]
        return [pair for fact_id in found for pair in self.titles(fact_id, 1)]

    def days(self, since: str | None, until: str | None) -> tuple[str | None, str | None]:
        """The first and the last day that two dates allow."""
        if since is None and until is None:
            return None, None
        from dongbei_cli.workspace import moments

        return moments.days(self.connection, since, until)


def today() -> str:
    """The date here and now."""
    import time

    return time.strftime("%Y-%m-%d")
