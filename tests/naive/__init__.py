"""A tool with the same commands and none of the care, against which the tests of reliability are tried."""
