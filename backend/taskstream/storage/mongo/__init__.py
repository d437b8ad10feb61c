"""The MongoDB adapter: plain commands that a standalone, a replica set and a cluster all know."""
