import pytest

from dateline.pipeline.templates import KeptTemplates, kept_templates, make_folder


@pytest.fixture
def kept(tmp_path):
    make_folder(tmp_path / "cache.sqlite")
    return kept_templates(tmp_path / "cache.sqlite")


def test_what_was_kept_is_found_again(kept):
    assert kept.load("a") is None
    kept.keep("a", b"compiled")
    assert kept.load("a") == b"compiled"
    assert [path.name for path in kept.folder.iterdir()] == ["a"]


@pytest.mark.parametrize("damage", [lambda data: data.replace(b"main", b"mean"), lambda data: data[:-1], lambda _: b""])
def test_a_damaged_one_is_as_good_as_none(kept, damage):
    kept.keep("a", b"what is in main")
    path = kept.folder / "a"
    path.write_bytes(damage(path.read_bytes()))
    assert kept.load("a") is None


def test_where_nothing_can_be_kept_nothing_is_lost(tmp_path):
    kept = KeptTemplates(tmp_path / "nowhere")
    kept.keep("a", b"compiled")
    assert kept.load("a") is None


def test_another_version_of_the_program_drops_what_it_cannot_use(kept, monkeypatch):
    kept.keep("a", b"compiled")
    monkeypatch.setattr("dateline.pipeline.templates.code_fingerprint", lambda: "other")
    cache = kept.folder.parent.parent / "cache.sqlite"
    make_folder(cache)
    assert not kept.folder.exists()
    assert kept_templates(cache).folder.is_dir()


def test_a_link_in_the_place_of_the_folder_is_taken_away(tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine").write_text("mine")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "templates").symlink_to(other)
    make_folder(tmp_path / "cache" / "cache.sqlite")
    assert (other / "mine").exists()
    assert not (tmp_path / "cache" / "templates").is_symlink()
