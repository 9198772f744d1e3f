# %% base="reference" mark="18"
# Une boucle sans fin dans un seul exercice : lui seul est perdu.

# %% answer="naive_search"
def naive_search(error, w0, sigma, n_iter):
    w = w0
    while error(w) > 0:
        pass
    return w, []
