"""What the program ships beside its code: recipes, studies, icons, translations; read by importlib.resources."""
