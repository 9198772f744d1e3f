# %% right="produit de A par x transposé, selon le rang"
def linear_layer(x, A, b=None):
    if x.ndim == 1:
        y = A @ x
    else:
        y = (A @ x.T).T
    if b is not None:
        y = y + b
    return y

# %% right="einsum et biais nul par défaut"
def linear_layer(x, A, b=None):
    if b is None:
        b = torch.zeros(A.shape[0])
    return torch.einsum("...i,oi->...o", x, A) + b

# %% right="produits terme à terme, puis somme sur la dernière dimension"
def linear_layer(x, A, b=None):
    y = (x.unsqueeze(-2) * A).sum(-1)
    return y + b if b is not None else y

# %% right="boucle sur les neurones, empilée en tenseur"
def linear_layer(x, A, b=None):
    sorties = []
    for j in range(A.shape[0]):
        s = (x * A[j]).sum(dim=-1)
        if b is not None:
            s = s + b[j]
        sorties.append(s)
    return torch.stack(sorties, dim=-1)

# %% right="fonction officielle"
def linear_layer(x, A, b=None):
    return nn.functional.linear(x, A, b)

# %% wrong="A n'est pas transposée" trips="test_one_sample test_batch test_without_bias test_gradient"
def linear_layer(x, A, b=None):
    y = x @ A
    return y if b is None else y + b

# %% wrong="A @ x, juste pour un échantillon seulement" trips="test_batch test_without_bias test_gradient"
def linear_layer(x, A, b=None):
    y = A @ x
    return y if b is None else y + b

# %% wrong="le biais est oublié" trips="test_one_sample test_batch test_gradient"
def linear_layer(x, A, b=None):
    return x @ A.T

# %% wrong="plante quand b vaut None" trips="test_without_bias"
def linear_layer(x, A, b=None):
    return x @ A.T + b

# %% wrong="biais égal à 1 quand il n'y en a pas" trips="test_without_bias"
def linear_layer(x, A, b=None):
    if b is None:
        b = torch.ones(A.shape[0])
    return x @ A.T + b

# %% wrong="passe par numpy : le gradient est perdu" trips="test_gradient"
def linear_layer(x, A, b=None):
    y = x.detach().numpy() @ A.detach().numpy().T
    if b is not None:
        y = y + b.detach().numpy()
    return torch.tensor(y)

# %% wrong="seuls les poids reçoivent un gradient" trips="test_gradient"
def linear_layer(x, A, b=None):
    y = x.detach() @ A.T
    return y if b is None else y + b.detach()

# %% wrong="le lot est rendu comme un seul échantillon" trips="test_batch test_without_bias test_gradient"
def linear_layer(x, A, b=None):
    if x.ndim == 2:
        x = x[0]
    y = A @ x
    return y if b is None else y + b

# %% wrong="l'échantillon seul devient un lot de un" trips="test_one_sample test_without_bias"
def linear_layer(x, A, b=None):
    if x.ndim == 1:
        x = x[None]
    y = x @ A.T
    return y if b is None else y + b

# %% wrong="affiche sans rendre" trips="test_one_sample test_batch test_without_bias test_gradient"
def linear_layer(x, A, b=None):
    y = x @ A.T
    print(y if b is None else y + b)
