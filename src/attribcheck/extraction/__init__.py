"""From prose to who says what, marked as inferred: nobody has written it down."""
