"""One file for each verb of the command line. Each has `add`, which declares it."""
