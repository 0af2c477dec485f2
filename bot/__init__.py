"""The composition root: settings, wiring, the web server and the command line. It has no rules of its own."""
