# %% right="liste et grand poids"
counterexample = [-1, 0]
integer_weight = 22

# %% right="tenseur et poids en tenseur"
counterexample = torch.tensor([0.5, 0.25])
integer_weight = torch.tensor(1.5)

# %% right="couple de tenseurs, distance 1,9"
counterexample = (torch.tensor(3.9), torch.tensor(2.0))
integer_weight = 2.2

# %% wrong="un échantillon de l'énoncé" trips="test_counterexample"
counterexample = (4, 2)
integer_weight = 1

# %% wrong="deux nombres égaux" trips="test_counterexample"
counterexample = (3.0, 3.0)
integer_weight = 1

# %% wrong="le poids appris ne suffit pas aux entiers" trips="test_integer_weight"
counterexample = (1, 2)
integer_weight = 0.5

# %% wrong="poids un peu trop petit" trips="test_integer_weight"
counterexample = (1, 2)
integer_weight = 0.9

# %% wrong="distance au lieu du couple" trips="test_counterexample test_integer_weight"
counterexample = 1.0
integer_weight = "1"
