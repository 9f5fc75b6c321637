"""The rule on sources: a citation says of an article what the article says of itself."""

import re
from collections.abc import Iterator

from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings import dates as chinese_dates
from dongbei_cli.readings import edtf
from dongbei_cli.readings.article import Article
from dongbei_cli.rules.text import PROVED, Verdict


def source_as_stated(file: FactFile) -> Iterator[Verdict]:
    """The title, author, publisher, time and address of a source are in the article.

    The title is the first heading, the author a line of its own, a dateline (记者王明), or the publisher where nobody
    signs; the publication names a day, since 去年 and 10月27日 are counted from it.

    Fails: published: 2023-11-02 over a line 2023-11-01; a title with one character less than the heading.
    """
    for source in file.base.sources:
        article = file.articles[source.id]
        lines = [paragraph.text.strip("#* ") for paragraph in article.paragraphs]
        stated = {
            "title": bool(lines) and lines[0] == source.title,
            "author": is_author(article, lines, source.author) or source.author == source.publisher,
            "publisher": source.publisher in article.text,
            "published": any(line_date(line, source.published) for line in lines),
            "url": source.url in addresses(article) or not addresses(article),
        }
        for key, holds in stated.items():
            message = f"no line of the article says {getattr(source, key)!r}"
            hint = "write it as it is in the head of the article"
            yield PROVED if holds else file.problem(source, (key,), "source-as-stated", message, hint)


def is_author(article: Article, lines: list[str], author: str) -> bool:
    """Whether an author has a line of his own, with or without 记者 before it, or is named in a dateline."""
    own = any(author in (line, re.sub("^(?:作者|文|本?报?记者)[:： /]*", "", line)) for line in lines)
    names = "[、，, ]*".join(map(re.escape, re.split("[、，, ]+", author)))
    return (
        own
        or re.search(rf"[（(【](?:本报|见习)?(?:记者|编辑|作者|通讯员)[:： ]?{names}[）)】]", article.text) is not None
    )


def addresses(article: Article) -> list[str]:
    """The addresses that are lines of their own; most articles do not print theirs."""
    return re.findall(r"^\W*?(https?://[^\s*]+?)\**$", article.text, re.MULTILINE)


def line_date(line: str, published: str) -> bool:
    """Whether a line is just the date of publication, at its precision, which is a day or finer."""
    if edtf.parse(published).precision not in ("day", "minute"):
        return False
    readings = chinese_dates.readings(line, published)
    return len(readings) == 1 and readings[0].edtf == published and not readings[0].relative
