# %% base="reference" truncate="9000" mark="0"
# Un fichier coupé pendant la remise.
