"""Document types that people mean together."""

from collections.abc import Mapping
from types import MappingProxyType

from core.document import DocumentType

_T = DocumentType


def _side(name: str) -> tuple[DocumentType, ...]:
    return tuple(each for each in DocumentType if each.startswith(f"{name}_"))


# By the name of the group, in an order to be offered in.
GROUPS: Mapping[str, tuple[DocumentType, ...]] = MappingProxyType(
    {
        "invoices": (_T.SALES_INVOICE, _T.PURCHASE_INVOICE),
        "credit_memos": (_T.SALES_CREDIT_MEMO, _T.PURCHASE_CREDIT_MEMO),
        "quotes": (_T.SALES_QUOTE, _T.PURCHASE_QUOTE, _T.SERVICE_CONTRACT_QUOTE, _T.SERVICE_QUOTE),
        "orders": (
            _T.SALES_BLANKET_ORDER,
            _T.SALES_ORDER_CONFIRMATION,
            _T.PURCHASE_BLANKET_ORDER,
            _T.PURCHASE_ORDER,
            _T.SERVICE_ORDER_CREATED,
            _T.SERVICE_ORDER_POSTED,
        ),
        "deliveries": (_T.SALES_SHIPMENT_NOTE, _T.PURCHASE_RECEIPT),
        "returns": (
            _T.SALES_RETURN_ORDER,
            _T.SALES_RETURN_RECEIPT,
            _T.PURCHASE_RETURN_SHIPMENT,
            _T.PURCHASE_RETURN_ORDER_CONFIRMATION,
        ),
        "sales": _side("sales"),
        "purchases": _side("purchase"),
        "service": _side("service"),
    }
)
# What asks for nothing.
ALL = "all"


def types_of(names: str) -> tuple[DocumentType, ...]:
    """The types of several names of groups and types, separated by spaces, each once in the order of DocumentType; () is all.

    Raises ValueError for a name that is none.
    """
    wanted: set[DocumentType] = set()
    for name in names.split():
        if name == ALL:
            return ()
        wanted.update(GROUPS.get(name) or (DocumentType(name),))
    return tuple(each for each in DocumentType if each in wanted)


def names_of(types: tuple[DocumentType, ...]) -> tuple[str, ...]:
    """The fewest names, in the order of the groups, that `types_of` makes exactly these types of; () is none."""
    left, wanted, names = set(types), set(types), []
    for name, group in sorted(GROUPS.items(), key=lambda item: -len(item[1])):
        if wanted.issuperset(group) and left.intersection(group):
            names.append(name)
            left.difference_update(group)
    names.sort(key=list(GROUPS).index)
    return (*names, *(each.value for each in DocumentType if each in left))
