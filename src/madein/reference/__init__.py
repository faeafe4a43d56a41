"""Facts about the world that records are read with: countries, rates, HS editions."""
