"""Pages that belong to no feature: home, the inbox, about, accessibility, and what machines ask for."""
