"""One change at a time to the fact base, or to its article: what `verify` must refuse. See `python -m tests.mutations`."""
