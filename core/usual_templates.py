"""The templates that an organization without any can begin with."""

from collections.abc import Mapping

from core.template import InteractionGroup, InteractionTemplate
from core.values import CorrespondenceType, InformationFlow, InitiatedBy

_OUT, _IN = InformationFlow.OUTBOUND, InformationFlow.INBOUND
_US, _THEM = InitiatedBy.US, InitiatedBy.THEM
_NO_TYPE, _EMAIL, _HARD_COPY = CorrespondenceType.NONE, CorrespondenceType.EMAIL, CorrespondenceType.HARD_COPY
# Code, group, minutes, and who reaches whom in what way. What they cost is different everywhere, so it is left out.
_TEMPLATES = (
    ("CALL", "PHONE", 15, _OUT, _US, _NO_TYPE),
    ("SUPPORT", "PHONE", 20, _IN, _THEM, _NO_TYPE),
    ("MEETING", "MEETINGS", 60, _OUT, _US, _NO_TYPE),
    ("VISIT", "MEETINGS", 120, _OUT, _US, _NO_TYPE),
    ("DEMO", "MEETINGS", 45, _OUT, _US, _NO_TYPE),
    ("EMAIL", "WRITTEN", 10, _OUT, _US, _EMAIL),
    ("LETTER", "WRITTEN", 20, _OUT, _US, _HARD_COPY),
    ("QUOTE", "SALES", 30, _OUT, _US, _EMAIL),
    ("COMPLAINT", "SALES", 30, _IN, _THEM, _NO_TYPE),
)


def usual_templates(names: Mapping[str, str]) -> tuple[InteractionTemplate, ...]:
    """The templates, described by `names` by their codes, else by the code."""
    return tuple(
        InteractionTemplate(
            code=code,
            description=names.get(code, code),
            group_code=group,
            unit_duration=minutes,
            information_flow=flow,
            initiated_by=by,
            correspondence_type=kind,
        )
        for code, group, minutes, flow, by, kind in _TEMPLATES
    )


def usual_groups(names: Mapping[str, str]) -> tuple[InteractionGroup, ...]:
    """The groups of those templates, described likewise."""
    codes = dict.fromkeys(group for _, group, *_others in _TEMPLATES)
    return tuple(InteractionGroup(code=code, description=names.get(code, code)) for code in codes)
