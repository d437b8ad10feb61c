"""Use cases: what REST, sockets and the command line all call."""
