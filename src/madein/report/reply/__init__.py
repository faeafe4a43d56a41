"""The right of reply: what is said of a firm, for that firm to answer."""
