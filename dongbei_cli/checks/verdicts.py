"""What a rule says of one thing it looked at."""

from dongbei_cli.problems import Problem

Verdict = Problem | None

PROVED: Verdict = None
