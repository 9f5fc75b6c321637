"""Finding facts by what people type: the index, the understanding of a query, and the ranking."""
