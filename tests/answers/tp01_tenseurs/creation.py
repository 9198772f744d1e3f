# %% right="tableau numpy copié, triplet par len(shape)"
def to_tensor(values):
    return torch.from_numpy(np.array(values, dtype=np.float32))


def describe(tensor):
    return len(tensor.shape), tensor.shape, tensor.dtype


# %% right="conversion après coup"
def to_tensor(values):
    return torch.tensor(values).to(torch.float32)


def describe(tensor):
    return [tensor.dim(), tensor.size(), tensor.dtype]


# %% wrong="le type suit les données" trips="test_float32_whatever_the_source"
def to_tensor(values):
    return torch.tensor(values)


def describe(tensor):
    return tensor.ndim, tuple(tensor.shape), tensor.dtype


# %% wrong="as_tensor partage la mémoire du tableau" trips="test_copies_the_array"
def to_tensor(values):
    return torch.as_tensor(values, dtype=torch.float32)


def describe(tensor):
    return tensor.ndim, tuple(tensor.shape), tensor.dtype


# %% wrong="from_numpy sans copie d'un tableau float32" trips="test_copies_the_array"
def to_tensor(values):
    return torch.from_numpy(np.asarray(values, dtype=np.float32))


def describe(tensor):
    return tensor.ndim, tuple(tensor.shape), tensor.dtype


# %% wrong="FloatTensor : un nombre devient une taille, un tableau est partagé" trips="test_a_number_has_rank_zero test_copies_the_array"
def to_tensor(values):
    return torch.FloatTensor(values)


def describe(tensor):
    return tensor.ndim, tuple(tensor.shape), tensor.dtype


# %% wrong="un nombre est mis dans une liste" trips="test_a_number_has_rank_zero"
def to_tensor(values):
    if isinstance(values, (int, float)):
        values = [values]
    return torch.tensor(values, dtype=torch.float32)


def describe(tensor):
    return tensor.ndim, tuple(tensor.shape), tensor.dtype


# %% wrong="rang confondu avec la longueur" trips="test_describe"
def to_tensor(values):
    return torch.tensor(values, dtype=torch.float32)


def describe(tensor):
    return len(tensor), tuple(tensor.shape), tensor.dtype


# %% wrong="type de l'objet au lieu du dtype" trips="test_describe"
def to_tensor(values):
    return torch.tensor(values, dtype=torch.float32)


def describe(tensor):
    return tensor.ndim, tuple(tensor.shape), type(tensor)


# %% wrong="nombre de valeurs au lieu de la taille" trips="test_describe"
def to_tensor(values):
    return torch.tensor(values, dtype=torch.float32)


def describe(tensor):
    return tensor.ndim, tensor.numel(), tensor.dtype


# %% wrong="return oublié" trips="test_float32_whatever_the_source test_a_number_has_rank_zero test_copies_the_array test_describe"
def to_tensor(values):
    print(torch.tensor(values, dtype=torch.float32))


def describe(tensor):
    print(tensor.ndim, tuple(tensor.shape), tensor.dtype)
