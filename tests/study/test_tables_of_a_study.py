"""Banner tables as a study keeps them, and the workbook beside its page."""

import openpyxl

from survey_seg.analysis.disclosure import LEAST
from survey_seg.study.model import Study


def test_a_study_has_a_table_for_every_closed_question(demo_study: Study) -> None:
    part = demo_study.results["tables"]
    assert (part["audience"], part["least"], part["correction"]) == ("internal", LEAST["internal"], "bh")
    assert len(part["letters"]) == demo_study.results["segments"]["k"]
    named = {row["variable"] for row in demo_study.results["profiles"]["answers"]}
    assert {table["variable"] for table in part["questions"]} >= named
    for table in part["questions"]:
        for column, size in enumerate(demo_study.results["segments"]["sizes"], start=1):
            parts = [table[name][column] for name in ("base", "no_answer", "not_asked")]
            assert None in parts or sum(parts) == size["base"]


def test_only_what_the_segments_were_not_built_on_has_letters(demo_study: Study) -> None:
    built = {item["variable"] for item in demo_study.results["basis"]["items"]}
    for table in demo_study.results["tables"]["questions"]:
        assert table["tested"] == (table["variable"] not in built)
        assert table["tested"] or not any("".join(row["letters"] + row["rest"]) for row in table["rows"])
    assert any("".join(row["letters"]) for one in demo_study.results["tables"]["questions"] for row in one["rows"])


def test_no_shown_cell_holds_fewer_than_the_least(demo_study: Study) -> None:
    part = demo_study.results["tables"]
    for table in part["questions"]:
        for row in table["rows"]:
            for base, value in zip(table["base"], row["value"], strict=True):
                if row["kind"] != "mean" and value is not None:
                    people = round(value * base)
                    assert people == 0 or people >= part["least"]
    assert part["hidden"]["few"] > 0


def test_the_workbook_of_a_study_holds_its_tables(demo_study: Study) -> None:
    book = openpyxl.load_workbook(demo_study.path / "report" / "report.xlsx")
    head, *rows = book["Tables"].iter_rows(min_row=5, values_only=True)
    shown = [row for row in rows if row[head.index("Row")] in {"Answer", "Net", "Mean"}]
    expected = [row for table in demo_study.results["tables"]["questions"] for row in table["rows"]]
    assert [row[head.index("All")] for row in shown] == [
        "hidden" if row["hidden"][0] else row["value"][0] for row in expected
    ]
