"""Whatever is in a file: answers or a refusal, and nothing else."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey_seg.errors import InputRefused
from survey_seg.responses.read import read_responses

GOOD = b'id,q1,q2,age,why\n01,1,5,30,"a, b"\n02,2,98,40,\n'
QUIET = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUIET
@given(edits=st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(max_size=3)), min_size=1, max_size=6))
def test_a_damaged_csv_file_is_read_or_refused(tmp_path, small, edits):
    content = bytearray(GOOD)
    for place, piece in edits:
        content[place : place + 1] = piece
    path = tmp_path / "damaged.csv"
    path.write_bytes(content)
    with contextlib.suppress(InputRefused):
        responses = read_responses(path, small)
        assert responses.answers.index.is_unique
        assert set(responses.answers["q1"].dropna()) <= {1, 2, 3, 4, 5}


@QUIET
@given(content=st.text(alphabet="id,q12;'\"\t\n\r |é\0", max_size=80))
def test_any_text_is_read_or_refused_with_a_code(tmp_path, small, content):
    path = tmp_path / "any.csv"
    path.write_bytes(content.encode())
    with pytest.raises(InputRefused) as caught:
        read_responses(path, small)
    assert all(problem.code.startswith("DATA_") for problem in caught.value.problems)
