"""Which organization a command line call means (ORGANIZATION)."""

from collections.abc import Sequence

from adapters.database.organizations import DEFAULT, OrganizationState
from bot.failures import WhichOrganization


def choose(named: str, there: Sequence[OrganizationState], *, serves: bool) -> int:
    """The organization with this number, else with this workspace or tenant id, else of this name. Without a name it is the only
    one; what `serves` works for all of them, and takes the default one for what names none. Raises WhichOrganization.
    """
    wanted = named.strip().casefold()
    if not wanted:
        if serves or len(there) == 1:
            return DEFAULT
        raise WhichOrganization(f"is missing, and there are several organizations; {_choices(there)}")
    # A name is its workspace's, whose admins may choose somebody else's number or id for it.
    found = (
        [each for each in there if str(each.id) == wanted]
        or [each for each in there if wanted in _ids(each)]
        or [each for each in there if each.name.casefold() == wanted]
    )
    if len(found) != 1:
        problem = "names several organizations" if found else "names no organization"
        raise WhichOrganization(f"{problem}: {named.strip()}; {_choices(there)}")
    return found[0].id


def called(organization: OrganizationState) -> str:
    """The number, the name, and what belongs to it."""
    where = ", ".join(f"{platform} {workspace}" for platform, workspace in organization.workspaces)
    return " ".join(filter(None, (str(organization.id), organization.name, where and f"({where})")))


def _ids(organization: OrganizationState) -> set[str]:
    return {workspace.casefold() for _, workspace in organization.workspaces}


def _choices(there: Sequence[OrganizationState]) -> str:
    return "write the number of one: " + "; ".join(called(each) for each in there)
