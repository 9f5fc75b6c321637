"""The paragraphs of an article as a reader of the page counts them."""

import re

from dongbei_cli.readings.article import Article

HEADING = re.compile(r"#.*|\*\*.+\*\*\s*|!\[.*")
"""A line of an article that is no paragraph of its text: a heading, a line of its head, a picture."""


def body_paragraphs(article: Article) -> dict[int, int]:
    """Return by the number of a line which paragraph of the printed text it is, from 1 at the standfirst."""
    lines = [line.number for line in article.paragraphs if not HEADING.fullmatch(line.text)]
    return {line: number for number, line in enumerate(lines, 1)}
