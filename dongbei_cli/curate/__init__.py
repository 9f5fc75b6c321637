"""Reading what a curator writes."""
