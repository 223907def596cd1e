"""Every destination gives the lines that other tools computed, and keeps its limits."""

import itertools
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import survey_seg.typing_tool.audiences as room
from survey_seg.cli.audience_command import PLATFORMS
from survey_seg.typing_tool.audiences import DESTINATIONS
from survey_seg.typing_tool.audiences.calling_codes import CALLING_CODES
from survey_seg.typing_tool.audiences.destination import Contact
from survey_seg.typing_tool.audiences.people import Assigned, contact_reader
from survey_seg.typing_tool.audiences.phone import NATIONAL, e164

VECTORS: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("audience_vectors.yaml"))
SHARED_PARTS = {"destination", "contacts", "normalise", "phone", "calling_codes", "consent", "audience_names",
                "numbered_files", "seen", "people", "tally", "manifest", "write"}  # fmt: skip
NOTHING_HASHED = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
CASES = [(name, person) for name in DESTINATIONS for person in VECTORS["people"]]


def contact(name: str, person: str) -> Contact:
    cells = {key: str(value) for key, value in VECTORS["people"][person].items()}
    segment = int(cells["segment"].removeprefix("SEG-"))
    assigned = Assigned(segment, cells["band"])
    found, _ = contact_reader(DESTINATIONS[name], model_id="tool-eight", country="")(cells, assigned)
    return found


@pytest.mark.parametrize(("name", "person"), CASES)
def test_lines_are_those_that_other_tools_computed(name: str, person: str) -> None:
    destination, wanted = DESTINATIONS[name], VECTORS["destinations"][name]
    found, line = contact(name, person), wanted["lines"][person]
    if line is None:
        assert destination.key(found) == ""
        return
    expected = line if isinstance(line, str) else ",".join(line)
    assert destination.key(found)
    assert destination.layout.line(found).removesuffix("\n") == expected
    assert destination.audience(found) == wanted["files"][person]


@pytest.mark.parametrize("name", DESTINATIONS)
def test_headers_are_those_of_the_vendor(name: str) -> None:
    assert DESTINATIONS[name].layout.head == VECTORS["destinations"][name]["head"]


def test_every_destination_has_its_module_its_vectors_and_its_name_on_the_command_line() -> None:
    modules = {path.stem for path in Path(room.__file__).parent.glob("*.py")} - SHARED_PARTS - {"__init__"}
    assert len(modules) == len(DESTINATIONS) >= 12
    assert set(VECTORS["destinations"]) == set(DESTINATIONS) == set(PLATFORMS)
    assert len({id(destination) for destination in DESTINATIONS.values()}) == len(DESTINATIONS)


@pytest.mark.parametrize("name", DESTINATIONS)
def test_destinations_say_which_page_they_follow_and_as_of_when(name: str) -> None:
    assert len(DESTINATIONS[name].page) > 20
    assert re.fullmatch(r"20\d\d-\d\d", DESTINATIONS[name].as_of)


@pytest.mark.parametrize("name", DESTINATIONS)
def test_what_is_not_known_is_left_blank_and_never_hashed(name: str) -> None:
    layout = DESTINATIONS[name].layout
    line = layout.line(Contact("p1", "SEG-1", "clear", "tool-1", client_id="1.2"))
    assert NOTHING_HASHED not in line


def test_a_phone_number_has_its_plus_for_google_and_none_for_meta_and_tiktok() -> None:
    person = Contact("p", "SEG-1", "clear", "tool-1", phone="+14155552671")
    lines = {name: DESTINATIONS[name].layout.line(person) for name in ("google", "meta", "tiktok")}
    assert "cb6880e416769253" in lines["google"]
    assert "758fbf68945f21c4" in lines["meta"]
    assert "758fbf68945f21c4" in lines["tiktok"]


def test_segment_and_analytics_records_stay_within_their_limits() -> None:
    longest = Contact("i" * 100, "SEG-999999999", "unclear", "t" * 36, client_id=f"{'9' * 20}.{'9' * 20}")
    call, body = (DESTINATIONS[name].layout.line(longest) for name in ("segment", "ga4"))
    assert len(call.encode()) < 32_000
    assert len(json.loads(call)["messageId"]) < 100
    assert len(body.encode()) < 130_000
    for name, value in json.loads(body)["user_properties"].items():
        assert len(name) <= 24
        assert not name.startswith(("google_", "ga_", "firebase_"))
        assert len(value["value"]) <= 36


def test_linkedin_writes_no_name_of_more_than_35_letters() -> None:
    layout, key = DESTINATIONS["linkedin"].layout, DESTINATIONS["linkedin"].key
    person = Contact("p", "SEG-1", "clear", "tool-1", first_name="A" * 36, last_name="Smith")
    assert layout.line(person) == ",,,,,,\n"
    assert key(person) == ""


def test_google_gives_a_name_only_with_country_and_postal_code() -> None:
    person = Contact("p", "SEG-1", "clear", "tool-1", first_name="Mary", last_name="Smith", country="US")
    assert DESTINATIONS["google"].layout.line(person) == ",,,,,\n"
    assert DESTINATIONS["google"].key(person) == ""


NUMBERS = {
    ("(415) 555-2671", "US"): "+14155552671",
    ("1 415 555 2671", "US"): "+14155552671",
    ("415.555.2671", "CA"): "+14155552671",
    ("+1 (415) 555-2671", ""): "+14155552671",
    ("020 7183 8750", "GB"): "+442071838750",
    ("+44 (0)20 7183 8750", ""): "+442071838750",
    ("0044 20 7183 8750", "US"): "+442071838750",
    ("447911123456", "GB"): "+447911123456",
    ("0171 1234567", "DE"): "+491711234567",
    ("06 12345678", "IT"): "+390612345678",
    ("06 30 123 4567", "HU"): "+36301234567",
    ("+374 93 828222", ""): "+37493828222",
    ("415-555-2671", ""): "",
    ("7911123456", "GB"): "",
    ("+999 123456789", ""): "",
    ("+1 415 555 267", ""): "",
    ("+1234567890123456", ""): "",
    ("1.41556E+10", "US"): "",
    ("14155552671.0", "US"): "",
    ("415-555-2671 ext 4", "US"): "",
    ("++14155552671", "US"): "",
    ("+1415+5552671", "US"): "",
    ("0", "DE"): "",
    ("()", "US"): "",
    ("-----", "US"): "",
    ("٤١٥٥٥٥٢٦٧١", "US"): "",
    ("=14155552671", "US"): "",
}


@pytest.mark.parametrize(("given", "country"), NUMBERS)
def test_phone_numbers_are_completed_only_beyond_doubt(given: str, country: str) -> None:
    assert e164(given, country) == NUMBERS[given, country]


def test_phone_numbers_are_those_of_libphonenumber_or_none() -> None:
    peer = pytest.importorskip("phonenumbers", reason="phonenumbers is not installed")
    kinds = (peer.PhoneNumberType.MOBILE, peer.PhoneNumberType.FIXED_LINE)
    not_guessed = set()
    for country, kind in itertools.product(CALLING_CODES, kinds):
        example = peer.example_number_for_type(country, kind)
        if example is None:
            continue
        wanted = peer.format_number(example, peer.PhoneNumberFormat.E164)
        at_home = e164(peer.format_number(example, peer.PhoneNumberFormat.NATIONAL), country)
        assert e164(peer.format_number(example, peer.PhoneNumberFormat.INTERNATIONAL)) == wanted
        assert at_home in {wanted, ""}
        not_guessed |= {country} if country in NATIONAL and at_home == "" else set()
    assert not_guessed <= {"BR", "CN"}


def test_the_countries_are_those_of_iso_3166_and_kosovo() -> None:
    assert len(CALLING_CODES) == 250
    assert all(re.fullmatch("[A-Z]{2}", country) for country in CALLING_CODES)
    codes = set(CALLING_CODES.values())
    assert not any(code != other and code.startswith(other) for code in codes for other in codes)


@pytest.mark.parametrize("name", ["salesforce", "marketing-cloud", "marketing-cloud-mobile", "segment", "tealium"])
def test_nobody_is_recognised_without_the_key_a_destination_needs(name: str) -> None:
    assert DESTINATIONS[name].key(replace(contact(name, "p1"), id="")) == ""
