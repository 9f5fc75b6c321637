"""`dongbei people`."""

from dongbei_cli import model
from dongbei_cli.base import Base
from dongbei_cli.cli.lookup import Reply, lookup


@lookup(model.Person, model.Organization)
def command(base: Base) -> Reply:
    """The experts and meetings that are heard, their roles, and how often.

    \b
    Examples:
      dongbei people
      dongbei people --fields name,name_en,role --lang en
    """
    return Reply(base.people(), "people")
