"""Tests of `dongbei_cli.readings`."""
