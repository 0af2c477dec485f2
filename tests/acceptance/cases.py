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
    Case(
        "kari",
        "segment create MAIL cost:2: Spring mailing",
        "Added segment MAIL: Spring mailing",
        says=("Contacts: 0", "Cost: 2.00", "segment mail add by:me"),
        buttons=("Add contacts", "Change", "Remove"),
    ),
    Case("kari", "segment mail add company:fjord", "Added 4 contacts to MAIL", says=("Anna Olsen",), buttons=("Log", "Show")),
    Case("kari", "segment mail add by:MJ", "Added 2 contacts to MAIL", says=("privacy blocked (1): Petra Blocked",)),
    Case("kari", "segment mail add petra", "Petra Blocked is privacy blocked", outcome="refused"),
    Case("kari", "segment mail refine company:fjord", "Removed 2 contacts from MAIL", says=("MAIL has 4 contacts now.",)),
    Case("kari", "segment mail reduce city:oslo", "Removed Olga Olsen from MAIL"),
    Case("kari", "segment mail change anna olsen 1h", "Changed Anna Olsen in MAIL", says=("1 h",)),
    Case("kari", "segment mail", "MAIL: Spring mailing", says=("CT000011", "Contacts: 3", "Fjord AS"), buttons=("Log",)),
    Case("kari", "segments", "Segments", says=("MAIL", "Spring mailing", "open"), buttons=("New segment", "Logged segments")),
    Case(
        "kari",
        "log call segment:mail: new prices",
        "Log Phone call for 3 contacts of MAIL?",
        says=("6.00 all in all", "1 h 30 min all in all", "new prices"),
        buttons=("Edit",),
        outcome="asked",
    ),
    Case("kari", "log segment:mail: new prices", "Log segment MAIL", outcome="asked", form="Log segment MAIL"),
    Case("kari", "segments logged", "No segment was logged yet"),
    Case("kari", "segment mail follow-up", "Added segment MAIL-2: Spring mailing", says=("3 contacts of MAIL.",)),
    Case("kari", "segment mail remove", "Remove segment MAIL: Spring mailing?", outcome="asked"),
    Case("kari", "segment spring", "“spring” is not the code of one segment", buttons=("Segments",), outcome="refused"),
    Case("ada", "people", "People", says=("Kari Haugen", "rep", "Maria Manager", "manager")),
    Case("kari", "people", "For that you need the role admin", outcome="refused"),
    Case("ada", "grant ned@example.test rep", "Ned Nobody has the role rep now"),
    Case("nobody", "list today", "Interaction log", says=("Only: on Thu 19 Nov 2026",), nos=(4, 1)),
    Case("ada", "grant me rep", "Ada Admin has the role admin now"),
    Case("nobody", "language norsk", "Your language is Norwegian (Bokmål)"),
    Case("nobody", "list i går canceled:all", "Interaction log", says=("Wed 18 Nov 2026", "#2"), nos=(2,)),
    Case("kari", "language klingon", "“klingon” is none of the languages", outcome="refused"),
    Case("kari", "campaigns", "No campaigns", says=("any code may be given",)),
    Case("kari", "campaign create SPRING: Spring mailing", "For that you need the role admin", outcome="refused"),
    Case("ada", "campaign create", "New campaign", outcome="asked", form="New campaign"),
    Case("ada", "campaign create SPRING: Spring mailing", "Added campaign SPRING: Spring mailing", buttons=("Change", "Remove")),
    Case("kari", "campaigns", "Campaigns", says=("SPRING", "Spring mailing", "active", "Targets", "Rate")),
    Case("kari", "log call anna campaign:SPRNG: x", "There is no campaign SPRNG; the nearest: SPRING", outcome="asked"),
    Case("kari", "edit 1 campaign:spring", "Changed #1: Phone call, Anna Olsen", nos=(1,)),
    Case("ada", "opportunity create OP17 status:won: Delivery to the harbour", "Added opportunity OP17", says=("Status: won",)),
    Case("kari", "opportunity op17", "OP17: Delivery to the harbour", says=("Status: won",), buttons=("Log",)),
    Case("ada", "opportunity op17 remove", "Remove opportunity OP17: Delivery to the harbour?", outcome="asked"),
    Case("kari", "stats team", "For that you need the role manager", outcome="refused"),
    Case("kari", "stats me by wek", "“wek” is not known here", says=("stats me by week",), outcome="refused"),
    Case("kari", "export csv", "For that you need the role manager", outcome="refused"),
    Case("maria", "export text:nowhere", "Nothing was exported", outcome="refused"),
    Case("kari", "followups", "Your follow-ups", says=("There are none",)),
    Case("kari", "followups done 1", "#1 has no follow-up", says=("edit 1 follow:2w",), outcome="refused"),
    Case("kari", 'edit 1 follow:2026-12-01 "send the price list"', "Changed #1: Phone call, Anna Olsen", nos=(1,)),
    Case("kari", "followups", "Your follow-ups", says=("Tue 1 Dec 2026", "send the price list"), nos=(1,)),
    Case("mads", "followups kari@example.test", "For that you need the role manager", outcome="refused"),
    Case("kari", "followups snooze 1 2026-12-08", "Changed #1: Phone call, Anna Olsen", nos=(1,)),
    Case("kari", "followups done 1", "Done, followed up #1", buttons=("Undo",), nos=(1,)),
    Case("kari", "undo", "Taken back: the follow-up of #1 is open again", buttons=("Done",), nos=(1,)),
    Case("kari", "followups snooze 1 yesterday", "“yesterday”", outcome="refused"),
    Case("maria", "delete-canceled", "For that you need the role admin", outcome="refused"),
    Case(
        "ada", "delete-canceled no:3", "Delete 1 canceled entry?", says=("Numbers", "#3", "cannot be taken back"), outcome="asked"
    ),
    Case("ada", "delete-canceled no:1", "There are no canceled entries to delete", says=("no. 1",)),
    Case("ada", "delete-canceled since:mondey", "“mondey” is no date", outcome="refused"),
    Case("maria", "audit", "For that you need the role admin", outcome="refused"),
    Case("ada", "audit about:granted", "Audit", says=("role granted", "ned@example.test", "role: rep"), buttons=("Export",)),
    Case("ada", "audit until:2026-11-01", "Audit", says=("Nothing matches: until Sun 1 Nov 2026",)),
    Case("ada", "audit anna", "“anna” does not belong there", outcome="refused"),
    Case("kari", "attach 1", "No file came with that", says=("attach #1",), outcome="asked"),
    Case("kari", "open 1", "#1 has no attachment", says=("attach #1",), nos=(1,)),
    Case("kari", "open 1 7", "There is no attachment 7", outcome="refused"),
    Case("kari", "template complaint language nb: Klage", "For that you need the role admin", outcome="refused"),
    Case("ada", "template complaint language nb: Klage", "Changed template COMPLAINT: Complaint", says=("Klage",)),
    Case("ada", "template complaint language xx", "is none of the languages", outcome="refused"),
    Case("ada", "template complaint change wizard:merge", "Changed template COMPLAINT", says=("merge the attachment",)),
    Case("kari", "template complaint open", "Template COMPLAINT has no attachment"),
    Case("ada", "template complaint language nb remove", "Remove Norwegian", outcome="asked"),
    Case("kari", "help log", "log: log an interaction", says=("log TEMPLATE CONTACT: NOTE", "follow:2w")),
    Case("kari", "help lgo", "There is no command “lgo”", buttons=("Help: log",)),
)
