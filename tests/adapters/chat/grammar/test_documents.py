"""setup documents, skipped, replay."""

import pytest

from adapters.chat.grammar import Problem
from core.document import DocumentType, SkipReason
from core.requests.documents import (
    ListDocumentSetup,
    ListSkipped,
    RemoveDocumentSetup,
    ReplayDocuments,
    SaveDocumentSetup,
    SetUpUsualDocuments,
    ShowDocumentSetup,
)
from core.requests.entries import ListEntries
from tests.adapters.chat.grammar.saying import refused, say

INVOICE = DocumentType.SALES_INVOICE


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("setup documents", ListDocumentSetup()),
        ("setup", ListDocumentSetup()),
        ("setup documents invoice", ShowDocumentSetup(document_type=INVOICE)),
        ("setup documents Sales Invoice", ShowDocumentSetup(document_type=INVOICE)),
        ("setup documents sales_invoice", ShowDocumentSetup(document_type=INVOICE)),
        ('setup documents "sales invoice"', ShowDocumentSetup(document_type=INVOICE)),
        (
            "setup documents purchase return order confirmation",
            ShowDocumentSetup(document_type=DocumentType.PURCHASE_RETURN_ORDER_CONFIRMATION),
        ),
        ("setup documents e-mail draft", ShowDocumentSetup(document_type=DocumentType.EMAIL_DRAFT)),
        ("setup documents service contract quote", ShowDocumentSetup(document_type=DocumentType.SERVICE_CONTRACT_QUOTE)),
        (
            'setup documents service contract "quote"',
            SaveDocumentSetup(document_type=DocumentType.SERVICE_CONTRACT, template="quote"),
        ),
        ("setup documents invoice INVOICE", SaveDocumentSetup(document_type=INVOICE, template="INVOICE")),
        (
            "setup documents invoice INVOICE posted, e-mailed",
            SaveDocumentSetup(document_type=INVOICE, template="INVOICE", posted=True, emailed=True),
        ),
        (
            "setup documents sales order ORDER mailed",
            SaveDocumentSetup(document_type=DocumentType.SALES_ORDER_CONFIRMATION, template="ORDER", emailed=True),
        ),
        (
            "setup documents quote QUOTE all",
            SaveDocumentSetup(
                document_type=DocumentType.SALES_QUOTE,
                template="QUOTE",
                created=True,
                released=True,
                posted=True,
                printed=True,
                emailed=True,
                archived=True,
            ),
        ),
        ("setup documents usual", SetUpUsualDocuments()),
        ("setup documents invoice off", RemoveDocumentSetup(document_type=INVOICE)),
        ('setup documents invoice "off"', SaveDocumentSetup(document_type=INVOICE, template="off")),
        ("skipped", ListSkipped()),
        ("skipped no contact", ListSkipped(reason=SkipReason.NO_CONTACT)),
        ("skipped event_not_recorded", ListSkipped(reason=SkipReason.EVENT_NOT_RECORDED)),
        ("skipped blocked", ListSkipped(reason=SkipReason.PRIVACY_BLOCKED)),
        ("replay 7", ReplayDocuments(nos=(7,))),
        ("replay #7 8, 9", ReplayDocuments(nos=(7, 8, 9))),
        ("replay all", ReplayDocuments(every=True)),
        ("replay all: no contact", ReplayDocuments(every=True, reason=SkipReason.NO_CONTACT)),
        ("replay all no template", ReplayDocuments(every=True, reason=SkipReason.NO_TEMPLATE)),
        ("list document:invoice", ListEntries(document_type="sales_invoice")),
        ('list document:"purchase invoice" auto:yes', ListEntries(document_type="purchase_invoice", automatic=True)),
        ("list document:finance charge memo", ListEntries(document_type="sales_finance_charge_memo")),
    ],
)
def test_what_is_said(line: str, expected: object) -> None:
    assert say(line) == expected


@pytest.mark.parametrize("document_type", list(DocumentType))
def test_every_type_can_be_said_as_it_is_shown(document_type: DocumentType) -> None:
    words = document_type.value.replace("_", " ")
    assert say(f"setup documents {words}") == ShowDocumentSetup(document_type=document_type)
    assert say(f"setup documents {document_type.value} X posted") == SaveDocumentSetup(
        document_type=document_type, template="X", posted=True
    )


@pytest.mark.parametrize(
    ("line", "problem", "word", "suggestion"),
    [
        ("setup documents invoise CALL", Problem.UNKNOWN_VALUE, "invoise", "setup documents invoice CALL"),
        ("setup documents sails order CALL", Problem.UNKNOWN_VALUE, "sails order", "setup documents sales order CALL"),
        ("setup documents zzz", Problem.UNKNOWN_VALUE, "zzz", ""),
        ("setup documents invoice CALL postd", Problem.UNKNOWN_VALUE, "postd", "setup documents invoice CALL posted"),
        ("setup documents invoice off now", Problem.UNEXPECTED, "now", ""),
        ("skipped contacts", Problem.UNKNOWN_VALUE, "contacts", "skipped contact"),
        ("replay", Problem.MISSING_VALUE, "", ""),
        ("replay alll", Problem.UNKNOWN_VALUE, "alll", "replay all"),
        ("replay 7 now", Problem.UNEXPECTED, "now", ""),
        ("replay 7x", Problem.BAD_NUMBER, "7x", ""),
        ("replay all 7", Problem.UNKNOWN_VALUE, "7", ""),
        ("list document:invoise", Problem.UNKNOWN_VALUE, "invoise", ""),
    ],
)
def test_what_cannot_be_read(line: str, problem: Problem, word: str, suggestion: str) -> None:
    refusal = refused(line)
    assert (refusal.problem, refusal.word) == (problem, word)
    if suggestion:
        assert refusal.suggestion == suggestion
