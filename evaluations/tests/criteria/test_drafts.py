"""Drafts as acts: begun, edited by one writer after another, taken away."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage

from core.attachments import keep_picture
from core.errors import AccessRefused, Conflict
from core.models import Attachment, AuditEntry
from core.pictures import redraw
from evaluations.actions.criteria.criteria_rows import add_criterion, criterion_facts, edit_criterion
from evaluations.actions.criteria.editing import NotADraft, NotWritable, Stale, TakenOver
from evaluations.actions.criteria.head import edit_head, head_of
from evaluations.actions.criteria.pictures import add_picture, remove_picture
from evaluations.actions.criteria.remove import delete_draft
from evaluations.actions.criteria.settings_rows import edit_settings
from evaluations.actions.criteria.start_draft import DraftStands, start_additions, start_empty, start_next
from evaluations.gather.criteria.checking import problems_of
from evaluations.gather.criteria.definition import definition_of
from evaluations.models import CriteriaSet, CriterionPicture
from evaluations.tests.criteria.conftest import AT, codes, edits, of, photo


class TestBeginning:
    def test_the_next_version_says_what_the_last_one_says(self, draft, published):
        assert (draft.version, draft.follows, draft.state) == (2, published, "draft")
        assert definition_of(draft) == replace(definition_of(published), version=2)

    def test_the_same_form_again_is_the_same_draft(self, cast, draft, published):
        assert start_next(origin=published, actor=cast.admin, at=AT + timedelta(minutes=1)) == draft

    def test_a_second_writer_is_led_to_the_draft_that_stands(self, cast, draft, published):
        with pytest.raises(DraftStands, match="Hãy sửa tiếp dự thảo đó"):
            start_next(origin=published, actor=cast.head, at=AT)

    def test_a_code_of_another_set_is_refused(self, cast, published):
        with pytest.raises(DraftStands, match="Mã này đã dùng"):
            start_empty(code=published.code, title="Khác", actor=cast.admin, at=AT)
        with pytest.raises(DraftStands):
            start_additions(origin=published, code=published.code, title="Khác", actor=cast.admin, at=AT)

    def test_a_draft_is_no_beginning(self, cast, draft):
        with pytest.raises(DraftStands, match="đã ban hành"):
            start_next(origin=draft, actor=cast.admin, at=AT)

    def test_additions_take_everything_over_under_a_code_of_their_own(self, additions, published):
        assert (additions.parent, additions.follows, additions.version) == (published, None, 1)
        assert definition_of(additions).criteria == definition_of(published).criteria

    def test_a_set_of_additions_moves_to_another_version_of_its_parent(
        self, cast, draft, additions, published
    ):
        own = replace(criterion_facts(of(additions, "TT-01")), code="VL-01", statement="Chào hỏi bằng lời")
        add_criterion(draft=additions, facts=own, **edits(additions, cast.admin))
        for one, code in ((additions, "VL-01"), (additions, "TT-02"), (draft, "TT-02")):
            CriterionPicture.objects.create(
                id=uuid4(),
                criterion=of(one, code),
                attachment=keep_picture(redraw(photo()), actor=cast.admin, at=AT, caption="Ảnh"),
                is_right=True,
                caption=f"{one.code} {code}",
                added_at=AT,
            )
        draft.criteria.filter(code="TT-03").update(statement="Không né tránh", max_points=3)
        draft.groups.filter(code="TT").update(max_points=29)
        additions.groups.filter(code="TT").update(max_points="29.5")
        CriteriaSet.objects.filter(pk=additions.pk).update(declared_total="101.5", state="published")
        additions.refresh_from_db()
        with pytest.raises(DraftStands, match="phiên bản đã ban hành khác"):
            start_next(origin=additions, actor=cast.admin, at=AT, parent=draft)
        CriteriaSet.objects.filter(pk=draft.pk).update(declared_total=101, state="published")
        draft.refresh_from_db()
        moved = start_next(origin=additions, actor=cast.admin, at=AT, parent=draft)
        assert (moved.parent, moved.follows, moved.version) == (draft, additions, 2)
        assert (of(moved, "TT-03").statement, of(moved, "VL-01").statement) == (
            "Không né tránh",
            "Chào hỏi bằng lời",
        )
        assert problems_of(moved) == []
        assert (moved.declared_total, moved.groups.get(code="TT").max_points) == (
            Decimal("102.5"),
            Decimal("30.5"),
        )
        shown = CriterionPicture.objects.filter(criterion__criteria_set=moved).order_by("caption")
        assert [one.caption for one in shown] == ["qd1847 TT-02", "qd1847-vl VL-01"]
        assert start_next(origin=additions, actor=cast.admin, at=AT, parent=draft) == moved


class TestHead:
    def test_what_the_set_says_about_itself(self, cast, empty):
        facts = replace(head_of(empty), legal_basis="NĐ 1", comparison_groups=("commune",))
        edit_head(draft=empty, facts=facts, **edits(empty, cast.admin))
        empty.refresh_from_db()
        assert (head_of(empty), empty.edition) == (facts, 1)
        entry = AuditEntry.objects.get(event="criteria_set.head_edited")
        assert entry.after == {"legal_basis": "NĐ 1", "comparison_groups": ["commune"]}

    def test_the_same_again_changes_nothing_and_needs_no_edition(self, cast, empty):
        assert edit_head(draft=empty, facts=head_of(empty), seen_edition=9, actor=cast.admin, at=AT)
        empty.refresh_from_db()
        assert empty.edition == 0

    def test_a_stale_edition_is_refused(self, cast, empty):
        facts = replace(head_of(empty), title="Tên mới")
        with pytest.raises(Stale):
            edit_head(draft=empty, facts=facts, seen_edition=3, actor=cast.admin, at=AT)

    def test_a_published_set_is_never_edited(self, cast, published):
        with pytest.raises(NotADraft):
            edit_head(draft=published, facts=head_of(published), seen_edition=0, actor=cast.admin, at=AT)

    def test_only_home_affairs_edits(self, cast, empty):
        with pytest.raises(AccessRefused, match="Sở Nội vụ"):
            edit_head(draft=empty, facts=head_of(empty), **edits(empty, cast.officer))

    def test_an_edit_drops_the_request_to_publish(self, cast, empty):
        CriteriaSet.objects.filter(pk=empty.pk).update(asked_by=cast.admin, asked_at=AT, accepted=["x"])
        facts = replace(head_of(empty), title="Tên mới")
        edit_head(draft=empty, facts=facts, **edits(empty, cast.admin))
        empty.refresh_from_db()
        assert (empty.asked_by, empty.asked_at, empty.accepted) == (None, None, [])


class TestSettings:
    def test_what_no_page_asks_for_stays(self, cast, draft):
        before = dict(draft.settings)
        edit_settings(draft=draft, given={"min_ranked": 5}, **edits(draft, cast.admin))
        draft.refresh_from_db()
        assert draft.settings == before | {"min_ranked": 5}

    def test_what_cannot_be_read_is_refused(self, cast, draft):
        with pytest.raises(NotWritable):
            edit_settings(draft=draft, given={"min_coverage": "nửa"}, **edits(draft, cast.admin))


class TestPictures:
    @pytest.fixture
    def picture(self, cast, draft):
        form = {"picture_id": uuid4(), "criterion": of(draft, "TP-02"), "caption": "Biển tên rõ"}
        form |= {"is_right": True, **edits(draft, cast.admin)}
        made = add_picture(file=photo(), **form)
        assert add_picture(file=photo(), **form) == made  # the same form again
        with pytest.raises(Conflict):
            add_picture(file=photo("red"), **form)
        with pytest.raises(Conflict):
            add_picture(file=photo(), **form | {"is_right": False})
        return made

    def test_a_picture_goes_with_its_bytes(self, cast, draft, picture, django_capture_on_commit_callbacks):
        assert default_storage.exists(picture.attachment.path)
        with django_capture_on_commit_callbacks(execute=True):
            remove_picture(picture=picture, **edits(draft, cast.admin))
        assert not default_storage.exists(picture.attachment.path)
        assert not Attachment.objects.exists()

    def test_the_draft_that_is_deleted_leaves_only_its_trace(self, cast, draft, picture, published):
        delete_draft(draft=draft, actor=cast.admin, at=AT)
        assert list(CriteriaSet.objects.order_by("pk")) == [published]
        assert not Attachment.objects.exists()
        assert AuditEntry.objects.get(event="criteria_set.draft_deleted").before["criteria"] == 60

    def test_the_next_version_shows_the_same_pictures(self, cast, draft, picture):
        CriteriaSet.objects.filter(pk=draft.pk).update(state="published")
        draft.refresh_from_db()
        third = start_next(origin=draft, actor=cast.admin, at=AT)
        (copied,) = CriterionPicture.objects.filter(criterion__criteria_set=third)
        assert (copied.attachment, copied.criterion.code) == (picture.attachment, "TP-02")
        delete_draft(draft=third, actor=cast.admin, at=AT)
        assert Attachment.objects.count() == 1

    def test_a_published_set_keeps_its_pictures(self, cast, draft, picture):
        CriteriaSet.objects.filter(pk=draft.pk).update(state="published")
        with pytest.raises(NotADraft):
            remove_picture(picture=picture, seen_edition=1, actor=cast.admin, at=AT)


class TestAdditions:
    def test_the_parents_rows_are_read_only(self, cast, additions):
        facts = replace(criterion_facts(of(additions, "TT-01")), statement="Khác")
        with pytest.raises(TakenOver, match="TT-01 là của bộ gốc"):
            edit_criterion(criterion=of(additions, "TT-01"), facts=facts, **edits(additions, cast.admin))

    def test_new_rows_are_the_provinces_own(self, cast, additions):
        facts = replace(criterion_facts(of(additions, "CQ-01")), code="VL-01", statement="Riêng của tỉnh")
        add_criterion(draft=additions, facts=facts, **edits(additions, cast.admin))
        assert "VL-01" in codes(additions)
