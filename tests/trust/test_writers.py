"""Only a few functions of the package change files; whoever adds another has to come here and say why."""

from __future__ import annotations

import ast
from pathlib import Path

import dateline

PACKAGE = Path(dateline.__file__).parent
OPENERS = {
    "content/writing.py": "content and exports: whole or not at all, below a root, through no link",
    "engine/publish.py": "the site, in a folder that nobody reads yet",
    "engine/lock.py": "the lock, which holds a process number",
    "pipeline/templates.py": "compiled templates, in a folder beside the cache that may be deleted or damaged at any time",
    "pipeline/shards.py": "runs of search terms, in a file without a name that is gone with the process",
}
MOVERS = {
    **OPENERS,
    "engine/store.py": "deletes a cache that is wrong",
    "pipeline/output.py": "empties the stage",
    "pipeline/settled.py": "puts the record of how a build left everything beside the cache, and takes it away",
    "pipeline/adding.py": "takes a capture out of the inbox once it is stored",
    "cli/deploy.py": "deletes the temporary Git index that it published from",
    "cli/edits.py": "deletes the file of an entity that was merged into another",
}
_WRITES = {"write_text", "write_bytes", "touch", "symlink_to", "hardlink_to"}
_MOVES = {"unlink", "rmdir", "rmtree", "rename", "renames", "remove", "removedirs", "truncate", "move", "copyfile", "copytree", "copy2", "link", "symlink"}
_PATHS = {"os", "shutil"}


def calls():
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield path.relative_to(PACKAGE).as_posix(), node


def name_of(node):
    return node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""


def opens_for_writing(node):
    name = name_of(node)
    if name in _WRITES:
        return True
    text = ast.unparse(node)
    if name == "fdopen" or (name == "open" and text.startswith("os.open")):
        return any(flag in text for flag in ("O_WRONLY", "O_RDWR", "O_CREAT", "'wb'", "flags"))
    if name in ("open", "mkstemp", "NamedTemporaryFile", "TemporaryFile"):
        modes = [item.value for item in (*node.args[:2], *(keyword.value for keyword in node.keywords if keyword.arg == "mode")) if isinstance(item, ast.Constant)]
        return name != "open" or any(isinstance(mode, str) and set(mode) & set("wax+") and len(mode) <= 3 for mode in modes)
    return False


def test_one_place_opens_content_for_writing_and_one_the_site():
    found = {path for path, node in calls() if opens_for_writing(node)}
    # The preview server opens for reading with flags in a variable.
    assert found - {"site/serve.py"} == set(OPENERS)


def test_few_places_delete_or_move_files():
    found = set()
    for path, node in calls():
        if name_of(node) in _MOVES and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            if owner in _PATHS or not owner.startswith(("text", "self.environment")):
                found.add(path)
    strange = {path for path in found - set(MOVERS) if _deletes(path)}
    assert not strange


def _deletes(path: str) -> bool:
    """Tell real deletions from ``list.remove`` and lookalikes."""
    text = (PACKAGE / path).read_text("utf-8")
    return any(word in text for word in (".unlink(", "rmtree(", ".rmdir(", "os.remove(", "os.rename(", "shutil.move(", "os.truncate("))


def test_nothing_follows_from_content_to_code():
    """No eval, exec, shell or unsafe YAML; pickles are read in one checked place."""
    found = []
    for path, node in calls():
        text = ast.unparse(node.func)
        if text in ("eval", "exec", "compile", "__import__", "os.system", "os.popen", "subprocess.getoutput"):
            found.append((path, text))
        if text.endswith(("pickle.loads", "pickle.load", "Unpickler", "marshal.loads", "marshal.load")) and path != "engine/sealed.py":
            found.append((path, text))
        if text.startswith("subprocess.") and any(keyword.arg == "shell" for keyword in node.keywords):
            found.append((path, text))
        if text in ("yaml.load", "yaml.unsafe_load", "yaml.full_load") and not (path == "config_file.py" and "Loader=_Loader" in ast.unparse(node)):
            found.append((path, text))
    assert not found
