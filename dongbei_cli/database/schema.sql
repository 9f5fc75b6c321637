-- The fact base as tables. `facts` holds what every fact has; the table of its kind holds the rest.
-- One view a kind (event, figure, quote, ...) joins the two: its columns are the keys of the record in JSON,
-- lists in one column with a line feed between their members, which no value contains.

CREATE TABLE base (file TEXT NOT NULL);

CREATE TABLE sources (
    id TEXT PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL, title TEXT NOT NULL, title_en TEXT NOT NULL,
    author TEXT NOT NULL, author_en TEXT NOT NULL, publisher TEXT NOT NULL, publisher_en TEXT NOT NULL,
    published TEXT NOT NULL, url TEXT NOT NULL, text TEXT NOT NULL
);

CREATE TABLE terms (
    type TEXT NOT NULL CHECK (type IN ('topic', 'area', 'region')),
    slug TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL, aliases TEXT,
    PRIMARY KEY (type, slug)
);
CREATE UNIQUE INDEX terms_by_name ON terms (type, zh);
CREATE INDEX terms_with_aliases ON terms (type, aliases, slug, zh) WHERE aliases IS NOT NULL;

CREATE TABLE wordings (term TEXT NOT NULL, aliases TEXT NOT NULL);

CREATE TABLE facts (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    title TEXT NOT NULL, title_en TEXT NOT NULL, note TEXT, note_en TEXT,
    source TEXT NOT NULL REFERENCES sources (id),
    excerpt TEXT NOT NULL, paragraph INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    link TEXT NOT NULL,
    line INTEGER NOT NULL,
    date TEXT, earliest TEXT, latest TEXT, chronology TEXT
);
CREATE INDEX facts_in_article ON facts (source, start, "end", number, kind);
CREATE INDEX facts_in_time ON facts (chronology, source, start, "end", number, kind) WHERE chronology IS NOT NULL;
CREATE INDEX facts_by_days ON facts (kind, earliest, latest, number) WHERE chronology IS NOT NULL;

CREATE TABLE anchors (
    fact INTEGER NOT NULL REFERENCES facts (number), position INTEGER NOT NULL,
    exact TEXT NOT NULL, prefix TEXT, suffix TEXT,
    paragraph INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    PRIMARY KEY (fact, position)
) WITHOUT ROWID;

CREATE TABLE fact_topics (
    fact INTEGER NOT NULL REFERENCES facts (number), position INTEGER NOT NULL, topic TEXT NOT NULL,
    PRIMARY KEY (fact, position)
) WITHOUT ROWID;
CREATE INDEX fact_topics_by_topic ON fact_topics (topic, fact);

CREATE TABLE people (
    fact INTEGER PRIMARY KEY REFERENCES facts (number),
    name TEXT NOT NULL UNIQUE, name_en TEXT NOT NULL, pinyin TEXT NOT NULL, role TEXT NOT NULL, role_en TEXT NOT NULL,
    affiliation TEXT, affiliation_en TEXT, aliases TEXT
);

CREATE INDEX people_with_aliases ON people (aliases, name) WHERE aliases IS NOT NULL;

CREATE TABLE organizations (
    fact INTEGER PRIMARY KEY REFERENCES facts (number),
    name TEXT NOT NULL UNIQUE, name_en TEXT NOT NULL, pinyin TEXT NOT NULL, type TEXT NOT NULL, aliases TEXT
);

CREATE INDEX organizations_with_aliases ON organizations (aliases, name) WHERE aliases IS NOT NULL;

CREATE TABLE documents (
    fact INTEGER PRIMARY KEY REFERENCES facts (number),
    name TEXT NOT NULL UNIQUE, name_en TEXT NOT NULL, issuer TEXT, aliases TEXT
);

CREATE TABLE events (
    fact INTEGER PRIMARY KEY REFERENCES facts (number),
    date_text TEXT NOT NULL, category TEXT NOT NULL, actors TEXT, place TEXT
);
CREATE INDEX events_by_place ON events (place);

CREATE TABLE figures (
    fact INTEGER PRIMARY KEY REFERENCES facts (number),
    indicator TEXT NOT NULL, indicator_en TEXT NOT NULL, region TEXT,
    value NUMERIC NOT NULL, upper NUMERIC, value_exact TEXT NOT NULL, upper_exact TEXT,
    unit TEXT NOT NULL, qualifier TEXT NOT NULL, written TEXT NOT NULL,
    value_si_exact TEXT NOT NULL, unit_si TEXT NOT NULL
);
CREATE INDEX figures_by_region ON figures (region);

CREATE TABLE quotes (
    fact INTEGER PRIMARY KEY REFERENCES facts (number),
    speaker TEXT NOT NULL, speech TEXT NOT NULL CHECK (speech IN ('direct', 'reported', 'written')),
    verb TEXT NOT NULL, text_en TEXT NOT NULL, occasion TEXT
);
CREATE INDEX quotes_by_speaker ON quotes (speaker);

CREATE TABLE measures (
    fact INTEGER PRIMARY KEY REFERENCES facts (number),
    area TEXT NOT NULL, status TEXT NOT NULL CHECK (status IN ('official', 'proposed')),
    proposer TEXT NOT NULL, components TEXT
);
CREATE INDEX measures_by_area ON measures (area);
CREATE INDEX measures_by_proposer ON measures (proposer);

CREATE TABLE claims (
    fact INTEGER PRIMARY KEY REFERENCES facts (number),
    attribution TEXT NOT NULL
);

CREATE TABLE relations (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL,
    whole INTEGER REFERENCES facts (number),
    computed TEXT, unit TEXT, discrepancy TEXT, discrepancy_en TEXT
);

CREATE TABLE relation_parts (
    relation TEXT NOT NULL REFERENCES relations (id), position INTEGER NOT NULL,
    fact INTEGER NOT NULL REFERENCES facts (number),
    PRIMARY KEY (relation, position)
) WITHOUT ROWID;
CREATE INDEX relation_parts_by_fact ON relation_parts (fact);
CREATE INDEX relations_by_whole ON relations (whole);

CREATE TABLE waivers (
    source TEXT NOT NULL REFERENCES sources (id), exact TEXT NOT NULL, reason TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL
);

CREATE VIEW names AS
    SELECT name, name_en, pinyin, aliases, role, role_en, affiliation, affiliation_en, fact FROM people
    UNION ALL
    SELECT name, name_en, pinyin, aliases, NULL, NULL, NULL, NULL, fact FROM organizations;

CREATE VIEW fact AS
    SELECT f.*, (SELECT group_concat(topic, char(10)) FROM
        (SELECT topic FROM fact_topics t WHERE t.fact = f.number ORDER BY position)) AS topics
    FROM facts f;

CREATE VIEW event AS
    SELECT e.date_text, e.category, e.actors, e.place, r.en AS place_en, fact.*
    FROM events e JOIN fact ON fact.number = e.fact
    LEFT JOIN terms r ON r.type = 'region' AND r.zh = e.place;

CREATE VIEW figure AS
    SELECT g.indicator, g.indicator_en, g.region, r.en AS region_en, fact.date AS period,
        g.value_exact AS value, g.upper_exact AS upper, g.unit, g.qualifier, g.written,
        g.value_si_exact AS value_si, g.unit_si,
        (SELECT discrepancy FROM discrepancies d WHERE d.fact = g.fact) AS discrepancy,
        (SELECT discrepancy_en FROM discrepancies d WHERE d.fact = g.fact) AS discrepancy_en, fact.*
    FROM figures g JOIN fact ON fact.number = g.fact
    LEFT JOIN terms r ON r.type = 'region' AND r.zh = g.region;

CREATE VIEW discrepancies AS
    SELECT whole AS fact, id AS relation, discrepancy, discrepancy_en FROM relations WHERE discrepancy IS NOT NULL
    UNION ALL
    SELECT p.fact, r.id, r.discrepancy, r.discrepancy_en
    FROM relation_parts p JOIN relations r ON r.id = p.relation WHERE r.discrepancy IS NOT NULL;

CREATE VIEW quote AS
    SELECT q.speaker, coalesce(p.name_en, o.name_en) AS speaker_en, p.role, p.role_en, p.affiliation, p.affiliation_en,
        q.speech, q.verb, fact.excerpt AS text, q.text_en, q.occasion, fact.*
    FROM quotes q JOIN fact ON fact.number = q.fact
    LEFT JOIN people p ON p.name = q.speaker LEFT JOIN organizations o ON o.name = q.speaker;

CREATE VIEW measure AS
    SELECT a.zh AS area, a.en AS area_en, m.status, m.proposer, coalesce(p.name_en, o.name_en) AS proposer_en, m.components,
        m.area AS area_slug, fact.*
    FROM measures m JOIN fact ON fact.number = m.fact
    LEFT JOIN terms a ON a.type = 'area' AND a.slug = m.area
    LEFT JOIN people p ON p.name = m.proposer LEFT JOIN organizations o ON o.name = m.proposer;

CREATE VIEW claim AS
    SELECT c.attribution, fact.* FROM claims c JOIN fact ON fact.number = c.fact;

CREATE VIEW person AS
    SELECT p.name, p.name_en, p.pinyin, p.role, p.role_en, p.affiliation, p.affiliation_en,
        (SELECT count(*) FROM quotes WHERE speaker = p.name) AS quotes,
        (SELECT count(*) FROM measures WHERE proposer = p.name) AS measures, fact.*
    FROM people p JOIN fact ON fact.number = p.fact;

CREATE VIEW organization AS
    SELECT o.name, o.name_en, o.pinyin, o.type, fact.* FROM organizations o JOIN fact ON fact.number = o.fact;

CREATE VIEW document AS
    SELECT d.name, d.name_en, d.issuer, coalesce(p.name_en, o.name_en) AS issuer_en, fact.*
    FROM documents d JOIN fact ON fact.number = d.fact
    LEFT JOIN people p ON p.name = d.issuer LEFT JOIN organizations o ON o.name = d.issuer;
