"""What a person can ask for: one frozen value per command, the same from a line, a button and a form.

Fields hold what was said, not yet looked up (`contact` is the words of a CONTACT), and have only simple types, so that
any request can be carried by a button. Dates and times are the reader's own, without a zone. None is "not said".
A `nonce` makes a request that creates something belong to one button or form, so that a second press does nothing.
"""
