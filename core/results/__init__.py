"""What operations give back."""
