"""Slack's limits, as its documentation had them in November 2026. Lengths are counted in UTF-16 units."""

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100

HEADER_TEXT = 150
SECTION_TEXT = 3000
ACTION_ELEMENTS = 25
BUTTON_TEXT = 75
BUTTON_VALUE = 2000
OPTIONS = 100
OPTION_TEXT = 75
OPTION_VALUE = 150
OPTION_DESCRIPTION = 75
PLACEHOLDER = 150
LINK_URL = 3000

# data_visualization, in messages alone; a bar chart has one series here.
CHARTS = 2
CHART_TITLE = 50
CHART_LABEL = 20
CHART_BARS = 20

# Undocumented: chat.postMessage refuses blocks whose texts and containers come to about 13,200 (msg_blocks_too_long).
MESSAGE_TEXT_TOTAL = 9000
# A text of this length is not cut by Slack on its own, and no notification shows more.
FALLBACK_TEXT = 4000
# Slack names no limit for one rich text block; this is what it shows without folding in most clients.
RICH_TEXT = 3000

# Of one message; Slack sends no more than five addresses.
UNFURLS = 5

VIEW_TITLE = 24
VIEW_BUTTON = 24
PRIVATE_METADATA = 3000
INPUT_LABEL = 2000
INPUT_HINT = 2000
INPUT_VALUE = 3000

# Seconds. Slack gives 3 for every acknowledgement; the rest is for the network and the way back.
ANSWER_WITHIN = 1.5
ACKNOWLEDGE_WITHIN = 2.0
LOADING_AFTER = 0.7
OPEN_WITHIN = 1.0
# For one call to Slack, retries included.
CALL_WITHIN = 10.0
# For the content of a file.
UPLOAD_WITHIN = 600.0

SIGNATURE_AGE = 300
BODY_BYTES = 1024 * 1024

# Slack sends an event again at once, after one and after five minutes.
EVENTS_COME_AGAIN_WITHIN = 600.0
DOUBLE_CLICK_WITHIN = 2.0
