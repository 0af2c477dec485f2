"""The words by which a contact is found.

They are kept twice: one row a word, read by prefix, and all together in the contact's own column `words`, with which the
other words of a search are checked without a second index: " n:anna n:hansen c:fjord".
"""

from collections.abc import Collection, Iterable

from rapidfuzz.distance import OSA

from adapters.database.phones import stored_forms
from core.contact import Contact
from core.folding import word_forms, words

NAME = "n"
NO = "o"
EMAIL = "e"
PHONE = "p"
COMPANY = "c"
SOURCES = (NAME, NO, EMAIL, PHONE, COMPANY)
PAIR = "d"

PAIRED_LETTERS = 2
_MOST_PAIRED = 6
_SHORTEST_MISSPELT = 4
_LONGEST_MISSPELT = 20
_LONGEST_ADDRESS = 200
# What companies have after their names, and people leave out.
_LEGAL_FORMS = frozenset(("as", "asa", "aps", "ab", "oy", "oyj", "bv", "nv", "ltd", "gmbh", "inc", "llc"))

Word = tuple[str, str]


def folded_name(name: str) -> str:
    """The whole name as it is compared and ordered."""
    return " ".join(words(name))


def folded_email(email: str) -> str:
    """An e-mail address as it is compared."""
    return "".join(letter for letter in email if letter.isprintable() and letter not in " :").lower()[:_LONGEST_ADDRESS]


def words_of(contact: Contact, company_name: str) -> list[Word]:
    """(source, word), each word once, under the source that says most."""
    email = folded_email(contact.email)
    user, _, domain = email.partition("@")
    sources: tuple[tuple[str, Iterable[str]], ...] = (
        (NAME, word_forms(contact.name)),
        (NO, ["".join(words(contact.no)), *words(contact.no)]),
        (EMAIL, [email, *words(user), *words(domain)[:-1]] if email else ()),
        (PHONE, [form for phone in (contact.phone, contact.mobile) for form in stored_forms(phone, contact.country)]),
        (COMPANY, word_forms(company_name)),
    )
    found: dict[str, str] = {}
    for source, forms in sources:
        for form in forms:
            if form:
                found.setdefault(form, source)
    names = [word for word, source in found.items() if source == NAME][:_MOST_PAIRED]
    pairs = [(PAIR, pair(first, second)) for first in names for second in names if first != second]
    return [*((source, word) for word, source in found.items()), *pairs]


def pair(first: str, second: str) -> str:
    """A row for two words of a name, by the beginning of the one and all of the other: without it a search for two common
    words would read all contacts that have one of them.
    """
    return f"{first[:PAIRED_LETTERS]}+{second}"


def together(contact_words: Iterable[Word]) -> str:
    """The words as the contact's column holds them."""
    return "".join(f" {source}:{word}" for source, word in contact_words)


def apart(column: str) -> list[Word]:
    """The words that a contact's column holds."""
    return [(source, word) for source, _, word in (each.partition(":") for each in column.split())]


def pattern(word: str, source: str = "") -> str:
    """The LIKE pattern (escape \\) for a column that holds a word beginning so, from any source or this one."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"% {source}:{escaped}%" if source else f"%:{escaped}%"


def may_be_misspelt(word: str) -> bool:
    """Whether a stored word takes part in the search for misspelt words."""
    return _SHORTEST_MISSPELT <= len(word) <= _LONGEST_MISSPELT and not word.isdigit()


def variants(word: str) -> set[str]:
    """The word, and the word without any one of its letters: two words one typo apart have a variant in common."""
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def one_typo_apart(asked: str, stored: str) -> bool:
    """A letter too many, too few, another one, or two neighbours swapped."""
    return asked != stored and OSA.distance(asked, stored, score_cutoff=1) <= 1


def telling_words(name: str) -> list[str]:
    """The words of a name that tell it from others, each once: without legal forms, unless it has nothing else."""
    every = list(dict.fromkeys(words(name)))
    return [word for word in every if word not in _LEGAL_FORMS] or every


def alike(asked: Collection[str], stored: Collection[str]) -> bool:
    """Whether two names have the same telling words, in any order, but for one typo in one of them."""
    odd, other = [word for word in asked if word not in stored], [word for word in stored if word not in asked]
    if len(odd) != len(other) or len(odd) > 1:
        return False
    return not odd or (may_be_misspelt(other[0]) and one_typo_apart(odd[0], other[0]))
