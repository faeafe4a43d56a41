"""How the sheets of a workbook become rows of cells."""
