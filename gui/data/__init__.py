"""Data: the datasets of the workspace, and the wizard that imports a new one."""
