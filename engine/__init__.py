"""The engine: recommenders, their evaluation and the evidence, without a window. Imports no Qt."""
