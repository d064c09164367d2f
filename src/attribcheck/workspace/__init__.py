"""What the newsroom's repository says about an article: which files, which rules."""
