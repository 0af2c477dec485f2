"""From a request about notifications to its answer."""

from dataclasses import replace
from typing import TypeVar

from adapters.chat.reader import Reader
from adapters.chat.replies import notifications
from adapters.chat.turn import Reply
from core.operations.notifying import (
    ask_what_to_mute,
    remove_rule,
    save_rule,
    set_channel_language,
    set_quiet_hours,
    show_notifications,
    switch_notifications,
)
from core.requests.notifications import (
    AskWhatToMute,
    NotificationRequest,
    RemoveRule,
    SaveRule,
    SetChannelLanguage,
    SetQuietHours,
    ShowNotifications,
    SwitchNotifications,
)
from core.work import Work

T = TypeVar("T", SaveRule, SetQuietHours, SwitchNotifications)
WRITING = (SaveRule, RemoveRule, SetQuietHours, SwitchNotifications, SetChannelLanguage)


def notified(work: Work, request: NotificationRequest, reader: Reader) -> Reply:
    """Does what is asked, in the channel of the reader's place where that is meant, and words what came of it."""
    actor, now = reader.actor, reader.now
    match request:
        case ShowNotifications():
            request = replace(request, channel=request.channel or reader.place.channel)
            return notifications.overview(show_notifications(work, request, actor, now), request, reader)
        case SaveRule():
            request = in_place(request, reader)
            return notifications.saved(save_rule(work, request, actor, now), request, reader)
        case RemoveRule():
            return notifications.removed(remove_rule(work, request, actor, now), reader)
        case SetQuietHours():
            request = in_place(request, reader)
            return notifications.quiet(set_quiet_hours(work, request, actor, now), reader)
        case SwitchNotifications():
            request = in_place(request, reader)
            settings, new = switch_notifications(work, request, actor, now)
            return notifications.switched(settings, request, reader, new=new)
        case SetChannelLanguage():
            request = replace(request, channel=request.channel or reader.place.channel)
            return notifications.language_set(set_channel_language(work, request, actor, now), request, reader)
        case AskWhatToMute():
            return notifications.what_to_mute(ask_what_to_mute(work, request, actor, now), request, reader)


def in_place(request: T, reader: Reader) -> T:
    """The request with the channel that it is said in, if it is about one and does not name it yet."""
    return replace(request, channel=reader.place.channel) if request.here and not request.channel else request
