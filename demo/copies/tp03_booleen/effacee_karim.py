# %% base="reference" mark="20"
# A effacé une cellule de tests : elle est remise à sa place avant la correction.

# %% delete="test_gradient_descent"
