"""Floor 10: reads the folder, runs the floors in order, only what changed."""
