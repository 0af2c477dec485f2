"""Sample data: what a new installation can be tried with."""
