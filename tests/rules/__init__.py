"""Tests of `dongbei_cli.rules`."""
