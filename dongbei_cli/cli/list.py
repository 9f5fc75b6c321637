"""`dongbei list`."""

from dongbei_cli.base import Base
from dongbei_cli.cli.lookup import EVERY_KIND, Kind, Reply, Topic, classes, lookup


@lookup(*EVERY_KIND)
def command(base: Base, kind: Kind = None, topic: Topic = None) -> Reply:
    """Every fact, in the order of the article.

    \b
    Examples:
      dongbei list --kind document
      dongbei list --topic opening-up -f csv -o facts.csv
    """
    return Reply(lambda most: base.facts(kind, topic, most), "facts", classes(kind))
