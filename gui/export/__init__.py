"""The export dialog: whose lists, which columns, which file, and the same as a command."""
