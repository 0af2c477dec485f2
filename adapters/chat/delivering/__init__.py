"""Delivering the outbox: workers claim lanes, render what is due for its reader, send it at the platform's pace, and mark it."""
