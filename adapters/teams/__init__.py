"""Microsoft Teams: what comes in by the Bot Framework connector, and what goes out to it. All of botbuilder stays in here."""
