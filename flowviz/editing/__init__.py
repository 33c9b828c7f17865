"""Editing: what a person types, checked and made into records, without a window.

What is typed is a frozen value of texts; checking it gives the record or what is wrong with which
field. Tables of a spreadsheet, changes to many records and merged actors are made here too.
"""
