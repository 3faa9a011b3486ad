"""How the built-in eyes are made: rendered scenes, network, training, exam. Not part of the installed package."""
