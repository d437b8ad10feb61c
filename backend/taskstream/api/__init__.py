"""REST: thin handlers over the services."""
