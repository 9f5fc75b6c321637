"""One matcher (moves here)."""

from dongbei_cli.names import Name
from dongbei_cli.names.matching import fold, match, suggestions

__all__ = ["Name", "fold", "match", "suggestions"]
