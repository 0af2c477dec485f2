"""The languages of templates."""

from collections.abc import Sequence

from sqlalchemy import and_, bindparam, delete, func, insert, literal_column, select, update

from adapters.database.attachment_tables import attachment, template_language
from adapters.database.attachments import ATTACHMENT
from adapters.database.session import Row, Session
from adapters.database.template_tables import interaction_template
from core.template import TemplateLanguage

# One line of text holds neither; NULL is a template without languages.
_BETWEEN, _AFTER_CODE = "\x1e", "\x1f"
# A bound text would be filled in at each execution.
_CODE_AND_DESCRIPTION = template_language.c.language_code + literal_column(f"'{_AFTER_CODE}'") + template_language.c.description
LANGUAGES_OF_TEMPLATE = (
    select(func.aggregate_strings(_CODE_AND_DESCRIPTION, literal_column(f"'{_BETWEEN}'")))  # type: ignore[arg-type]  # takes columns too
    .where(
        template_language.c.organization_id == interaction_template.c.organization_id,
        template_language.c.template_code == interaction_template.c.code,
    )
    .correlate(interaction_template)
    .scalar_subquery()
)

_OF_TEMPLATE = and_(
    template_language.c.organization_id == bindparam("org"), template_language.c.template_code == bindparam("key")
)
_ONE = and_(_OF_TEMPLATE, template_language.c.language_code == bindparam("language"))
_COLUMNS = (template_language.c.template_code, template_language.c.language_code, template_language.c.description)
_ALL = (
    select(*_COLUMNS, *ATTACHMENT.columns)
    .outerjoin(
        attachment,
        and_(
            attachment.c.organization_id == template_language.c.organization_id,
            attachment.c.no == template_language.c.attachment_no,
        ),
    )
    .where(_OF_TEMPLATE)
    .order_by(template_language.c.language_code)
)
_DESCRIPTIONS = select(*_COLUMNS).where(
    template_language.c.organization_id == bindparam("org"), template_language.c.description != literal_column("''")
)
_ADD = insert(template_language)
_UPDATE = (
    update(template_language)
    .where(_ONE)
    .values(
        description=bindparam("new_description", type_=template_language.c.description.type),
        attachment_no=bindparam("new_attachment_no", type_=template_language.c.attachment_no.type),
    )
)
_REMOVE = delete(template_language).where(_ONE)


def codes_and_descriptions(joined: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The languages of a template, and its descriptions in them, from what LANGUAGES_OF_TEMPLATE gives."""
    if joined is None:
        return (), ()
    described = dict(each.split(_AFTER_CODE) for each in joined.split(_BETWEEN))
    languages = tuple(sorted(described))
    return languages, tuple(described[code] for code in languages)


class TemplateLanguages:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, template_code: str) -> Sequence[TemplateLanguage]:
        return [_read(row) for row in self._session.all(_ALL, {"key": template_code})]

    def descriptions(self) -> Sequence[tuple[str, str, str]]:
        return [(code, language, description) for code, language, description in self._session.all(_DESCRIPTIONS)]

    def save(self, language: TemplateLanguage) -> None:
        attachment_no = language.attachment.no if language.attachment else 0
        values = {
            "key": language.template_code,
            "language": language.language_code,
            "new_description": language.description,
            "new_attachment_no": attachment_no,
        }
        if not self._session.run(_UPDATE, values):
            row = {
                "template_code": language.template_code,
                "language_code": language.language_code,
                "description": language.description,
                "attachment_no": attachment_no,
            }
            self._session.run(_ADD, row)

    def remove(self, template_code: str, language_code: str) -> None:
        self._session.run(_REMOVE, {"key": template_code, "language": language_code})


def _read(row: Row) -> TemplateLanguage:
    code, language, description, *rest = row
    return TemplateLanguage(
        template_code=code,
        language_code=language,
        description=description,
        attachment=None if rest[0] is None else ATTACHMENT.read(rest),
    )
