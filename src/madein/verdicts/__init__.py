"""What held on the day: listings, ownership and lists of goods meet the shipments."""
