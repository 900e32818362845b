"""The window: Qt alone, fed by engine.session."""
