"""Red flags of published notices, put to the records: yes, no or not determinable."""
