-- The full-text index: what each fact says, field by field, as lexemes (see lexemes.py); the row of a fact has its number.
-- Apart from schema.sql, since a SQLite without FTS5 can answer all but a search, and a facts.yaml is indexed only for one.

CREATE VIRTUAL TABLE search USING fts5 (
    title, title_en, name, field, words, gloss, topic, topics, note, context, alias, pinyin, amount,
    tokenize = "unicode61 remove_diacritics 0"
);
