"""The frame around every screen: rail, top bar, status bar, dock."""
