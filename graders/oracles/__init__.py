"""What is right, by naive or official means; never taken from `solutions/`."""
