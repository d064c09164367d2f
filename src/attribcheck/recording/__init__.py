"""What people found out, brought back into the article's file without touching anything else in it."""
