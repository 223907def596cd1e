"""The typing tool for Decipher (Forsta) surveys: algorithm.dat and the Python of two exec elements."""

from __future__ import annotations

import keyword
from pathlib import Path

from survey_seg.typing_tool.exporters.bundle import write_bundle
from survey_seg.typing_tool.exporters.labels import require_exact, require_labels
from survey_seg.typing_tool.exporters.wording import (
    about,
    ascii_words,
    comment,
    identifier,
    safe_words,
    segment_word,
    unlike,
)
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec
from survey_seg.typing_tool.terms import Table, coefficients, terms

RESERVED = (*keyword.kwlist, "print", "exec", "gv", "p", "typing_segment", "typing_scores")

READ_ME = (
    "1. algorithm.dat: upload it to System Files (root) with the File Manager of the project. Columns are segments, "
    "rows are coefficients, the constant is the last row; there is no line end after it. The rows in their order are "
    "named in exec_init.py.",
    "2. exec_init.py: add an Exec element with When set to init and paste it there.",
    "3. exec_type.py: add an Exec element after the last question of the tool and paste it there. It fills hidden "
    "number questions with these labels, which have to be in the survey: LABELS.",
    "4. Every answer of a question needs the code of the study as its value. Labels of the questions in the survey "
    "that differ from the names in exec_type.py are changed there.",
    "algorithm.dat by itself holds coefficients only: the tie rule, the least number of answers, the bands and the "
    "points of no answer are in the two exec elements. Confidence is the margin; there are no probabilities.",
)

INIT = r"""
def typing_table(text, rows):
    lines = text.replace("\r", "").split("\n")
    table = [[int(cell) for cell in line.split("\t")] for line in lines[1:]]
    if len(table) != rows:
        raise ValueError("algorithm.dat is not whole: %s rows, expected %s" % (len(table), rows))
    return table


def typing_code(answer):
    # The code of an answer: a whole number, or the digits of one. None when there is none.
    if answer is None or isinstance(answer, bool):
        return None
    if isinstance(answer, float):
        finite = answer == answer and answer not in (TYPING_INF, -TYPING_INF)
        return int(answer) if finite and int(answer) == answer else None
    text = ("%s" % (answer,)).strip()
    text = text[:-2] if text.endswith(".0") else text
    digits = text[1:] if text.startswith("-") else text
    number = 17 > len(digits) > 0 and all([one in "0123456789" for one in digits])
    # Back to the same text, so that 04 is no code.
    return int(text) if number and "%d" % int(text) == text else None


def typing_terms(answers):
    # What stands before each coefficient: the answer, or 1 and 0 for answers that are chosen from a list.
    terms = []
    answered = 0
    for (kind, codes, without), answer in zip(TYPING_QUESTIONS, answers):
        code = typing_code(answer)
        if kind == "range":
            valid = code is not None and code >= codes[0] and codes[1] >= code and code not in without
        else:
            valid = code in codes
        if kind == "choice":
            terms.extend([int(valid and code == one) for one in codes])
        else:
            terms.append(code if valid else 0)
        terms.append(int(not valid))
        answered += int(valid)
    return terms, answered


def typing_result(answers, table):
    terms, answered = typing_terms(answers)
    scores = [
        sum([term * row[place] for term, row in zip(terms + [1], table)]) for place in range(len(TYPING_SEGMENTS))
    ]
    result = {"scores": scores, "answered": answered, "segment": None, "runner_up": None, "margin": 0, "band": 1}
    if answered >= TYPING_LEAST:
        best = scores.index(max(scores))
        others = [place for place in range(len(scores)) if place != best]
        second = max(others, key=lambda place: (scores[place], -place))
        margin = scores[best] - scores[second]
        result["segment"] = TYPING_SEGMENTS[best]
        result["runner_up"] = TYPING_SEGMENTS[second]
        result["margin"] = margin
        result["band"] = 3 if margin >= TYPING_CLEAR else 2 if margin >= TYPING_LEAN else 1
    return result


with open("%s/algorithm.dat" % gv.survey.path) as typing_file:
    TYPING_TABLE = typing_table(typing_file.read(), TYPING_ROWS)
"""

TYPE = r"""
def typing_answer(question):
    # The value of the row that was chosen, or the number that was entered.
    selected = getattr(question, "selected", None)
    return question.val if selected is None else selected.value


typing_found = typing_result([typing_answer(one) for one in [QUESTIONS]], TYPING_TABLE)
"""


def export(spec: TypingSpec, path: Path) -> None:
    """Write the tool as a zip archive with algorithm.dat, exec_init.py, exec_type.py and README.txt; see `files`."""
    write_bundle(path, files(spec))


def files(spec: TypingSpec) -> dict[str, str]:
    """What a Decipher survey needs to type its respondents, as texts by file name.

    Answers which question? "Our agency programs in Decipher: what do we send?" `algorithm.dat` is tab-delimited, with
    a header row of segments, one row per coefficient and the constant last, without a line end. It cannot hold
    missing points, ties, bands or the least number of answers; the Python of the exec elements does (Python 2.7 and
    3, integers only, no `<` and `&`, so that it can be pasted into the survey's XML as well).

    Raises CannotCompute EXPORT_NO_LABELS and EXPORT_TOO_LARGE. Source: Decipher's "Adding a typing tool / segmentation
    algorithm to your survey" and "Python expressions".
    """
    require_labels(spec, "a Decipher survey")
    require_exact(spec)
    labels = ", ".join(["typed_segment", *_outputs(spec)])
    about_it = [*about(spec), *(line.replace("LABELS", labels) for line in READ_ME)]
    return {
        "algorithm.dat": table(spec),
        "exec_init.py": _init(spec),
        "exec_type.py": _type(spec),
        "README.txt": "\n\n".join(about_it) + "\n",
    }


def table(spec: TypingSpec) -> str:
    """`algorithm.dat`: segments in columns, coefficients in rows, constant last, no line end after it."""
    rows = [[ascii_words(segment_word(spec, place)) for place in range(len(spec.segments))]]
    rows += [[str(points) for points in row.points] for row in coefficients(spec)]
    return "\n".join("\t".join(row) for row in rows)


def _row_names(spec: TypingSpec) -> list[str]:
    """What each row of the table stands for."""
    counts = {"answer": "the answer", "none": "1 when not answered"}
    names = []
    for row in coefficients(spec):
        what = counts.get(row.counts, f"1 when the answer is {row.code}")
        names.append(safe_words(f"{spec.questions[row.number - 1].column}: {what}") if row.number else "constant")
    return names


def _init(spec: TypingSpec) -> str:
    rows = _row_names(spec)
    named = [f"Row {number} of algorithm.dat: {name}" for number, name in enumerate(rows, start=1)]
    lines = comment(map(ascii_words, [*about(spec), *named]), "# ")
    lines += [f"TYPING_SEGMENTS = {[segment.code for segment in spec.segments]}", f"TYPING_LEAST = {spec.min_answered}"]
    lines += [f"TYPING_CLEAR = {spec.bands['clear']}", f"TYPING_LEAN = {spec.bands['lean']}"]
    lines += [f"TYPING_ROWS = {len(rows)}", 'TYPING_INF = float("inf")', "TYPING_QUESTIONS = ["]
    lines += [f"    {_question(question)}," for question in spec.questions]
    return "\n".join([*lines, "]", ""]) + INIT


def _question(question: GoldenQuestion) -> tuple[str, list[int], list[int]]:
    """How an answer becomes terms: a range, codes that count as numbers, or codes to choose from."""
    one = terms(question)
    if isinstance(one, Table):
        return ("choice" if question.type == "choice" else "scale"), list(one.points), []
    return "range", [one.low, one.high], list(one.without)


def _type(spec: TypingSpec) -> str:
    outputs = {"typed_segment": 'typing_found["segment"]', **_outputs(spec)}
    reserved = (*RESERVED, *outputs)
    names = unlike([question.column for question in spec.questions], lambda name, at: identifier(name, at, reserved))
    heads = [f"Typing tool {spec.model_id}", "Labels of the questions, to be changed to those of the survey:"]
    for name, question in zip(names, spec.questions, strict=True):
        heads.append(safe_words(f"{name}, in the study {question.column}: {question.text}"))
    heads += [f"Segment {segment_word(spec, place)}" for place in range(len(spec.segments))]
    found = [f"{label}.val = {value}" for label, value in outputs.items()]
    lines = comment(map(ascii_words, heads), "# ")
    return "\n".join([*lines, TYPE.replace("QUESTIONS", ", ".join(names)), *found, ""])


def _outputs(spec: TypingSpec) -> dict[str, str]:
    """The hidden questions besides the segment, and what each is set to."""
    named = ("runner_up", "margin", "band", "answered")
    outputs = {f"typed_{name}": f'typing_found["{name}"]' for name in named}
    scores = {f"typed_score_{place + 1}": f'typing_found["scores"][{place}]' for place in range(len(spec.segments))}
    return {**outputs, **scores}
