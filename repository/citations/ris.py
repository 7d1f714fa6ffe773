"""RIS, which most programs for references read."""

from repository.citations import SITE, Citation


def ris(citation: Citation) -> str:
    """An entry; its lines end as the format has it."""
    lines = [
        ("TY", "ELEC"),
        ("ID", citation.key),
        *(("AU", name) for name in citation.authors),
        ("TI", citation.title),
        ("PY", citation.year),
        ("DA", citation.day.replace("-", "/")),
        ("ET", f"Version {citation.version}" if citation.version else ""),
        ("T2", SITE),
        ("LA", citation.language),
        ("UR", citation.url),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n"
