"""A table of contacts becomes lists: only people who agreed, whole files, counts that add up, nothing hostile."""

import csv
import json
import random
import re
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from survey_seg.errors import CannotCompute, InputRefused, UsageProblem
from survey_seg.typing_tool.audiences import DESTINATIONS
from survey_seg.typing_tool.audiences.audience_names import audience_code, implied
from survey_seg.typing_tool.audiences.consent import Respondents
from survey_seg.typing_tool.audiences.destination import Contact, Destination, Limits
from survey_seg.typing_tool.audiences.numbered_files import NumberedFiles
from survey_seg.typing_tool.audiences.write import Request, write_audience
from survey_seg.typing_tool.classify import classify
from survey_seg.typing_tool.spec import Option, TypingSpec

HEADER = ["person_id", "email", "phone", "first_name", "last_name", "city", "state", "zip", "country", "ga_client_id",
          "marketing_consent", "ad_user_data", "ad_personalization", "sms_consent", "segment",
          "model_id", "band"]  # fmt: skip
Write = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def tool(typing_cases: ModuleType) -> TypingSpec:
    spec = typing_cases.eight_by_six()
    return replace(spec, segments=tuple(replace(segment, name=f"Diabetes {segment.code}") for segment in spec.segments))


def person(number: int, **cells: str) -> dict[str, str]:
    usual = {
        "person_id": f"c{number}", "email": f"person{number}@example.com", "phone": f"+1415555{number:04d}",
        "first_name": "Mary", "last_name": "Smith", "city": "New York", "state": "NY", "zip": "10001", "country": "US",
        "ga_client_id": f"{number}.7", "marketing_consent": "yes", "ad_user_data": "granted",
        "ad_personalization": "TRUE", "sms_consent": "1", "segment": str(1 + number % 2), "model_id": "tool-eight",
        "band": "clear",
    }  # fmt: skip
    return {**usual, **cells}


@pytest.fixture
def write(tmp_path: Path, tool: TypingSpec) -> Write:
    """Write a table of people and the lists for one destination; gives the manifest."""
    (tmp_path / "out").mkdir()

    def write_people(
        people: list[dict[str, str]], to: str, header: list[str] | None = None, respondents: Any = None, **wishes: Any
    ) -> dict[str, Any]:
        table = tmp_path / "people.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header or HEADER, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(people)
        return write_audience(
            wishes.pop("spec", tool), table, tmp_path / "out", destination=wishes.pop("destination", DESTINATIONS[to]),
            request=Request(**wishes), respondents=respondents or Respondents(),
        )  # fmt: skip

    return write_people


def any_size(to: str) -> Destination:
    """A destination that takes short lists too."""
    return replace(DESTINATIONS[to], limits=replace(DESTINATIONS[to].limits, least_rows=0))


def made(tmp_path: Path) -> dict[str, str]:
    files = sorted(path for path in (tmp_path / "out").iterdir() if path.name != "manifest.json")
    return {path.name: path.read_text(encoding="utf-8") for path in files}


@pytest.mark.parametrize("to", DESTINATIONS)
def test_everybody_is_in_a_file_or_left_out_for_a_reason(to: str, write: Write, tmp_path: Path) -> None:
    people = [person(number) for number in range(40)]
    people += [person(1), person(3000, marketing_consent="", ad_user_data="no", sms_consent="no"),
               person(3001, segment="9"), person(3002, model_id="tool-other"), person(3003, segment="3")]  # fmt: skip
    manifest = write(people, to, segments=(1, 2), destination=any_size(to))
    left_out = {"no_consent": 1, "other_model": 1, "no_segment": 1, "other_segment": 1, "duplicate": 1}
    assert manifest["counts"]["left_out"] == left_out
    assert manifest["counts"]["read"] == len(people)
    assert manifest["counts"]["written"] == 40
    assert sum(file.rows for audience in manifest["audiences"] for file in audience["files"]) == 40
    listed = {file.name for audience in manifest["audiences"] for file in audience["files"]}
    assert listed == set(made(tmp_path))


def test_files_are_readable_by_their_owner_only(write: Write, tmp_path: Path) -> None:
    write([person(1)], "mailchimp")
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "out").iterdir()} == {0o600}


@pytest.mark.parametrize("to", DESTINATIONS)
def test_a_manifest_holds_no_contact_data_and_no_nickname(to: str, write: Write, tmp_path: Path) -> None:
    people = [person(number) for number in range(20)] + [person(5000, email="x@y", phone="12", zip="?")]
    write(people, to, destination=any_size(to))
    text = (tmp_path / "out" / "manifest.json").read_text(encoding="utf-8")
    assert not re.search(r"example\.com|x@y|1415555|Mary|New York|c19|Diabetes", text)
    assert json.loads(text)["model_id"] == "tool-eight"
    assert not re.search(r"Diabetes", "".join(made(tmp_path).values()))


def test_the_same_people_give_the_same_bytes(write: Write, tmp_path: Path) -> None:
    people = [person(number) for number in range(300)]
    for _ in range(2):
        write(people, "meta")
        now = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
        for path in (tmp_path / "out").iterdir():
            path.unlink()
    write(people, "meta")
    assert now == {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}


@pytest.mark.parametrize("said", ["", "no", "0", "n/a", "unspecified", "yes?", "denied", "=TRUE()"])
def test_what_does_not_grant_is_no_consent(said: str, write: Write) -> None:
    manifest = write([person(1), person(2, marketing_consent=said)], "mailchimp")
    assert manifest["counts"]["left_out"] == {"no_consent": 1}


def test_google_needs_both_consents_of_its_own(write: Write) -> None:
    people = [person(1), person(2, ad_user_data=""), person(3, ad_personalization="denied")]
    manifest = write(people, "google")
    assert manifest["counts"]["left_out"] == {"no_consent": 2}
    assert manifest["on_upload"] == {"ad_user_data": "GRANTED", "ad_personalization": "GRANTED"}


def test_people_without_consent_are_not_even_typed(write: Write) -> None:
    people = [person(1), person(2, marketing_consent="no", segment="nonsense")]
    assert write(people, "mailchimp")["counts"]["left_out"] == {"no_consent": 1}


def test_a_table_without_consent_is_refused_until_somebody_answers_for_it(write: Write) -> None:
    header = [name for name in HEADER if name != "marketing_consent"]
    with pytest.raises(InputRefused, match=r"AUDIENCE_NO_CONSENT.*marketing_consent"):
        write([person(1)], "mailchimp", header)
    manifest = write([person(1)], "mailchimp", header, consent_elsewhere="All signed the club's form 7")
    assert manifest["consent"]["elsewhere"] == "All signed the club's form 7"
    assert manifest["consent"]["columns"] == ()


def test_a_reason_does_not_stand_in_for_columns_that_are_there(write: Write) -> None:
    people = [person(1), person(2, marketing_consent=""), person(3, ad_user_data="")]
    header = [name for name in HEADER if name != "ad_personalization"]
    manifest = write(people, "google", header, consent_elsewhere="asked in the shop")
    assert manifest["counts"]["left_out"] == {"no_consent": 2}
    assert manifest["consent"]["columns"] == ("marketing_consent", "ad_user_data")
    with pytest.raises(UsageProblem, match="AUDIENCE_CONSENT"):
        write(people, "google", consent=("a_typing_error",), consent_elsewhere="asked in the shop")


def test_respondents_need_a_column_about_marketing(write: Write) -> None:
    people = [{**person(1), "consent": "yes"}, {**person(2), "consent": "yes"}]
    header, some = [*HEADER, "consent"], Respondents(frozenset({"c2"}))
    research = write(people, "mailchimp", header, some, consent=("consent",))
    assert research["counts"]["left_out"] == {"respondent": 1}


@pytest.mark.parametrize("wish", [{"consent": ("consent",)}, {"consent_elsewhere": "the client says so"}])
def test_a_response_file_is_refused_without_consent_to_marketing(wish: dict[str, Any], write: Write) -> None:
    header = [name for name in HEADER if name != "marketing_consent"] + ["consent"]
    with pytest.raises(InputRefused, match="AUDIENCE_RESPONDENTS"):
        write([{**person(1), "consent": "yes"}], "mailchimp", header, Respondents(whole_table=True), **wish)


def test_respondents_who_agreed_to_marketing_may_be_written(write: Write) -> None:
    people = [person(1), person(2, marketing_consent="no")]
    manifest = write(people, "mailchimp", None, Respondents(frozenset({"c1", "c2"}), whole_table=True))
    assert manifest["counts"]["written"] == 1


def test_nobody_reaches_a_list_by_somebody_elses_reason(write: Write) -> None:
    header = [name for name in HEADER if name != "marketing_consent"]
    manifest = write([person(1), person(2)], "mailchimp", header, Respondents(frozenset({"c2"})), consent_elsewhere="x")
    assert manifest["counts"]["left_out"] == {"respondent": 1}


def test_dates_of_consent_are_counted(write: Write) -> None:
    header = [*HEADER, "consent_timestamp", "consent_source"]
    dates = ["2025-03-01T10:00:00Z", "2024-12-31", "last year", ""]
    people = [{**person(i), "consent_timestamp": date, "consent_source": "form"} for i, date in enumerate(dates)]
    consent = write(people, "mailchimp", header)["consent"]
    assert (consent["people_with_a_date"], consent["earliest"], consent["latest"]) == (2, "2024-12-31", "2025-03-01")
    assert consent["people_with_a_source"] == 4


def test_people_are_typed_on_the_way_as_classify_types_them(write: Write, tool: TypingSpec, tmp_path: Path) -> None:
    draw = random.Random(1)
    questions = [question.column for question in tool.questions]
    people = [
        {**person(number), **{column: draw.choice(["1", "2", "3", "4", "5", "6", "", "7"]) for column in questions}}
        for number in range(400)
    ]
    header = [name for name in HEADER if name not in {"segment", "model_id", "band"}] + questions
    manifest = write(people, "salesforce", header)
    typed = {one["person_id"]: classify(tool, one) for one in people}
    expected = {
        name: [audience_code(found.segment), found.band, "tool-eight"]
        for name, found in typed.items()
        if found.segment is not None
    }
    rows = list(csv.reader(made(tmp_path)["people_001.csv"].splitlines()))[1:]
    assert {row[0]: row[1:] for row in rows} == expected
    assert manifest["counts"]["left_out"]["no_segment"] == 400 - len(expected) > 0
    assert manifest["counts"]["unknown_answers"] == sum(len(found.invalid) for found in typed.values()) > 0


def test_people_of_whom_the_tool_is_less_sure_can_be_left_out(write: Write) -> None:
    people = [person(1), person(2, band="lean"), person(3, band="unclear"), person(4, band="")]
    assert write(people, "mailchimp", band="lean")["counts"]["left_out"] == {"below_band": 2}


def test_a_tool_that_may_not_label_people_makes_no_lists(write: Write, tool: TypingSpec) -> None:
    with pytest.raises(CannotCompute, match="AUDIENCE_NO_HARD_LABELS"):
        write([person(1)], "meta", spec=replace(tool, kind="find", hard_labels=False))


def test_short_lists_are_not_written_and_small_ones_warned_of(write: Write, tmp_path: Path) -> None:
    people = [person(number, segment="1" if number < 99 else "2") for number in range(250)]
    manifest = write(people, "meta")
    assert list(made(tmp_path)) == ["SEG-2_001.csv"]
    assert manifest["refused"][0]["name"] == "SEG-1"
    assert manifest["counts"]["left_out"] == {"audience_too_small": 99}
    for path in (tmp_path / "out").iterdir():
        path.unlink()
    google = write(people, "google")
    assert "About 60 people would be found" in google["audiences"][1]["warnings"][0]


def test_when_nobody_is_left_there_are_no_files_and_the_reasons_are_said(write: Write) -> None:
    with pytest.raises(CannotCompute, match=r"AUDIENCE_NOBODY.*2: the consent columns do not all grant"):
        write([person(1, marketing_consent=""), person(2, marketing_consent="")], "mailchimp")


@pytest.mark.parametrize(("rows", "size", "expected"), [(4, 0, [4, 4, 2]), (0, 220, [3, 3, 3, 1]), (0, 0, [10])])
def test_lists_are_split_at_the_limits(rows: int, size: int, expected: list[int], write: Write, tmp_path: Path) -> None:
    mailchimp = replace(DESTINATIONS["klaviyo"], limits=Limits(rows=rows, bytes=size))
    manifest = write([person(i, sms_consent="") for i in range(10)], "klaviyo", destination=mailchimp)
    assert [file.rows for file in manifest["audiences"][0]["files"]] == expected
    for text in made(tmp_path).values():
        assert text.startswith("Email Address,")
        assert len(text.encode()) <= (size or 1000)


def test_a_last_file_is_never_shorter_than_the_destination_takes(write: Write, tmp_path: Path) -> None:
    linkedin = replace(DESTINATIONS["linkedin"], limits=Limits(rows=8, least_rows=3))
    people = [person(i, segment="1") for i in range(17)]
    manifest = write(people, "linkedin", destination=linkedin)
    files = made(tmp_path)
    assert [len(text.splitlines()) - 1 for text in files.values()] == [8, 6, 3]
    assert all(text.splitlines()[0].startswith("email,firstname") for text in files.values())
    assert [(file.rows, file.bytes) for file in manifest["audiences"][0]["files"]] == [
        (len(text.splitlines()) - 1, len(text.encode())) for text in files.values()
    ]
    whole = [line for text in files.values() for line in text.splitlines()[1:]]
    assert len(set(whole)) == 17


def test_every_body_for_segment_is_whole_json_within_its_limits(write: Write, tmp_path: Path) -> None:
    write([person(number) for number in range(3000)], "segment")
    bodies = [text for name, text in made(tmp_path).items() if name.endswith(".json")]
    calls = [call for body in bodies for call in json.loads(body)["batch"]]
    assert len(calls) == len({call["messageId"] for call in calls}) == 3000
    assert all(len(body.encode()) <= 500_000 and body.count("identify") <= 2_500 for body in bodies)
    assert len(bodies) > 1


def test_columns_with_a_meaning_may_be_written_in_capitals(write: Write, tool: TypingSpec, tmp_path: Path) -> None:
    country = replace(tool.questions[0], id="home", column="Country", options=(Option(1, "US"), Option(2, "DE")), max=2)
    find = replace(tool, kind="find", questions=(country,), min_answered=1)
    people = [{**person(1), "Country": "US", "EMAIL": "A@b.de", "Marketing_Consent": "yes"}]
    header = ["person_id", "EMAIL", "Country", "Marketing_Consent"]
    write(people, "mailchimp", header, spec=find, consent=("Marketing_Consent",))
    assert made(tmp_path)["people_001.csv"].splitlines()[1].startswith("a@b.de,SEG-")


def test_only_fields_that_a_destination_uses_are_read(write: Write) -> None:
    manifest = write([person(1, phone="none", zip="?")], "mailchimp")
    assert manifest["counts"]["left_blank"] == {}
    assert manifest["rows_not_used"] == []


def test_rows_that_cannot_be_used_are_named_up_to_a_hundred_times(write: Write) -> None:
    people = [person(0), *(person(number, email="nonsense", phone="") for number in range(1, 151))]
    manifest = write(people, "mailchimp")
    assert manifest["counts"]["left_out"] == {"invalid_identifier": 150}
    assert len(manifest["rows_not_used"]) == 100
    first = manifest["rows_not_used"][0]
    assert (first.row, first.reason, first.column) == (3, "invalid_identifier", "email")


REFUSED = {
    "no columns at all": ("", "AUDIENCE_NO_ID"),
    "no id": ("email,marketing_consent\na@b.de,1\n", "AUDIENCE_NO_ID"),
    "a column twice": ("person_id,email,Email,marketing_consent\n1,a@b.de,,1\n", "AUDIENCE_DOUBLE_COLUMN"),
    "no identifier": ("person_id,marketing_consent,segment,model_id\n1,1,1,tool-eight\n", "AUDIENCE_NO_FIELD"),
    "no segment": ("person_id,email,marketing_consent\n1,a@b.de,1\n", "AUDIENCE_NO_SEGMENT"),
    "no model": ("person_id,email,marketing_consent,segment\n1,a@b.de,1,1\n", "AUDIENCE_NO_MODEL"),
    "a quote too many": ('person_id,email,marketing_consent,segment,model_id\n1,"a"b,1,1,tool-eight\n', "AUDIENCE_CSV"),
    "not UTF-8": ("person_id,email,marketing_consent,segment,model_id\n1,\xff,1,1,tool-eight\n", "AUDIENCE_ENCODING"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_tables_that_cannot_be_read_are_refused(case: str, tool: TypingSpec, tmp_path: Path) -> None:
    text, code = REFUSED[case]
    table = tmp_path / "people.csv"
    table.write_bytes(text.encode("latin-1"))
    with pytest.raises(InputRefused, match=code):
        write_audience(tool, table, tmp_path, destination=DESTINATIONS["mailchimp"], request=Request())
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_a_segment_that_the_tool_does_not_know_is_a_wrong_call(write: Write) -> None:
    with pytest.raises(UsageProblem, match="no segment 9"):
        write([person(1)], "meta", segments=(1, 9))


STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\0",
    "＝",
    "'",
    '"',
    ",",
    ";",
    "|",
    "%",
    "#",
    " ",
    "\u202e",
    "\u2028",
    "",
)
CORES = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://example.invalid","x")', "SUM(A1:A9)@example.com", "a@b.de",
         "14155552671", "DROP TABLE people; --", "</script><script>alert(1)</script>", "{{7*7}}", "a,b\nc", "x" * 300,
         "Mary", "2026-01-01", "1E5", "\x1b[31m")  # fmt: skip
ENDS = ("", "@example.com", "\n=1+1", '"', "'")


def hostile(n: int = 1000) -> list[str]:
    every = [start + core + end for start in STARTS for core in CORES for end in ENDS]
    return random.Random(7).sample(every, n)


@pytest.mark.parametrize("to", DESTINATIONS)
def test_of_a_thousand_hostile_texts_none_is_a_formula_or_breaks_a_file(to: str, write: Write, tmp_path: Path) -> None:
    draw = random.Random(8)
    columns = HEADER[:10]
    people = [person(number) for number in range(20)]
    people += [person(5000 + i, **{draw.choice(columns): text}) for i, text in enumerate(hostile())]
    people += [person(7000 + i, **dict.fromkeys(columns, text)) for i, text in enumerate(hostile())]
    write(people, to, destination=any_size(to))
    for name, text in made(tmp_path).items():
        if name.endswith(".csv"):
            width = len(next(csv.reader(text.splitlines())))
            for row in csv.reader(text.split("\n")[:-1], strict=True):
                assert len(row) == width
                for cell in row:
                    assert re.fullmatch(r"\+[1-9][0-9]{6,14}|[^=+\-@\t\r\n\0\"',;|＝][^\t\r\n\0\",;|=]*|", cell), cell
        elif name.endswith(".jsonl"):
            assert all(json.loads(line)["client_id"] for line in text.splitlines())
        else:
            assert json.loads(text)["batch"]


def test_a_value_outside_its_alphabet_leaves_the_row_out(write: Write) -> None:
    manifest = write([person(1), person(2, person_id="=1+1"), person(3, person_id="a,b")], "salesforce")
    assert manifest["counts"]["left_out"] == {"not_allowed": 2}
    assert {(note.row, note.column) for note in manifest["rows_not_used"]} == {
        (3, "External_Id__c"),
        (4, "External_Id__c"),
    }


def test_names_of_segments_that_say_something_private_are_warned_of(write: Write) -> None:
    assert implied("People with diabetes and a high income") == ("health", "finances")
    assert implied("Number watchers") == ()
    notes = write([person(1)], "mailchimp")["notes"]
    assert "SEG-1: its name in the study suggests health; keep it off the platform." in notes


def test_files_are_let_go_of_after_an_error(tmp_path: Path) -> None:
    files = NumberedFiles(tmp_path, DESTINATIONS["mailchimp"].layout, Limits())
    files.write("people", DESTINATIONS["mailchimp"].layout.line(Contact("1", "SEG-1", "clear", "t", email="a@b.de")))
    files.close()
    assert (tmp_path / "people_001.csv").read_text() == "Email Address,Tags\na@b.de,SEG-1\n"
