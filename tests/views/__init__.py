"""Tests of `dongbei_cli.views`."""
