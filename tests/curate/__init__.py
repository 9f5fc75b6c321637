"""Tests of `dongbei_cli.curate`."""
