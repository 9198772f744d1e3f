# %% right="autres valeurs, entier compris"
small_step = 1e-4
good_step = 0.02
large_step = 1

# %% right="près des bornes"
small_step = 0.0012
good_step = 0.005
large_step = 0.0456

# %% right="tenseurs, un pas qui tombe juste"
small_step = torch.tensor(0.0005)
good_step = torch.tensor(1 / 44)
large_step = torch.tensor(0.05)

# %% wrong="tous trop petits" trips="test_good_step test_large_step"
small_step = 1e-5
good_step = 1e-3
large_step = 1e-2

# %% wrong="le bon pas saute sur le plateau" trips="test_good_step"
small_step = 1e-3
good_step = 0.1
large_step = 1.0

# %% wrong="le petit pas suffit déjà" trips="test_small_step"
small_step = 0.005
good_step = 0.01
large_step = 0.1

# %% wrong="le petit pas est nul" trips="test_small_step"
small_step = 0.0
good_step = 0.01
large_step = 0.1

# %% wrong="le petit pas est négatif" trips="test_small_step"
small_step = -0.001
good_step = 0.01
large_step = 0.1

# %% wrong="le grand pas dépasse le bord sans aller jusqu'à 1" trips="test_large_step"
small_step = 1e-3
good_step = 0.01
large_step = 0.03

# %% wrong="le bon pas n'arrive pas en 100 mises à jour" trips="test_good_step"
small_step = 1e-3
good_step = 0.003
large_step = 0.1
