"""The interaction log as a file."""
