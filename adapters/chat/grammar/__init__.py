"""What a person types, understood: `parse` makes a request of a line, or raises Misunderstood. Pure; nothing is looked up."""

from adapters.chat.grammar.completion import complete
from adapters.chat.grammar.misunderstood import Misunderstood, Problem
from adapters.chat.grammar.parse import parse
from adapters.chat.grammar.reading import Reading

__all__ = ["Misunderstood", "Problem", "Reading", "complete", "parse"]
