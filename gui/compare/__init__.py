"""All runs of a study over K: who leads, by how much, at which K."""
