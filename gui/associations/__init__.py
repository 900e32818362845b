"""What a model learned about categories beside what the purchases say: two maps, one cursor, one pair in detail."""
