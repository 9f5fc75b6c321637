"""facts.yaml: how it is read, and how records are completed from it and from the article."""
