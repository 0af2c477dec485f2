"""Measurements. `make bench` runs them; nothing here is part of the test suite, and nothing fails by the clock."""
