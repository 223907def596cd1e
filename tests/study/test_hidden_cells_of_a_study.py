"""What the tables of a study keep back stands nowhere else in it either."""

import csv

from survey_seg.study.model import Study


def test_no_profile_tells_of_few_people_or_of_what_the_tables_hide(demo_study: Study) -> None:
    results = demo_study.results
    hidden = {
        (table["variable"], row["label"], segment)
        for table in results["tables"]["questions"]
        if table["type"] != "multi"
        for row in table["rows"]
        if row["kind"] == "answer"
        for segment, flag in enumerate(row["hidden"])
        if flag
    }
    assert len(hidden) > 20
    answers = results["profiles"]["answers"]
    told = [row for row in answers if row["share"]]
    assert len(told) > 150
    assert all(row["share"] * row["base"] > 4.99 for row in told)
    for row in answers:
        place = row["variable"], row["label"]
        if (*place, row["segment"]) in hidden:
            assert (row["share"], row["low"], row["high"], row["index"]) == (None,) * 4
        if (*place, 0) in hidden:
            assert row["total_share"] is None
    with (demo_study.path / "profiles" / "answers.csv").open(encoding="utf-8", newline="") as file:
        shares = [float(row["share"]) if row["share"] else None for row in csv.DictReader(file)]
    assert shares == [row["share"] for row in answers]


def test_actions_and_ways_of_reaching_rest_on_ten_people_or_more(demo_study: Study) -> None:
    results = demo_study.results
    bases = {(row["variable"], row["segment"]): row["base"] for row in results["profiles"]["answers"]}
    for part in ("actions", "reach"):
        assert results[part]
        for row in results[part]:
            assert row["share"] * bases[row["question"], row["segment"]] > 9.99
