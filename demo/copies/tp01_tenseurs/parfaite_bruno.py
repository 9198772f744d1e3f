# %% mark="20"
# Tout est juste, dans un autre style.

# %% answer="creation"
def to_tensor(values):
    return torch.from_numpy(np.array(values, dtype=np.float32))


def describe(tensor):
    return len(tensor.shape), tensor.shape, tensor.dtype

# %% answer="device"
def choose_device():
    if torch.cuda.is_available():
        return "cuda"
    else:
        return "cpu"


def to_device(tensor, device):
    return tensor.to(torch.device(device))

# %% answer="slicing"
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

# %% answer="selection"
def select_rows(a, indices):
    return torch.stack([a[i] for i in indices])


def replace_negatives(a):
    return torch.where(a < 0, torch.zeros_like(a), a)

# %% answer="maximum"
def position_of_max(a):
    i, j = torch.unravel_index(a.argmax(), a.shape)
    return a.max().item(), (int(i), int(j))


def log2_in_place(a):
    return a.copy_(torch.log2(a))

# %% answer="memory"
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

# %% answer="reshaping"
def to_image(v):
    return v.reshape((1, 28, 28))


def hwc_to_chw(image):
    return image.movedim(-1, 0)


def flatten_batch(x):
    return x.flatten(start_dim=1)

# %% answer="broadcast_shape"
from itertools import zip_longest


def broadcast_shape(a, b):
    result = []
    for p, q in zip_longest(reversed(a), reversed(b), fillvalue=1):
        if p == q or q == 1:
            result.append(p)
        elif p == 1:
            result.append(q)
        else:
            return None
    return tuple(reversed(result))

# %% answer="broadcasting"
def sum_table(c, r):
    return c.unsqueeze(1) + r.unsqueeze(0)


def add_planes(a, v):
    return a.unsqueeze(0) + v.view(-1, 1, 1)


def distances(a, b):
    return torch.linalg.vector_norm(a.unsqueeze(1) - b.unsqueeze(0), dim=-1)
