"""The conversation in a terminal, or on plain standard input and output."""
