"""What lives in a picture: water, clouds, leaves, smoke, fire; one file each, read as a catalogue."""
