"""The one place that joins: find the fact base, load and check it, open it, and ask it by the names people type."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from dongbei_cli import database, errors, matching, model, queries

PACKAGE = Path(__file__).parent
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
        if not chosen.is_file():
            raise errors.UnusableBaseError(f"{chosen} does not exist", "give the path of a facts.yaml or a facts.db")
        return Base(database.open_readonly(chosen))
    return Base(compiled(chosen))


def compiled(path: Path, target: Path | None = None) -> database.Connection:
    """Load, check and compile a facts.yaml, in memory where no target is given."""
    from dongbei_cli import compiler

    file = sound_file(path)
    connection = database.create(target)
    compiler.fill(connection, file)
    return connection


def build(path: Path | None, target: Path) -> int:
    """Compile a facts.yaml into the file `target`, whole or not at all; the number of facts in it."""
    from dongbei_cli import outfile

    with outfile.beside(target) as temporary:
        connection = compiled(path or shipped_yaml(), temporary)
        facts: int = connection.execute("SELECT count(*) FROM facts").fetchone()[0]
        connection.close()
    return facts


def sound_file(path: Path) -> Any:
    """Load a facts.yaml and check that it can answer; every problem is in the error."""
    from dongbei_cli import checks, loader

    file, problems = loader.load(path)
    if file is not None:
        problems = checks.structural_problems(file)
    if file is None or problems:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        raise errors.UnusableBaseError(f"{path} cannot be used: {count}", "mend the lines named above", problems)
    return file


class Evidence(NamedTuple):
    """What `show` prints beside a record: sources and texts by source id, relations, and its line in `file`."""

    sources: Mapping[str, model.Source]
    articles: Mapping[str, str]
    relations: Sequence[model.Relation]
    file: str
    lines: Mapping[str, int]


class Base:
    """An open fact base. Every method answers with records in the order of the article, empty when nothing fits.

    Names are taken as people type them (徐林, xulin, "Xu Lin"); one that fits nothing raises UnknownNameError, one that
    fits several AmbiguousNameError. Dates are EDTF.
    """

    def __init__(self, connection: database.Connection) -> None:
        """Keep the connection, which is read only."""
        self.connection = connection

    def events(
        self, since: str | None = None, until: str | None = None, category: str | None = None, topic: str | None = None
    ) -> list[model.Event]:
        """Events in the order of time."""
        wanted = [category] if category else []
        return queries.events(self.connection, *days(since, until), wanted, self.topics_named(topic))

    def timeline(
        self, since: str | None = None, until: str | None = None, topic: str | None = None
    ) -> list[model.Record]:
        """Every dated record, in the order of time."""
        return queries.timeline(self.connection, *days(since, until), self.topics_named(topic))

    def figures(
        self,
        topic: str | None = None,
        region: str | None = None,
        since: str | None = None,
        until: str | None = None,
        unit: str | None = None,
    ) -> list[model.Figure]:
        """Statistics; those without a period meet neither `since` nor `until`.

        With a `unit`, those that can be given in it, converted exactly.
        """
        regions = [self.name("region", region)] if region else []
        found = queries.figures(self.connection, self.topics_named(topic), regions, *days(since, until))
        return in_unit(found, unit) if unit else found

    def quotes(
        self, experts: Sequence[str] = (), topic: str | None = None, speech: str | None = None
    ) -> list[model.Quote]:
        """Statements by any of `experts`; by everyone when there are none."""
        speakers = [self.name("expert", expert) for expert in experts]
        return queries.quotes(self.connection, speakers, self.topics_named(topic), [speech] if speech else [])

    def measures(
        self, area: str | None = None, status: str | None = None, by: str | None = None, topic: str | None = None
    ) -> list[model.Measure]:
        """Policy measures, adopted (`official`) or `proposed`."""
        areas = [self.name("area", area)] if area else []
        proposers = [self.name("proposer", by)] if by else []
        return queries.measures(self.connection, areas, [status] if status else [], proposers, self.topics_named(topic))

    def people(self) -> list[model.Person]:
        """Everyone whom the article names."""
        return queries.people(self.connection)

    def facts(self, kind: str | None = None, topic: str | None = None) -> list[model.Record]:
        """Records of every kind."""
        return queries.facts(self.connection, [kind] if kind else [], self.topics_named(topic))

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

    def topics(self) -> list[model.Term]:
        """The vocabulary: topics, areas and regions."""
        return queries.terms(self.connection)

    @cached_property
    def sources(self) -> list[model.Source]:
        """The articles."""
        return queries.sources(self.connection)

    def relations(self, ids: Sequence[str] = ()) -> list[model.Relation]:
        """The arithmetic that these facts take part in; all of it when none is given."""
        return queries.relations(self.connection, ids)

    def evidence(self, records: Sequence[model.Record]) -> "Evidence":
        """What stands around these records: their articles, relations, sources and lines of facts.yaml."""
        ids = [record.id for record in records]
        return Evidence(
            {source.id: source for source in self.sources},
            {source.id: queries.article(self.connection, source.id) for source in self.sources},
            self.relations(ids),
            queries.base_file(self.connection),
            queries.lines_by_id(self.connection, ids),
        )

    def topics_named(self, typed: str | None) -> list[str]:
        """The slug of a topic, as a list for the queries."""
        return [self.name("topic", typed)] if typed else []

    def name(self, sort: str, typed: str) -> str:
        """The one name (or slug) of a sort that a typed word means."""
        found = list(dict.fromkeys(match.key for match in matching.match(typed, self.names(sort))))
        if len(found) > 1:
            raise errors.AmbiguousNameError(sort, typed, found)
        if not found:
            raise errors.UnknownNameError(sort, typed, self.near(sort, typed), LISTED_BY[sort])
        return found[0]

    def near(self, sort: str, typed: str) -> list[str]:
        """The names that may have been meant by a slip of the keyboard."""
        return [match.form for match in matching.suggestions(typed, self.names(sort))]

    def names(self, sort: str) -> list[matching.Name]:
        """What can be typed for a sort of thing: topic, area, region, expert, proposer or fact."""
        if sort in ("topic", "area", "region"):
            terms = queries.terms(self.connection, sort)
            return [term_name(term) for term in terms]
        if sort == "fact":
            return [matching.Name(fact_id, (fact_id,)) for fact_id in queries.kinds_by_id(self.connection)]
        parties = queries.speakers(self.connection) if sort == "expert" else queries.proposers(self.connection)
        return [matching.Name(p.name, (p.name, *p.aliases), (p.name_en,), (p.pinyin,)) for p in parties]


LISTED_BY = {
    "topic": "dongbei topics",
    "area": "dongbei topics",
    "region": "dongbei topics",
    "expert": "dongbei people",
    "proposer": "dongbei people",
}


def term_name(term: model.Term) -> matching.Name:
    """A term with all its forms; regions are known by their Chinese name, topics and areas by slug."""
    chinese = tuple(alias for alias in term.aliases if not alias.isascii())
    english = tuple(alias for alias in term.aliases if alias.isascii())
    return matching.Name(
        term.zh if term.type == "region" else term.slug, (term.slug, term.zh, *chinese), (term.en, *english)
    )


def days(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The first and the last day that two EDTF expressions allow."""
    from dongbei_cli import edtf

    try:
        return (edtf.since(since) if since else None, edtf.until(until) if until else None)
    except ValueError as fault:
        raise errors.UsageError(str(fault)) from fault


def in_unit(figures: Sequence[model.Figure], unit: str) -> list[model.Figure]:
    """The figures that can be given in `unit`, converted exactly; UsageError for a word that is no unit of theirs."""
    from dongbei_cli import quantities

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
            f"none of these figures can be given in {unit!r}", f"their units are {'、'.join(units)}"
        )
    return converted
