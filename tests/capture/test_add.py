from __future__ import annotations

from dataclasses import replace

from dateline.capture.add import AddOptions, Duplicates, Outcome, Planned, Shelf, machine_path, plan_article
from dateline.model.capture import Extracted

BODY = "一座数据中心今年投入使用，装有十万块芯片，耗时一百二十二天。\n\n公司计划明年把数量提高一倍，电力局还没有批准新的供电申请，居民担心空气质量。\n"
ARTICLE = Extracted(title="巨人落成", body=BODY, published="2024-11-28", url="https://example.com/a", capture="sha256:1")


class Disk:
    """The content folder as a dict, and the shelf over it."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}

    def shelf(self) -> Shelf:
        shelf = Shelf(lambda path: self.files[path])
        for path, text in self.files.items():
            (shelf.put if path.startswith("articles/") else shelf.put_machine)(path, text)
        return shelf

    def add(self, article: Extracted, options: AddOptions | None = None) -> Planned:
        plan = plan_article(article, "capture.html", self.shelf(), options or AddOptions())
        for file in plan.files:
            assert self.files.get(file.path) == file.replaces
            self.files[file.path] = file.text
        return plan


def test_a_new_article_is_written_with_the_machine_version_beside_it() -> None:
    disk = Disk()
    plan = disk.add(ARTICLE)
    assert plan.outcome is Outcome.NEW
    assert list(disk.files) == ["articles/2024/2024-11-28-巨人落成.md", "captures/2024/2024-11-28-巨人落成.machine.md"]
    assert len(set(disk.files.values())) == 1


def test_the_same_capture_again_changes_nothing() -> None:
    disk = Disk()
    disk.add(ARTICLE)
    before = dict(disk.files)
    assert disk.add(replace(ARTICLE, title="Another title from another version")).outcome is Outcome.SAME
    assert disk.files == before


def test_another_capture_of_the_same_text_changes_nothing() -> None:
    disk = Disk()
    disk.add(ARTICLE)
    again = replace(ARTICLE, capture="sha256:2", captured="2026-01-01", url="http://m.example.com/a?utm_source=x")
    disk.add(replace(ARTICLE, url="http://example.com/a"))
    plan = disk.add(replace(again, url="https://example.com/a"))
    assert plan.outcome is Outcome.SAME


def test_a_changed_capture_is_a_conflict_until_a_person_says_update() -> None:
    disk = Disk()
    path = disk.add(ARTICLE).path
    changed = replace(ARTICLE, capture="sha256:2", body=BODY + "\n更正：芯片数量为二十万块。\n")
    before = dict(disk.files)
    plan = disk.add(changed)
    assert (plan.outcome, [problem.code for problem in plan.problems]) == (Outcome.CONFLICT, ["DL120"])
    assert disk.files == before
    assert disk.add(changed, AddOptions(update=True)).outcome is Outcome.UPDATED
    assert "更正" in disk.files[path]


def test_updating_keeps_what_a_person_wrote() -> None:
    disk = Disk()
    path = disk.add(ARTICLE).path
    disk.files[path] = disk.files[path].replace("entities: []", "entities: [colossus]").replace("居民担心空气质量", "居民担心噪声")
    changed = replace(ARTICLE, capture="sha256:2", body="编者按。\n\n" + BODY)
    plan = disk.add(changed, AddOptions(update=True))
    assert plan.outcome is Outcome.UPDATED
    assert "entities: [colossus]" in disk.files[path]
    assert "居民担心噪声" in disk.files[path]
    assert "编者按。" in disk.files[path]
    assert "居民担心空气质量" in disk.files[machine_path(path)]


def test_a_deleted_article_stays_deleted() -> None:
    disk = Disk()
    path = disk.add(ARTICLE).path
    del disk.files[path]
    before = dict(disk.files)
    assert disk.add(ARTICLE).outcome is Outcome.DELETED
    assert disk.add(replace(ARTICLE, capture="sha256:2")).outcome is Outcome.DELETED
    assert disk.files == before
    assert disk.add(ARTICLE, AddOptions(again=True)).outcome is Outcome.NEW


def test_a_renamed_article_is_found_by_its_capture() -> None:
    disk = Disk()
    path = disk.add(ARTICLE).path
    disk.files["articles/2024/other.md"] = disk.files.pop(path)
    assert disk.add(ARTICLE).path == "articles/2024/other.md"


def test_a_run_killed_before_the_machine_version_is_completed() -> None:
    disk = Disk()
    path = disk.add(ARTICLE).path
    whole = dict(disk.files)
    del disk.files[machine_path(path)]
    assert disk.add(ARTICLE).outcome is Outcome.SAME
    assert disk.files == whole


def test_a_reprint_is_left_to_the_person() -> None:
    reprint = replace(ARTICLE, title="快讯：巨人数据中心启用", url="https://reprint.example.org/9", capture="sha256:9", body="本报综合消息。\n\n" + BODY)
    disk = Disk()
    path = disk.add(ARTICLE).path
    plan = disk.add(reprint)
    assert (plan.outcome, plan.path) == (Outcome.DUPLICATE, path)
    assert len(disk.files) == 2
    assert disk.add(reprint, AddOptions(duplicates=Duplicates.JOIN)).outcome is Outcome.JOINED
    assert 'sources: ["https://reprint.example.org/9"]' in disk.files[path]
    assert disk.add(reprint, AddOptions(duplicates=Duplicates.JOIN)).outcome is Outcome.SAME
    assert disk.add(reprint, AddOptions(duplicates=Duplicates.KEEP)).outcome is Outcome.NEW


def test_a_batch_knows_what_it_planned_itself() -> None:
    shelf = Shelf(lambda path: {}[path])
    first = plan_article(ARTICLE, "one", shelf, AddOptions())
    second = plan_article(replace(ARTICLE, capture="sha256:2", url=""), "two", shelf, AddOptions())
    third = plan_article(replace(ARTICLE, capture="sha256:3", url="", body="另一件事。" * 30), "three", shelf, AddOptions())
    assert [plan.outcome for plan in (first, second, third)] == [Outcome.NEW, Outcome.DUPLICATE, Outcome.NEW]
    assert first.path != third.path


def test_a_capture_without_text_is_no_article() -> None:
    plan = Disk().add(Extracted(title="Only a title"))
    assert plan.outcome is Outcome.EMPTY
    assert plan.problems[0].code == "DL112"
