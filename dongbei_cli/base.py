"""A fact base: find it, open it, ask it; each method of a `Base` answers one question with records."""

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dongbei_cli import errors, model, resolve, store
from dongbei_cli.resolve import Asked
from dongbei_cli.store import CHRONOLOGICAL, Condition, Connection, Records, dated, one_of, tagged

if TYPE_CHECKING:
    from dongbei_cli.check import Checked
    from dongbei_cli.curate import FactFile
    from dongbei_cli.errors import Outcome
    from dongbei_cli.rules.annotation import Annotation
    from dongbei_cli.search import Ranking

PACKAGE = Path(__file__).parent
Day = str | None  # a date in EDTF, or as people write it; None is no condition
Limit = int | None  # how many records at most


class Base:
    """An open fact base; it closes at the end of a `with`. Records come in the order of the article.

    Names are taken as people type them (徐林, xulin, "Xu Lin"), one or several; one that fits nothing raises
    UnknownNameError, one that fits several AmbiguousNameError. Dates are EDTF, or as people write them.
    """

    def __init__(self, connection: Connection, files: Sequence[Path], file: "FactFile | None" = None) -> None:
        """Take the compiled base, the paths of the files that it was made from, and the facts.yaml if it was one."""
        self.connection = connection
        self.files = list(files)
        self.file = file
        self.indexed = False

    def __enter__(self) -> "Base":
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()

    def narrow(self, sources: Sequence[str]) -> None:
        """Answer from these articles alone, named by their ids; UnknownChoiceError for one that there is not."""
        ids = [source.id for source in self.sources]
        chosen = [resolve.choice("source", typed, ids) for typed in sources]
        if chosen:
            self.__dict__.pop("sources")
            self.connection = store.narrowed(self.connection, chosen)

    def mark(self, source: str) -> str:
        """What tells the paragraphs of an article from those of others: ①, ② ...; nothing where there is one."""
        ids = [each.id for each in self.sources]
        at = ids.index(source) if len(ids) > 1 else 0
        return "" if len(ids) < 2 else chr(ord("①") + at) if at < 20 else f"({at + 1})"  # circles go as far as 20

    def close(self) -> None:
        """Let go of the file; nothing can be asked any more."""
        self.connection.close()

    def events(
        self, since: Day = None, until: Day = None, category: Asked = None, topic: Asked = None, limit: Limit = None
    ) -> Records[model.Event]:
        """Events in the order of time."""
        conditions = [*one_of("kind", ["event"]), *self.filters(category=category, topic=topic)]
        return self.in_time(conditions, since, until, limit)

    def timeline(
        self, since: Day = None, until: Day = None, topic: Asked = None, limit: Limit = None
    ) -> Records[model.Record]:
        """Every dated record, in the order of time."""
        return self.in_time(self.filters(topic=topic), since, until, limit)

    def in_time(self, conditions: Sequence[Condition], since: Day, until: Day, limit: Limit) -> Records[Any]:
        """The dated records that meet all conditions, in the order of time."""
        conditions = [*conditions, Condition("chronology IS NOT NULL"), *dated(*self.days(since, until))]
        return store.select(self.connection, conditions, CHRONOLOGICAL, limit)

    def days(self, since: Day, until: Day) -> tuple[str | None, str | None]:
        """The first day that `since` means and the last one that `until` means."""
        return resolve.days(self.connection, since, until)

    def figures(
        self, topic: Asked = None, region: Asked = None, since: Day = None, until: Day = None, unit: str | None = None,
        limit: Limit = None,
    ) -> Records[model.Figure]:  # fmt: skip
        """Statistics, in a `unit` if one is given; those without a period meet neither `since` nor `until`."""
        conditions = [*self.filters(topic=topic, region=region), *dated(*self.days(since, until))]
        if unit is None:
            return self.of_kind("figure", conditions, limit)
        from dongbei_cli import amounts

        return Records(amounts.figures_in(self.of_kind("figure", conditions), unit)[:limit])

    def quotes(self, expert: Asked = None, topic: Asked = None, speech: Asked = None) -> Records[model.Quote]:
        """Statements, by any of these experts."""
        return self.of_kind("quote", self.filters(speaker=expert, speech=speech, topic=topic))

    def measures(
        self, area: Asked = None, status: Asked = None, by: Asked = None, topic: Asked = None
    ) -> Records[model.Measure]:
        """Policy measures, of a meeting (`official`) or an expert (`proposed`)."""
        return self.of_kind("measure", self.filters(area=area, status=status, proposer=by, topic=topic))

    def people(self) -> Records[model.Person | model.Organization]:
        """Everyone whom the article names, and the bodies that speak or put something forward in it."""
        heard = "kind = 'organization' AND record ->> '$.quotes' + record ->> '$.measures' > 0"
        return store.select(self.connection, [Condition(f"kind = 'person' OR {heard}")])

    def facts(self, kind: Asked = None, topic: Asked = None, limit: Limit = None) -> Records[model.Record]:
        """Records of every kind."""
        conditions = [*one_of("kind", resolve.values(self.connection, "kind", kind)), *self.filters(topic=topic)]
        return store.select(self.connection, conditions, limit=limit)

    def of_kind(self, kind: str, conditions: Sequence[Condition], limit: Limit = None) -> Records[Any]:
        """Records of one kind that meet all conditions."""
        return store.select(self.connection, [*one_of("kind", [kind]), *conditions], limit=limit)

    def filters(self, **asked: Asked) -> list[Condition]:
        """The conditions that a fact has, of each of these tags, one of the values that were typed."""
        return [each for tag in asked for each in tagged(tag, resolve.values(self.connection, tag, asked[tag]))]

    def search(self, query: str, kind: Asked = None, topic: Asked = None, limit: Limit = None) -> Records[Any]:
        """The facts that a query in Chinese, English or pinyin is about, best first; hits say if it was mended."""
        return Records(self.ranking(query, kind, topic)[:limit])

    def ranking(self, query: str, kind: Asked = None, topic: Asked = None) -> "Ranking":
        """What `search` finds, empty where nothing is relevant, as a sequence that fetches records when asked."""
        from dongbei_cli.search import search

        kinds, topics = (resolve.values(self.connection, *each) for each in (("kind", kind), ("topic", topic)))
        self.index()
        return search(self.connection, query, kinds, topics)

    def nothing(self, query: str) -> errors.NothingFoundError:
        """The error of a query that finds nothing; its hint says what there is of the place or person that it names."""
        from dongbei_cli.search import known_place

        known = known_place(self.connection, query)
        about = errors.Message("dongbei search {name} shows what there is on it", name=known)
        hint = about if known else errors.Message("dongbei topics lists the words")
        return errors.NothingFoundError("nothing is found for {query}", hint, query=errors.shown(query))

    def check(self, text: str) -> "Checked":
        """What the base says of each claim of a text: supported, refuted, disputed or unmentioned."""
        from dongbei_cli import check

        self.index()
        return check.check(self.connection, text)

    def index(self) -> None:
        """Make the full-text index of a facts.yaml when it is first needed; a compiled base has one."""
        from dongbei_cli.search import index

        if self.file is not None and not self.indexed:
            index.fill(self.connection, self.file)
            self.indexed = True

    def fact(self, fact_id: str) -> model.Record:
        """One record by its id."""
        return self.records([fact_id])[0]

    def records(self, ids: Sequence[str]) -> Records[model.Record]:
        """Records by their ids, in the order asked for."""
        wanted = list(dict.fromkeys(resolve.fact(self.connection, typed) for typed in ids))
        found = {record.id: record for record in store.select(self.connection, one_of("id", wanted))}
        return Records(found[fact_id] for fact_id in wanted)

    def topics(self, sort: str | None = None) -> Records[model.Term]:
        """The vocabulary: topics, areas and regions with how many facts use each, or one sort of them."""
        wanted = store.as_list((sort,) if sort else resolve.TERMS)
        sql = """SELECT type, key, zh, en, facts, aliases FROM terms
            WHERE type IN (SELECT value FROM json_each(?)) ORDER BY rowid"""
        names, found = ("type", "slug", "zh", "en", "facts"), Records[model.Term]()
        for *row, also in self.connection.execute(sql, (wanted,)):
            aliases = tuple(filter(None, also.split("\n")))
            found.append(model.Term(**dict(zip(names, row, strict=True)), aliases=aliases))
        return found

    @cached_property
    def sources(self) -> Records[model.Source]:
        """The articles, in the order of facts.yaml."""
        rows = self.connection.execute("SELECT record FROM sources ORDER BY rowid")
        return Records(store.read(model.Source, text) for (text,) in rows)

    def sources_of(self, records: Sequence[Any]) -> Records[model.Source]:
        """The articles that these records cite, in the order of facts.yaml; terms cite none."""
        cited = {getattr(record, "source", None) for record in records}
        return Records(source for source in self.sources if source.id in cited)

    def titles(self, start: str, most: int) -> list[tuple[str, str]]:
        """Ids of facts that begin so, or have a part that does, at most so many, with the titles."""
        for condition in ("id >= ?1 AND id < ?1 || char(1114111)", "instr(id, '-' || ?1)"):
            sql = f"SELECT id, record ->> '$.title' FROM facts WHERE {condition} ORDER BY id LIMIT ?2"
            if found := self.connection.execute(sql, (start, most)).fetchall():
                return found
        return []

    def article(self, source: str) -> str:
        """The text of an article by the id of its source."""
        return str(self.connection.execute("SELECT text FROM sources WHERE id = ?", (source,)).fetchone()[0])

    def relations(self, ids: Sequence[str] = ()) -> Records[model.Relation]:
        """The arithmetic that these facts take part in; all of it when none is given."""
        rows = self.connection.execute("SELECT record FROM relations ORDER BY rowid")
        relations = (store.read(model.Relation, text) for (text,) in rows)
        wanted = frozenset(ids)
        return Records(one for one in relations if not wanted or wanted.intersection((one.whole, *one.parts)))

    def line(self, record: model.Record) -> int:
        """The line of facts.yaml on which a record begins."""
        row = self.connection.execute("SELECT line FROM facts WHERE id = ?", (record.id,)).fetchone()
        return int(row[0])

    def __len__(self) -> int:
        return int(self.connection.execute("SELECT count(*) FROM facts").fetchone()[0])

    @property
    def name(self) -> str:
        """The name of the facts.yaml that the base was made of."""
        return str(self.connection.execute("SELECT file FROM base").fetchone()[0])

    @property
    def proved(self) -> bool:
        """Whether the base was proved when it was compiled into a file; one that was not compiled never is."""
        return bool(self.connection.execute("SELECT proved FROM base").fetchone()[0])

    def annotations(self) -> "list[Annotation]":
        """Each article with its facts and waivers, in the order of the sources."""
        from dongbei_cli.readings import Article
        from dongbei_cli.rules import annotation

        names = [form for name in resolve.terms(self.connection, resolve.PARTIES) for form in name.forms]
        facts = self.facts()
        waived = self.connection.execute('SELECT source, start, "end", reason FROM waivers').fetchall()
        found = []
        for source in self.sources:
            own = [fact for fact in facts if fact.source == source.id]
            spared = [tuple(rest) for cited, *rest in waived if cited == source.id]
            found.append(annotation.Annotation(source, Article(self.article(source.id)), own, spared, names))
        return found

    def citation(self, record: model.Record, style: str = "gbt7714", accessed: str | None = None) -> str:
        """How to cite one record; `accessed` is the day on which the article was read, today where none is given."""
        return self.citations([record.id], style, accessed)

    def citations(self, ids: Sequence[str] = (), style: str = "gbt7714", accessed: str | None = None) -> str:
        """How to cite these facts, or the articles where there are none: one on a line, or one file."""
        from dongbei_cli import citations

        by_id = {source.id: source for source in self.sources}
        works: list[Any] = [(by_id[record.source], record) for record in self.records(ids)]
        works = works or [(source, None) for source in self.sources]
        return citations.citations(works, style, resolve.day_read(self.connection, accessed))

    def image(self) -> bytes:
        """The base as the bytes of a database file, with its index and what other programs show of it."""
        self.index()
        store.describe(self.connection)
        return store.image(self.connection)

    def demand_proof(self) -> None:
        """Prove a facts.yaml and keep the proof of each record; UnusableBaseError, with every failure, if it fails."""
        if self.file is None:
            return
        from dongbei_cli import formats, rules

        if found := [problem for outcome in rules.prove(self.file) for problem in outcome.problems]:
            message = "{path} is not proved: {failed} failed"
            hint = errors.Message("mend the lines named above, or take it as it is with --unproved")
            raise errors.UnusableBaseError(message, hint, found, path=self.file.name, failed=len(found))
        self.connection.execute("UPDATE base SET proved = 1")
        proofs = ((formats.json_value(rules.proof(self.file, fact)), fact.id) for fact in self.file.base.facts())
        sql = "UPDATE facts SET record = json_set(record, '$.proof', json(?)) WHERE id = ?"
        self.connection.executemany(sql, proofs)

    def name_of(self, sort: str, typed: str) -> str:
        """The one name (or slug) of a sort that a typed word means."""
        return resolve.name(self.connection, sort, typed)


def shipped(*names: str) -> Path:
    """The first of these files that is packed in dongbei; in a checkout its facts.yaml."""
    for path in (*(PACKAGE / name for name in names), PACKAGE.parent / "facts.yaml"):
        if path.is_file():
            return path
    raise errors.UnusableBaseError("this installation has no fact base", "install dongbei-cli again")


def open_base(path: str | Path | Sequence[Path] | None = None) -> Base:
    """Open a facts.yaml or facts.db, several or folders as one, or the shipped; UnusableBaseError lists all faults."""
    chosen = [shipped("facts.db", "facts.yaml")] if path is None else files_of(path)
    if is_database(chosen[0]):
        return Base(store.open_readonly(chosen[0]), chosen)
    file = sound_file(*chosen)
    cited = [(Path(file.place(source).file), source.file) for source in file.base.sources]
    inputs = [*dict.fromkeys(path for path, _ in cited), *(path.parent / article for path, article in cited)]
    return Base(store.compile_file(file), inputs, file)


def files_of(paths: str | Path | Sequence[Path]) -> list[Path]:
    """Return the files that paths name, all of a folder; UnusableBaseError for none, or a compiled one among others."""
    found: list[Path] = []
    for path in (Path(paths),) if isinstance(paths, str | Path) else paths:
        if not os.path.isdir(path):  # noqa: PTH112 (a path that is too long is no folder; Path.is_dir raises)
            found.append(path)
            continue
        inside = sorted(each for pattern in ("*.yaml", "*/*.yaml") for each in path.glob(pattern) if each.is_file())
        if not inside:
            raise errors.UnusableBaseError("{path} holds no facts.yaml", "dongbei new makes one", path=path)
        found += inside
    found = list(dict.fromkeys(found))
    compiled = [path for path in found if is_database(path)]
    if compiled and len(found) > 1:
        hint = errors.Message("name the facts.yaml that it was made of")
        raise errors.UnusableBaseError("{path} is compiled and is opened alone", hint, path=compiled[0])
    return found


def is_database(path: Path) -> bool:
    """Whether a path names a compiled base."""
    return path.suffix in (".db", ".sqlite", ".sqlite3")


def sound_file(*paths: Path) -> "FactFile":
    """Load a facts.yaml, or several as one, and check that it can answer; an UnusableBaseError holds every problem."""
    from dongbei_cli import rules
    from dongbei_cli.curate import load

    file, problems = load.load(*paths)
    if file is None or problems:
        broken = [path for path in paths if any(problem.place.file == str(path) for problem in problems)]
        raise errors.UnusableBaseError.with_problems(broken[0] if broken else paths[0], problems)
    if problems := rules.structural_problems(file):
        raise errors.UnusableBaseError.with_problems(Path(problems[0].place.file), problems)
    return file


def build(path: Path | Sequence[Path] | None, unproved: bool = False) -> Base:
    """Compile a facts.yaml with its full-text index; one that fails the proof is refused unless `unproved`."""
    base = open_base(path or shipped("facts.yaml"))
    if not unproved:
        base.demand_proof()
    base.index()
    return base


def prove(paths: Path | Sequence[Path], only: Sequence[Any] = ()) -> "list[Outcome]":
    """What the rules find in a facts.yaml, or several as one; UnusableBaseError for a broken or a compiled base."""
    from dongbei_cli import rules
    from dongbei_cli.curate import load
    from dongbei_cli.errors import Outcome

    chosen = files_of(paths)
    if is_database(chosen[0]):
        hint = errors.Message("verify the facts.yaml that it was compiled from")
        raise errors.UnusableBaseError("{path} is a compiled base, which has no lines to prove", hint, path=chosen[0])
    file, problems = load.load(*chosen)
    if file is None:
        raise errors.UnusableBaseError.with_problems(chosen[0], problems)
    broken = [Outcome("loads", 0, tuple(problems))] if problems else []
    return [*broken, *rules.prove(file, *([only] if only else []))]
