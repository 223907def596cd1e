"""What a good file gives, wherever it comes from."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.resources import folder

SHIPPED = folder("questionnaires")
EXAMPLES = [SHIPPED / "starter.yaml", *sorted((SHIPPED / "examples").glob("*.yaml"))]
FLAWED = [path for path in sorted((SHIPPED / "flawed").glob("*.yaml")) if ".expected" not in path.name]

HEAD = "study: {title: T}\nquestions:\n"


@cache
def shipped(path: Path) -> Questionnaire:
    return read_questionnaire(path)


def read(tmp_path: Path, text: str | bytes, name: str = "q.yaml") -> Questionnaire:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_questionnaire(path)


@pytest.mark.parametrize("path", [*EXAMPLES, *FLAWED], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_shipped_questionnaire_can_be_read(path: Path) -> None:
    assert shipped(path).questions


def test_the_examples_are_complete_studies() -> None:
    for path in EXAMPLES:
        study = shipped(path).study
        roles = {person.role for person in study.stakeholders}
        assert {"marketing", "sales", "finance"} <= roles
        assert all((study.decisions, study.levers, study.crm_fields, study.external_data, study.refresh))
        assert study.sample.n
        assert study.hypotheses


def test_the_examples_offer_six_to_twenty_typing_questions() -> None:
    for path in EXAMPLES[1:]:
        assert 6 <= len(shipped(path).having("typing")) <= 20


def test_the_demo_has_as_many_people_as_its_answers() -> None:
    assert shipped(SHIPPED / "examples" / "news_subscription.yaml").study.sample.n == 944


def test_the_line_of_everything_is_known(tmp_path: Path) -> None:
    text = HEAD + "  - id: q1\n    text: Why?\n    type: single\n    options:\n      - code: 1\n        label: A\n"
    questionnaire = read(tmp_path, text + "      - {code: 2, label: B}\n")
    assert questionnaire.line("study", "title") == 1
    assert questionnaire.line("questions", 0) == 3
    assert questionnaire.line("questions", 0, "text") == 4
    assert questionnaire.line("questions", 0, "options", 1, "label") == 9
    assert questionnaire.line("questions", 0, "construct") == 3


def test_words_mean_what_yaml_1_2_says(tmp_path: Path) -> None:
    options = ", ".join(
        f"{{code: {code}, label: {word}}}" for code, word in enumerate(["NO", "on", "12:30", "1_0", "007"])
    )
    question = read(tmp_path, HEAD + f"  - {{id: q, text: off, type: single, options: [{options}]}}\n").questions[0]
    assert [option.label for option in question.options] == ["NO", "on", "12:30", "1_0", "007"]
    assert question.text == "off"


def test_a_date_stays_text(tmp_path: Path) -> None:
    text = "study: {title: T, sample: {fielded: 2026-03}}\nquestions:\n  - {id: q, text: t, type: text}\n"
    assert read(tmp_path, text).study.sample.fielded == "2026-03"


def test_an_anchor_shares_one_list_of_answers(tmp_path: Path) -> None:
    text = HEAD + (
        "  - {id: a, text: t, type: single, options: &yes_no [{code: 1, label: Y}, {code: 2, label: N}]}\n"
        "  - {id: b, text: t, type: single, options: *yes_no}\n"
    )
    questions = read(tmp_path, text).questions
    assert questions[0].options == questions[1].options


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path, encoding: str) -> None:
    text = "study: {title: Größe 中}\nquestions:\n  - {id: q, text: t, type: text}\n"
    assert read(tmp_path, text.encode(encoding)).study.title == "Größe 中"


def test_windows_line_ends_change_no_line_number(tmp_path: Path) -> None:
    text = (HEAD + "  - id: q\n    text: t\n    type: text\n").replace("\n", "\r\n")
    assert read(tmp_path, text).line("questions", 0, "type") == 5


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "=1+1",
    "@SUM(A1)",
    "{{7*7}}",
    "${jndi:ldap://x}",
    "'; DROP TABLE x; --",
    "\u202egnp.exe",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(tmp_path: Path, text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    assert read(tmp_path, HEAD + f"  - {{id: q, text: {quoted}, type: text}}\n").questions[0].text == text


def test_blanks_around_a_text_are_no_part_of_it(tmp_path: Path) -> None:
    text = HEAD + "  - id: q\n    text: >\n      Two\n      lines\n    type: text\n    construct: ' price '\n"
    question = read(tmp_path, text).questions[0]
    assert (question.text, question.construct) == ("Two lines", "price")


def test_what_is_empty_counts_as_not_given(tmp_path: Path) -> None:
    question = read(
        tmp_path, HEAD + "  - {id: q, text: t, type: text, construct: '', role: [], show_if: }\n"
    ).questions[0]
    assert (question.construct, question.role, question.show_if) == (None, (), None)


def test_a_duplicate_id_is_left_to_the_lint(tmp_path: Path) -> None:
    text = HEAD + "  - {id: q, text: t, type: text}\n  - {id: q, text: u, type: text}\n"
    assert len(read(tmp_path, text).questions) == 2


def test_a_questionnaire_of_500_questions_is_read(tmp_path: Path) -> None:
    options = "options: [" + ", ".join(f"{{code: {code}, label: 'Point {code}'}}" for code in range(1, 6)) + "]"
    lines = [f"  - {{id: q{number}, text: 'Statement {number}', type: scale, {options}}}\n" for number in range(500)]
    questionnaire = read(tmp_path, HEAD + "".join(lines))
    assert len(questionnaire.variables()) == 500
    assert questionnaire.line("questions", 499) == 502


def test_reading_and_linting_need_no_data_stack() -> None:
    code = (
        "import sys\n"
        "from survey_seg.questionnaire import minutes, schema\n"
        "from survey_seg.questionnaire.formats import write_flat, workbook\n"
        "from survey_seg.questionnaire.read import read_questionnaire\n"
        f"minutes.expected_minutes(read_questionnaire({str(EXAMPLES[0])!r}))\n"
        "heavy = {'numpy', 'pandas', 'scipy', 'sklearn', 'statsmodels', 'click', 'jinja2', 'rich', 'xlsxwriter'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert ran.stdout == "[]\n"
