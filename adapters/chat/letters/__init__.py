"""Letters: attachments of templates, filled with what is known of an interaction."""
