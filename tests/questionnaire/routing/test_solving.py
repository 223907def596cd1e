"""The solver against trying every value, where no drawn path helps it, and within its steps."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from survey_seg.questionnaire.routing.logic import FALSE, TRUE, Drawn, Logic
from survey_seg.questionnaire.routing.solve import Search

SIZES = (2, 3, 2, 4)


def holds(logic: Logic, statement: int, cells: tuple[int, ...]) -> bool:
    kind, parts = logic.nodes[statement]
    if kind == "constant":
        return statement == TRUE
    if kind == "is":
        return bool(parts[1] >> cells[parts[0]] & 1)
    inner = [holds(logic, part, cells) for part in parts]
    return {"not": lambda: not inner[0], "all": lambda: all(inner), "any": lambda: any(inner)}[kind]()


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_the_solver_agrees_with_trying_every_value(data: st.DataObject) -> None:
    logic = Logic(paths=0)
    variables = [logic.variable(Drawn((0,) * size)) for size in SIZES]
    statements = [
        logic.is_in(variable, data.draw(st.integers(0, 2**size - 1)))
        for variable, size in zip(variables, SIZES, strict=True)
        for _ in range(2)
    ]
    for _ in range(data.draw(st.integers(1, 12))):
        parts = data.draw(st.lists(st.sampled_from(statements), min_size=1, max_size=3))
        how = data.draw(st.sampled_from([logic.all_of, logic.any_of, lambda found: logic.negated(found[0])]))
        statements.append(how(parts))
    if data.draw(st.booleans()):
        logic.never_both(variables[0], variables[2])
    allowed = [
        cells
        for cells in product(*(range(size) for size in SIZES))
        if not logic.rules or not (cells[0] == 1 and cells[2] == 1)
    ]
    goal = statements[-1]
    rested_on = logic.variables_of[goal] & 0b101
    # A rule only counts where a statement rests on both of its variables.
    tried = allowed if rested_on == 0b101 else list(product(*(range(size) for size in SIZES)))
    assert Search(logic).possible(goal) is any(holds(logic, goal, cells) for cells in tried)


def hard(pigeons: int) -> tuple[Logic, int]:
    """More pigeons than holes, one hole each: no way, and hard to see."""
    logic = Logic(paths=0)
    at = [logic.variable(Drawn((0,) * (pigeons - 1))) for _ in range(pigeons)]
    apart = [
        logic.negated(logic.all_of([logic.is_in(at[one], 1 << hole), logic.is_in(at[other], 1 << hole)]))
        for one in range(pigeons)
        for other in range(one)
        for hole in range(pigeons - 1)
    ]
    return logic, logic.all_of(apart)


def test_what_takes_too_long_is_not_answered() -> None:
    logic, goal = hard(9)
    assert Search(logic).possible(goal) is None


def test_a_small_case_of_the_same_is_answered() -> None:
    logic, goal = hard(4)
    assert Search(logic).possible(goal) is False


def test_all_questions_share_the_steps_but_the_easy_ones_are_always_answered() -> None:
    logic, goal = hard(5)
    search = Search(logic, steps=15_000, steps_each=15_000)
    assert [search.possible(goal), search.possible(goal)] == [False, None]
    first, second = logic.nodes[goal][1][:2]
    assert search.possible(logic.all_of([logic.negated(first), logic.negated(second)])) is False


def test_constants_and_repeated_statements_are_one() -> None:
    logic = Logic(paths=2)
    variable = logic.variable(Drawn((1, 2)))
    first, second = logic.is_in(variable, 1), logic.is_in(variable, 2)
    assert logic.is_in(variable, 3) == TRUE
    assert logic.is_in(variable, 0) == FALSE
    assert logic.negated(logic.negated(first)) == first
    assert logic.all_of([first, TRUE, first]) == first
    assert logic.any_of([second, FALSE]) == second
    assert logic.all_of([]) == TRUE
    assert logic.any_of([]) == FALSE
    assert logic.all_of([second, first]) == logic.all_of([first, second])
