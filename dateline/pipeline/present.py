"""What lies in the output folder, beside what the last build put there; cheap to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.engine.fingerprint import code_fingerprint, value_fingerprint
from dateline.engine.publish import MARKER
from dateline.engine.scan import Stamp, scan
from dateline.engine.store import Store
from dateline.pipeline.project import Project


@dataclass(frozen=True, slots=True)
class Present:
    """What the output folder holds, beside what the last build put there."""

    known: Mapping[str, tuple[str, Stamp]]
    files: Mapping[str, Stamp]
    fresh: bool
    """Nothing of the folder can be kept: it is new, or of another program, configuration or theme."""

    def intact(self, path: str, key: str = "") -> bool:
        """Tell whether a file is there as the last build wrote it, under the same key."""
        row = self.known.get(path)
        return not self.fresh and row is not None and row[0] == key and self.files.get(path) == row[1]


def look(project: Project, store: Store, state: bytes) -> Present:
    """Compare the output folder with the record of the last build."""
    rows = store.rows("SELECT path, key, size, modified, changed, inode FROM output")
    known = {path: (key, Stamp(*stamp)) for path, key, *stamp in rows}
    fresh = store.meta("site.state") != state or not (project.site / MARKER).exists()
    listed = scan(project.root, project.config.site_dir).files if not fresh else {}
    prefix = project.config.site_dir + "/"
    return Present(known, {path.removeprefix(prefix): stamp for path, stamp in listed.items()}, fresh)


def site_state(project: Project) -> bytes:
    """Return the fingerprint of what every page is made with: program, configuration, templates."""
    from dateline.site.folders import template_folders, templates_digest

    folders = template_folders(project.root / project.config.templates_dir)
    return value_fingerprint((code_fingerprint(), project.config, templates_digest(folders))).encode()
