"""The conversation in Slack: what arrives through Bolt, and cards and forms as Block Kit."""
