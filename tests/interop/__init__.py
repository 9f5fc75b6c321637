"""What we export, opened by the programs that it is for; they come with the extra `interop`."""
