"""What changed around a date: each question a file, over days that the records hold."""
