"""Tests of `dongbei_cli.names`."""
