"""What operations gave back, as cards: one file a kind."""
