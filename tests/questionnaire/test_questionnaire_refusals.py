"""What a bad file is told: the code, the line, what is there, what was expected. All at once, and soon."""

from pathlib import Path

import pytest

from survey_seg.errors import InputRefused, Problem
from survey_seg.questionnaire import yaml_tree
from survey_seg.questionnaire.read import MAX_BYTES, read_questionnaire

HEAD = "study: {title: T}\nquestions:\n"
ONE = "  - {id: q, text: t, type: text}\n"


def problems(tmp_path: Path, text: str | bytes, name: str = "q.yaml") -> tuple[Problem, ...]:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputRefused) as refused:
        read_questionnaire(path)
    assert all(problem.file == name for problem in refused.value.problems)
    return refused.value.problems


def question(fields: str, before: str = "id: q, text: t, type: text, ") -> str:
    return HEAD + f"  - {{{before}{fields}}}\n"


def option(code: str) -> str:
    return question(f"options: [{{code: 1, label: A}}, {{code: {code}, label: B}}]", "id: q, text: t, type: single, ")


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

SYNTAX = {
    "empty": ("", "QUEST_EMPTY", None),
    "blank lines": ("\n\n  \n", "QUEST_EMPTY", None),
    "only a comment": ("# later\n", "QUEST_EMPTY", None),
    "a list": ("- a\n- b\n", "QUEST_NOT_A_MAPPING", 1),
    "a word": ("hello\n", "QUEST_NOT_A_MAPPING", 1),
    "only nothing": ("~\n", "QUEST_NOT_A_MAPPING", 1),
    "tab": (HEAD + "\t- id: q\n", "QUEST_TAB", 3),
    "tab after spaces": (HEAD + "  - id: q\n  \ttext: t\n", "QUEST_TAB", 4),
    "colon in a text": (HEAD + "  - id: q\n    text: Rate this: it\n", "QUEST_SYNTAX", 4),
    "open quote": (HEAD + '  - id: q\n    text: "Why\n', "QUEST_SYNTAX", 5),
    "open bracket": (HEAD + "  - {id: q, text: t\n", "QUEST_SYNTAX", 4),
    "bad indentation": ("study:\n    title: T\n  kind: market\n", "QUEST_SYNTAX", 3),
    "percent": (HEAD + "  - id: q\n    text: %s\n", "QUEST_SYNTAX", 4),
    "control character": ("study: {title: a\x07}\n", "QUEST_SYNTAX", 1),
    "list as key": ("? [a]\n: b\n", "QUEST_SYNTAX", 1),
    "unknown alias": ("study: *x\n", "QUEST_ALIAS", 1),
    "alias in itself": ("study: &x [*x]\n", "QUEST_ALIAS", 1),
    "alias bomb": (BOMB, "QUEST_TOO_LARGE", None),
    "many lines": ("\n" * 100_001 + "a: 1\n", "QUEST_TOO_LARGE", 100_000),
    "deep lists": ("[" * 20_000, "QUEST_TOO_DEEP", 1),
    "deep mappings": ("a: " + "{a: " * 60, "QUEST_TOO_DEEP", 1),
    "deep dashes": ("- " * 60 + "a\n", "QUEST_TOO_DEEP", 1),
    "deep through aliases": (
        "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 60)),
        "QUEST_TOO_DEEP",
        None,
    ),
    "python tag": ("study: !!python/object/apply:os.system ['true']\n", "QUEST_TAG", 1),
    "own tag": ("study:\n  title: !secret x\n", "QUEST_TAG", 2),
    "harmless tag": ("study:\n  title: !!str 5\n", "QUEST_TAG", 2),
    "YAML 1.1": ("%YAML 1.1\n---\nstudy: x\n", "QUEST_VERSION", 1),
    "YAML 3": ("%YAML 3.0\n---\nstudy: x\n", "QUEST_SYNTAX", 1),
    "two documents": ("study: x\n---\nstudy: y\n", "QUEST_DOCUMENTS", 2),
    "duplicate key": ("study:\n  title: a\n  kind: market\n  title: b\n", "QUEST_DUPLICATE_KEY", 4),
    "latin-1": ("study: {title: Größe}\n".encode("latin-1"), "QUEST_ENCODING", 1),
    "UTF-16 without a mark": ("study: {title: T}\n".encode("utf-16-le"), "QUEST_ENCODING", 1),
    "half of UTF-16": ("study: x".encode("utf-16")[:-1], "QUEST_ENCODING", 1),
    "binary": (bytes(range(256)), "QUEST_ENCODING", 2),
    "web page": ("<!doctype html><html><body>Log in</body></html>", "QUEST_NOT_A_MAPPING", 1),
}


@pytest.mark.parametrize(("text", "code", "row"), SYNTAX.values(), ids=SYNTAX)
def test_a_file_that_is_no_questionnaire_has_one_problem(
    tmp_path: Path, text: str | bytes, code: str, row: int | None
) -> None:
    (problem,) = problems(tmp_path, text)
    assert problem.code == code
    assert row is None or problem.row == row
    assert len(problem.line()) < 400


SCHEMA = {
    "no study": ("questions:\n" + ONE, "QUEST_MISSING_KEY", 1, "'study'"),
    "no questions": ("study: {title: T}\n", "QUEST_MISSING_KEY", 1, "'questions'"),
    "empty questions": ("study: {title: T}\nquestions: []\n", "QUEST_MISSING_KEY", 2, "'questions'"),
    "questions as text": ("study: {title: T}\nquestions: later\n", "QUEST_TYPE", 2, "a list"),
    "a question is text": (HEAD + "  - Why?\n", "QUEST_TYPE", 3, "entry 1 of questions"),
    "a question is empty": (HEAD + ONE + "  -\n", "QUEST_TYPE", 4, "is empty"),
    "unknown key": (question("titel: x"), "QUEST_UNKNOWN_KEY", 3, "expected id, text"),
    "misspelled key": ("study: {title: T, kinds: x}\nquestions:\n" + ONE, "QUEST_UNKNOWN_KEY", 1, "mean 'kind'?"),
    "merge key": (question("<<: {min: 1}"), "QUEST_UNKNOWN_KEY", 3, "'<<'"),
    "missing id": (HEAD + "  - {text: t, type: text}\n", "QUEST_MISSING_KEY", 3, "'id'"),
    "empty text": (HEAD + "  - {id: q, text: ' ', type: text}\n", "QUEST_MISSING_KEY", 3, "'text'"),
    "null text": (HEAD + "  - {id: q, text: , type: text}\n", "QUEST_TYPE", 3, "text is empty"),
    "unknown type": (HEAD + "  - {id: q, text: t, type: scael}\n", "QUEST_VALUE", 3, "did you mean 'scale'?"),
    "unknown role": (question("role: [base]"), "QUEST_VALUE", 3, "did you mean 'basis'?"),
    "unknown data type": (question("data_type: behavior"), "QUEST_VALUE", 3, "did you mean 'behaviour'?"),
    "role is no list": (question("role: basis"), "QUEST_TYPE", 3, "write role: [basis]"),
    "reach is no list": (question("reach: {via: crm}"), "QUEST_TYPE", 3, "put '- ' before"),
    "code NO": (option("NO"), "QUEST_TYPE", 3, "code is the text 'NO'; expected an integer"),
    "code on": (option("on"), "QUEST_TYPE", 3, "an integer"),
    "code in quotes": (option('"1"'), "QUEST_TYPE", 3, "write code: 1"),
    "code 1_000": (option("1_000"), "QUEST_TYPE", 3, "write code: 1000"),
    "code 012": (option("012"), "QUEST_TYPE", 3, "write code: 12"),
    "code 12:30": (option("12:30"), "QUEST_TYPE", 3, "an integer"),
    "code 1.0": (option("1.0"), "QUEST_TYPE", 3, "code is 1.0; expected an integer"),
    "code true": (option("true"), "QUEST_TYPE", 3, "code is true; expected an integer"),
    "no code": (option(""), "QUEST_TYPE", 3, "code is empty; expected an integer"),
    "label is a number": (
        question("options: [{code: 1, label: 2026}]"),
        "QUEST_TYPE",
        3,
        'text goes in quotes: label: "2026"',
    ),
    "missing is yes": (
        question("options: [{code: 1, label: A, missing: yes}]"),
        "QUEST_TYPE",
        3,
        "write missing: true",
    ),
    "min is text": (question("min: low"), "QUEST_TYPE", 3, "expected a number"),
    "coverage above one": (question("reach: [{via: crm, coverage: 80}]"), "QUEST_VALUE", 3, "at most 1"),
    "when holds a fraction": (question("action: [{verb: price, when: [1.5]}]"), "QUEST_TYPE", 3, "an integer or text"),
    "id starts with a digit": (
        HEAD + "  - {id: 1a, text: t, type: text}\n",
        "QUEST_VALUE",
        3,
        "a letter, then letters",
    ),
    "id with an accent": (HEAD + "  - {id: café, text: t, type: text}\n", "QUEST_VALUE", 3, "a letter, then letters"),
    "id too long": (HEAD + f"  - {{id: {'q' * 65}, text: t, type: text}}\n", "QUEST_VALUE", 3, "at most 64"),
    "text too long": (HEAD + f"  - {{id: q, text: {'t' * 4001}, type: text}}\n", "QUEST_VALUE", 3, "4,001 characters"),
    "k_range of one": (
        "study: {title: T, segments: {k_range: [3]}}\nquestions:\n" + ONE,
        "QUEST_VALUE",
        1,
        "k_range is a list of 1; expected a list of 2 integers",
    ),
    "k_range too far": (
        "study: {title: T, segments: {k_range: [3, 9]}}\nquestions:\n" + ONE,
        "QUEST_VALUE",
        1,
        "at most 8",
    ),
    "a mapping for a number": (
        question("reach: [{via: crm, coverage: {share: 1}}]"),
        "QUEST_TYPE",
        3,
        "coverage is a mapping; expected a number, at least 0 and at most 1",
    ),
    "a mapping for an answer": (
        question("action: [{verb: price, when: [{code: 1}]}]"),
        "QUEST_TYPE",
        3,
        "entry 1 of when is a mapping; expected an integer or text",
    ),
    "month": (
        "study: {title: T, sample: {fielded: 2026-13}}\nquestions:\n" + ONE,
        "QUEST_VALUE",
        1,
        "a month written like",
    ),
    "language": ("study: {title: T, language: English}\nquestions:\n" + ONE, "QUEST_VALUE", 1, "two small letters"),
    "key is a number": (question("3: x"), "QUEST_UNKNOWN_KEY", 3, "'3'"),
}


@pytest.mark.parametrize(("text", "code", "row", "words"), SCHEMA.values(), ids=SCHEMA)
def test_what_does_not_fit_is_named_with_its_line(tmp_path: Path, text: str, code: str, row: int, words: str) -> None:
    (problem,) = problems(tmp_path, text)
    assert (problem.code, problem.row) == (code, row)
    assert words in problem.line()


COHERENCE = {
    "a choice without choices": (HEAD + "  - {id: q, text: t, type: single}\n", "QUEST_NO_OPTIONS", "code and label"),
    "a grid without lines": (
        HEAD + "  - {id: q, text: t, type: grid, min: 1, max: 5}\n",
        "QUEST_NO_ROWS",
        "a list of id and text",
    ),
    "a scale without points": (HEAD + "  - {id: q, text: t, type: scale, min: 1}\n", "QUEST_NO_OPTIONS", "min and max"),
    "ends reversed": (HEAD + "  - {id: q, text: t, type: number, min: 9, max: 1}\n", "QUEST_RANGE", "min below max"),
    "condition": (question("show_if: 'q1 = 1'"), "QUEST_CONDITION", "write == to compare"),
    "when": (question("action: [{verb: price, when: [often]}]"), "QUEST_WHEN", "'often' names no answers"),
}


@pytest.mark.parametrize(("text", "code", "words"), COHERENCE.values(), ids=COHERENCE)
def test_what_cannot_work_is_refused(tmp_path: Path, text: str, code: str, words: str) -> None:
    (problem,) = problems(tmp_path, text)
    assert (problem.code, problem.row) == (code, 3)
    assert words in problem.line()


def test_a_range_of_segments_goes_upwards(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "study:\n  title: T\n  segments: {k_range: [5, 3]}\nquestions:\n" + ONE)
    assert (problem.code, problem.row) == ("QUEST_RANGE", 3)


def test_a_duplicate_key_names_both_lines(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, HEAD + "  - id: q\n    text: a\n    type: text\n    text: b\n")
    assert problem.line().startswith(
        "QUEST_DUPLICATE_KEY q.yaml:6: key 'text' is here for the second time, first on line 4"
    )


def test_all_problems_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = "study: {titel: T}\nquestions:\n  - {id: 1, text: t, type: text}\n  - {id: q, text: t, typ: text}\n"
    found = [(problem.row, problem.code) for problem in problems(tmp_path, text)]
    assert found == [
        (1, "QUEST_MISSING_KEY"),
        (1, "QUEST_UNKNOWN_KEY"),
        (3, "QUEST_TYPE"),
        (4, "QUEST_MISSING_KEY"),
        (4, "QUEST_UNKNOWN_KEY"),
    ]


def test_problems_are_capped_at_a_thousand(tmp_path: Path) -> None:
    lines = "".join(f"  - {{id: q{number}, text: t, type: txt}}\n" for number in range(1100))
    assert len(problems(tmp_path, HEAD + lines)) == 1000


def test_a_problem_quotes_hostile_text_short_and_on_one_line(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, question('data_type: "<script>\\nalert(1)</script>' + "x" * 500 + '"'))
    assert "\n" not in problem.line()
    assert "…" in problem.line()


def test_the_number_of_values_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "MAX_VALUES", 100)
    (problem,) = problems(tmp_path, "a: [" + "1," * 200 + "]\n")
    assert (problem.code, problem.row) == ("QUEST_TOO_LARGE", 1)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        read_questionnaire(tmp_path / "no.yaml")
    assert refused.value.problems[0].line() == "QUEST_NO_FILE no.yaml: there is no such file."


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(InputRefused, match="QUEST_NO_FILE"):
        read_questionnaire(tmp_path / "folder.yaml")


def test_an_unknown_ending(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "x", "q.docx")
    assert problem.code == "QUEST_FORMAT"
    assert ".yaml, .yml, .csv, .xlsx" in problem.expected


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, b"#" * (MAX_BYTES + 1))
    assert problem.code == "QUEST_TOO_LARGE"
