"""What lookups print for other programs, kept from release to release."""
