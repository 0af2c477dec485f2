"""What templates are called in the languages of readers."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from core.work import Work

# Nearly every answer names a template, and templates hardly ever change.
_KEPT_FOR = timedelta(minutes=1)


class TemplateNames:
    """Keeps the descriptions of an organization's templates in their languages for a minute."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[datetime, dict[str, dict[str, str]]]] = {}

    def of(self, work: Work, organization_id: int, now: datetime) -> Mapping[str, Mapping[str, str]]:
        """The descriptions by language and code, of the templates that have one in it."""
        at, names = self._kept.get(organization_id, (None, {}))
        if at is None or not at <= now < at + _KEPT_FOR:
            names = names_of_templates(work)
            self._kept[organization_id] = now, names
        return names

    def forget(self, organization_id: int) -> None:
        """What changes a template calls this."""
        self._kept.pop(organization_id, None)


def names_of_templates(work: Work) -> dict[str, dict[str, str]]:
    """The descriptions by language and code, as they are now."""
    names: dict[str, dict[str, str]] = {}
    for code, language, description in work.templates.descriptions():
        names.setdefault(language, {})[code] = description
    return names
