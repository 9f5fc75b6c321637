"""Drafts of a fact base: what the readings find in an article, as records with what is certain and TODO for the rest."""
