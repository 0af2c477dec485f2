"""Work by the clock, beside what people ask for."""
