"""LimeSurvey as a table (.tsv): a line for each setting, group, question, line of a question, and answer.

Names there are letters and digits: ours lose their underscores, and what changes is noted.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.questionnaire.conditions import Comparison, Value
from survey_seg.questionnaire.exporters.asked import Asked, Kind, Losses, asked, blocks, language, written
from survey_seg.questionnaire.exporters.exported import Exported, Exporter
from survey_seg.questionnaire.exporters.expressions import Dialect, spread
from survey_seg.questionnaire.exporters.expressions import written as expression
from survey_seg.questionnaire.exporters.texts import as_html, unique
from survey_seg.questionnaire.importers.lss_questions import OTHER
from survey_seg.questionnaire.model import Option, Questionnaire

Line = dict[str, str]

COLUMNS: Final = (
    "class",
    "type/scale",
    "name",
    "relevance",
    "text",
    "help",
    "language",
    "validation",
    "mandatory",
    "other",
    "default",
    "same_default",
    "random_order",
    "exclude_all_others",
    "other_replace_text",
    "min_num_value_n",
    "max_num_value_n",
)
HELD: Final = ("id", "text", "type", "options", "rows", "show_if", "instruction", "block", "required", "skip")
LETTERS: Final[Mapping[Kind, str]] = {
    "single": "L",
    "scale": "L",
    "multi": "M",
    "rank": "R",
    "grid": "F",
    "range": "N",
    "number": "N",
    "text": "T",
    "date": "D",
    "info": "X",
}
"""The letter of each kind of question."""
_OF_LINES: Final[Mapping[Kind, str]] = {"number": "K", "text": "Q"}
_LONGEST_NAME, _LONGEST_CODE = 20, 5


def export(questionnaire: Questionnaire) -> Exported:
    """The text of a LimeSurvey table."""
    losses = Losses()
    table = _Table(questionnaire, losses)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", delimiter="\t", lineterminator="\n")
    writer.writeheader()
    writer.writerows(table.lines())
    losses.keys(questionnaire.study, ("title", "language"), "study", "study.")
    return Exported(out.getvalue(), losses.all())


EXPORTER: Final = Exporter("limesurvey", ".tsv", export)


class _Table:
    """The lines of one survey."""

    def __init__(self, questionnaire: Questionnaire, losses: Losses) -> None:
        self.study = questionnaire.study
        self.losses = losses
        self.asked = asked(questionnaire, losses)
        names = [one.question.id for one in self.asked]
        self.names = unique(names, _LONGEST_NAME)
        self.rows = unique([row.id for one in self.asked for row in one.rows], _LONGEST_NAME)
        self.of_row = {row.id: one for one in self.asked for row in one.rows}
        self.by_id = {one.question.id: one for one in reversed(self.asked)}
        self.dialect = Dialect(self._compared, "!({})")
        for name, own in (*self.names.items(), *self.rows.items()):
            if name != own:
                self.losses.note(f"the name {name} is {own} there", name)

    def lines(self) -> Iterator[Line]:
        """Every line below the header."""
        own = language(self.study, self.losses) or "en"
        yield {"class": "S", "name": "language", "text": own}
        yield {"class": "SL", "name": "surveyls_title", "text": as_html(self.study.title), "language": own}
        for number, (block, run) in enumerate(blocks(self.asked), start=1):
            name = as_html(block) or f"Questions {number}"
            yield {"class": "G", "type/scale": f"G{number}", "name": name, "relevance": "1", "language": own}
            for one in run:
                yield from ({**line, "language": own} for line in self._question(one))

    def _question(self, one: Asked) -> Iterator[Line]:
        question = one.question
        written_on = _other(one)
        self._note(one, written_on)
        codes = _codes(one)
        listed = [option for option in one.options if option is not written_on]
        relevance = written(one, lambda condition: expression(condition, self.dialect), self.losses)
        alone = [codes[option.code] for option in listed if option.exclusive and one.kind == "multi"]
        yield {
            "class": "Q",
            "type/scale": _OF_LINES.get(one.kind, LETTERS[one.kind]) if one.rows else LETTERS[one.kind],
            "name": self.names[question.id],
            "relevance": relevance or "1",
            "text": as_html(question.text),
            "help": as_html(question.instruction or ""),
            "mandatory": "Y" if question.required else "N",
            "other": "Y" if written_on else "N",
            "other_replace_text": as_html(written_on.label) if written_on else "",
            "random_order": "1"
            if question.randomise and one.kind in {"single", "scale", "multi", "rank", "grid"}
            else "",
            "exclude_all_others": ";".join(alone),
            **_ends(one),
        }
        for row in one.rows:
            yield {
                "class": "SQ",
                "type/scale": "0",
                "name": self.rows[row.id],
                "relevance": "1",
                "text": as_html(row.text),
            }
        kind = "SQ" if one.kind == "multi" else "A"
        for option in listed:
            text = as_html(option.label) or str(option.code)
            yield {"class": kind, "type/scale": "0", "name": codes[option.code], "text": text}

    def _note(self, one: Asked, written_on: Option | None) -> None:
        question = one.question
        held = HELD + (("min", "max") if one.kind in {"number", "range", "scale", "grid"} else ())
        held += ("randomise",) if one.kind in {"single", "scale", "multi", "rank", "grid"} else ()
        self.losses.keys(question, held, question.id)
        if one.kind == "scale":
            self.losses.note("a scale stands as a list of answers", question.id)
        if one.kind == "range":
            self.losses.note("a scale of many points stands as a number", question.id)
        if one.rows:
            self.losses.note("lines are called question[line] in the file of answers", question.id)
        codes = _codes(one)
        for option in one.options:
            kept = ("code", "label", *(("exclusive",) if one.kind == "multi" else ()))
            self.losses.keys(option, (*kept, "open") if option is written_on else kept, question.id, "options.")
            if not option.label:
                self.losses.note("answers without words show their code", question.id)
            own = OTHER if option is written_on else codes[option.code]
            if own != str(option.code):
                self.losses.note(f"the answer {option.code} is {own} there", question.id)
        for row in one.rows:
            self.losses.keys(row, ("id", "text"), row.id, "rows.")

    def _compared(self, part: Comparison) -> str:
        one = self.by_id.get(part.name) or self.of_row[part.name]
        codes, other = _codes(one), _other(one)
        name = self.names[one.question.id] + (f"_{self.rows[part.name]}" if part.name in self.of_row else "")

        def code(value: Value) -> str:
            if other and value == other.code:
                return OTHER
            return codes.get(value, str(value)) if isinstance(value, int) else str(value)

        if part.operator == "contains":
            if code(part.values[0]) == OTHER:
                return f'{name}_other.NAOK != ""'
            return f'{name}_{code(part.values[0])}.NAOK == "Y"'

        def each(sign: str, value: Value) -> str:
            plain = one.kind in {"number", "range"} and not isinstance(value, str)
            held = str(value) if plain or sign not in {"==", "!="} else f'"{code(value)}"'
            return f"{name}.NAOK {sign} {held}"

        return spread(part, each)


def _other(one: Asked) -> Option | None:
    """The answer with a line to write on, where there is one that the tool can hold as its own."""
    found = [option for option in one.options if option.open]
    return found[0] if len(found) == 1 and one.kind in {"single", "scale", "multi"} else None


def _codes(one: Asked) -> dict[int, str]:
    """The code of each answer: at most five letters and digits."""
    plain = {option.code: str(option.code).replace("-", "m") for option in one.options}
    short = unique(plain.values(), _LONGEST_CODE)
    return {code: short[text] for code, text in plain.items()}


def _ends(one: Asked) -> Line:
    if one.kind not in {"number", "range"}:
        return {}
    low, high = one.ends
    return {
        "min_num_value_n": "" if low is None else str(low),
        "max_num_value_n": "" if high is None else str(high),
    }
