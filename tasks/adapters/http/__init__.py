"""One page or feed fetched: connections, redirects, robots, turns of hosts; on one event loop."""
