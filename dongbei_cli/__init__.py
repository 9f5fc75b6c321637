"""Facts and statistics on the revitalisation of Northeast China, each with the words that prove it."""

__version__ = "0.1.0"
