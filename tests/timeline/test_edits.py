"""Edits give the next draft, never a broken one; their JSON form comes back; the rules of the tracks hold."""

import json

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.timeline.drafts import drafts, edits_of
from vivant.errors import DraftError
from vivant.timeline import Draft, apply, edit_from_dict

RUNS = settings(max_examples=100, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink))


@RUNS
@given(st.data())
def test_an_edit_gives_a_valid_draft_or_one_problem_of_its_own(data: st.DataObject) -> None:
    draft = data.draw(drafts())
    before = draft.to_dict()
    for _ in range(3):
        edit = data.draw(edits_of(draft))
        try:
            after = apply(draft, [edit])
        except DraftError as failure:
            (problem,) = failure.problems
            assert problem.place.startswith("edits[0]."), problem
            assert problem.sentence.endswith(".")
            continue
        assert after.rev == draft.rev + 1
        assert after.to_dict()["d"] == after.duration_ms
        assert edit_from_dict(json.loads(json.dumps(edit.to_dict()))) == edit
        draft = after
        if not draft.main_segments():
            break
    assert Draft.from_dict(before).to_dict() == before
