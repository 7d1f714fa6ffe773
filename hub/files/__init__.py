"""Files attached to things of any kind: stored by content, checked, and served as downloads."""
