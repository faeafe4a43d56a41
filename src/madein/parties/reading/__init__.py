"""What a party field says: its name in one alphabet, its form, ids and roles."""
