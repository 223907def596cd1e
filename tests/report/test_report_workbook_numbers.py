"""Every number of the workbook is a number of the results, and looks like what it is."""

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from survey_seg.report.forms import REPORTS, Look
from survey_seg.report.language.catalogue import languages
from survey_seg.report.workbook.grid import FIRST_ROW

SHARE, MEAN, SCORE, COUNT, INDEX, P = "0.0%", "0.00", "0.0", "#,##0", "0", "0.000"
Figures = dict[str, tuple[float | None, str]]

EVIDENCE = {
    "Segments": ("k", COUNT), "Stability": ("stability", MEAN), "Without segments, up to": ("null_stability", MEAN),
    "Stability: 5th percentile": ("stability_low", MEAN), "Stability: 95th percentile": ("stability_high", MEAN),
    "Differences explained": ("explained", SHARE), "Least stable segment": ("jaccard_min", MEAN),
    "Smallest segment": ("share_min", SHARE), "Segments with a gap": ("separated", SHARE),
    "Models agree": ("agreement", MEAN), "Support": ("support", MEAN), "Silhouette": ("silhouette", MEAN),
    "Prediction strength": ("prediction_strength", MEAN), "Purest origin, least": ("slsa_min", MEAN),
    "Bayesian criterion": ("bic", COUNT), "Typed right": ("typability", SHARE), "Told by reach": ("reach", SHARE),
}  # fmt: skip
MEASURES = {"size": SHARE, "reach": SHARE, "value": INDEX}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, dict], openpyxl.Workbook]:
    """The workbook of results, written once for all tests."""
    folder, books = tmp_path_factory.mktemp("books"), {}

    def book(name: str, results: dict) -> openpyxl.Workbook:
        if name not in books:
            assert REPORTS["xlsx"].write(results, folder / "report.xlsx", Look(language="en")) == ()
            books[name] = openpyxl.load_workbook(folder / "report.xlsx")
        return books[name]

    return book


@pytest.fixture
def sheets(regime: tuple[str, dict], written: Callable[[str, dict], openpyxl.Workbook]) -> tuple[dict, object]:
    """The results of every state a study can be in, and their workbook."""
    return regime[1], written(*regime)


def found(sheet: object) -> list[Figures]:
    """The numbers of each row of a sheet's table with their formats, by the heads of their columns."""
    head, *rows = list(sheet.iter_rows(min_row=FIRST_ROW + 1))
    names = [cell.value for cell in head]
    return [
        {
            name: (cell.value, cell.number_format)
            for name, cell in zip(names, row, strict=True)
            if isinstance(cell.value, int | float)
        }
        for row in rows
    ]


def agree(sheet: object, expected: list[Figures]) -> None:
    """The numbers of a sheet are the expected ones and no others; a workbook keeps sixteen digits."""
    known = [{name: one for name, one in row.items() if one[0] is not None} for row in expected]
    here = [row for row in found(sheet) if row or known]
    assert [{name: one[1] for name, one in row.items()} for row in here] == [
        {name: one[1] for name, one in row.items()} for row in known
    ]
    for row, true in zip(here, known, strict=True):
        for name, (value, _) in row.items():
            assert value == pytest.approx(true[name][0], rel=1e-14, abs=1e-300), name


def there(results: dict, part: str) -> bool:
    return "not_computed" not in results[part]


def test_numbers_of_the_summary(sheets: tuple[dict, openpyxl.Workbook]) -> None:
    results, book = sheets
    ranks = {row["segment"]: row for row in results["priorities"].get("rank", [])}
    again = results["segments"]["stability"]["per_segment"]
    agree(book["Summary"], [
        {"Segment": (row["segment"], COUNT), "Share": (row["share"], SHARE), "Low (95\xa0%)": (row["low"], SHARE),
         "High (95\xa0%)": (row["high"], SHARE), "People": (row["base"], COUNT),
         "Effective base": (row["n_eff"], COUNT), "Found again (Jaccard)": (again[place], MEAN),
         "Rank": (ranks.get(row["segment"], {}).get("rank"), COUNT),
         "Chance to lead": (ranks.get(row["segment"], {}).get("p_top2"), SHARE)}
        for place, row in enumerate(results["segments"]["sizes"])
    ])  # fmt: skip


def test_numbers_of_the_priorities_look_like_what_they_measure(sheets: tuple[dict, openpyxl.Workbook]) -> None:
    results, book = sheets
    if not there(results, "priorities"):
        return agree(book["Priorities"], [])
    ranks = {row["segment"]: row for row in results["priorities"]["rank"]}
    expected = []
    for row in results["priorities"]["ratings"]:
        way, rank = MEASURES.get(row["criterion"], MEAN), ranks[row["segment"]]
        expected.append({
            "Segment": (row["segment"], COUNT), "Rank": (rank["rank"], COUNT), "Score": (rank["score"], SCORE),
            "Chance to lead": (rank["p_top2"], SHARE), "Value": (row["value"], way), "Value low": (row["low"], way),
            "Value high": (row["high"], way), "One": (row["one"], way), "Ten": (row["ten"], way),
            "Rating": (row["rating"], SCORE), "Weight": (row["weight"], MEAN), "Used": (row["used"], MEAN),
        })  # fmt: skip
    return agree(book["Priorities"], expected)


def test_numbers_of_the_evidence(sheets: tuple[dict, openpyxl.Workbook]) -> None:
    results, book = sheets
    agree(book["Evidence"], [
        {head: (row[key], way) for head, (key, way) in EVIDENCE.items()} for row in results["segments"]["candidates"]
    ])  # fmt: skip
    if results["segments"]["verdict"] != "none":
        assert book["Evidence"]["A2"].value.endswith(f" Chosen: {results['segments']['k']}.")


def test_numbers_of_the_typing_tool(sheets: tuple[dict, openpyxl.Workbook]) -> None:
    results, book = sheets
    if not there(results, "typing"):
        return agree(book["Typing tool"], [])
    part = results["typing"]
    expected = [
        {"Share": (row["value"], SHARE), "Low (95\xa0%)": (row["low"], SHARE), "High (95\xa0%)": (row["high"], SHARE),
         "People": (row.get("n"), COUNT)}
        for row in (part["accuracy"], *part["recall"], *part["curve"])
    ]  # fmt: skip
    assert book["Typing tool"]["A2"].value.startswith(f"It asks {len(part['questions'])} questions.")
    return agree(book["Typing tool"], [*expected, {"Share": (part["baseline"], SHARE)}])


def test_numbers_of_the_hypotheses(sheets: tuple[dict, openpyxl.Workbook]) -> None:
    results, book = sheets
    rows = results["hypotheses"].get("rows", [])
    expected = []
    for row in rows:
        way, of_group = (SCORE, SHARE) if row["unit"] == "points" else (MEAN, MEAN)
        expected.append({
            "Matters from": (row["smallest"], way), "Estimate": (row["estimate"], way),
            "Low (95\xa0%)": (row["low"], way), "High (95\xa0%)": (row["high"], way), "p": (row["p"], P),
            "p, adjusted": (row["p_adjusted"], P), "There": (row["inside"], of_group),
            "Elsewhere": (row["outside"], of_group), "People there": (row["base_inside"], COUNT),
            "Effective base there": (row["n_eff_inside"], COUNT), "People elsewhere": (row["base_outside"], COUNT),
            "Effective base elsewhere": (row["n_eff_outside"], COUNT),
        })  # fmt: skip
    agree(book["Hypotheses"], expected)


def test_numbers_of_the_personas(sheets: tuple[dict, openpyxl.Workbook]) -> None:
    results, book = sheets
    part = results["hypotheses"]
    expected: list[Figures] = []
    for one in part.get("personas", []):
        expected.append({
            "Base": (one["base"], COUNT), "Effective base": (one["n_eff"], COUNT),
            "Share of these people": (one["share"], SHARE), "Low (95\xa0%)": (one["low"], SHARE),
            "High (95\xa0%)": (one["high"], SHARE), "These people": (one["people"], COUNT),
            "Traits": (one["traits"], COUNT), "Traits needed": (one["needed"], COUNT),
            "Traits in the basis": (one["basis_traits"], COUNT),
        })  # fmt: skip
        expected += [{
            "Segment": (row["segment"], COUNT), "Base": (row["base"], COUNT), "Effective base": (row["n_eff"], COUNT),
            "Share of these people": (row["share"], SHARE), "Low (95\xa0%)": (row["share_low"], SHARE),
            "High (95\xa0%)": (row["share_high"], SHARE), "Share elsewhere": (row["rest"], SHARE),
            "Effective base elsewhere": (row["n_eff_rest"], COUNT), "Difference": (row["difference"], SHARE),
            "Difference: low": (row["low"], SHARE), "Difference: high": (row["high"], SHARE), "p": (row["p"], P),
            "Of these people, in it": (row["recall"], SHARE), "In it: low": (row["recall_low"], SHARE),
            "In it: high": (row["recall_high"], SHARE),
        } for row in part["segments"] if row["id"] == one["id"]]  # fmt: skip
    agree(book["Personas"], expected)
    agree(book["Traits"], [
        {"Base": (row["base"], COUNT), "Everybody": (row["total"], SHARE), "Nearest segment": (row["share"], SHARE),
         "The rest": (row["rest"], SHARE), "Difference": (row["difference"], SHARE),
         "Difference: low": (row["low"], SHARE), "Difference: high": (row["high"], SHARE)}
        for row in part.get("traits", [])
    ])  # fmt: skip


def test_numbers_of_the_method_and_the_contents(sheets: tuple[dict, openpyxl.Workbook]) -> None:
    results, book = sheets
    values = {row[0]: row[1] for row in book["Method"].iter_rows(min_row=FIRST_ROW + 2, values_only=True)}
    data = results["data"]
    assert [values[name] for name in ("People read", "People kept", "Effective base")] == [
        data["n_read"], data["n_kept"], data["n_eff"]
    ]  # fmt: skip
    assert sum(isinstance(value, int | float) for value in values.values()) == 3
    assert not any(found(book["Warnings"]))
    bases = [row[2].value for row in book["Contents"].iter_rows(min_row=5) if len(row) > 2 and row[2].value is not None]
    tables = results["tables"].get("questions", [])
    assert bases == ([table["base"][0] for table in tables] and ["People", *(table["base"][0] for table in tables)])


def lines_of_tables(results: dict) -> Iterator[list[tuple[float | None, str]]]:
    """The numbers of each line of the tables, everybody first."""
    for table in results["tables"].get("questions", []):
        yield [(value, COUNT) for value in table["base"]]
        yield [(value, COUNT) for value in table["n_eff"]]
        for row in table["rows"]:
            ways = [SHARE if row["kind"] != "mean" else SCORE if rounded else MEAN for rounded in row["rounded"]]
            yield [
                (None if hidden else value, way)
                for value, hidden, way in zip(row["value"], row["hidden"], ways, strict=True)
            ]
        for key in ("no_answer", "not_asked"):
            if any(table[key]):
                yield [(value, COUNT) for value in table[key]]


def ends_of_tables(results: dict) -> Iterator[list[tuple[float | None, str]]]:
    """Interval and index of each row of the tables, everybody first and without an index."""
    for table in results["tables"].get("questions", []):
        for row in table["rows"]:
            way = MEAN if row["kind"] == "mean" else SHARE
            cells: list[tuple[float | None, str]] = []
            for place, hidden in enumerate(row["hidden"]):
                cells += [(None if hidden else row[end][place], way) for end in ("low", "high")]
                cells += [(row["index"][place], INDEX)] if place else []
            yield cells


def test_numbers_of_the_tables_and_their_intervals(sheets: tuple[dict, openpyxl.Workbook]) -> None:
    results, book = sheets
    for name, expected in (("Tables", lines_of_tables(results)), ("Intervals", ends_of_tables(results))):
        numbers = [
            [(value, way) for head, (value, way) in row.items() if head != "Table"] for row in found(book[name]) if row
        ]
        for here, true in zip(numbers, expected, strict=True):
            known = [one for one in true if one[0] is not None]
            assert [way for _, way in here] == [way for _, way in known]
            assert [value for value, _ in here] == pytest.approx([value for value, _ in known], rel=1e-14)


def test_the_numbers_are_the_same_in_every_language(results: dict, tmp_path: Path) -> None:
    numbers = []
    for language in languages():
        REPORTS["xlsx"].write(results, tmp_path / f"{language}.xlsx", Look(language=language))
        book = openpyxl.load_workbook(tmp_path / f"{language}.xlsx")
        numbers.append([
            (place, cell.coordinate, cell.value, cell.number_format)
            for place, sheet in enumerate(book) for row in sheet.iter_rows() for cell in row
            if isinstance(cell.value, int | float)
        ])  # fmt: skip
    assert all(one == numbers[0] for one in numbers)
    assert len(numbers[0]) > 3000
