# %% base="reference" mark="20"
