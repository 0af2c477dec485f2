"""The words for business documents: their types, what happens to them, and why one was not recorded."""

from collections.abc import Callable

# English name -> what is said for it, the usual word first.
Words = dict[str, tuple[str, ...]]


def document_types(pgettext: Callable[[str, str], str]) -> Words:
    """By the values of DocumentType, which can be said too. Without a side a sales document is meant."""
    said: Words = {
        "sales_quote": (pgettext("value", "sales quote"), pgettext("value", "quote")),
        "sales_blanket_order": (pgettext("value", "sales blanket order"), pgettext("value", "blanket order")),
        "sales_order_confirmation": (
            pgettext("value", "sales order confirmation"),
            pgettext("value", "order confirmation"),
            pgettext("value", "sales order"),
            pgettext("value", "order"),
        ),
        "sales_invoice": (pgettext("value", "sales invoice"), pgettext("value", "invoice")),
        "sales_draft_invoice": (pgettext("value", "sales draft invoice"), pgettext("value", "draft invoice")),
        "sales_shipment_note": (
            pgettext("value", "sales shipment note"),
            pgettext("value", "shipment note"),
            pgettext("value", "sales shipment"),
            pgettext("value", "shipment"),
        ),
        "sales_credit_memo": (pgettext("value", "sales credit memo"), pgettext("value", "credit memo")),
        "sales_return_order": (pgettext("value", "sales return order"), pgettext("value", "return order")),
        "sales_return_receipt": (pgettext("value", "sales return receipt"), pgettext("value", "return receipt")),
        "sales_statement": (pgettext("value", "sales statement"), pgettext("value", "statement")),
        "sales_reminder": (pgettext("value", "sales reminder"), pgettext("value", "reminder")),
        "sales_finance_charge_memo": (
            pgettext("value", "sales finance charge memo"),
            pgettext("value", "finance charge memo"),
        ),
        "purchase_quote": (pgettext("value", "purchase quote"),),
        "purchase_blanket_order": (pgettext("value", "purchase blanket order"),),
        "purchase_order": (pgettext("value", "purchase order"),),
        "purchase_invoice": (pgettext("value", "purchase invoice"),),
        "purchase_receipt": (pgettext("value", "purchase receipt"), pgettext("value", "receipt")),
        "purchase_credit_memo": (pgettext("value", "purchase credit memo"),),
        "purchase_return_shipment": (pgettext("value", "purchase return shipment"), pgettext("value", "return shipment")),
        "purchase_return_order_confirmation": (
            pgettext("value", "purchase return order confirmation"),
            pgettext("value", "purchase return order"),
        ),
        "service_order_created": (pgettext("value", "service order created"), pgettext("value", "service order")),
        "service_order_posted": (pgettext("value", "service order posted"), pgettext("value", "posted service order")),
        "service_contract": (pgettext("value", "service contract"),),
        "service_contract_quote": (pgettext("value", "service contract quote"),),
        "service_quote": (pgettext("value", "service quote"),),
        "cover_sheet": (pgettext("value", "cover sheet"),),
        "email": (pgettext("value", "e-mail"), pgettext("value", "email")),
        "email_draft": (pgettext("value", "e-mail draft"), pgettext("value", "email draft")),
        "outgoing_call": (pgettext("value", "outgoing call"),),
        "meeting_invitation": (pgettext("value", "meeting invitation"),),
    }
    return {name: (*words, name) for name, words in said.items()}


def document_events(pgettext: Callable[[str, str], str]) -> Words:
    """By the values of DocumentEventKind."""
    return {
        "created": (pgettext("value", "created"),),
        "released": (pgettext("value", "released"),),
        "posted": (pgettext("value", "posted"),),
        "printed": (pgettext("value", "printed"),),
        "emailed": (pgettext("value", "e-mailed"), pgettext("value", "emailed"), pgettext("value", "mailed")),
        "archived": (pgettext("value", "archived"),),
    }


def skip_reasons(pgettext: Callable[[str, str], str]) -> Words:
    """By the values of SkipReason."""
    said: Words = {
        "no_template": (pgettext("value", "no template"), pgettext("value", "template")),
        "no_contact": (pgettext("value", "no contact"), pgettext("value", "contact")),
        "privacy_blocked": (pgettext("value", "privacy blocked"), pgettext("value", "blocked")),
        "event_not_recorded": (pgettext("value", "event not recorded"), pgettext("value", "event")),
    }
    return {name: (*words, name) for name, words in said.items()}
