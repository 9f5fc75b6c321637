"""Tests of `dongbei_cli.checks`."""
