"""The register of organizations that features name as leads, partners or donors."""

from hub.taxonomy.organizations.models import Organization
from hub.taxonomy.organizations.names import match_name
from hub.taxonomy.organizations.operations import find, find_or_add, find_or_add_all
from hub.taxonomy.organizations.schemas import OrganizationSchema
from hub.taxonomy.organizations.well_known import identity_of

__all__ = ["Organization", "OrganizationSchema", "find", "find_or_add", "find_or_add_all", "identity_of", "match_name"]
