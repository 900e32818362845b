"""The product's own recommender in three parts, each a network of its own; see `pipeline`."""
