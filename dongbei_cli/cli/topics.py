"""`dongbei topics`."""

from dongbei_cli import model
from dongbei_cli.base import Base
from dongbei_cli.cli.lookup import Reply, lookup


@lookup(model.Term, without=("cite", "accessed"))
def command(base: Base) -> Reply:
    """The vocabulary: topics, areas of policy and regions.

    \b
    Examples:
      dongbei topics
      dongbei topics --json | jq -r '.[].slug'
    """
    return Reply(base.topics(), "topics")
