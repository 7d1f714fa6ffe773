"""Who may know of an organization, and who keeps the register."""

from hub.policy import Related, Role
from hub.taxonomy.organizations.mentions import is_named_in_what_is_open_to, named_in_what_is_open_to

PERMISSIONS = {
    "organization.view": Role("secretariat")
    | Related(
        "whoever may open something that names it",
        is_named_in_what_is_open_to,
        named_in_what_is_open_to,
    ),
    "organization.edit": Role("secretariat"),
}
