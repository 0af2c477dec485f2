"""Teams' limits, as its documentation had them in November 2026. Lengths of text are counted in UTF-16 units."""

# Teams refuses an activity of more than 100 KB in UTF-16; what is left is for what surrounds the card.
CARD_BYTES = 80_000
# A card that somebody shares from the message extension; Teams takes 28 KB.
SHARED_CARD_BYTES = 26_000

ACTIONS = 6
VIEWERS = 60
CHOICES_FOUND = 15

# Beyond this many choices a list to choose from is a field that is searched.
CHOICE_ROWS = 10

# A longer request is carried once in an action, not in its fallback too.
REQUEST_TWICE = 1000

# Teams names no figures for these: what is longer is not read in a card.
TITLE = 300
PARAGRAPH = 6000
FACT = 1000
LABEL = 200
CELL = 300
ROW_TEXT = 200
BUTTON = 60
CHOICE = 120
PROBLEM = 300
# A field that takes no more leaves room for another one beside it.
SHORT = 20
FALLBACK_TEXT = 4000
CHART_BARS = 30
CHART_LABEL = 40
TABLE_ROWS = 50
TABLE_COLUMNS = 10
LINKS = 10
URL = 2000
