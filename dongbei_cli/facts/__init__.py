"""facts.yaml: what a curator writes in it, and how it is loaded with the place of every field."""
