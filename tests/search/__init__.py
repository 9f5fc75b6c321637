"""Tests of `dongbei_cli.search`."""
