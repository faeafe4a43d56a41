"""Floor 2: files as they came; each row has an id for life."""
