"""How the built-in eyes are made: rendered scenes, the network, its training and its exam. Not part of the installed package."""
