"""Who may know whom."""

import ast

from tests.guards.sources import CODE, CORE, FEATURES, OWN, expect_none, imports, last_name, sources


def test_the_core_knows_neither_the_features_nor_the_composition_root() -> None:
    strangers = {*FEATURES, "app"}
    expect_none(
        s.at(node, f"imports {name}")
        for s in sources(CORE)
        for node, name in imports(s.tree)
        if name.split(".")[0] in strangers
    )


def test_no_feature_knows_another() -> None:
    expect_none(
        s.at(node, f"imports {name}")
        for feature in FEATURES
        for s in sources(feature)
        for node, name in imports(s.tree)
        if name.split(".")[0] in {*FEATURES, "app"} - {feature}
    )


def test_only_the_composition_root_puts_all_three_features_together() -> None:
    def features_of(tree: ast.Module) -> set[str]:
        return {name.split(".")[0] for _node, name in imports(tree)} & set(FEATURES)

    assert [s.name for s in sources(*CODE) if len(features_of(s.tree)) > 1] == ["app.py"]


def test_the_composition_root_is_named_in_one_place_of_the_core() -> None:
    importers = {
        s.name for s in sources(CORE) for name, _call in s.calls() if name in ("import_string", "import_module")
    }
    expect_none(f"{name}: imports by name" for name in importers - {"hub/composition.py"})


def test_nothing_of_ours_is_imported_inside_a_function() -> None:
    expect_none(
        s.at(node, f"imports {name} inside {function.name}()")
        for s in sources(*CODE, "tests", "docs", "benchmarks")
        for function in s.functions()
        for node, name in imports(function)
        if name.startswith(".") or name.split(".")[0] in OWN
    )


def test_imports_are_absolute() -> None:
    expect_none(
        s.at(node, "relative import")
        for s in sources(*CODE, "tests")
        for node, name in imports(s.tree)
        if name.startswith(".")
    )


def test_only_one_module_commits() -> None:
    """Search engines commit too, but to an index, which can be made again from the database."""
    expect_none(
        s.at(call, "commits")
        for s in sources(*CODE)
        for name, call in s.calls()
        if name == "commit" and s.name != "hub/db.py" and not s.name.startswith("hub/search/engines/")
    )


def test_only_the_core_s_database_module_opens_writing_transactions() -> None:
    """`engine.begin()` commits at its end without saying so. A restore fills whole tables below them."""
    allowed = ("hub/db.py", "hub/backup/restoring.py")
    expect_none(
        s.at(call, "opens a transaction of its own")
        for s in sources(*CODE)
        for name, call in s.calls()
        if name == "begin"
        and s.name not in allowed
        and isinstance(call.func, ast.Attribute)
        and last_name(call.func.value) in ("engine", "connection", "session")
    )
