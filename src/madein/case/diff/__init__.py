"""Two editions beside each other: what moved, and why."""
