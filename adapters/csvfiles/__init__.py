"""CSV files of contacts, salespeople, templates, segments and relations (contract.md section 2)."""
