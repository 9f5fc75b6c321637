"""The tests: one file a module, and folders for what takes many of them."""
