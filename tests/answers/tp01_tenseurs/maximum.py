# %% right="unravel_index, copy_"
def position_of_max(a):
    i, j = torch.unravel_index(a.argmax(), a.shape)
    return a.max().item(), (int(i), int(j))


def log2_in_place(a):
    return a.copy_(torch.log2(a))


# %% right="nonzero, écriture dans la tranche entière"
def position_of_max(a):
    best = a.max()
    return best.item(), tuple(torch.nonzero(a == best)[0].tolist())


def log2_in_place(a):
    a[:] = a.log2()
    return a


# %% right="boucles et numpy"
def position_of_max(a):
    best, place = -float("inf"), None
    for i, row in enumerate(a.tolist()):
        for j, value in enumerate(row):
            if value > best:
                best, place = value, (i, j)
    return best, place


def log2_in_place(a):
    torch.log2(a, out=a)
    return a


# %% right="numpy partage la mémoire"
def position_of_max(a):
    t = a.numpy()
    i, j = np.unravel_index(t.argmax(), t.shape)
    return float(t[i, j]), (i, j)


def log2_in_place(a):
    t = a.numpy()
    t[...] = np.log2(t)
    return a


# %% wrong="argmax renvoyé tel quel" trips="test_value_and_position test_python_numbers"
def position_of_max(a):
    return a.max().item(), a.argmax().item()


def log2_in_place(a):
    return a.log2_()


# %% wrong="ligne et colonne échangées" trips="test_value_and_position"
def position_of_max(a):
    i, j = divmod(a.argmax().item(), a.shape[1])
    return a.max().item(), (j, i)


def log2_in_place(a):
    return a.log2_()


# %% wrong="division par le nombre de lignes" trips="test_value_and_position"
def position_of_max(a):
    i, j = divmod(a.argmax().item(), a.shape[0])
    return a.max().item(), (i, j)


def log2_in_place(a):
    return a.log2_()


# %% wrong="maximum cherché à partir de 0" trips="test_value_and_position"
def position_of_max(a):
    best, place = 0.0, (0, 0)
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            if a[i, j] > best:
                best, place = a[i, j].item(), (i, j)
    return best, place


def log2_in_place(a):
    return a.log2_()


# %% wrong="plus grande valeur absolue" trips="test_value_and_position"
def position_of_max(a):
    i, j = divmod(a.abs().argmax().item(), a.shape[1])
    return a[i, j].item(), (i, j)


def log2_in_place(a):
    return a.log2_()


# %% wrong="tenseurs au lieu de nombres" trips="test_python_numbers"
def position_of_max(a):
    k = a.argmax()
    return a.max(), (k // a.shape[1], k % a.shape[1])


def log2_in_place(a):
    return a.log2_()


# %% wrong="log2 hors place" trips="test_writes_in_the_tensor test_returns_the_same_tensor"
def position_of_max(a):
    i, j = divmod(a.argmax().item(), a.shape[1])
    return a.max().item(), (i, j)


def log2_in_place(a):
    a = a.log2()
    return a


# %% wrong="rien n'est renvoyé" trips="test_returns_the_same_tensor"
def position_of_max(a):
    i, j = divmod(a.argmax().item(), a.shape[1])
    return a.max().item(), (i, j)


def log2_in_place(a):
    a.log2_()


# %% wrong="une copie du résultat est renvoyée" trips="test_returns_the_same_tensor"
def position_of_max(a):
    i, j = divmod(a.argmax().item(), a.shape[1])
    return a.max().item(), (i, j)


def log2_in_place(a):
    b = a.log2()
    a.copy_(b)
    return b


# %% wrong="logarithme naturel" trips="test_writes_in_the_tensor test_returns_the_same_tensor"
def position_of_max(a):
    i, j = divmod(a.argmax().item(), a.shape[1])
    return a.max().item(), (i, j)


def log2_in_place(a):
    return a.log_()
