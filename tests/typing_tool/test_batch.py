"""A file of people to a file of segments."""

import csv
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from survey_seg.errors import EnvironmentProblem, InputRefused, UsageProblem
from survey_seg.typing_tool.batch import classify_file
from survey_seg.typing_tool.classify import Typed, classify
from survey_seg.typing_tool.spec import TypingSpec

HEADER = "name,customer_id,q1,visits_month,place,trainer,price\n"
ROWS = "Ann,7,4,2,5,0,3\nBob,=1+1,1,9,1,1,5\nCid,+14155552671,6,,2,,1\nDee,7,,,,1,\n"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def people(folder: Path, text: str | bytes) -> Path:
    path = folder / "people.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def refused(folder: Path, spec: TypingSpec, text: str | bytes) -> list[str]:
    with pytest.raises(InputRefused) as reason:
        classify_file(spec, people(folder, text), folder / "out.csv")
    assert not (folder / "out.csv").exists()
    assert sorted(path.name for path in folder.iterdir()) == ["people.csv"]
    return [problem.line() for problem in reason.value.problems]


def test_every_person_gets_the_segment_that_classify_gives(small: TypingSpec, tmp_path: Path) -> None:
    counts = classify_file(small, people(tmp_path, HEADER + ROWS), tmp_path / "out.csv")
    rows = read(tmp_path / "out.csv")
    first = classify(small, {"q1": 4, "visits": 2, "place": 5, "trainer": 0, "price": 3})
    assert rows[0] == {
        "customer_id": "7",
        "segment": str(first.segment),
        "name": first.name,
        "band": first.band,
        "margin": str(first.margin),
        "runner_up": str(first.runner_up),
        "answered": "5",
    }
    assert (counts.read, counts.typed, counts.too_few, counts.unknown) == (4, 3, 1, 0)
    assert sum(counts.segments.values()) == sum(counts.bands.values()) == 3
    assert rows[3]["segment"] == ""
    assert rows[3]["answered"] == "1"


@pytest.mark.parametrize("tool", ["small", "eight"])
def test_hard_cases_are_typed_as_classify_types_them(
    tool: str, small: TypingSpec, typing_cases: ModuleType, tmp_path: Path
) -> None:
    spec = small if tool == "small" else typing_cases.eight_by_six()
    cases = [["" if value is None else str(value) for value in case] for case in typing_cases.hard_cases(spec)]
    assert len(cases) >= 4000
    with (tmp_path / "people.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["person_id", *(question.column for question in spec.questions)])
        writer.writerows([number, *case] for number, case in enumerate(cases))
    counts = classify_file(spec, tmp_path / "people.csv", tmp_path / "out.csv")
    right = [typing_cases.typed(spec, case) for case in cases]
    found = [(row["segment"], row["band"], row["margin"], row["answered"]) for row in read(tmp_path / "out.csv")]
    assert found == [said(person) for person in right]
    assert counts.too_few == sum(person.segment is None for person in right)


def said(person: Typed) -> tuple[str, str, str, str]:
    if person.segment is None:
        return "", "", "", str(person.answered)
    return str(person.segment), person.band, str(person.margin), str(person.answered)


def test_nothing_of_the_input_is_copied_but_the_id(small: TypingSpec, tmp_path: Path) -> None:
    classify_file(small, people(tmp_path, HEADER + ROWS), tmp_path / "out.csv")
    assert "Ann" not in (tmp_path / "out.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("column", "used"),
    [
        ("ID", "ID"),
        ("CustomerID", "CustomerID"),
        ("contact key", "contact key"),
        ("e_mail", "line"),
        ("paid", "line"),
        ("full_name", "line"),
        ("", "line"),
    ],
)
def test_only_a_column_of_ids_is_taken_for_one(column: str, used: str, small: TypingSpec, tmp_path: Path) -> None:
    text = HEADER.replace("name,customer_id", f"name,{column}") + ROWS
    assert classify_file(small, people(tmp_path, text), tmp_path / "out.csv").id_column == used


def test_no_cell_of_the_output_is_a_formula_and_phone_numbers_stay_whole(small: TypingSpec, tmp_path: Path) -> None:
    classify_file(small, people(tmp_path, HEADER + ROWS), tmp_path / "out.csv")
    rows = read(tmp_path / "out.csv")
    assert [row["customer_id"] for row in rows] == ["7", "'=1+1", "+14155552671", "7"]
    assert all(not cell.startswith(("=", "@", "\t")) for row in rows for cell in row.values())


@pytest.mark.parametrize("form", ["comma", "semicolon", "tab", "bom", "crlf", "blank lines"])
def test_the_form_of_the_file_does_not_matter(form: str, small: TypingSpec, tmp_path: Path) -> None:
    text = HEADER + ROWS
    variants = {
        "comma": text,
        "semicolon": text.replace(",", ";"),
        "tab": text.replace(",", "\t"),
        "bom": "\ufeff" + text,
        "crlf": text.replace("\n", "\r\n"),
        "blank lines": text.replace("\n", "\n\n"),
    }
    classify_file(small, people(tmp_path, text), tmp_path / "plain.csv")
    classify_file(small, people(tmp_path, variants[form]), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == (tmp_path / "plain.csv").read_bytes()


def test_a_question_is_found_by_its_id_too_and_the_line_is_the_id_of_last_resort(
    small: TypingSpec, tmp_path: Path
) -> None:
    counts = classify_file(small, people(tmp_path, "q1,visits,place,trainer,price\n4,2,5,0,3\n"), tmp_path / "out.csv")
    assert counts.id_column == "line"
    assert read(tmp_path / "out.csv")[0]["line"] == "2"


def test_unknown_codes_are_named_with_row_and_column(small: TypingSpec, tmp_path: Path) -> None:
    text = HEADER + "Ann,7,4,2,3,0,3\n" + "Bob,8,x,2,98,0,3\n"
    counts = classify_file(small, people(tmp_path, text), tmp_path / "out.csv")
    assert counts.unknown == 2
    first, second = (problem.line() for problem in counts.problems)
    assert first.startswith("TYPING_UNKNOWN_CODE people.csv:2 (id 7), column place: '3' is not an answer")
    assert "expected 1, 2, 5, 97" in first
    assert "people.csv:3 (id 8), column q1: 'x'" in second
    assert "2 answers are not codes" in str(counts)


def test_named_problems_are_capped_but_counted(small: TypingSpec, tmp_path: Path) -> None:
    text = HEADER + "Ann,7,9,2,1,0,3\n" * 500
    counts = classify_file(small, people(tmp_path, text), tmp_path / "out.csv")
    assert counts.unknown == 500
    assert len(counts.problems) == 100


def test_a_row_with_too_many_cells_is_not_typed(small: TypingSpec, tmp_path: Path) -> None:
    counts = classify_file(small, people(tmp_path, HEADER + "Ann, B,7,4,2,5,0,3\n"), tmp_path / "out.csv")
    assert (counts.unreadable, counts.typed) == (1, 0)
    assert "8 cells" in counts.problems[0].line()


def test_a_missing_column_is_refused_with_the_nearest_name(small: TypingSpec, tmp_path: Path) -> None:
    lines = refused(tmp_path, small, "id,q1,visit_month,place,trainer\n")
    assert len(lines) == 2
    assert "no column 'visits_month'" in lines[0]
    assert "did you mean 'visit_month'?" in lines[0]
    assert "no column 'price'" in lines[1]


def test_a_column_that_stands_twice_is_refused(small: TypingSpec, tmp_path: Path) -> None:
    assert "column 'q1' stands 2 times" in refused(tmp_path, small, "q1," + HEADER)[0]


def test_files_that_are_no_csv_are_refused(small: TypingSpec, tmp_path: Path) -> None:
    assert "TYPING_ENCODING" in refused(tmp_path, small, HEADER.encode() + b"\xe9,1,1,1,1,1,1\n")[0]
    assert "TYPING_CSV" in refused(tmp_path, small, HEADER + '"Ann,7,4,2,5,0,3\n')[0]
    assert "TYPING_NO_COLUMN" in refused(tmp_path, small, "")[0]


def test_a_tool_that_fails_its_own_vectors_types_nobody(small: TypingSpec, tmp_path: Path) -> None:
    wrong = replace(small, constants=(0, 0, 0, 0))
    assert "TYPING_VECTOR" in refused(tmp_path, wrong, HEADER + ROWS)[0]


def test_a_file_that_is_not_there_is_refused(small: TypingSpec, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="TYPING_NO_FILE"):
        classify_file(small, tmp_path / "none.csv", tmp_path / "out.csv")


def test_the_input_is_never_replaced(small: TypingSpec, tmp_path: Path) -> None:
    path = people(tmp_path, HEADER + ROWS)
    with pytest.raises(UsageProblem):
        classify_file(small, path, path)
    assert path.read_text(encoding="utf-8") == HEADER + ROWS


def test_a_failed_run_leaves_the_earlier_file(small: TypingSpec, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("earlier", encoding="utf-8")
    with pytest.raises(InputRefused):
        classify_file(small, people(tmp_path, HEADER.encode() + b"A,1,4,2,5,0,3\n\xff\n"), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "people.csv"]


def test_a_place_that_cannot_be_written_is_the_environment_s_problem(small: TypingSpec, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentProblem):
        classify_file(small, people(tmp_path, HEADER + ROWS), tmp_path / "file" / "out.csv")


def test_answers_are_counted_by_question(small: TypingSpec, tmp_path: Path) -> None:
    counts = classify_file(small, people(tmp_path, HEADER + ROWS), tmp_path / "out.csv")
    by_id = {one.id: one for one in counts.questions}
    assert (by_id["visits"].blank, by_id["visits"].unknown, by_id["visits"].codes) == (2, 0, {2: 1, 9: 1})
    assert sum(counts.bands.values()) == counts.typed
    text = HEADER + "Ann,7,4,2,98,7,3\n" * 3
    counts = classify_file(small, people(tmp_path, text), tmp_path / "out.csv")
    by_id = {one.id: one for one in counts.questions}
    assert (by_id["place"].blank, by_id["place"].unknown) == (3, 0)
    assert (by_id["trainer"].blank, by_id["trainer"].unknown) == (0, 3)


def test_more_different_rows_than_are_remembered_are_typed_the_same(
    small: TypingSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = HEADER + "".join(f"A,{n},{n % 8},{n % 12},{n % 6},{n % 3},{n % 7}\n" for n in range(300))
    classify_file(small, people(tmp_path, text), tmp_path / "out.csv")
    monkeypatch.setattr("survey_seg.typing_tool.batch.REMEMBERED", 2)
    classify_file(small, people(tmp_path, text), tmp_path / "forgetful.csv")
    assert (tmp_path / "forgetful.csv").read_bytes() == (tmp_path / "out.csv").read_bytes()


def test_a_tool_without_hard_labels_gives_scores_and_names_nobody_s_segment(small: TypingSpec, tmp_path: Path) -> None:
    counts = classify_file(replace(small, hard_labels=False), people(tmp_path, HEADER + ROWS), tmp_path / "out.csv")
    rows = read(tmp_path / "out.csv")
    first = classify(small, {"q1": 4, "visits": 2, "place": 5, "trainer": 0, "price": 3})
    assert list(rows[0]) == ["customer_id", "answered", "score_1", "score_2", "score_3", "score_4"]
    assert [int(rows[0][f"score_{code}"]) for code in (1, 2, 3, 4)] == list(first.scores)
    assert (counts.read, counts.typed, counts.segments) == (4, 0, {})
