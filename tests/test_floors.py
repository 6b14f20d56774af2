"""The order of the house: who may import whom, and how large a file, a function and a template may grow."""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

import pytest

from clusterix.environment import ROOT

GROUND = (
    "clusterix.publishing",
    "clusterix.desk",
    "clusterix.imports",
    "clusterix.notices",
    "clusterix.links",
    "clusterix.accounts",
    "clusterix.maps",
    "clusterix.pictures",
    "clusterix.browse",
    "clusterix.visitors",
    "clusterix.glossary",
)
DOMAIN = ("partners", "workgroups", "practices", "recommendations")
ROOF = tuple(f"clusterix.{name}" for name in ("matching", "pages", "opendata", "ops", "style", "urls"))
# Each part of the house and the parts below it, which it may import.
MAY_IMPORT = {
    "clusterix.environment": (),
    "clusterix.settings": ("clusterix.environment",),
    "clusterix.wsgi": ("clusterix.ops",),
    "manage": (),
    "gunicorn.conf": ("clusterix.environment",),
    "clusterix.publishing": (),
    "clusterix.desk": ("clusterix.publishing",),
    "clusterix.imports": ("clusterix.publishing", "clusterix.desk"),
    "clusterix.notices": ("clusterix.publishing", "clusterix.desk"),
    "clusterix.links": ("clusterix.publishing", "clusterix.desk"),
    "clusterix.accounts": ("clusterix.publishing", "clusterix.desk"),
    "clusterix.maps": ("clusterix.publishing",),
    "clusterix.pictures": (),
    "clusterix.browse": ("clusterix.publishing", "clusterix.maps", "clusterix.pictures"),
    "clusterix.visitors": ("clusterix.publishing", "clusterix.desk", "clusterix.accounts"),
    "clusterix.glossary": ("clusterix.publishing", "clusterix.desk", "clusterix.browse"),
    **{part: (*GROUND, *DOMAIN[:floor]) for floor, part in enumerate(DOMAIN)},
    **dict.fromkeys(ROOF, (*GROUND, *DOMAIN, *ROOF)),
}
# A model or module named in a text, such as "practices.Practice", is as good as an import.
NAMED = re.compile(rf"(?:{'|'.join(DOMAIN)})\.\w+")


def sources() -> dict[str, str]:
    """Return the text of every Python file of the product by its module's name."""
    folders = [ROOT / "clusterix", *(ROOT / name for name in DOMAIN)]
    files = [*ROOT.glob("*.py"), *(file for folder in folders for file in folder.rglob("*.py"))]
    return {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file.read_text()
        for file in files
    }


def part_of(module: str) -> str | None:
    """Return the part of the house that the module belongs to, None for a module that is not ours."""
    return next((part for part in MAY_IMPORT if f"{module}.".startswith(f"{part}.")), None)


def is_ours(module: str) -> bool:
    return module.split(".")[0] in ("clusterix", *DOMAIN)


def imported(node: ast.AST, module: str) -> Iterator[str]:
    """Yield the full names that the statement imports, or the model or module that a text names."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = module.split(".")[: -node.level] if node.level else []
        base = ".".join([*above, *([node.module] if node.module else [])])
        yield from (f"{base}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and NAMED.fullmatch(node.value):
        yield node.value


def upward(module: str, text: str) -> list[str]:
    """Return what the module imports, or names, that stands above it or beside it."""
    part = part_of(module)
    if part is None:
        return [f"{module} has no place in the house: give it one in tests/test_floors.py"] if text else []
    allowed = (part, *MAY_IMPORT[part])
    names = [name for node in ast.walk(ast.parse(text)) for name in imported(node, module)]
    return [f"{module} imports {name}" for name in names if is_ours(name) and part_of(name) not in allowed]


def hidden(module: str, text: str) -> list[str]:
    """Return the imports of ours that the module hides in a function."""
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, FUNCTION)]
    names = {
        name
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in imported(node, module)
    }
    return [f"{module} hides the import of {name}" for name in sorted(names)]


FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def test_nobody_imports_upward() -> None:
    assert not [line for module, text in sources().items() for line in upward(module, text)]


def test_no_import_hides_in_a_function() -> None:
    assert not [line for module, text in sources().items() for line in hidden(module, text)]


PLANTED = [
    ("partners.models", "from practices.models import Practice"),
    ("partners.models", "import practices.models"),
    ("partners.views", "from workgroups import models"),
    ("workgroups.models", "def view():\n    from practices.models import Practice"),
    ("practices.models.practice", "from recommendations.models import Recommendation"),
    ("partners.models", 'practice = models.ForeignKey("practices.Practice", models.PROTECT)'),
    ("partners.models", 'importlib.import_module("practices.models")'),
    ("partners.admin", "if TYPE_CHECKING:\n    from clusterix.pages.kinds import KINDS"),
    ("clusterix.publishing.views", "from clusterix.browse import filters"),
    ("clusterix.publishing.views", "from ..browse import filters"),
    ("clusterix.browse.views", "from partners.models import Partner"),
    ("recommendations.views", "from clusterix import ops"),
    ("practices.views", "from clusterix.settings import DEBUG"),
    ("newcomers.models", "import this"),
]


@pytest.mark.parametrize(("module", "text"), PLANTED)
def test_a_planted_import_against_the_order_is_caught(module, text) -> None:
    assert len(upward(module, text)) == 1


def test_an_import_downward_is_fine() -> None:
    text = (
        "from partners.models import Partner\nfrom .practice import Practice\nfrom clusterix.browse import x"
    )
    assert upward("practices.models.transfer", text) == []
    assert upward("clusterix.ops.content", text.replace(".practice", ".accounts")) == []


def test_a_planted_import_in_a_function_is_caught() -> None:
    text = "class View:\n    async def get(self):\n        import json\n        from .models import Partner\n"
    assert hidden("partners.views", text) == [
        "partners.views hides the import of json",
        "partners.views hides the import of partners.models.Partner",
    ]
    assert hidden("partners.views", "import json\n\ndef get():\n    return json") == []


def module_graph(texts: dict[str, str]) -> dict[str, set[str]]:
    """Return each module with the modules of ours that it imports."""

    def module_of(name: str) -> str:
        return name if name in texts else name.rpartition(".")[0]

    return {
        module: {
            module_of(name)
            for node in ast.walk(ast.parse(text))
            if not isinstance(node, ast.Constant)
            for name in imported(node, module)
            if module_of(name) in texts and module_of(name) != module
        }
        for module, text in texts.items()
    }


def test_no_modules_import_each_other_in_a_circle() -> None:
    TopologicalSorter(module_graph(sources())).prepare()


def test_a_planted_circle_is_caught() -> None:
    texts = {"clusterix.ops.a": "from . import b", "clusterix.ops.b": "from clusterix.ops.a import word"}
    with pytest.raises(CycleError):
        TopologicalSorter(module_graph(texts)).prepare()
