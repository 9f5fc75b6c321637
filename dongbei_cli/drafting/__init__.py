"""Drafts of a fact base: what the readings find in an article, as records, what is certain filled in."""
