"""One screen a module: each asks the floors below in a worker and hands records to widgets."""
