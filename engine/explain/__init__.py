"""A recommendation to the evidence for it."""
