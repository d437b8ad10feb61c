"""What may come in: one strict model for each body, query and event."""
