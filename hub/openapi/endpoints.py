"""The endpoints of the API, as their views describe themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import current_app
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_limiter.util import get_qualified_name
from werkzeug.routing import Rule

from hub.api import PREFIX, Description, Query, one_of
from hub.feature import Feature, features
from hub.guard import PUBLIC, declared_access
from hub.i18n import LANGUAGES
from hub.security import limiter

PAGES = frozenset({"openapi.docs", "openapi.try_it"})
"""What stands under the address of the API but answers people."""

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
LANGUAGE = Query("lang", _l("The language of labels and messages"), one_of(*LANGUAGES))

_CORE: dict[str, LazyString] = {
    "search": _l("Search"),
    "assistant": _l("Suggestions"),
    "taxonomy": _l("Vocabularies"),
    "organizations": _l("Organizations"),
    "openapi": _l("This description"),
}
_VARIABLE = re.compile(r"<(?:(?P<kind>\w+)(?:\((?P<values>[^<>]*)\))?:)?(?P<name>\w+)>")


@dataclass(frozen=True)
class Endpoint:
    """One method of one address below `hub.api.PREFIX`; `variables` are the parts of the path that vary."""

    name: str
    method: str
    path: str
    variables: tuple[Query, ...]
    description: Description
    is_public: bool
    is_limited: bool
    group: str

    @property
    def query(self) -> tuple[Query, ...]:
        return (*self.description.query, LANGUAGE)

    @property
    def writes(self) -> bool:
        return self.method != "GET"

    @property
    def successes(self) -> list[int]:
        """The statuses of good answers; what PUT replaces may be new."""
        return [200, 201] if self.method == "PUT" else [self.description.status]

    @property
    def is_of_one(self) -> bool:
        """Whether the address names one thing, which may not be there or not be as expected."""
        return bool(self.variables) or "me" in self.path.split("/")

    def spread(self) -> list["Endpoint"]:
        """One endpoint for each value of a part of the path that has few, such as the vocabularies."""
        listed = next((variable for variable in self.variables if "enum" in variable.values), None)
        if listed is None:
            return [self]
        rest = tuple(variable for variable in self.variables if variable is not listed)
        return [
            replace(self, name=f"{self.name}.{value}", variables=rest,
                    path=self.path.replace(f"{{{listed.name}}}", value))
            for value in listed.values["enum"]
        ]  # fmt: skip


def endpoints() -> list[Endpoint]:
    """All of them: those of the features first, then those of the core."""
    order = {name: place for place, name in enumerate(groups())}
    found = [endpoint for rule in current_app.url_map.iter_rules() for endpoint in _of(rule)]
    return sorted(found, key=lambda e: (order[e.group], e.path, METHODS.index(e.method)))


def undescribed() -> list[str]:
    """The endpoints of the API that say nothing of themselves; a test asks for none."""
    rules = current_app.url_map.iter_rules()
    return [rule.endpoint for rule in rules if _is_api(rule) and _description(rule) is None]


def groups() -> dict[str, str]:
    """The parts of the API by the name of their feature, with their headings; those of the core come last."""
    bringing = sorted(features(current_app), key=lambda feature: feature.name in _CORE)
    return {feature.name: _heading(feature) for feature in bringing}


def _heading(feature: Feature) -> str:
    return str(_CORE.get(feature.name) or (feature.navigation[0].label if feature.navigation else feature.name))


def _is_api(rule: Rule) -> bool:
    return rule.rule.startswith(f"{PREFIX}/") and rule.endpoint not in PAGES


def _description(rule: Rule) -> Description | None:
    return getattr(current_app.view_functions[rule.endpoint], "description", None)


def _of(rule: Rule) -> Iterator[Endpoint]:
    description = _description(rule)
    if not _is_api(rule) or description is None:
        return
    variables = tuple(_variable(*match.group("name", "kind", "values")) for match in _VARIABLE.finditer(rule.rule))
    path = _VARIABLE.sub(lambda match: f"{{{match['name']}}}", rule.rule).removeprefix(PREFIX)
    view = current_app.view_functions[rule.endpoint]
    for method in sorted((rule.methods or set()) & set(METHODS)):
        yield Endpoint(
            name=rule.endpoint, method=method, path=path, variables=variables, description=description,
            is_public=declared_access(rule.endpoint) == PUBLIC, group=_group(rule.endpoint.partition(".")[0]),
            is_limited=bool(limiter.limit_manager.decorated_limits(get_qualified_name(view))),
        )  # fmt: skip


def _variable(name: str, kind: str | None, values: str | None) -> Query:
    if kind == "any":
        return Query(name, _l("One of the list"), one_of(*re.findall(r"[\w-]+", values or "")))
    if kind == "int":
        return Query(name, _l("A number, as lists give it"), {"type": "integer", "minimum": 0, "maximum": 999_999_999})
    return Query(name, _l("A name, as lists give it"))


def _group(blueprint: str) -> str:
    return next(f.name for f in features(current_app) if blueprint in {one.name for one in f.blueprints})
