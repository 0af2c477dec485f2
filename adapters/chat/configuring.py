"""From a request about templates, groups or people to its answer."""

from adapters.chat.reader import Reader, reader_for
from adapters.chat.replies import people, setup
from adapters.chat.turn import Reply
from core.operations.connecting import connect_workspace
from core.operations.groups import list_groups, remove_group, save_group
from core.operations.people import grant_role, list_people, set_language, who_am_i
from core.operations.templates import list_templates, remove_template, save_template, show_template
from core.requests.setup import (
    ConnectWorkspace,
    GrantRole,
    ListGroups,
    ListPeople,
    ListTemplates,
    RemoveGroup,
    RemoveTemplate,
    SaveGroup,
    SaveTemplate,
    SetLanguage,
    SetupRequest,
    ShowTemplate,
    WhoAmI,
)
from core.work import Work

WRITING = (
    SaveTemplate,
    RemoveTemplate,
    SaveGroup,
    RemoveGroup,
    SetLanguage,
    GrantRole,
    ConnectWorkspace,
)
SHAREABLE = (ListTemplates, ShowTemplate, ListGroups)


def configured(work: Work, request: SetupRequest, reader: Reader) -> Reply:
    """Does what is asked and words what came of it. Raises the refusals of the operation."""
    actor, now = reader.actor, reader.now
    match request:
        case ListTemplates():
            return setup.templates(list_templates(work, request, actor, now), reader)
        case ShowTemplate():
            return setup.template(show_template(work, request, actor, now), request, reader)
        case SaveTemplate():
            return setup.template_saved(save_template(work, request, actor, now), request, reader)
        case RemoveTemplate():
            return setup.removal(remove_template(work, request, actor, now), request, reader)
        case ListGroups():
            return setup.groups(list_groups(work, request, actor, now), reader)
        case SaveGroup():
            return setup.group_saved(save_group(work, request, actor, now), request, reader)
        case RemoveGroup():
            return setup.removal(remove_group(work, request, actor, now), request, reader)
        case WhoAmI():
            return people.me(who_am_i(work, request, actor, now), reader)
        case SetLanguage():
            me = set_language(work, request, actor, now)
            return people.language_set(me, reader_for(me.actor, reader.place, now, reader.nonce, reader.language))
        case ListPeople():
            return people.people(list_people(work, request, actor, now), reader)
        case GrantRole():
            person, role = grant_role(work, request, actor, now)
            return people.granted(person, role, request.role, reader)
        case ConnectWorkspace():
            new = connect_workspace(work, request, actor, now)
            return people.connected(request, reader, new=new)
