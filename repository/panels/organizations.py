"""What the repository shows on the page of an organization."""

from flask import render_template

from hub.taxonomy.organizations import Organization
from repository.queries.organizations import of_organization as practices_of

SHOWN = 5


def of_organization(organization: Organization) -> str:
    """The public practices that it leads, takes part in or pays for."""
    parts = practices_of(organization.id, SHOWN)
    return render_template("repository/_of_organization.html", parts=parts, organization=organization) if parts else ""
