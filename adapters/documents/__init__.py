"""Where business documents arrive: a webhook that is signed as the Standard Webhooks specification says."""
