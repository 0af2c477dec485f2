"""What several people read is worded in the language of the channel that they read it in."""

from dataclasses import replace

from adapters.chat.reader import Reader, reader_for
from adapters.chat.template_names import names_of_templates
from core.notification import Recipient
from core.operations.notifying import settings_of
from core.work import Work


def for_everyone(work: Work, reader: Reader) -> Reader:
    """The reader in the language and with the times of the place; the organization's where none were chosen for it."""
    language, time_zone = reader.default_language, reader.default_time_zone
    identity = reader.actor.identity
    if reader.place.channel and identity is not None:
        place = Recipient(platform=identity.platform, workspace=identity.workspace, channel=reader.place.channel)
        settings = settings_of(work, place)
        language, time_zone = settings.language or language, settings.time_zone or time_zone
    actor = replace(reader.actor, language=language, time_zone=time_zone)
    public = reader_for(actor, reader.place, reader.now, reader.nonce, language)
    return replace(
        public,
        template_names=names_of_templates(work),
        default_language=reader.default_language,
        default_time_zone=reader.default_time_zone,
    )
