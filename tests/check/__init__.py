"""Tests of `dongbei_cli.check`."""
