"""Tests of `dongbei_cli.facts`."""
