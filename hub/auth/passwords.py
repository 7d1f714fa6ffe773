"""Passwords: how they are kept, and which are too easy to guess.

The parameters are those that the OWASP Password Storage Cheat Sheet gives for Argon2id: 19 MiB, two passes,
one lane; about 40 ms on one core. A log-in writes the hash anew when they have changed.
"""

import re
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import gettext as _

MIN_LENGTH = 12
MAX_LENGTH = 200
MIN_SURPRISING = 6
"""How many characters must remain when all that others could guess is taken away."""
MIN_DISTINCT = 5

COMMON = (
    "correcthorsebatterystaple", "administrator", "1q2w3e4r5t6y", "1qaz2wsx3edc", "0987654321",
    "1234567890", "contrasena", "motdepasse", "qwertyuiop", "asdfghjkl", "migration", "12345678",
    "abcdefgh", "azertyui", "changeme", "football", "iloveyou", "passw0rd", "password", "princess",
    "sunshine", "superman", "trustno1", "whatever", "letmein", "network", "welcome", "zxcvbnm", "123456",
    "654321", "abc123", "abcdef", "azerty", "dragon", "monkey", "qazwsx", "qwerty", "qwertz", "secret",
    "12345", "admin", "login", "1234", "hub",
)  # fmt: skip
"""What the commonest passwords are made of, longest first, in small letters."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def hash_password(password: str) -> str:
    """What is kept of a password. Costs time by design: call it outside a transaction."""
    return _hasher.hash(password)


@cache
def _nobodys() -> str:
    return _hasher.hash("the password of an account that does not exist")


def verify(kept: str | None, password: str) -> bool:
    """Whether the password is the one. Takes as long where there is nothing to compare with."""
    try:
        return _hasher.verify(kept or _nobodys(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(kept)


def complaint(password: str, *, email: str = "", name: str = "") -> str | None:
    """What is wrong with a new password of this person, or None."""
    folded = unicodedata.normalize("NFKC", password).casefold()
    guessable = [part for part in re.split(r"[\W_]+", f"{email} {name}".casefold()) if len(part) > 2]
    rest = folded
    for part in (*sorted(guessable, key=len, reverse=True), *COMMON):
        rest = rest.replace(part, "")
    if len("".join(rest.split())) < MIN_SURPRISING or len(set(folded)) < MIN_DISTINCT:
        return _(
            "This would be guessed too soon: it is little more than your name, your address or a common "
            "password. Put together a few words that only you would think of."
        )
    return None
