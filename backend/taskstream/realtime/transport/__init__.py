"""The product's own way from a socket's bytes to a handler and back, on eventlet; see docs/transport.md."""
