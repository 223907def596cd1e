"""Lists that the command line repeats, so that its help need not import the rooms that they belong to."""

from importlib import import_module
from typing import get_args, get_type_hints

import click
import pytest

from survey_seg.cli import export_command, export_questionnaire_command, lint_command
from survey_seg.questionnaire.brief import LintSettings
from survey_seg.questionnaire.exporters import EXPORTERS
from survey_seg.questionnaire.lint.finding import WORST_FIRST
from survey_seg.questionnaire.lint.outputs import OUTPUTS
from survey_seg.questionnaire.lint.profiles import PROFILES
from survey_seg.typing_tool.exporters import FORMS


def offered(command: click.Command, parameter: str) -> list[str]:
    """The choices that a command offers for one of its parameters."""
    (kind,) = [one.type for one in command.params if one.name == parameter]
    assert isinstance(kind, click.Choice)
    return list(kind.choices)


@pytest.mark.parametrize(
    ("command", "parameter", "known"),
    [
        (lint_command.command, "profile", PROFILES),
        (lint_command.command, "kind", [*OUTPUTS, *lint_command.PAPERS]),
        (lint_command.command, "fail_on", [*WORST_FIRST, "never"]),
        (export_questionnaire_command.command, "kind", EXPORTERS),
        (export_command.command, "kind", FORMS),
    ],
    ids=["profiles", "formats", "gates", "tools", "forms of a typing tool"],
)
def test_the_command_line_offers_what_there_is(command: click.Command, parameter: str, known: list[str]) -> None:
    assert offered(command, parameter) == list(known)


def test_every_paper_has_a_function_that_writes_it_and_no_other_is_left() -> None:
    paper = import_module("survey_seg.report.paper.forms")
    own = {name for name, one in vars(paper).items() if getattr(one, "__module__", "") == paper.__name__}
    assert own == {f"write_{kind}" for kind in lint_command.PAPERS}


def test_a_gate_stops_at_its_own_severity_and_all_that_are_worse() -> None:
    gates = dict(lint_command.GATES)
    assert gates.pop("never") == ()
    assert gates == {one: WORST_FIRST[: at + 1] for at, one in enumerate(WORST_FIRST)}


def test_a_study_may_name_the_same_profiles_as_the_command_line() -> None:
    named, nothing = get_args(get_type_hints(LintSettings)["profile"])
    assert (list(get_args(named)), nothing) == (list(PROFILES), type(None))


def test_formats_that_may_follow_each_other_are_texts() -> None:
    assert set(lint_command.LINES) < set(lint_command.TEXTS)
    assert list(lint_command.TEXTS) == list(OUTPUTS)
