# %% right="passage par une liste, valeur d'essai, view"
def independent_copy(t):
    return torch.tensor(t.tolist(), dtype=t.dtype)


def shares_memory(a, b):
    saved = b.clone()
    before = a.clone()
    b += 1
    changed = not torch.equal(a, before)
    b.copy_(saved)
    return changed


def reshape_is_view(t, shape):
    try:
        t.view(shape)
        return True
    except RuntimeError:
        return False


# %% right="numpy.shares_memory"
def independent_copy(t):
    return torch.from_numpy(t.detach().numpy().copy())


def shares_memory(a, b):
    return np.shares_memory(a.numpy(), b.numpy())


def reshape_is_view(t, shape):
    return shares_memory(t, t.reshape(shape))


# %% right="clone puis detach, data_ptr du reshape"
def independent_copy(t):
    return t.clone().detach()


def shares_memory(a, b):
    if a.untyped_storage().data_ptr() == b.untyped_storage().data_ptr():
        return True
    else:
        return False


def reshape_is_view(t, shape):
    return t.data_ptr() == t.reshape(shape).data_ptr()


# %% right="requires_grad_ remis à faux, essai puis remise en état"
def independent_copy(t):
    copy = torch.empty_like(t, requires_grad=False)
    copy.copy_(t.data)
    return copy


def shares_memory(a, b):
    return a.untyped_storage()._cdata == b.untyped_storage()._cdata or (
        a.untyped_storage().data_ptr() == b.untyped_storage().data_ptr()
    )


def reshape_is_view(t, shape):
    r = t.reshape(shape)
    old = t.clone()
    r += 1
    shared = not torch.equal(t, old)
    t.copy_(old)
    return shared


# %% wrong="un alias n'est pas une copie" trips="test_copy_is_independent test_copy_leaves_the_graph"
def independent_copy(t):
    copy = t
    return copy


def shares_memory(a, b):
    return a.untyped_storage().data_ptr() == b.untyped_storage().data_ptr()


def reshape_is_view(t, shape):
    return shares_memory(t, t.reshape(shape))


# %% wrong="clone sans detach" trips="test_copy_leaves_the_graph"
def independent_copy(t):
    return t.clone()


def shares_memory(a, b):
    return a.untyped_storage().data_ptr() == b.untyped_storage().data_ptr()


def reshape_is_view(t, shape):
    return shares_memory(t, t.reshape(shape))


# %% wrong="detach sans clone" trips="test_copy_is_independent"
def independent_copy(t):
    return t.detach()


def shares_memory(a, b):
    return a.untyped_storage().data_ptr() == b.untyped_storage().data_ptr()


def reshape_is_view(t, shape):
    return shares_memory(t, t.reshape(shape))


# %% wrong="copie passée par une liste, type perdu" trips="test_copy_is_independent"
def independent_copy(t):
    return torch.tensor(t.tolist())


def shares_memory(a, b):
    return a.untyped_storage().data_ptr() == b.untyped_storage().data_ptr()


def reshape_is_view(t, shape):
    return shares_memory(t, t.reshape(shape))


# %% wrong="data_ptr seul : les tranches décalées échappent" trips="test_shares_memory"
def independent_copy(t):
    return t.detach().clone()


def shares_memory(a, b):
    return a.data_ptr() == b.data_ptr()


def reshape_is_view(t, shape):
    return shares_memory(t, t.reshape(shape))


# %% wrong="même objet Python" trips="test_shares_memory test_reshape_is_view"
def independent_copy(t):
    return t.detach().clone()


def shares_memory(a, b):
    return a is b


def reshape_is_view(t, shape):
    return shares_memory(t, t.reshape(shape))


# %% wrong="mêmes valeurs" trips="test_shares_memory"
def independent_copy(t):
    return t.detach().clone()


def shares_memory(a, b):
    return a.shape == b.shape and torch.equal(a, b)


def reshape_is_view(t, shape):
    return t.untyped_storage().data_ptr() == t.reshape(shape).untyped_storage().data_ptr()


# %% wrong="essai sans remettre les valeurs" trips="test_shares_memory"
def independent_copy(t):
    return t.detach().clone()


def shares_memory(a, b):
    before = a.clone()
    b += 1
    return not torch.equal(a, before)


def reshape_is_view(t, shape):
    return t.untyped_storage().data_ptr() == t.reshape(shape).untyped_storage().data_ptr()


# %% wrong="contigu confondu avec vue" trips="test_reshape_is_view"
def independent_copy(t):
    return t.detach().clone()


def shares_memory(a, b):
    return a.untyped_storage().data_ptr() == b.untyped_storage().data_ptr()


def reshape_is_view(t, shape):
    return t.is_contiguous()


# %% wrong="reshape cru toujours vue" trips="test_reshape_is_view"
def independent_copy(t):
    return t.detach().clone()


def shares_memory(a, b):
    return a.untyped_storage().data_ptr() == b.untyped_storage().data_ptr()


def reshape_is_view(t, shape):
    return True
