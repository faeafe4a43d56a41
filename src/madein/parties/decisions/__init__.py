"""What people decided about parties: `decisions.jsonl`."""
