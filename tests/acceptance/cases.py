"""The acceptance conversation: lines in order, who says them, and what the answers say.

Every door of the conversation (console, Slack, Teams) must give these answers to these lines; the first entry is #1 and the
clock stands at `tests.factories.NOW`, a Thursday, plus a minute a line.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """`title` is what the first line of the answer has in it, `says` what the rest has, `never` what no part of it has.

    `buttons` are labels that are offered, whatever else is; `form` is the title of a form that opens.
    """

    who: str
    line: str
    title: str
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    outcome: str = "done"
    form: str = ""
    nos: tuple[int, ...] = ()


CASES = (
    Case("nobody", "hello", "I keep the log", says=("You have no access yet", "grant ned@example.test rep")),
    Case("nobody", "list", "You have no access yet", says=("grant ned@example.test rep",), never=("Olsen",), outcome="refused"),
    Case("nobody", "log call anna: x", "You have no access yet", outcome="refused"),
    Case("nobody", "whoami", "You are Ned Nobody", says=("Role: no role", "grant ned@example.test rep")),
    Case("kari", "hi", "What you can say", says=("log call", "list"), never=("grant",), buttons=("Log an interaction",)),
    Case("kari", "whoami", "You are Kari Haugen", says=("Kari Haugen (KH)", "Role: rep", "Europe/Oslo")),
    Case("kari", "list", "Interaction log", says=("The log is empty",), buttons=("Log an interaction",)),
    Case(
        "kari",
        "log call anna: talked about the offer 20m",
        "Logged #1: Phone call, Anna Olsen",
        says=("Thu 19 Nov 2026", "20 min", "20.00", "talked about the offer", "Read as options: 20m"),
        buttons=("Undo", "Edit", "Show", "Put back in the note"),
        nos=(1,),
    ),
    Case(
        "kari",
        "log meeting fjord on:yesterday at:14:30 ++: signed",
        "Logged #2: Meeting, Fjord AS",
        says=("Wed 18 Nov 2026, 14:30", "1 h", "very positive"),
        nos=(2,),
    ),
    Case("kari", "log call olsen: hello", "Several contacts match “olsen”", says=("Anna Olsen", "Olga Olsen"), outcome="asked"),
    Case("kari", "log c anna: hello", "Several templates begin with “c”", says=("Phone call", "Complaint"), outcome="asked"),
    Case("kari", "log anna: hello", "Log an interaction", outcome="asked", form="Log an interaction"),
    Case("kari", "log", "Log an interaction", outcome="asked", form="Log an interaction"),
    Case("kari", "log call anma: hello", "No contact matches “anma”", says=("Anna Olsen",), outcome="asked"),
    Case("kari", "log call petra: hello", "Petra Blocked is privacy blocked", outcome="refused"),
    Case("kari", "again sam", "Logged #3: Meeting, Sam Single", says=("signed",), buttons=("Undo",), nos=(3,)),
    Case("kari", "undo", "Taken back: #3 is canceled", buttons=("Restore",), nos=(3,)),
    Case("kari", "list me", "Your interaction log", says=("#1", "#2"), never=("#3",), nos=(1, 2)),
    Case("kari", "list fjord", "Interaction log of Fjord AS", says=("Anna Olsen", "Fjord AS"), nos=(1, 2)),
    Case("kari", "list me canceled:all", "Your interaction log", says=("canceled ones too", "#3"), nos=(3, 1, 2)),
    Case("kari", "list since:mondey", "“mondey” is no date", says=("since:»mondey«", "list since:monday"), outcome="refused"),
    Case("kari", "lits me", "I do not know “lits”", says=("list me",), buttons=("list me",), outcome="refused"),
    Case("kari", "list template:visit", "No template begins with “visit”", outcome="refused"),
    Case(
        "kari",
        "show #1",
        "#1: Phone call, Anna Olsen",
        says=("Status: open", "Logged by Kari Haugen", "outbound"),
        buttons=("Edit", "Comment", "Evaluate", "Cancel", "Log again"),
        nos=(1,),
    ),
    Case("mads", "show 1", "#1: Phone call, Anna Olsen", buttons=("Log again",), nos=(1,)),
    Case("mads", "cancel 1", "#1 is not yours", buttons=("Show",), outcome="refused"),
    Case("kari", "edit 1 30m: talked about the new offer", "Changed #1: Phone call, Anna Olsen", says=("30 min",), nos=(1,)),
    Case("kari", "edit 1", "Edit #1", outcome="asked", form="Edit #1"),
    Case("kari", "comment 1 they called back", "Commented on #1", says=("they called back",), buttons=("Undo",), nos=(1,)),
    Case("kari", "evaluate 1 positive", "Evaluated #1", says=("Evaluation: positive",), buttons=("Undo",), nos=(1,)),
    Case("kari", "evaluate 1 great", "“great” is not known here", says=("very positive",), outcome="refused"),
    Case(
        "maria",
        "cancel 1 2 entered twice",
        "Canceled 2 entries",
        says=("#1", "#2", "canceled"),
        buttons=("Undo",),
        nos=(1, 2),
    ),
    Case("maria", "cancel 1", "#1 was canceled already", nos=(1,)),
    Case("kari", "show 1", "#1: Phone call", says=("Canceled by Maria Manager", "entered twice", "they called back"), nos=(1,)),
    Case("maria", "restore 1", "Restored #1: Phone call, Anna Olsen", buttons=("Undo",), nos=(1,)),
    Case("kari", "cancel 99", "There is no entry #99", outcome="refused"),
    Case("kari", "log call anna postpone: ask again", "Kept as draft #4", buttons=("Finish", "Drop", "Undo"), nos=(4,)),
    Case("kari", "postponed", "Your drafts", says=("#4", "draft"), nos=(4,)),
    Case("kari", "finish 4", "Logged #4, no draft any more", buttons=("Undo",), nos=(4,)),
    Case("kari", "drop 4", "#4 is no draft", nos=(4,)),
    Case("kari", "contacts ol", "Contacts matching “ol”", says=("Anna Olsen", "Olga Olsen")),
    Case("kari", "contacts zzz", "No contact matches “zzz”", buttons=("Add contact",)),
    Case(
        "kari", "contact anna olsen", "Anna Olsen (CT000011)", says=("Fjord AS", "#1"), buttons=("Log", "Whole log"), nos=(4, 1)
    ),
    Case("kari", "contact fjord as", "Fjord AS (CT000001)", says=("Anna Olsen", "Olga Olsen", "Bergen"), nos=(4, 1)),
    Case("kari", "add contact Anna Olsen", "looks like a contact", says=("CT000011",), buttons=("Add anyway",), outcome="asked"),
    Case("kari", "add contact Nina Ny company:fjord email:nina@example.test", "Added Nina Ny as CT000016", says=("Fjord AS",)),
    Case("kari", "add contact", "Add a contact", outcome="asked", form="Add a contact"),
    Case("kari", "templates", "Interaction templates", says=("CALL", "Phone call", "15 min", "20.00")),
    Case("kari", "template call", "CALL: Phone call", says=("PHONE (Phone calls)",), buttons=("Log",)),
    Case("kari", "template create VISIT: Visit", "For that you need the role admin", outcome="refused"),
    Case("ada", "template create VISIT 2h cost:50: Visit", "Added template VISIT: Visit", says=("2 h", "50.00")),
    Case("ada", "template visit change 90m", "Changed template VISIT: Visit", says=("1 h 30 min",)),
    Case("ada", "template visit remove", "Remove template VISIT: Visit?", outcome="asked"),
    Case("ada", "groups", "Interaction groups", says=("PHONE", "Phone calls"), buttons=("New group",)),
    Case("ada", "group create SALES: Sales", "Added group SALES: Sales"),
    Case("ada", "group phone remove", "PHONE is still used by 1 template", outcome="refused"),
    Case("ada", "people", "People", says=("Kari Haugen", "rep", "Maria Manager", "manager")),
    Case("kari", "people", "For that you need the role admin", outcome="refused"),
    Case("kari", "outbox", "For that you need the role admin", outcome="refused"),
    Case("ada", "outbox", "All messages were sent"),
    Case("ada", "outbox 7", "There is no unsent message 7 any more", buttons=("Outbox",), outcome="refused"),
    Case("ada", "outbox drop", "Which one? Its number is missing", says=("outbox drop all",), outcome="refused"),
    Case("ada", "outbox send all", "There is nothing to send again", buttons=("Outbox",)),
    Case("ada", "grant ned@example.test rep", "Ned Nobody has the role rep now"),
    Case("nobody", "list today", "Interaction log", says=("Only: on Thu 19 Nov 2026",), nos=(4, 1)),
    Case("ada", "grant me rep", "Ada Admin has the role admin now"),
    Case("nobody", "language norsk", "Your language is Norwegian (Bokmål)"),
    Case("nobody", "list i går canceled:all", "Interaction log", says=("Wed 18 Nov 2026", "#2"), nos=(2,)),
    Case("kari", "language klingon", "“klingon” is none of the languages", outcome="refused"),
    Case("kari", "setup documents", "For that", outcome="refused"),
    Case("kari", "skipped", "For that", outcome="refused"),
    Case("ada", "setup documents", "Which template records which document", says=("Sales invoice", "not recorded")),
    Case(
        "maria",
        "skipped",
        "Skipped documents",
        says=("no template: 3", "Sales invoice 103045", "contact CT000011", "customer 10000"),
        buttons=("Replay all: no template", "Replay these"),
    ),
    Case(
        "ada",
        "setup documents usual",
        "Record these documents from now on?",
        says=("posted, e-mailed", "New templates: QUOTE, CONFIRM, INVOICE"),
        outcome="asked",
    ),
    Case("maria", "replay 1", "Nothing could be recorded", says=("Still skipped: 1", "no template: 1", "setup documents")),
    Case("ada", "setup documents invoice", "Sales invoice: not recorded", buttons=("Choose a template",)),
    Case(
        "ada",
        "setup documents invoice call posted printed",
        "Sales invoice: recorded with CALL",
        says=("CALL (Phone call)", "posted, printed", "3 skipped documents"),
        buttons=("Change", "Try it", "Do not record"),
    ),
    Case(
        "ada",
        "setup documents invoise call",
        "“invoise” is not known here",
        says=("setup documents invoice call",),
        outcome="refused",
    ),
    Case("ada", "setup documents invoice nothing", "No template begins with “nothing”", outcome="refused"),
    Case("ada", "setup documents invoice call painted", "“painted” is not known here", says=("posted",), outcome="refused"),
    Case(
        "maria",
        "replay all",
        "Recorded #5 for Anna Olsen",
        says=("Still skipped: 2", "no contact: 1", "privacy blocked: 1", "import relations"),
        nos=(5,),
    ),
    Case(
        "kari",
        "show 5",
        "#5: Phone call, Anna Olsen",
        says=("Invoice 103045", "Sales invoice 103045", "1,250.00 EUR", "posted"),
        buttons=("Edit", "Cancel"),
        nos=(5,),
    ),
    Case("kari", "list auto:yes", "Interaction log", says=("Only: automatic", "Invoice 103045"), nos=(5,)),
    Case("kari", "list document:invoice", "Interaction log", says=("document type Sales invoice",), nos=(5,)),
    Case("kari", "list document:invoise", "“invoise” is not known here", outcome="refused"),
    Case("maria", "skipped privacy blocked", "Skipped documents", says=("Only: privacy blocked", "103047"), never=("103046",)),
    Case("maria", "replay 1", "There is no skipped document 1 any more", buttons=("Skipped documents",), outcome="refused"),
    Case("maria", "replay everything", "“everything” is not known here", says=("all",), outcome="refused"),
    Case("ada", "setup documents sales invoice off", "Sales invoice: not recorded any more"),
    Case(
        "kari",
        "notify",
        "What you are told of",
        says=("Documents whose salesperson you are: at once",),
        buttons=("Add a rule", "Quiet hours", "Turn off"),
    ),
    Case("maria", "notify", "What you are told of", says=("you are told of nothing",)),
    Case("nobody", "notify me invoices", "You are told of invoices, at once", says=("notify remove 1",)),
    Case(
        "kari",
        "notify me credit memos contact:fjord above:1000 daily at 9:30",
        "You are told of credit memos above 1,000, contact Fjord AS, daily at 09:30",
        says=("Rule 2.", "notify own off"),
        buttons=("Change", "Remove", "All that is told"),
    ),
    Case("kari", "notify me credit memos contact:fjord above:1000 daily at 9:30", "told of", says=("such a rule already",)),
    Case("kari", "notify me by:me weekly on friday", "salesperson Kari Haugen, weekly on Friday at 08:00"),
    Case("kari", "notify mute quotes", "Not told of: quotes", says=("notify remove 4",)),
    Case("kari", "notify quiet 20:00-7:00", "Quiet hours: 20:00-07:00", says=("notify quiet off",)),
    Case(
        "kari",
        "notify",
        "What you are told of",
        says=("Rule 2: credit memos above 1,000", "weekly on Friday", "Rule 4, mute: quotes", "20:00-07:00"),
    ),
    Case("kari", "notify 2", "Rule 2: credit memos", buttons=("Change", "Remove")),
    Case("kari", "notify remove 1", "You have no rule 1", buttons=("All that is told",), outcome="refused"),
    Case("kari", "notify remove 2", "Removed rule 2", says=("notify me credit memos",), buttons=("Make it again",)),
    Case("kari", "notify me contact:olsen", "Several contacts match “olsen”", says=("Olga Olsen",), outcome="asked"),
    Case("kari", "notify me invoces", "“invoces” is not known here", says=("notify me invoices",), outcome="refused"),
    Case("kari", "notify me", "Tell me", outcome="asked", form="Tell me"),
    Case("kari", "notify off", "You are told of nothing any more", says=("notify on",), buttons=("Turn on",)),
    Case("kari", "notify on", "You are told again", buttons=("Turn off",)),
    Case("kari", "notify own off", "You are not told any more", says=("notify own on",)),
    Case("kari", "help log", "log: log an interaction", says=("log TEMPLATE CONTACT: NOTE", "follow:2w")),
    Case("kari", "help lgo", "There is no command “lgo”", buttons=("Help: log",)),
)
