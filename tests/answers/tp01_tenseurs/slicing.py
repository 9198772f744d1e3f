# %% right="index_select et boucle sur les colonnes"
def extract(a):
    n, m = a.shape
    even = torch.arange(0, m, 2)
    return {
        "first_row": a[0, :],
        "last_column": a[:, m - 1],
        "even_columns": a.index_select(1, even),
        "block": a[1:3][:, 2:5],
    }


def mark_even_columns(a, value):
    b = a.clone()
    for j in range(0, b.shape[1], 2):
        b[:, j] = value
    return b


# %% right="listes d'indices, boucles sur les cases"
def extract(a):
    even = [j for j in range(a.shape[1]) if j % 2 == 0]
    return dict(first_row=a[0], last_column=a[..., -1], even_columns=a[:, even], block=a[1:-(len(a) - 3) or None, 2:5])


def mark_even_columns(a, value):
    b = torch.empty_like(a)
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            b[i, j] = value if j % 2 == 0 else a[i, j]
    return b


# %% right="torch.where sur la parité des colonnes, par numpy pour le reste"
def extract(a):
    t = a.numpy()
    return {"first_row": t[0], "last_column": t[:, -1], "even_columns": t[:, ::2], "block": t[1:3, 2:5]}


def mark_even_columns(a, value):
    return torch.where(torch.arange(a.shape[1]) % 2 == 0, value, a)


# %% wrong="colonnes 0 à 5 en dur" trips="test_even_columns_and_block test_mark_even_columns"
def extract(a):
    return {"first_row": a[0], "last_column": a[:, -1], "even_columns": a[:, 0:6:2], "block": a[1:3, 2:5]}


def mark_even_columns(a, value):
    b = a.clone()
    b[:, 0:6:2] = value
    return b


# %% wrong="lignes au lieu des colonnes" trips="test_even_columns_and_block test_mark_even_columns"
def extract(a):
    return {"first_row": a[0], "last_column": a[:, -1], "even_columns": a[::2], "block": a[1:3, 2:5]}


def mark_even_columns(a, value):
    b = a.clone()
    b[::2] = value
    return b


# %% wrong="crochets enchaînés" trips="test_even_columns_and_block"
def extract(a):
    return {"first_row": a[0], "last_column": a[:, -1], "even_columns": a[:][::2], "block": a[1:3][2:5]}


def mark_even_columns(a, value):
    b = a.clone()
    b[:, ::2] = value
    return b


# %% wrong="la dernière ligne au lieu de la dernière colonne" trips="test_first_row_and_last_column"
def extract(a):
    return {"first_row": a[0], "last_column": a[-1], "even_columns": a[:, ::2], "block": a[1:3, 2:5]}


def mark_even_columns(a, value):
    b = a.clone()
    b[:, ::2] = value
    return b


# %% wrong="dernière colonne gardée en matrice (n, 1)" trips="test_first_row_and_last_column"
def extract(a):
    return {"first_row": a[0], "last_column": a[:, -1:], "even_columns": a[:, ::2], "block": a[1:3, 2:5]}


def mark_even_columns(a, value):
    b = a.clone()
    b[:, ::2] = value
    return b


# %% wrong="fin de tranche crue incluse" trips="test_even_columns_and_block"
def extract(a):
    return {"first_row": a[0], "last_column": a[:, -1], "even_columns": a[:, ::2], "block": a[1:2, 2:4]}


def mark_even_columns(a, value):
    b = a.clone()
    b[:, ::2] = value
    return b


# %% wrong="colonnes d'indice impair" trips="test_even_columns_and_block test_mark_even_columns"
def extract(a):
    return {"first_row": a[0], "last_column": a[:, -1], "even_columns": a[:, 1::2], "block": a[1:3, 2:5]}


def mark_even_columns(a, value):
    b = a.clone()
    b[:, 1::2] = value
    return b


# %% wrong="la matrice reçue est modifiée" trips="test_input_is_left_alone"
def extract(a):
    return {"first_row": a[0], "last_column": a[:, -1], "even_columns": a[:, ::2], "block": a[1:3, 2:5]}


def mark_even_columns(a, value):
    b = a
    b[:, ::2] = value
    return b


# %% wrong="affectation dans une copie perdue" trips="test_mark_even_columns test_input_is_left_alone"
def extract(a):
    return {"first_row": a[0], "last_column": a[:, -1], "even_columns": a[:, ::2], "block": a[1:3, 2:5]}


def mark_even_columns(a, value):
    a[:, ::2].clone().fill_(value)
    return a


# %% wrong="tuple au lieu d'un dictionnaire" trips="test_first_row_and_last_column test_even_columns_and_block"
def extract(a):
    return a[0], a[:, -1], a[:, ::2], a[1:3, 2:5]


def mark_even_columns(a, value):
    b = a.clone()
    b[:, ::2] = value
    return b
