"""Storage: the only code that imports a database driver."""
