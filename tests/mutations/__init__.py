"""One change at a time to the fact base or its article, and what of it `verify` refuses."""
