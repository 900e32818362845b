"""The study that runs, live, and the studies done so far."""
