"""Tests of `dongbei_cli.yamlnodes`."""
