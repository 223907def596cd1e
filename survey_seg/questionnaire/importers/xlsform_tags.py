"""Our own tags in the columns `seg::...` of an XLSForm, in the words of a flat file."""

from __future__ import annotations

from typing import Any, Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.formats import cells
from survey_seg.questionnaire.formats.flat import value_of
from survey_seg.questionnaire.importers.draft import Draft
from survey_seg.questionnaire.importers.table_rows import Record
from survey_seg.questionnaire.places import schema_at

MARK: Final = "seg::"
CHOICE_MARK: Final = "seg_"
"""What begins the columns of tags on the sheet `choices`, where forms take no colons; those are read all the same."""
STUDY: Final = ("commercial_question", "kind", "positioning", "crm_owner", "legal_basis")
"""Tags of the study that stand on the sheet `settings`."""
_CHOICE: Final = ("missing", "exclusive", "open")
CHOICE_TAGS: Final = frozenset(CHOICE_MARK + name for name in (*_CHOICE, "also"))


def tags(draft: Draft, record: Record) -> dict[str, Any]:
    """The tags of a question: action, reach, role and the other columns of a flat file."""
    found: dict[str, Any] = {}
    for column, text in record.cells.items():
        if not column.startswith(MARK):
            continue
        name = column.removeprefix(MARK).strip().lower()
        schema = schema_at(("questions", 0, name))
        if name in {"id", "text", "options", "rows"} or not schema:
            draft.lose(f"column {quoted(column)} is no tag", record.anchor(column))
        else:
            found[name] = value_of(name, text)
    return found


def choice_tags(record: Record) -> dict[str, Any]:
    """The tags of an answer: missing, exclusive, open, also."""
    found: dict[str, Any] = {name: True for name in _CHOICE if _choice_tag(record, name).lower() in cells.TRUE}
    also = _choice_tag(record, "also")
    return found | ({"also": [cells.code_or_text(piece) for piece in cells.pieces(also, "~")]} if also else {})


def _choice_tag(record: Record, name: str) -> str:
    return record.get(MARK + name, CHOICE_MARK + name)


def study_tags(draft: Draft, settings: Record) -> None:
    """The tags of the study that are a single value (`seg::commercial_question`); others are noted."""
    for column, text in settings.cells.items():
        if not column.startswith(MARK):
            continue
        name = column.removeprefix(MARK).strip().lower()
        if name in STUDY:
            draft.study[name] = text.strip()
        else:
            draft.lose(f"setting {quoted(column)} is left out", settings.anchor(column))
