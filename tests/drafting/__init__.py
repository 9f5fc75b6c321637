"""Tests of what is drafted from an article."""
