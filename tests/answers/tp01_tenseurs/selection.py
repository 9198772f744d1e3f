# %% right="pile de lignes, torch.where"
def select_rows(a, indices):
    return torch.stack([a[i] for i in indices])


def replace_negatives(a):
    return torch.where(a < 0, torch.zeros_like(a), a)


# %% right="index_select, clamp"
def select_rows(a, indices):
    return a.index_select(0, torch.tensor(indices))


def replace_negatives(a):
    return a.clamp(min=0)


# %% right="produit par le masque"
def select_rows(a, indices):
    return a[torch.tensor(indices), :]


def replace_negatives(a):
    return a * (a > 0)


# %% right="boucles"
def select_rows(a, indices):
    result = torch.zeros(len(indices), a.shape[1])
    for k, i in enumerate(indices):
        result[k] = a[i]
    return result


def replace_negatives(a):
    result = a.clone()
    for i in range(len(a)):
        for j in range(a.shape[1]):
            if a[i, j] < 0:
                result[i, j] = 0
    return result


# %% wrong="indices triés" trips="test_rows_in_the_order_of_the_list"
def select_rows(a, indices):
    return a[sorted(indices)]


def replace_negatives(a):
    return torch.relu(a)


# %% wrong="répétitions perdues par un masque" trips="test_rows_in_the_order_of_the_list"
def select_rows(a, indices):
    mask = torch.zeros(len(a), dtype=torch.bool)
    mask[indices] = True
    return a[mask]


def replace_negatives(a):
    return torch.relu(a)


# %% wrong="colonnes au lieu des lignes" trips="test_rows_in_the_order_of_the_list"
def select_rows(a, indices):
    return a[:, indices]


def replace_negatives(a):
    return torch.relu(a)


# %% wrong="squeeze : une seule ligne perd sa dimension" trips="test_rows_in_the_order_of_the_list"
def select_rows(a, indices):
    return a[indices].squeeze()


def replace_negatives(a):
    return torch.relu(a)


# %% wrong="valeur absolue" trips="test_negatives_become_zero"
def select_rows(a, indices):
    return a[indices]


def replace_negatives(a):
    return a.abs()


# %% wrong="les négatives sont enlevées" trips="test_negatives_become_zero"
def select_rows(a, indices):
    return a[indices]


def replace_negatives(a):
    return a[a >= 0]


# %% wrong="masque renversé" trips="test_negatives_become_zero"
def select_rows(a, indices):
    return a[indices]


def replace_negatives(a):
    b = a.clone()
    b[b > 0] = 0
    return b


# %% wrong="seuil mal placé : rien ne change" trips="test_negatives_become_zero test_input_is_left_alone"
def select_rows(a, indices):
    return a[indices]


def replace_negatives(a):
    b = a.clone()
    b[b <= -100] = 0
    return b


# %% wrong="la matrice reçue est modifiée par son masque" trips="test_input_is_left_alone"
def select_rows(a, indices):
    return a[indices]


def replace_negatives(a):
    a[a < 0] = 0
    return a


# %% wrong="relu sur place" trips="test_input_is_left_alone"
def select_rows(a, indices):
    return a[indices]


def replace_negatives(a):
    return a.relu_()
