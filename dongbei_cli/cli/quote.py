"""`dongbei quote`."""

from typing import Annotated

from dongbei_cli import model
from dongbei_cli.base import Base
from dongbei_cli.cli.lookup import Reply, Texts, Topic, lookup, some


@lookup(model.Quote)
def command(
    base: Base,
    expert: Annotated[Texts, some("speaker", "--expert -e", "NAME", "Who says it.")] = None,
    topic: Topic = None,
    speech: Annotated[Texts, some("speech", "--speech", "KIND", "direct, reported or written.")] = None,
) -> Reply:
    """Who said what; quotation marks stand only around direct speech.

    \b
    Examples:
      dongbei quote --expert 徐林
      dongbei quote -e "Wang Mingyuan" -e 迟福林
      dongbei quote --speech direct --lang en
    """
    return Reply(base.quotes(expert, topic, speech), "quotes")
