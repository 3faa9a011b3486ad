"""Pictures that the gallery draws itself, by procedure: an easel, and what is drawn on it by day and by night."""
