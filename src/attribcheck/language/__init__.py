"""What words mean, as data: cues, days, phrases, and the shape of sentences and quotations."""
