"""What the webhook takes. Sizes in bytes, times in seconds."""

BODY_BYTES = 1 << 20
EVENTS = 500

# As the Standard Webhooks libraries have it, in both directions.
TIMESTAMP_AGE = 300
WEBHOOK_ID = 256
# Half as much as the specification wants a sender to wait for an answer.
BODY_WITHIN = 15.0

# Events of one transaction. On SQLite nobody else writes meanwhile.
EVENTS_AT_ONCE = 100
# What is accepted and not yet recorded; beyond, senders are asked to come again.
EVENTS_UNDER_WAY = 10 * EVENTS
RETRY_AFTER = 2

ERRORS_NAMED = 20
