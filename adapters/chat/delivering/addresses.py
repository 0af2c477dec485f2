"""Where a recipient is written to."""

from datetime import datetime, timedelta

from adapters.chat.delivering.means import Means
from adapters.chat.posting import Address, Gone
from core.notification import Recipient
from core.outbox import PostedCopy
from core.person import Identity, Profile
from core.work import Work

# A profile that was only looked up lacks what the platform tells of who writes; so it is out of date from the beginning.
_OUT_OF_DATE = timedelta(days=2)


class NoAccount(Exception):
    """The person has no account on a platform that is on, or none that can be written to."""


class SwitchedOff(Exception):
    """The platform of the recipient is off."""


def address_of(work: Work, means: Means, organization_id: int, recipient: Recipient) -> Address:
    """A person's own chat on the platform that they used last, or the channel. Raises NoAccount, SwitchedOff, Gone."""
    if not recipient.person_id:
        return _place(work, means, organization_id, recipient.platform, recipient.workspace, recipient.channel)
    accounts = work.people.accounts(recipient.person_id)
    for identity in accounts:
        if identity.platform in means.posters and (own := _own_chat(work, means, organization_id, identity)) is not None:
            return own
    if any(identity.platform not in means.posters and identity.platform != "console" for identity in accounts):
        raise SwitchedOff
    raise NoAccount


def address_of_copy(work: Work, means: Means, organization_id: int, copy: PostedCopy) -> Address:
    """Raises SwitchedOff, Gone."""
    return _place(work, means, organization_id, copy.platform, copy.workspace, copy.conversation)


async def looked_up(means: Means, organization_id: int, recipient: Recipient, now: datetime) -> bool:
    """Whether the account of a person who has none here was found by the e-mail address; it is bound then. Raises NotPosted."""
    if not recipient.person_id:
        return False
    person = await means.storage.read(organization_id, lambda work: work.people.get(recipient.person_id))
    for poster in means.posters.values() if person.email else ():
        found = await poster.account(organization_id, person.email)
        if found is not None and await _bound(means, organization_id, recipient, *found, now):
            return True
    return False


async def _bound(
    means: Means, organization_id: int, recipient: Recipient, identity: Identity, profile: Profile, now: datetime
) -> bool:
    if not profile.member or await means.organization_of(identity.platform, identity.workspace) != organization_id:
        return False

    def bind(work: Work) -> bool:
        return work.people.bind(identity, profile, now - _OUT_OF_DATE).person_id == recipient.person_id

    return await means.storage.write(organization_id, bind)


def _own_chat(work: Work, means: Means, organization_id: int, identity: Identity) -> Address | None:
    kept = work.conversation_references.of_person(identity)
    if kept is None and not means.posters[identity.platform].direct:
        return None
    return Address(
        organization_id=organization_id,
        platform=identity.platform,
        workspace=identity.workspace,
        conversation=kept.conversation_id if kept else identity.user_id,
        service_url=kept.service_url if kept else "",
    )


def without_thread(conversation: str) -> str:
    """The conversation that a thread belongs to."""
    return conversation.partition(";")[0]


def _place(work: Work, means: Means, organization_id: int, platform: str, workspace: str, conversation: str) -> Address:
    if platform not in means.posters:
        raise SwitchedOff
    # A thread is written to by way of the conversation that it belongs to.
    whole = without_thread(conversation)
    kept = work.conversation_references.get(platform, workspace, whole)
    if kept is None and not means.posters[platform].direct:
        raise Gone("not_in_conversation")
    return Address(
        organization_id=organization_id,
        platform=platform,
        workspace=workspace,
        conversation=conversation,
        service_url=kept.service_url if kept else "",
        space=kept.space if kept and conversation == whole else "",
    )
