"""Cards and forms as Adaptive Cards 1.5, and what a press on them brings back."""
