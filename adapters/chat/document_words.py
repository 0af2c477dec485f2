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
    several = plurals(pgettext)
    return {name: (*words, *several[name], name) for name, words in said.items()}


def plurals(pgettext: Callable[[str, str], str]) -> Words:
    """What several of a type are called, by the values of DocumentType; the usual words first."""
    return {
        "sales_quote": (pgettext("value", "sales quotes"),),
        "sales_blanket_order": (
            pgettext("value", "sales blanket orders"),
            pgettext("value", "blanket orders"),
        ),
        "sales_order_confirmation": (
            pgettext("value", "sales order confirmations"),
            pgettext("value", "order confirmations"),
            pgettext("value", "sales orders"),
        ),
        "sales_invoice": (pgettext("value", "sales invoices"),),
        "sales_draft_invoice": (
            pgettext("value", "sales draft invoices"),
            pgettext("value", "draft invoices"),
        ),
        "sales_shipment_note": (
            pgettext("value", "sales shipment notes"),
            pgettext("value", "shipment notes"),
            pgettext("value", "sales shipments"),
            pgettext("value", "shipments"),
        ),
        "sales_credit_memo": (pgettext("value", "sales credit memos"),),
        "sales_return_order": (
            pgettext("value", "sales return orders"),
            pgettext("value", "return orders"),
        ),
        "sales_return_receipt": (
            pgettext("value", "sales return receipts"),
            pgettext("value", "return receipts"),
        ),
        "sales_statement": (
            pgettext("value", "sales statements"),
            pgettext("value", "statements"),
        ),
        "sales_reminder": (
            pgettext("value", "sales reminders"),
            pgettext("value", "reminders"),
        ),
        "sales_finance_charge_memo": (
            pgettext("value", "sales finance charge memos"),
            pgettext("value", "finance charge memos"),
        ),
        "purchase_quote": (pgettext("value", "purchase quotes"),),
        "purchase_blanket_order": (pgettext("value", "purchase blanket orders"),),
        "purchase_order": (pgettext("value", "purchase orders"),),
        "purchase_invoice": (pgettext("value", "purchase invoices"),),
        "purchase_receipt": (
            pgettext("value", "purchase receipts"),
            pgettext("value", "receipts"),
        ),
        "purchase_credit_memo": (pgettext("value", "purchase credit memos"),),
        "purchase_return_shipment": (
            pgettext("value", "purchase return shipments"),
            pgettext("value", "return shipments"),
        ),
        "purchase_return_order_confirmation": (
            pgettext("value", "purchase return order confirmations"),
            pgettext("value", "purchase return orders"),
        ),
        "service_order_created": (pgettext("value", "service orders"),),
        "service_order_posted": (pgettext("value", "posted service orders"),),
        "service_contract": (pgettext("value", "service contracts"),),
        "service_contract_quote": (pgettext("value", "service contract quotes"),),
        "service_quote": (pgettext("value", "service quotes"),),
        "cover_sheet": (pgettext("value", "cover sheets"),),
        "email": (
            pgettext("value", "e-mails"),
            pgettext("value", "emails"),
        ),
        "email_draft": (
            pgettext("value", "e-mail drafts"),
            pgettext("value", "email drafts"),
        ),
        "outgoing_call": (pgettext("value", "outgoing calls"),),
        "meeting_invitation": (pgettext("value", "meeting invitations"),),
    }


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
