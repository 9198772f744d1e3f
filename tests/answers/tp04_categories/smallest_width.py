# %% right="la valeur mesurée"
smallest_width = 30

# %% right="tirages malchanceux avec 30"
smallest_width = 100

# %% right="calculée"
widths, learned = (10, 30, 100, 300, 500, 1000), {10: False, 30: True, 100: True}
smallest_width = min(w for w in widths if learned.get(w))

# %% wrong="trop peu de neurones" trips="test_smallest_sufficient_width"
smallest_width = 10

# %% wrong="la plus grande largeur" trips="test_smallest_sufficient_width"
smallest_width = 1000

# %% wrong="la plus rapide en itérations parmi les moyennes" trips="test_smallest_sufficient_width"
smallest_width = 300

# %% wrong="une liste de largeurs" trips="test_smallest_sufficient_width"
smallest_width = [30, 100]
