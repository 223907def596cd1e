"""The tool's file: whole, readable by later versions, and refused with sentences when it is not whole."""

import copy
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from survey_seg.errors import InputRefused
from survey_seg.typing_tool.classify import self_test
from survey_seg.typing_tool.spec import TypingSpec, canonical_hash, fingerprint, read_spec, spec_text


def codes_of(path: Path) -> set[str]:
    with pytest.raises(InputRefused) as refused:
        read_spec(path)
    return {problem.code for problem in refused.value.problems}


def refused_as(content: Any, folder: Path) -> str:
    """The sentences for a file whose hash is right but whose content is not."""
    content = {key: value for key, value in content.items() if key != "sha256"}
    path = folder / "tool.json"
    path.write_text(json.dumps({**content, "sha256": canonical_hash(content)}), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_spec(path)
    assert {problem.code for problem in refused.value.problems} == {"TYPING_FIELD"}
    return "\n".join(problem.line() for problem in refused.value.problems)


def test_a_tool_is_the_same_after_a_trip_through_its_file(small: TypingSpec, tmp_path: Path) -> None:
    path = tmp_path / "tool.json"
    path.write_text(spec_text(small), encoding="utf-8")
    assert read_spec(path) == small
    assert spec_text(read_spec(path)) == path.read_text(encoding="utf-8")


def test_the_file_of_an_earlier_run_is_still_read(small: TypingSpec, small_file: Path) -> None:
    assert spec_text(small) == small_file.read_text(encoding="utf-8")
    assert small.model_id == fingerprint(small)
    assert self_test(small) == ()


def test_a_new_name_changes_the_file_but_not_the_model(small: TypingSpec) -> None:
    renamed = replace(small, segments=(replace(small.segments[0], name="Planners of all kinds"), *small.segments[1:]))
    assert fingerprint(renamed) == fingerprint(small)
    assert fingerprint(replace(small, constants=(1, 2, 3, 4))) != fingerprint(small)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "TYPING_NOT_JSON"),
        ("{", "TYPING_NOT_JSON"),
        ('{"a": NaN}', "TYPING_NOT_JSON"),
        ('{"a": 1, "a": 2}', "TYPING_NOT_JSON"),
        ("[" * 100_000, "TYPING_NOT_JSON"),
        ("[]", "TYPING_FORMAT"),
        ("{}", "TYPING_FORMAT"),
        ('{"format": "survey-seg/results/1"}', "TYPING_FORMAT"),
        ('{"format": "survey-seg/typing/3"}', "TYPING_NEWER"),
    ],
)
def test_what_is_no_typing_tool_is_refused(text: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "tool.json"
    path.write_text(text, encoding="utf-8")
    assert codes_of(path) == {code}


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert codes_of(tmp_path / "none.json") == {"TYPING_NO_FILE"}
    assert codes_of(tmp_path) == {"TYPING_NO_FILE"}


def test_a_pickle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tool.pkl"
    path.write_bytes(b"\x80\x04K\x01.")
    assert codes_of(path) == {"TYPING_NOT_JSON"}


def leaves(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in leaves(item, (*way, key))]
    if isinstance(value, list):
        return [leaf for key, item in enumerate(value) for leaf in leaves(item, (*way, key))]
    return [way]


def test_a_change_anywhere_in_the_file_is_noticed(small_file: Path, tmp_path: Path) -> None:
    content = json.loads(small_file.read_text(encoding="utf-8"))
    path = tmp_path / "tool.json"
    for way in leaves({key: value for key, value in content.items() if key != "format"})[::7]:
        changed = copy.deepcopy(content)
        part = changed
        for key in way[:-1]:
            part = part[key]
        value = part[way[-1]]
        part[way[-1]] = value + 1 if isinstance(value, int | float) else f"{value}."
        path.write_text(json.dumps(changed), encoding="utf-8")
        assert "TYPING_TAMPERED" in codes_of(path), way


def test_a_file_cut_off_is_refused(small_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "tool.json"
    path.write_bytes(small_file.read_bytes()[:-40])
    assert codes_of(path) == {"TYPING_NOT_JSON"}


@pytest.mark.parametrize(
    ("way", "value", "sentence"),
    [
        (("questions", 0, "w", 1), 2.5, "questions[0].w holds '2.5', expected whole numbers"),
        (("questions", 0, "w"), [1, 2], "questions[0].w has 2 numbers, expected 4, one per segment"),
        (("questions", 2, "missing", 0), True, "questions[2].missing holds 'True'"),
        (("questions", 2, "points"), {}, "questions[2].points must have one entry per option"),
        (("questions", 2, "points", "1"), [1], "questions[2].points.1 has 1 numbers"),
        (("questions", 1, "min"), None, "questions[1].min and max are needed"),
        (("questions", 1, "min"), 50, "questions[1].min (50) is larger than max (10)"),
        (("questions", 1, "id"), "q1", "questions has id 'q1' twice"),
        (("questions", 1, "type"), "guess", "questions[1].type is 'guess', expected 'scale' or 'choice'"),
        (("questions", 3, "options", 0, "code"), "1", "questions[3].options[0].code is '1', expected a whole number"),
        (("constants",), [1, 2, 3], "constants has 3 numbers, expected 4"),
        (("constants", 0), 2**40, "constants holds '1099511627776'"),
        (("scale",), 0, "scale is 0"),
        (("tie",), "last", "tie is 'last', expected 'first'"),
        (("min_answered",), 9, "min_answered is 9, expected 0 to 5"),
        (("bands", "lean"), 99, "bands.lean (99) must lie between 0 and bands.clear"),
        (("segments", 0, "code"), 2, "segments has code '2' twice"),
        (("segments",), [], "there are 0 segments"),
        (("questions",), {}, "questions is '{}', expected a list"),
        (("vectors", 0, "answers"), [1], "vectors[0].answers must be a list of 5"),
        (("pickle",), "x", "'pickle' is not part of a typing tool"),
        (("card", "respondents"), [{"id": 1}], "card.respondents is about single people"),
        (("base", "groups"), [{"E-Mail": "a@example.com"}], "base.groups[0].E-Mail is about single people"),
        (("evidence", "person_ids"), [1, 2], "evidence.person_ids is about single people"),
        (("vectors", 0, "customer"), 7, "vectors[0].customer is not part of a test vector"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(
    way: tuple[Any, ...], value: Any, sentence: str, small_file: Path, tmp_path: Path
) -> None:
    content = json.loads(small_file.read_text(encoding="utf-8"))
    part = content
    for key in way[:-1]:
        part = part[key]
    part[way[-1]] = value
    assert sentence in refused_as(content, tmp_path)


@pytest.mark.parametrize("key", ["segments", "questions", "constants", "bands", "vectors", "evidence", "model_id"])
def test_a_missing_part_is_named(key: str, small_file: Path, tmp_path: Path) -> None:
    content = json.loads(small_file.read_text(encoding="utf-8"))
    del content[key]
    assert f"{key} is not there" in refused_as(content, tmp_path)


def test_a_changed_weight_fails_the_tool_s_own_vectors(small: TypingSpec) -> None:
    question = small.questions[0]
    changed = replace(small, questions=(replace(question, w=(10, *question.w[1:])), *small.questions[1:]))
    assert {problem.code for problem in self_test(changed)} == {"TYPING_VECTOR"}


def test_typing_needs_no_data_stack() -> None:
    rooms = "survey_seg.typing_tool.spec, survey_seg.typing_tool.classify, survey_seg.typing_tool.batch"
    heavy = "{'numpy', 'pandas', 'scipy', 'sklearn', 'pydantic', 'jinja2', 'xlsxwriter'}"
    program = f"import sys, {rooms}; sys.exit(str({heavy} & set(sys.modules)) if {heavy} & set(sys.modules) else 0)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_tool_of_an_older_format_is_still_read(small: TypingSpec) -> None:
    """Written by an earlier version, bytes as they were: what came later has its neutral value."""
    old = read_spec(Path(__file__).with_name("tool_of_format_1.json"))
    assert old == small
    assert (old.kind, old.hard_labels, old.base, old.adaptive) == ("ask", True, {}, None)
    assert old.priors == {"train": [segment.share for segment in old.segments]}
