"""How long things may take, in seconds."""

# Teams sends an activity again that is not answered within 15 s.
ANSWER_WITHIN = 10.0
SUGGEST_WITHIN = 5.0
# Within this time the same may come again: an activity, or a press under a new id.
COMES_AGAIN_WITHIN = 120.0
DOUBLE_CLICK_WITHIN = 3.0
FINISH_WITHIN = 20.0
