"""One repository a noun; the only code that knows stored field names."""
