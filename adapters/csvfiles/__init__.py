"""CSV files of contacts, salespeople and templates (contract.md section 2)."""
