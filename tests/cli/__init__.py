"""Tests of `dongbei_cli.cli`."""
