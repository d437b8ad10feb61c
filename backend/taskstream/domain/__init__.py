"""Pure data and rules: no clock, no store, no network."""
