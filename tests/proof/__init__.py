"""Tests of `dongbei_cli.proof`."""
