"""The languages of the product: ISO 639-1 codes."""

LANGUAGES = ("en", "nb", "da", "sv", "fi", "nl")
