"""How publishers write their lists: one module per form, each gives entries."""
