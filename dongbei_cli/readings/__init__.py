"""What Chinese text says: its sentences, quantities and dates, read without knowing what a fact is."""
