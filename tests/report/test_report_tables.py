"""The section of banner tables: what a page has room for, and what it says of the rest."""

import re

import pytest

from survey_seg.report import table_view
from survey_seg.report.language.catalogue import speaking
from survey_seg.report.page import render_report


def section(results: dict) -> str:
    text = render_report(results).text
    return re.search(r'<section id="tables".*?</section>', text, re.DOTALL)[0]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).replace("\u00a0", " ").split())


def test_it_opens_with_how_many_questions_differ(results: dict) -> None:
    said = words(section(results))
    assert "Of six tables on what the segments were not built on, six show a clear difference" in said
    for table in results["tables"]["questions"]:
        for row in table["rows"]:
            row["letters"] = [letter.lower() for letter in row["letters"]]
    assert "none shows a clear difference between segments" in words(section(results))


def test_a_grid_is_one_table_with_a_line_for_each_row(results: dict) -> None:
    html = section(results)
    assert html.count("<details") == 1 + 6
    first = html[html.index("<details") : html.index("</details>")]
    assert first.count("<tr") == 1 + 40
    assert "<summary><span>How much do you agree with each statement?</span></summary>" in first
    assert 'data-ref="tables.questions.39.rows.7.value.4"' in first
    assert "The segments were built on this question" in first


def test_letters_stand_beside_the_higher_figure_and_stars_beside_small_bases(results: dict) -> None:
    results["tables"]["questions"][-1]["state"][2] = "small"
    html = section(results)
    last = html[html.rindex("<details") :]
    assert re.search(r"<strong>A</strong> <span data-ref=\"tables.questions.45.rows.3.value.4\">", last)
    assert re.search(r'data-ref="tables.questions.45.base.2">\d+</span>\*', last)


def test_hidden_cells_say_so_and_carry_no_figure(small: dict) -> None:
    tables = small["tables"]["questions"]
    tables[-1]["rows"][0]["hidden"][1] = True
    tables[-1]["rows"][0]["value"][1] = None
    tables[-1]["base"][2] = None
    html = section(small)
    last = html[html.rindex("<details") :]
    assert words(last).count("–") == 2
    path = f"tables.questions.{len(tables) - 1}"
    assert f'data-ref="{path}.rows.0.value.1"' not in last
    assert f'data-ref="{path}.base.2"' not in last
    assert "cells 4 are hidden: one holds fewer than five people, and three would give one of those away" in words(html)


def test_a_rounded_mean_has_one_decimal(results: dict) -> None:
    mean = results["tables"]["questions"][0]["rows"][-1]
    assert mean["rounded"][1]
    html = section(results)
    assert f'data-ref="tables.questions.0.rows.7.value.1">{mean["value"][1]:.1f}</span>' in html
    assert f'data-ref="tables.questions.0.rows.7.value.4">{mean["value"][4]:.2f}</span>' in html


def many(results: dict, count: int, kind: str) -> dict:
    one = results["tables"]["questions"][0 if kind == "scale" else -2]
    results["tables"]["questions"] = [
        {**one, "question": f"x{i}", "variable": f"x{i}", "text": f"Question {i}", "type": kind} for i in range(count)
    ]
    return results


def test_of_many_scales_the_page_shows_what_sums_them_up(results: dict) -> None:
    assert not table_view.brief(results)
    html = section(many(results, 60, "scale"))
    assert "Of long scales the page shows what sums them up" in words(html)
    assert html.count("<details") == 60
    assert "Neither" not in html
    assert "Bottom two" not in html
    assert html.count("Top two") == 60


def test_what_a_page_has_no_room_for_is_in_the_workbook_and_counted(results: dict) -> None:
    html = section(many(results, 250, "single"))
    shown = html.count("<details")
    assert 20 < shown < 250
    assert f"{250 - shown} more questions have their tables in the workbook" in words(html)
    assert len(html) < 100_000


def test_results_from_before_tables_say_what_to_do(results: dict) -> None:
    del results["tables"]
    assert "analyze it again" in section(results)


@pytest.mark.parametrize(
    ("few", "others", "said"),
    [
        (0, 0, "Every cell holds nobody or at least five people, so none is hidden."),
        (1, 1, "Of 400 cells 2 are hidden: one holds fewer than five people, and one would give one of those away."),
    ],
)
def test_how_much_is_hidden_is_said_in_a_sentence(few: int, others: int, said: str) -> None:
    hidden = {"cells": 400, "few": few, "others": others, "means": 0, "rounded": 0, "columns": 0}
    assert table_view.hidden_sentence({"tables": {"least": 5, "hidden": hidden}}) == said


def test_hidden_and_rounded_means_are_counted_too() -> None:
    hidden = {"cells": 400, "few": 3, "others": 5, "means": 1, "rounded": 2, "columns": 0}
    said = table_view.hidden_sentence({"tables": {"least": 10, "hidden": hidden}})
    assert said.endswith("So would one mean, which is hidden too. Two means beside them are rounded.")
    assert "hold fewer than 10 people" in said


def test_tables_are_said_in_the_language_of_the_report(results: dict) -> None:
    results["study"]["language"] = "en"
    with speaking("de"):
        html = section(results)
    said = words(html)
    assert "Von sechs Tabellen zu Fragen, aus denen die Segmente nicht gebildet wurden, zeigen sechs" in said
    assert '<span lang="en" dir="auto">How much do you agree with each statement?</span>' in html
    assert '<th scope="row">Oberste zwei</th>' in html or '<th scope="row">Mittelwert</th>' in html
    hidden = {"cells": 1400, "few": 3, "others": 0, "means": 1, "rounded": 1, "columns": 0}
    with speaking("fr"):
        assert table_view.hidden_sentence({"tables": {"least": 5, "hidden": hidden}}) == (
            "Sur 1\u202f400 cellules, 3 sont masquées\u00a0: trois comptent moins de cinq personnes. Une moyenne "
            "le ferait aussi\u00a0; elle est également masquée. Une moyenne voisine est arrondie."
        )
