"""XLSForm for ODK, KoboToolbox and SurveyCTO: the sheets survey, choices and settings.

Our tags stand in columns `seg::action`, `seg::role` and so on, which those tools leave alone and which come back when
the form is imported. Blocks become groups, grids groups that are shown as a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from survey_seg.questionnaire.conditions import Comparison, Condition, Value
from survey_seg.questionnaire.exporters.asked import Asked, Kind, Losses, asked, blocks, language, written
from survey_seg.questionnaire.exporters.exported import Exported, Exporter
from survey_seg.questionnaire.exporters.expressions import Dialect, spread
from survey_seg.questionnaire.exporters.expressions import written as expression
from survey_seg.questionnaire.exporters.texts import as_markdown, as_text
from survey_seg.questionnaire.formats import cells
from survey_seg.questionnaire.formats.flat import COLUMNS
from survey_seg.questionnaire.formats.write_flat import question_cells
from survey_seg.questionnaire.importers.xlsform_tags import CHOICE_MARK, STUDY
from survey_seg.questionnaire.model import Option, Questionnaire, Row

Cells = dict[str, str]

MARK: Final = "seg::"
TAGS: Final = (
    "type",
    "short",
    "role",
    "data_type",
    "construct",
    "reverse",
    "min",
    "max",
    "action",
    "reach",
    "column",
    "instruction",
    "randomise",
    "loop",
    "asked_of",
    "routing_note",
    "validated_scale",
    "ignore",
)
"""What stands in a column of our own, where the form does not say it itself."""

_SHOWN: Final = ("short", "construct", "routing_note")
"""Tags that are read like the texts of a form."""
_OF_GROUP: Final = frozenset(MARK + name for name in ("short", "column", "reverse", "type", "instruction"))
"""Tags of a question that its lines do not share."""
_OWN: Final = ("type", "name", "label", "hint", "required", "relevant", "appearance", "constraint", "parameters")
_CHOICE: Final = ("missing", "exclusive", "open", "also")
_WORDS: Final[Mapping[Kind, str]] = {
    "single": "select_one",
    "scale": "select_one",
    "multi": "select_multiple",
    "rank": "rank",
    "range": "range",
    "text": "text",
    "date": "date",
    "info": "note",
}
_CLOSED: Final = frozenset({"single", "scale", "multi", "rank", "grid"})
_UNDONE: Final = {
    "loop": "the question is asked once; what it is repeated for is a tag only",
    "asked_of": "everybody is asked; the share drawn by chance is a tag only",
    "routing_note": "a filter in words is a tag only",
}
"""What a tag keeps and the tool does not do."""


def export(questionnaire: Questionnaire) -> Exported:
    """The sheets of an XLSForm."""
    losses = Losses()
    form = _Form(questionnaire, losses)
    losses.keys(questionnaire.study, ("title", "language", *STUDY), "study", "study.")
    return Exported({"survey": form.survey(), "choices": form.choices(), "settings": form.settings()}, losses.all())


EXPORTER: Final = Exporter("xlsform", ".xlsx", export)


class _Form:
    """The rows of the three sheets."""

    def __init__(self, questionnaire: Questionnaire, losses: Losses) -> None:
        self.study = questionnaire.study
        self.losses = losses
        self.asked = [_with_range(one) for one in asked(questionnaire, losses)]
        self.taken = {question.id for question in questionnaire.questions}
        self.lists: dict[tuple[Option, ...], str] = {}
        self.kinds = {one.question.id: one.kind for one in self.asked}
        self.kinds |= {row.id: one.kind for one in self.asked for row in one.rows}
        self.dialect = Dialect(self._compared, "not({})")

    def survey(self) -> tuple[tuple[str, ...], ...]:
        """The sheet `survey`."""
        rows: list[Cells] = []
        for number, (block, run) in enumerate(blocks(self.asked), start=1):
            if block:
                rows.append({"type": "begin_group", "name": self._name(f"block_{number}"), "label": as_markdown(block)})
            for one in run:
                rows += self._rows(one)
            rows += [{"type": "end_group"}] if block else []
        return _table((*_OWN, *(MARK + name for name in TAGS)), rows)

    def choices(self) -> tuple[tuple[str, ...], ...]:
        """The sheet `choices`."""
        rows = [
            {
                "list_name": name,
                "name": str(option.code),
                "label": as_markdown(option.label) or str(option.code),
                **{CHOICE_MARK + key: "yes" for key in _CHOICE[:3] if getattr(option, key)},
                f"{CHOICE_MARK}also": "~".join(cells.code_or_text_cell(other, "~") for other in option.also),
            }
            for options, name in self.lists.items()
            for option in options
        ]
        return _table(("list_name", "name", "label", *(CHOICE_MARK + name for name in _CHOICE)), rows)

    def settings(self) -> tuple[tuple[str, ...], ...]:
        """The sheet `settings`."""
        row = {
            "form_title": as_text(self.study.title),
            "form_id": "questionnaire",
            "default_language": language(self.study, self.losses),
            **{MARK + name: getattr(self.study, name) or "" for name in STUDY},
        }
        return _table(tuple(row), [row])

    def _name(self, name: str) -> str:
        while name in self.taken:
            name += "_"
        self.taken.add(name)
        return name

    def _rows(self, one: Asked) -> list[Cells]:
        question = one.question
        for key, what in _UNDONE.items():
            if getattr(question, key) is not None:
                self.losses.note(what, question.id)
        for option in one.options:
            if option.open:
                self.losses.note("a line to write on is a tag only", question.id)
            if not option.label:
                self.losses.note("answers without words show their code", question.id)
        if one.rows:
            return self._lines(one)
        row = self._cells(one, question.id, question.text) | self._tags(one)
        row |= {"hint": as_markdown(question.instruction or ""), "relevant": written(one, self._write, self.losses)}
        return [row]

    def _lines(self, one: Asked) -> list[Cells]:
        """A group with a row for each line."""
        question = one.question
        grid = one.kind == "grid"
        if not grid:
            self.losses.note("the lines are questions of their own", question.id)
        tags = self._tags(one)
        group = {
            "type": "begin_group",
            "name": question.id,
            "label": as_markdown(question.text),
            "relevant": written(one, self._write, self.losses),
            "appearance": "table-list" if grid else "",
        }
        own = {} if grid else {name: text for name, text in tags.items() if name not in _OF_GROUP}
        group |= tags if grid else {}
        group |= {f"{MARK}instruction": as_text(question.instruction or "")} if grid else {}
        lines = [self._cells(one, row.id, row.text) | own | _row_tags(row) for row in one.rows]
        return [group, *lines, {"type": "end_group"}]

    def _cells(self, one: Asked, name: str, text: str) -> Cells:
        """Type, name, label and limits of one row."""
        word = "select_one" if one.kind == "grid" else _WORDS.get(one.kind, _number(one))
        if one.kind in _CLOSED:
            word += f" {self._list(one.options)}"
        required = one.question.required
        return {
            "type": word,
            "name": name,
            "label": as_markdown(text),
            "required": "" if required is None else "yes" if required else "no",
            "appearance": "likert" if one.kind == "scale" else "",
            "constraint": _constraint(one),
            "parameters": _parameters(one),
        }

    def _list(self, options: tuple[Option, ...]) -> str:
        return self.lists.setdefault(options, f"answers_{len(self.lists) + 1}")

    def _tags(self, one: Asked) -> Cells:
        """The tags of a question, without those that the form itself says."""
        held = dict(zip(COLUMNS, question_cells(one.question), strict=True))
        if one.kind == one.question.type or (one.kind == "range" and one.question.type == "scale"):
            del held["type"]
        held |= {"min": "", "max": ""} if one.kind in {"number", "range"} else {}
        held["instruction"] = ""
        if _parameters(one):
            held["randomise"] = ""
        elif one.question.randomise:
            self.losses.note("a random order is a tag only", one.question.id)
        held |= {name: as_text(held[name]) for name in _SHOWN}
        return {MARK + name: held[name] for name in TAGS if held.get(name)}

    def _write(self, condition: Condition) -> str | None:
        return expression(condition, self.dialect)

    def _compared(self, part: Comparison) -> str:
        name = f"${{{part.name}}}"
        kind = self.kinds[part.name]
        if part.operator == "contains":
            return f"selected({name}, '{part.values[0]}')"

        def one(sign: str, value: Value) -> str:
            plain = kind in {"number", "range"} or sign not in {"==", "!="}
            held = value if plain and not isinstance(value, str) else f"'{value}'"
            return f"{name} {'=' if sign == '==' else sign} {held}"

        return spread(part, one)


def _with_range(one: Asked) -> Asked:
    """A scale without answers as the range that it is: the form has a type for it."""
    return replace(one, kind="range", options=()) if one.kind == "scale" and not one.question.options else one


def _number(one: Asked) -> str:
    return "decimal" if any(isinstance(end, float) for end in one.ends) else "integer"


def _constraint(one: Asked) -> str:
    """The limits of a number, and that an answer that excludes the others is given alone."""
    if one.kind == "number":
        low, high = one.ends
        ends = [f". >= {low}" if low is not None else "", f". <= {high}" if high is not None else ""]
        return " and ".join(end for end in ends if end)
    if one.kind == "multi":
        alone = [option.code for option in one.options if option.exclusive]
        return " and ".join(f"not(selected(., '{code}') and count-selected(.) > 1)" for code in alone)
    return ""


def _parameters(one: Asked) -> str:
    if one.kind == "range":
        low, high = one.ends
        return f"start={low} end={high} step=1"
    return "randomize=true" if one.question.randomise and one.kind in _CLOSED - {"grid"} else ""


def _row_tags(row: Row) -> Cells:
    return {
        f"{MARK}short": as_text(row.short or ""),
        f"{MARK}reverse": "yes" if row.reverse else "",
        f"{MARK}construct": as_text(row.construct or ""),
        f"{MARK}column": row.column or "",
    }


def _table(columns: Sequence[str], rows: Iterable[Cells]) -> tuple[tuple[str, ...], ...]:
    """The rows under their header, without columns of ours that are empty everywhere."""
    held = list(rows)
    ours = (MARK, CHOICE_MARK)
    kept = [name for name in columns if not name.startswith(ours) or any(row.get(name) for row in held)]
    return (tuple(kept), *(tuple(_cell(row.get(name, "")) for name in kept) for row in held))


def _cell(text: str) -> str:
    """The text with a quote in front where reading would take one off."""
    return f"'{text}" if cells.as_meant(text) != text else text
