"""Tests of `dongbei_cli.database`."""
