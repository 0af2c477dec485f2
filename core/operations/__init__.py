"""What may be done: plain functions `(work, request, actor, now) -> value`, each within one transaction.

Each decides the rights of `actor` itself, before it reads anything, and raises a Refusal when it does nothing. `now` is aware.
"""
