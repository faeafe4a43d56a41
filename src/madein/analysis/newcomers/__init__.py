"""Suppliers first seen since an event, those that stopped, and facts about them."""
