"""The rule on sources: a citation says of an article what the article says of itself."""

import re
from collections.abc import Iterator

from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings import edtf
from dongbei_cli.readings.article import Article
from dongbei_cli.rules.text import Verdict, dates_of, verdict

SIGNED = "^(?:作者|文|本?报?记者)[:： /]*"
"""What may be before a name in a byline."""


def source_as_stated(file: FactFile) -> Iterator[Verdict]:
    """The title, author, publisher, time and address of a source are in the article.

    The title is the first heading, the author a line of its own, a dateline (记者王明), or the publisher where nobody
    signs; the publication names a day, since 去年 and 10月27日 are counted from it.

    Fails: published: 2023-11-02 over a line 2023-11-01; a title with one character less than the heading.
    """
    for source in file.base.sources:
        article = file.articles[source.id]
        lines = [paragraph.text.strip("#* ") for paragraph in article.paragraphs]
        addresses = re.findall(r"^\W*?(https?://[^\s*]+?)\**$", article.text, re.MULTILINE)
        stated = {
            "title": bool(lines) and lines[0] == source.title,
            "author": source.author == source.publisher or is_author(article, lines, source.author),
            "publisher": source.publisher in article.text,
            "published": any(is_date(line, source.published) for line in lines),
            "url": source.url in addresses or not addresses,
        }
        for key, holds in stated.items():
            fault = "" if holds else f"no line of the article says {getattr(source, key)!r}"
            yield verdict(
                file, source, (key,), "source-as-stated", fault, "write it as it is in the head of the article"
            )


def is_author(article: Article, lines: list[str], author: str) -> bool:
    """Whether an author has a line of his own, with or without 记者 before it, or is named in a dateline."""
    names = "[、，, ]*".join(map(re.escape, re.split("[、，, ]+", author)))
    dateline = rf"[（(【](?:本报|见习)?(?:记者|编辑|作者|通讯员)[:： ]?{names}[）)】]"
    return any(author == re.sub(SIGNED, "", line) for line in lines) or bool(re.search(dateline, article.text))


def is_date(line: str, published: str) -> bool:
    """Whether a line is just the date of publication, at its precision, which is a day or finer."""
    dates = dates_of(line, published) if edtf.parse(published).precision in ("day", "minute") else ()
    return len(dates) == 1 and dates[0].edtf == published and not dates[0].relative
