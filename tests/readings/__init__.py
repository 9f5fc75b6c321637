"""Tests of `dongbei_cli.readings`; what they read, and as what, is in the tables beside them."""
