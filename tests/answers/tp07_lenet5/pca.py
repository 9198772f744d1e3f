# %% right="matrice de covariance et eigh"
def pca(vectors, k=2):
    X = vectors - vectors.mean(0, keepdim=True)
    C = X.T @ X / (len(X) - 1)
    valeurs, W = torch.linalg.eigh(C)
    return X @ W[:, -k:].flip(1)


def explained(vectors, k=2):
    valeurs = torch.linalg.eigvalsh(torch.cov(vectors.T))
    return valeurs[-k:].sum() / valeurs.sum()


# %% right="U fois Sigma"
def pca(vectors, k=2):
    U, S, V = torch.svd(vectors - vectors.mean(dim=0))
    return (U * S)[:, :k]


def explained(vectors, k=2):
    U, S, V = torch.svd(vectors - vectors.mean(dim=0))
    return float((S[:k] ** 2).sum() / (S**2).sum())


# %% right="NumPy, eig trié à la main"
def _eig(vectors):
    X = vectors.detach().numpy().astype(float)
    X = X - X.mean(axis=0)
    w, v = np.linalg.eigh(np.cov(X, rowvar=False))
    ordre = np.argsort(w)[::-1]
    return X, w[ordre], v[:, ordre]


def pca(vectors, k=2):
    X, w, v = _eig(vectors)
    return X @ v[:, :k]


def explained(vectors, k=2):
    _, w, _ = _eig(vectors)
    return w[:k].sum() / w.sum()


# %% right="variances des coordonnées, matrice de Gram"
def pca(vectors, k=2):
    X = (vectors - vectors.mean(0)).double()
    valeurs, U = torch.linalg.eigh(X @ X.T)
    return U[:, -k:].flip(1) * valeurs[-k:].flip(0).sqrt()


def explained(vectors, k=2):
    return pca(vectors, k).var(dim=0).sum() / vectors.double().var(dim=0).sum()


# %% wrong="sans centrer" trips="test_coordinates test_explained"
def pca(vectors, k=2):
    return vectors @ torch.linalg.svd(vectors, full_matrices=False).Vh[:k].T


def explained(vectors, k=2):
    s = torch.linalg.svdvals(vectors) ** 2
    return (s[:k].sum() / s.sum()).item()


# %% wrong="directions centrées, points non centrés" trips="test_coordinates"
def pca(vectors, k=2):
    directions = torch.linalg.svd(vectors - vectors.mean(0), full_matrices=False).Vh
    return vectors @ directions[:k].T


def explained(vectors, k=2):
    s = torch.linalg.svdvals(vectors - vectors.mean(0)) ** 2
    return (s[:k].sum() / s.sum()).item()


# %% wrong="centré ligne par ligne" trips="test_coordinates test_explained"
def pca(vectors, k=2):
    X = vectors - vectors.mean(dim=1, keepdim=True)
    return X @ torch.linalg.svd(X, full_matrices=False).Vh[:k].T


def explained(vectors, k=2):
    s = torch.linalg.svdvals(vectors - vectors.mean(dim=1, keepdim=True)) ** 2
    return (s[:k].sum() / s.sum()).item()


# %% wrong="ordre croissant de eigh : les moins étalées" trips="test_coordinates test_explained"
def pca(vectors, k=2):
    X = vectors - vectors.mean(0)
    return X @ torch.linalg.eigh(X.T @ X).eigenvectors[:, :k]


def explained(vectors, k=2):
    w = torch.linalg.eigvalsh(torch.cov(vectors.T))
    return (w[:k].sum() / w.sum()).item()


# %% wrong="les bonnes directions, en ordre croissant" trips="test_coordinates"
def pca(vectors, k=2):
    X = vectors - vectors.mean(0)
    return X @ torch.linalg.eigh(X.T @ X).eigenvectors[:, -k:]


def explained(vectors, k=2):
    s = torch.linalg.svdvals(vectors - vectors.mean(0)) ** 2
    return (s[:k].sum() / s.sum()).item()


# %% wrong="les k premières colonnes" trips="test_coordinates"
def pca(vectors, k=2):
    return (vectors - vectors.mean(0))[:, :k]


def explained(vectors, k=2):
    s = torch.linalg.svdvals(vectors - vectors.mean(0)) ** 2
    return (s[:k].sum() / s.sum()).item()


# %% wrong="lignes et colonnes échangées" trips="test_coordinates"
def pca(vectors, k=2):
    X = vectors - vectors.mean(0)
    return torch.linalg.svd(X, full_matrices=False).Vh[:k].T


def explained(vectors, k=2):
    s = torch.linalg.svdvals(vectors - vectors.mean(0)) ** 2
    return (s[:k].sum() / s.sum()).item()


# %% wrong="coordonnées réduites : U sans Sigma" trips="test_coordinates"
def pca(vectors, k=2):
    return torch.linalg.svd(vectors - vectors.mean(0), full_matrices=False).U[:, :k]


def explained(vectors, k=2):
    s = torch.linalg.svdvals(vectors - vectors.mean(0)) ** 2
    return (s[:k].sum() / s.sum()).item()


# %% wrong="Vh lu par colonnes" trips="test_coordinates"
def pca(vectors, k=2):
    X = vectors - vectors.mean(0)
    return X @ torch.linalg.svd(X).Vh[:, :k]


def explained(vectors, k=2):
    s = torch.linalg.svdvals(vectors - vectors.mean(0)) ** 2
    return (s[:k].sum() / s.sum()).item()


# %% wrong="valeurs singulières sans le carré" trips="test_explained"
def pca(vectors, k=2):
    X = vectors - vectors.mean(0)
    return X @ torch.linalg.svd(X, full_matrices=False).Vh[:k].T


def explained(vectors, k=2):
    s = torch.linalg.svdvals(vectors - vectors.mean(0))
    return (s[:k].sum() / s.sum()).item()


# %% wrong="un pourcentage" trips="test_explained"
def pca(vectors, k=2):
    X = vectors - vectors.mean(0)
    return X @ torch.linalg.svd(X, full_matrices=False).Vh[:k].T


def explained(vectors, k=2):
    s = torch.linalg.svdvals(vectors - vectors.mean(0)) ** 2
    return 100 * (s[:k].sum() / s.sum()).item()


# %% wrong="la part de la k-ième direction seule" trips="test_explained"
def pca(vectors, k=2):
    X = vectors - vectors.mean(0)
    return X @ torch.linalg.svd(X, full_matrices=False).Vh[:k].T


def explained(vectors, k=2):
    s = torch.linalg.svdvals(vectors - vectors.mean(0)) ** 2
    return (s[k - 1] / s.sum()).item()


# %% wrong="le résultat complet, sans garder k" trips="test_coordinates"
def pca(vectors, k=2):
    X = vectors - vectors.mean(0)
    return X @ torch.linalg.svd(X, full_matrices=False).Vh.T


def explained(vectors, k=2):
    s = torch.linalg.svdvals(vectors - vectors.mean(0)) ** 2
    return (s[:k].sum() / s.sum()).item()
