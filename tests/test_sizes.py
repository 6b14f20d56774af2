"""Small things are read to their end: no file over 300 lines, no function over 30, templates under 120."""

import ast
from pathlib import Path

from clusterix.environment import ROOT

FILE, FUNCTION, TEMPLATE = 300, 30, 120
PRODUCT = ("clusterix", "partners", "workgroups", "practices", "recommendations", "static")
CODE = (".py", ".js", ".css")


def code() -> list[Path]:
    files = [file for folder in PRODUCT for file in (ROOT / folder).rglob("*") if file.suffix in CODE]
    return [file for file in files if "migrations" not in file.parts]


def too_long(files: list[Path], limit: int) -> list[str]:
    lengths = {file: len(file.read_text().splitlines()) for file in files}
    return [f"{file} has {length} lines" for file, length in lengths.items() if length > limit]


def long_functions(text: str) -> list[str]:
    functions = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    return [f"{name} has {length} lines" for name, length in lengths.items() if length > FUNCTION]


def test_no_file_of_the_product_is_over_300_lines() -> None:
    assert len(code()) > 50, "the control: the files are found"
    assert not too_long(code(), FILE)


def test_every_template_is_under_120_lines() -> None:
    templates = list((ROOT / "templates").rglob("*.*"))
    assert len(templates) > 30, "the control: the templates are found"
    assert not too_long(templates, TEMPLATE - 1)


def test_no_function_of_the_product_is_over_30_lines() -> None:
    files = [file for file in code() if file.suffix == ".py"]
    assert not [f"{file}: {line}" for file in files for line in long_functions(file.read_text())]


def test_a_file_of_301_lines_and_a_function_of_31_are_caught(tmp_path: Path) -> None:
    file = tmp_path / "long.py"
    file.write_text("word\n" * 300)
    assert too_long([file], FILE) == []
    file.write_text("word\n" * 301)
    assert too_long([file], FILE) == [f"{file} has 301 lines"]
    assert long_functions("class View:\n    def get(self):\n" + "        word\n" * 29) == []
    assert long_functions("def get():\n" + "    word\n" * 30) == ["get has 31 lines"]
