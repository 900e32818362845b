"""The page of an empty workspace: the question, the drawing that teaches the words, and the sample."""
