"""What an interaction is and what may be done with it. Imports the standard library only."""
