"""`dongbei show`."""

from dongbei_cli.cli.arguments import Ids
from dongbei_cli.cli.lookup import EVERY_KIND, Reply, lookup
from dongbei_cli.workspace import Base


@lookup(*EVERY_KIND)
def command(base: Base, ids: Ids) -> Reply:
    """One fact whole: every field, its words in their paragraph, its arithmetic.

    \b
    Examples:
      dongbei show transfers-jilin-2003-2022
      dongbei show share-2003 share-2021 --json
    """
    return Reply(base.records([*dict.fromkeys(ids)]), "whole")
