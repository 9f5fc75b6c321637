"""`python -m dongbei_cli` is `dongbei`."""

from dongbei_cli.cli import main

main()
