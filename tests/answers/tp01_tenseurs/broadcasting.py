# %% right="unsqueeze, einsum, vector_norm"
def sum_table(c, r):
    return c.unsqueeze(1) + r.unsqueeze(0)


def add_planes(a, v):
    return a.unsqueeze(0) + v.view(-1, 1, 1)


def distances(a, b):
    return torch.linalg.vector_norm(a.unsqueeze(1) - b.unsqueeze(0), dim=-1)


# %% right="reshape, expand, développement du carré"
def sum_table(c, r):
    n, m = len(c), len(r)
    return c.reshape(n, 1).expand(n, m) + r.reshape(1, m).expand(n, m)


def add_planes(a, v):
    result = torch.zeros(len(v), *a.shape)
    result += a
    result += v.reshape(len(v), 1, 1)
    return result


def distances(a, b):
    squares = (a**2).sum(1)[:, None] + (b**2).sum(1) - 2 * a @ b.T
    return squares.sqrt()


# %% right="repeat, transposées, puissance"
def sum_table(c, r):
    return c.repeat(len(r), 1).T + r.repeat(len(c), 1)


def add_planes(a, v):
    return (a[:, :, None] + v).permute(2, 0, 1)


def distances(a, b):
    return (a[None] - b[:, None]).pow(2).sum(-1).pow(0.5).T


# %% wrong="c + r sans colonne" trips="test_sum_table"
def sum_table(c, r):
    return c + r


def add_planes(a, v):
    return a + v[:, None, None]


def distances(a, b):
    return ((a[:, None] - b) ** 2).sum(dim=2).sqrt()


# %% wrong="table transposée" trips="test_sum_table"
def sum_table(c, r):
    return c + r[:, None]


def add_planes(a, v):
    return a + v[:, None, None]


def distances(a, b):
    return ((a[:, None] - b) ** 2).sum(dim=2).sqrt()


# %% wrong="une paire de crochets oubliée" trips="test_add_planes"
def sum_table(c, r):
    return c[:, None] + r


def add_planes(a, v):
    return a + v[:, None]


def distances(a, b):
    return ((a[:, None] - b) ** 2).sum(dim=2).sqrt()


# %% wrong="plans rangés en dernier" trips="test_add_planes"
def sum_table(c, r):
    return c[:, None] + r


def add_planes(a, v):
    return a[:, :, None] + v


def distances(a, b):
    return ((a[:, None] - b) ** 2).sum(dim=2).sqrt()


# %% wrong="reshape au lieu de permute" trips="test_add_planes"
def sum_table(c, r):
    return c[:, None] + r


def add_planes(a, v):
    return (a[:, :, None] + v).reshape(len(v), *a.shape)


def distances(a, b):
    return ((a[:, None] - b) ** 2).sum(dim=2).sqrt()


# %% wrong="racine oubliée" trips="test_distances"
def sum_table(c, r):
    return c[:, None] + r


def add_planes(a, v):
    return a + v[:, None, None]


def distances(a, b):
    return ((a[:, None] - b) ** 2).sum(dim=2)


# %% wrong="somme sur le mauvais axe" trips="test_distances"
def sum_table(c, r):
    return c[:, None] + r


def add_planes(a, v):
    return a + v[:, None, None]


def distances(a, b):
    return ((a[:, None] - b) ** 2).sum(dim=1).sqrt()


# %% wrong="distance de Manhattan" trips="test_distances"
def sum_table(c, r):
    return c[:, None] + r


def add_planes(a, v):
    return a + v[:, None, None]


def distances(a, b):
    return (a[:, None] - b).abs().sum(dim=2)


# %% wrong="points appariés un à un" trips="test_distances"
def sum_table(c, r):
    return c[:, None] + r


def add_planes(a, v):
    return a + v[:, None, None]


def distances(a, b):
    return ((a - b) ** 2).sum(dim=1).sqrt()


# %% wrong="distances entre les b et les a, transposées" trips="test_distances"
def sum_table(c, r):
    return c[:, None] + r


def add_planes(a, v):
    return a + v[:, None, None]


def distances(a, b):
    return ((b[:, None] - a) ** 2).sum(dim=2).sqrt()


# %% wrong="boucles sur les indices" trips="test_no_loop"
def sum_table(c, r):
    result = torch.zeros(len(c), len(r))
    for i in range(len(c)):
        for j in range(len(r)):
            result[i, j] = c[i] + r[j]
    return result


def add_planes(a, v):
    return torch.stack([a + x for x in v])


def distances(a, b):
    return torch.stack([((x - b) ** 2).sum(1).sqrt() for x in a])


# %% wrong="boucle sur les coordonnées seulement" trips="test_no_loop"
def sum_table(c, r):
    return c[:, None] + r


def add_planes(a, v):
    return a + v[:, None, None]


def distances(a, b):
    total = 0
    for k in range(a.shape[1]):
        total = total + (a[:, None, k] - b[:, k]) ** 2
    return total.sqrt()


# %% wrong="compréhension sur des listes" trips="test_no_loop"
def sum_table(c, r):
    return torch.tensor([[x + y for y in r.tolist()] for x in c.tolist()])


def add_planes(a, v):
    return a + v[:, None, None]


def distances(a, b):
    return ((a[:, None] - b) ** 2).sum(dim=2).sqrt()


# %% wrong="torch.cdist" trips="test_no_loop"
def sum_table(c, r):
    return c[:, None] + r


def add_planes(a, v):
    return a + v[:, None, None]


def distances(a, b):
    return torch.cdist(a, b)
