"""Days in time zones: when a day begins and ends there, and how the zone is called in the language in use."""

from datetime import UTC, date, datetime, time, timedelta

from babel.dates import get_timezone, get_timezone_name
from flask_babel import LazyString, format_date, get_locale
from markupsafe import Markup

from hub.i18n import iso

ZONES = (
    "UTC",
    "Africa/Addis_Ababa",
    "Africa/Dakar",
    "Africa/Nairobi",
    "America/New_York",
    "America/Santiago",
    "Asia/Bangkok",
    "Asia/Beirut",
    "Europe/Zurich",
    "Pacific/Fiji",
)
"""UTC and the zones of places where the United Nations have regional seats, each named by a city."""


def first_moment(day: date, zone: str) -> datetime:
    """When the day begins in the zone, in UTC."""
    local, midnight = get_timezone(zone), datetime.combine(day, time())
    # Of the two libraries that Babel may take zones from, one wants to be asked for the offset of the day.
    begins = local.localize(midnight) if hasattr(local, "localize") else midnight.replace(tzinfo=local)
    return datetime.astimezone(begins, UTC)


def last_moment(day: date, zone: str) -> datetime:
    """The last second of the day in the zone, in UTC."""
    return first_moment(day + timedelta(days=1), zone) - timedelta(seconds=1)


def day_in(moment: datetime, zone: str) -> date:
    """Which day it is in the zone at a moment."""
    return datetime.astimezone(moment, get_timezone(zone)).date()


def zone_name(moment: datetime, zone: str) -> str:
    """The zone in words, as it is called at that moment: "Central European Summer Time"."""
    return str(get_timezone_name(datetime.astimezone(moment, get_timezone(zone)), locale=get_locale() or "en"))


def told_zone_day(moment: str, zone: str) -> str:
    """The day of a moment that news keep as text (ISO 8601), for mails, which are plain text."""
    return _said(datetime.fromisoformat(moment), zone)


def _said(moment: datetime, zone: str) -> str:
    return f"{format_date(day_in(moment, zone), 'long')} ({zone_name(moment, zone)})"


def zone_day(moment: datetime, zone: str) -> Markup:
    """The day of a moment in the zone, with the zone in words; the exact time stands behind it."""
    return Markup('<time datetime="{}">{}</time>').format(iso(moment), _said(moment, zone))


def _choice(zone: str) -> str:
    name = str(get_timezone_name(get_timezone(zone), locale=get_locale() or "en"))
    return name if zone == "UTC" else f"{name} – {zone.partition('/')[2].replace('_', ' ')}"


CHOICES = [(zone, LazyString(_choice, zone)) for zone in ZONES]
"""For a field of a form."""
