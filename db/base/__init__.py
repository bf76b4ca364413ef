"""What every floor of ``db`` stands on: ids, folding, errors, clock, text, the home folder and the records."""
