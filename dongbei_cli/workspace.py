"""The one place that joins: find the fact base, load and check it, open it, and ask it by the names people type."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dongbei_cli import database, errors, model, queries
from dongbei_cli.names import Name

if TYPE_CHECKING:
    from dongbei_cli import checks
    from dongbei_cli.exports import Content
    from dongbei_cli.proof.annotation import Annotation
    from dongbei_cli.search import searching

PACKAGE = Path(__file__).parent
UNEXPECTED = (ArithmeticError, AttributeError, LookupError, RuntimeError, StopIteration, TypeError, ValueError)
MOST_NEAR = 2000
"""Ids that a mistyped one is compared with."""
DATABASE_SUFFIXES = frozenset((".db", ".sqlite", ".sqlite3"))


def shipped_base() -> Path:
    """The base that comes with dongbei: compiled in an installed package, else the facts.yaml of the checkout."""
    for path in (PACKAGE / "facts.db", PACKAGE.parent / "facts.yaml", PACKAGE / "facts.yaml"):
        if path.is_file():
            return path
    raise errors.UnusableBaseError("this installation has no fact base", "install dongbei-cli again")


def shipped_yaml() -> Path:
    """The facts.yaml that comes with dongbei."""
    for path in (PACKAGE.parent / "facts.yaml", PACKAGE / "facts.yaml"):
        if path.is_file():
            return path
    raise errors.UnusableBaseError("this installation has no facts.yaml", "name one: dongbei build facts.yaml")


def open_base(path: str | Path | None = None) -> "Base":
    """Open a facts.yaml or a facts.db; the shipped base where no path is given.

    Raises UnusableBaseError, with every problem and its place, for a base that cannot be used.
    """
    chosen = shipped_base() if path is None else Path(path)
    if chosen.suffix in DATABASE_SUFFIXES:
        if not os.path.isfile(chosen):  # noqa: PTH113 (no error for a path that is too long)
            what = "is no file" if os.path.exists(chosen) else "does not exist"  # noqa: PTH110
            raise errors.UnusableBaseError(f"{chosen} {what}", "give the path of a facts.yaml or a facts.db")
        return Base(database.open_readonly(chosen), [chosen])
    return compiled_base(chosen)


def compiled_base(path: Path) -> "Base":
    """A facts.yaml compiled in memory; its files are it and its articles."""
    from dongbei_cli.facts import compiler

    file = sound_file(path)
    connection = database.create()
    compiler.fill(connection, file)
    base = Base(connection)
    base.uncompiled = file
    base.files = [path, *(path.parent / source.file for source in base.sources)]
    return base


Heard = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is."""


def unheard(_what: str, _done: int, _whole: int) -> None:
    """Nobody is told."""


def build(path: Path | None, target: Path, heard: Heard = unheard) -> int:
    """Compile a facts.yaml into the file `target`, whole or not at all; the number of facts in it.

    Memory holds one article at a time, however large the base is.
    """
    from dongbei_cli import outfile
    from dongbei_cli.database import soundness
    from dongbei_cli.facts import compiler

    origin = path or shipped_yaml()
    file = sound_file(origin, heard)
    facts = sum(map(len, file.base.sections()))
    outfile.refuse_input(target, [origin, *(origin.parent / source.file for source in file.base.sources)])
    with outfile.draft(target) as (place, stream), database.writing(target):
        connection = database.create(place)
        with suppress(OSError):
            place.unlink()  # so that nothing is left when we are killed; Windows does not let us
        compiler.fill(connection, file, lambda done: heard("compiling", done, facts))
        compiler.index(connection, file, lambda done: heard("indexing", done, facts))
        outfile.write(target, soundness.sealing(stream))
    return facts


def sound_file(path: Path, heard: Heard = unheard) -> Any:
    """Load a facts.yaml and check that it can answer; every problem is in the error."""
    from dongbei_cli import checks
    from dongbei_cli.facts import loader

    file, problems = loader.load_large(path, lambda done: heard("reading", done, path.stat().st_size))
    if file is not None:
        problems = checks.structural_problems(file, lambda done, whole: heard("checking", done, whole))
    if file is None or problems:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        raise errors.UnusableBaseError(f"{path} cannot be used: {count}", "mend the lines named above", problems)
    return file


def proof(path: Path, rules: "Sequence[checks.Rule]") -> "list[checks.Outcome]":
    """What the rules find in a facts.yaml; a base whose shape is wrong, or a compiled one, is an UnusableBaseError."""
    from dongbei_cli import checks
    from dongbei_cli.facts import loader

    if path.suffix in DATABASE_SUFFIXES:
        hint = "verify the facts.yaml that it was compiled from"
        raise errors.UnusableBaseError(f"{path} is a compiled base, which has no lines to prove", hint)
    file, problems = loader.load(path)
    if file is None:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        raise errors.UnusableBaseError(f"{path} cannot be read: {count}", "mend the lines named above", problems)
    return checks.prove(file, rules)


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


class Base:
    """An open fact base. Every method answers with records in the order of the article, empty when nothing fits.

    Names are taken as people type them (徐林, xulin, "Xu Lin"); one that fits nothing raises UnknownNameError, one that
    fits several AmbiguousNameError. Dates are EDTF.
    """

    def __init__(self, connection: database.Connection, files: Sequence[Path] = ()) -> None:
        """Keep the connection, which is read only, and the paths of the files that it was made from."""
        self.connection = connection
        self.files = list(files)
        self.uncompiled: Any = None
        self.cited: dict[str, model.Source] = {}

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
        category: str | None = None,
        topic: str | None = None,
        limit: int | None = None,
    ) -> list[model.Event]:
        """Events in the order of time."""
        wanted = [category] if category else []
        return queries.events(self.connection, *days(since, until), wanted, self.topics_named(topic), limit)

    def timeline(
        self,
        since: str | None = None,
        until: str | None = None,
        topic: str | None = None,
        limit: int | None = None,
    ) -> list[model.Record]:
        """Every dated record, in the order of time."""
        return queries.timeline(self.connection, *days(since, until), self.topics_named(topic), limit)

    def figures(
        self,
        topic: str | None = None,
        region: str | None = None,
        since: str | None = None,
        until: str | None = None,
        unit: str | None = None,
        limit: int | None = None,
    ) -> list[model.Figure]:
        """Statistics, the first of them with a `limit`; those without a period meet neither `since` nor `until`.

        With a `unit`, those that can be given in it, converted exactly.
        """
        regions = [self.name("region", region)] if region else []
        topics, most = self.topics_named(topic), None if unit else limit
        found = queries.figures(self.connection, topics, regions, *days(since, until), most)
        return in_unit(found, unit)[:limit] if unit else found

    def quotes(
        self, experts: Sequence[str] = (), topic: str | None = None, speech: str | None = None
    ) -> list[model.Quote]:
        """Statements by any of `experts`; by everyone when there are none."""
        speakers = [self.name("expert", expert) for expert in experts]
        return queries.quotes(self.connection, speakers, self.topics_named(topic), [speech] if speech else [])

    def measures(
        self, area: str | None = None, status: str | None = None, by: str | None = None, topic: str | None = None
    ) -> list[model.Measure]:
        """Policy measures, of a meeting (`official`) or an expert (`proposed`)."""
        areas = [self.name("area", area)] if area else []
        proposers = [self.name("proposer", by)] if by else []
        return queries.measures(self.connection, areas, [status] if status else [], proposers, self.topics_named(topic))

    def people(self) -> list[model.Person]:
        """Everyone whom the article names."""
        return queries.people(self.connection)

    def facts(self, kind: str | None = None, topic: str | None = None, limit: int | None = None) -> list[model.Record]:
        """Records of every kind."""
        return queries.facts(self.connection, [kind] if kind else [], self.topics_named(topic), limit)

    def image(self) -> bytes:
        """The base as the bytes of a database file, its index included."""
        self.index()
        return database.image(self.connection)

    def index(self) -> None:
        """See that there is a full-text index; that of a facts.yaml is made when it is first needed."""
        if self.uncompiled is not None and not database.has_index(self.connection):
            from dongbei_cli.facts import compiler

            compiler.index(self.connection, self.uncompiled)
        database.demand_index(self.connection)

    def search(
        self, query: str, kind: str | None = None, topic: str | None = None, limit: int | None = None
    ) -> "list[searching.Hit]":
        """The facts that a query in Chinese, English or pinyin is about, best first: all of them without a `limit`.

        Raises NothingFoundError where nothing is relevant; its hint offers a query that has no typo.
        """
        ranking = self.ranking(query, kind, topic)
        if not ranking:
            raise self.nothing(query)
        return list(ranking[:limit])

    def ranking(self, query: str, kind: str | None = None, topic: str | None = None) -> "searching.Ranking":
        """What `search` finds, empty where nothing is relevant, as a sequence that fetches records when asked."""
        from dongbei_cli.search import searching

        self.index()
        return searching.search(self.connection, query, [kind] if kind else [], self.topics_named(topic))

    def nothing(self, query: str) -> errors.NothingFoundError:
        """The error that says that a query found nothing, and which one may have been meant."""
        from dongbei_cli.search import suggesting

        hint = errors.did_you_mean(suggesting.suggestions(self.connection, query)) or "dongbei topics lists the words"
        return errors.NothingFoundError(f"nothing is found for {errors.shown(query)}", hint)

    def fact(self, fact_id: str) -> model.Record:
        """One record by its id."""
        return self.records([fact_id])[0]

    def records(self, ids: Sequence[str]) -> list[model.Record]:
        """Records by their ids, in the order asked for."""
        kinds = queries.kinds_by_id(self.connection, ids)
        for fact_id in ids:
            if fact_id not in kinds:
                raise errors.UnknownNameError("fact", fact_id, self.near("fact", fact_id), "dongbei list")
        return queries.by_id(self.connection, [(kinds[fact_id], fact_id) for fact_id in ids])

    def topics(self, sort: str | None = None) -> list[model.Term]:
        """The vocabulary: topics, areas and regions, or one sort of them."""
        return queries.terms(self.connection, sort)

    @cached_property
    def sources(self) -> list[model.Source]:
        """The articles."""
        return queries.sources(self.connection)

    def relations(self, ids: Sequence[str] = ()) -> list[model.Relation]:
        """The arithmetic that these facts take part in; all of it when none is given."""
        return queries.relations(self.connection, ids)

    def article(self, source: str) -> str:
        """The text of an article by the id of its source."""
        return queries.article(self.connection, source)

    def evidence(self, records: Sequence[model.Record]) -> "Evidence":
        """What stands around these records: their articles, relations, sources and lines of facts.yaml."""
        ids = [record.id for record in records]
        sources = {record.source: self.source(record) for record in records}
        relations = self.relations(ids)
        members = (fact for relation in relations for fact in (relation.whole, *relation.parts))
        facts = self.records(list(dict.fromkeys((*ids, *filter(None, members)))))
        return Evidence(
            sources,
            {source: queries.article(self.connection, source) for source in sources},
            relations,
            {fact.id: fact for fact in facts},
            {term.slug: term for term in queries.terms(self.connection, "topic", counted=False)},
            queries.base_file(self.connection),
            queries.lines_by_id(self.connection, ids),
        )

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
        from dongbei_cli.proof import annotation, inventory, waivers
        from dongbei_cli.readings import article

        names = [name for party in queries.everyone(self.connection) for name in party.forms]
        found = []
        facts_by_source: dict[str, list[model.Record]] = {}
        for fact in self.facts():
            facts_by_source.setdefault(fact.source, []).append(fact)
        for source in self.sources:
            facts = facts_by_source.get(source.id, [])
            stakes = [stake for fact in facts for stake in inventory.stakes(fact, spans(fact))]
            waived = [waivers.Waiver(*row) for row in queries.waivers(self.connection, source.id)]
            text = article.Article(queries.article(self.connection, source.id))
            found.append(annotation.Annotation(source, text, stakes, waived, names))
        return found

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

    def topics_named(self, typed: str | None) -> list[str]:
        """The slug of a topic, as a list for the queries."""
        return [self.name("topic", typed)] if typed else []

    def name(self, sort: str, typed: str) -> str:
        """The one name (or slug) of a sort that a typed word means."""
        found = queries.written(self.connection, sort, typed)
        if not found:
            from dongbei_cli.names import matching  # 4 million instructions that most calls do without

            found = list(dict.fromkeys(match.key for match in matching.match(typed, self.names(sort))))
        if len(found) > 1:
            raise errors.AmbiguousNameError(sort, typed, found)
        if not found:
            raise errors.UnknownNameError(sort, typed, self.near(sort, typed), LISTED_BY[sort])
        return found[0]

    def near(self, sort: str, typed: str) -> list[str]:
        """The names that may have been meant by a slip of the keyboard."""
        from dongbei_cli.names import matching

        if sort == "fact":
            names = [Name(fact_id, (fact_id,)) for fact_id in queries.ids_near(self.connection, typed, MOST_NEAR)]
        else:
            names = self.names(sort)
        return [match.form for match in matching.suggestions(typed, names)]

    def titles(self, start: str, most: int) -> list[tuple[str, str]]:
        """Ids of facts that begin so, at most so many, with the titles."""
        return queries.titles_by_id(self.connection, start, most)

    def names(self, sort: str) -> list[Name]:
        """What can be typed for a sort of thing: topic, area, region, expert, proposer or fact."""
        if sort in TERMS:
            return [term_name(term) for term in queries.terms(self.connection, sort, counted=False)]
        if sort == "fact":
            return [Name(fact_id, (fact_id,)) for fact_id in queries.kinds_by_id(self.connection)]
        return queries.speakers(self.connection) if sort == "expert" else queries.proposers(self.connection)


def today() -> str:
    """The date here and now."""
    import time

    return time.strftime("%Y-%m-%d")


def spans(fact: model.Record) -> list[tuple[int, int]]:
    """Where the anchors of a record stand."""
    return [(anchor.start, anchor.end) for anchor in fact.anchors]


TERMS = ("topic", "area", "region")
LISTED_BY = {
    "topic": "dongbei topics",
    "area": "dongbei topics",
    "region": "dongbei topics",
    "expert": "dongbei people",
    "proposer": "dongbei people",
}


def term_name(term: model.Term) -> Name:
    """A term with all its forms; regions are known by their Chinese name, topics and areas by slug."""
    chinese = tuple(alias for alias in term.aliases if not alias.isascii())
    english = tuple(alias for alias in term.aliases if alias.isascii())
    return Name(term.zh if term.type == "region" else term.slug, (term.slug, term.zh, *chinese), (term.en, *english))


def days(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The first and the last day that two EDTF expressions allow."""
    if not (since or until):
        return None, None
    from dongbei_cli.readings import edtf

    try:
        return (edtf.since(since) if since else None, edtf.until(until) if until else None)
    except ValueError as fault:
        raise errors.UsageError(str(fault)) from fault


def in_unit(figures: Sequence[model.Figure], unit: str) -> list[model.Figure]:
    """The figures that can be given in `unit`, converted exactly; UsageError for a word that is no unit of theirs."""
    from dongbei_cli.readings import quantities

    converted = []
    for figure in figures:
        try:
            value = quantities.converted(figure.value, figure.unit, unit)
            upper = None if figure.upper is None else quantities.converted(figure.upper, figure.unit, unit)
        except ValueError:
            continue
        changed = {"value": value, "upper": upper, "unit": unit}
        converted.append(
            model.Figure(
                (changed | {key: each for key, each in figure if key not in changed})[key] for key in figure.KEYS
            )
        )
    if figures and not converted:
        units = dict.fromkeys(figure.unit for figure in figures)
        raise errors.UsageError(
            f"none of these figures can be given in {errors.shown(unit)}", f"their units are {'、'.join(units)}"
        )
    return converted
