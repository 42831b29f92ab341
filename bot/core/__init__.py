"""Reading and reckoning: values in, values out; no clock, no database, no network."""
