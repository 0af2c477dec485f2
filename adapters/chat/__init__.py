"""The conversation that every platform shares: grammar, forms, replies, wording. Imports core alone."""
