"""Large data as import lines, the same at each run: `python -m benchmarks.data practices 10000 > FILE`."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.texts import Writer
from hub.taxonomy import VOCABULARIES

Line = dict[str, Any]

FIRST_DAY = datetime(2019, 1, 1, tzinfo=UTC)
DAYS = 2_500
SPACES = 40
AUTHORS = 2_000
POSTS_A_THREAD = 25
COUNTRIES, REGIONS, OBJECTIVES, PRINCIPLES, SDGS, TYPES, CATEGORIES = (
    VOCABULARIES[name].codes
    for name in (
        "countries",
        "regions",
        "objectives",
        "principles",
        "sdgs",
        "practice-types",
        "stakeholder-categories",
    )
)


def moment(write: Writer, first: datetime = FIRST_DAY, days: int = DAYS) -> str:
    """A moment within so many days."""
    return (first + timedelta(seconds=write.random.randrange(days * 86_400))).strftime("%Y-%m-%dT%H:%M:%SZ")


def practices(number: int, seed: str = "practices") -> Iterator[Line]:
    """Practices of about 500 words, each complete."""
    for n in range(number):
        write = Writer(f"{seed}{n}")
        language, random = write.language(), write.random
        objectives = write.some(OBJECTIVES, 5, least=2)
        start = random.randint(2012, 2025)
        yield {
            "title": write.title(language),
            "summary": write.text(language, 120),
            "language": language,
            "objectives_primary": objectives[:1],
            "objectives_secondary": objectives[1:],
            "principles": write.some(PRINCIPLES, 4),
            "sdgs": write.some(SDGS, 3),
            "practice_type": random.choice(TYPES),
            "scope": random.choice(("local", "national", "regional")),
            "countries": write.some(COUNTRIES, 3),
            "start_year": start,
            "end_year": random.choice((None, min(start + 3, 2025))),
            "lead_organizations": [_organization(write)],
            "partners": [_organization(write)],
            "implementation": write.text(language, 160),
            "benefit_impact": write.text(language, 120),
            "key_lessons": write.text(language, 60),
            "recommendations": write.text(language, 40),
            "published_at": moment(write),
        }


def _organization(write: Writer) -> Line:
    """One of about 2,000."""
    number = write.random.randrange(2_000)
    return {
        "name": f"{Writer(f'organization{number}').name()} {number} (invented)",
        "category": CATEGORIES[number % len(CATEGORIES)],
    }


def experts(number: int) -> Iterator[Line]:
    """Profiles of about 150 words."""
    for n in range(number):
        write = Writer(f"expert{n}")
        random, language = write.random, write.random.choice(("en", "en", "fr", "es"))
        yield {
            "name": f"{write.name()} {write.name()} {n} (invented)",
            "email": f"expert{n}@example.org",
            "headline": write.title(language)[:150],
            "organization": _organization(write)["name"],
            "position": write.title(language)[:80],
            "biography": write.text(language, 150),
            "language": language,
            "country": random.choice(COUNTRIES),
            "experience_countries": write.some(COUNTRIES, 4),
            "languages": [
                {"code": code, "level": random.choice(("B2", "C1", "native"))}
                for code in write.some(("en", "fr", "es", "ar", "ru", "zh"), 3)
            ],
            "objectives": write.some(OBJECTIVES, 4),
            "topics": [write.name() for _ in range(2)],
            "years_of_experience": random.randint(1, 35),
            "visibility": "public",
            "availability": random.choice(("available", "limited", "unavailable")),
            "is_un": random.random() < 0.3,
            "reviewer": random.random() < 0.2,
        }


def discussions(posts: int) -> Iterator[Line]:
    """Threads with so many posts in all: most are short, one in a hundred holds hundreds."""
    left, n = posts, 0
    while left > 0:
        write = Writer(f"thread{n}")
        long = n % 100 == 7
        size = min(left, write.random.randint(300, 900) if long else write.random.randint(2, 36))
        yield _thread(write, n, size)
        left, n = left - size, n + 1


def _thread(write: Writer, n: int, size: int) -> Line:
    space, language = n % SPACES, write.language()
    created = moment(write)
    first = datetime.fromisoformat(created)
    return {
        "space": f"space-{space}",
        "space_title": f"Space {space} (invented)",
        "access": "public",
        "title": write.title(language),
        "language": language,
        "objectives": write.some(OBJECTIVES, 2),
        "author_email": _author(write),
        "created_at": created,
        "posts": [
            {
                "author_email": _author(write),
                "body": write.text(language, _words(write)),
                "created_at": (first + timedelta(hours=place)).strftime("%Y-%m-%dT%H:%M:%SZ"),
            }
            for place in range(size)
        ],
    }


def _words(write: Writer) -> int:
    """The length of a post: 15 to 200 words, short ones more often."""
    return int(15 + 185 * write.random.random() ** 2)


def _author(write: Writer) -> str:
    return f"author{write.random.randrange(AUTHORS)}@example.org"


KINDS = {"practices": practices, "experts": experts, "discussions": discussions}


def main() -> None:
    """Write lines to standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.data", description=__doc__)
    parser.add_argument("kind", choices=sorted(KINDS))
    parser.add_argument("number", type=int, help="of practices, experts or (for discussions) posts")
    asked = parser.parse_args()
    for line in KINDS[asked.kind](asked.number):
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
