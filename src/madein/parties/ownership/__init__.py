"""Who holds whom on a day, and whom a rule counts as owned."""
