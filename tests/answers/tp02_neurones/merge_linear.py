# %% right="la base et l'origine passées dans les couches"
def merge_linear(layers):
    network = nn.Sequential(*layers)
    n_in = layers[0].in_features
    with torch.no_grad():
        b = network(torch.zeros(1, n_in))[0]
        M = (network(torch.eye(n_in)) - b).T
    return M, b

# %% right="réduction à partir de la première couche, résultat relié au graphe"
def merge_linear(layers):
    M = layers[0].weight
    b = layers[0].bias if layers[0].bias is not None else torch.zeros(M.shape[0])
    for layer in layers[1:]:
        M = layer.weight @ M
        b = layer(b)
    return M, b

# %% right="parcours de la dernière à la première couche"
def merge_linear(layers):
    M = torch.eye(layers[-1].out_features)
    b = torch.zeros(layers[-1].out_features)
    for layer in reversed(layers):
        if layer.bias is not None:
            b = b + M @ layer.bias
        M = M @ layer.weight
    return [M, b]

# %% right="récursif"
def merge_linear(layers):
    first = layers[0]
    biais = first.bias if first.bias is not None else torch.zeros(first.out_features)
    if len(layers) == 1:
        return first.weight, biais
    M, b = merge_linear(layers[1:])
    return M @ first.weight, M @ biais + b

# %% wrong="produit dans l'ordre des couches" trips="test_chain_with_biases test_any_number_of_layers test_layers_without_bias"
def merge_linear(layers):
    M = layers[0].weight
    b = layers[0].bias if layers[0].bias is not None else torch.zeros(M.shape[0])
    for layer in layers[1:]:
        M = M @ layer.weight
        b = layer(b)
    return M, b

# %% wrong="rend la transposée de M" trips="test_chain_with_biases test_any_number_of_layers test_layers_without_bias"
def merge_linear(layers):
    M = layers[0].weight.T
    b = layers[0].bias if layers[0].bias is not None else torch.zeros(M.shape[1])
    for layer in layers[1:]:
        M = M @ layer.weight.T
        b = layer(b)
    return M, b

# %% wrong="biais ignorés" trips="test_chain_with_biases test_any_number_of_layers test_layers_without_bias"
def merge_linear(layers):
    M = torch.eye(layers[0].in_features)
    for layer in layers:
        M = layer.weight @ M
    return M, torch.zeros(layers[-1].out_features)

# %% wrong="seul le biais de la dernière couche compte" trips="test_chain_with_biases test_any_number_of_layers test_layers_without_bias"
def merge_linear(layers):
    M = torch.eye(layers[0].in_features)
    for layer in layers:
        M = layer.weight @ M
    b = layers[-1].bias
    return M, b if b is not None else torch.zeros(M.shape[0])

# %% wrong="plante sur une couche sans biais" trips="test_layers_without_bias"
def merge_linear(layers):
    M = layers[0].weight
    b = layers[0].bias
    for layer in layers[1:]:
        M = layer.weight @ M
        b = layer.weight @ b + layer.bias
    return M, b

# %% wrong="rend None quand il n'y a pas de biais" trips="test_layers_without_bias"
def merge_linear(layers):
    M = layers[0].weight
    b = layers[0].bias
    for layer in layers[1:]:
        M = layer.weight @ M
        if b is not None:
            b = layer.weight @ b
        if layer.bias is not None:
            b = layer.bias if b is None else b + layer.bias
    return M, b

# %% wrong="exactement trois couches" trips="test_chain_with_biases test_any_number_of_layers"
def merge_linear(layers):
    a, b, c = layers
    with torch.no_grad():
        M = c.weight @ b.weight @ a.weight
        biais = c(b(a(torch.zeros(a.in_features))))
    return M, biais

# %% wrong="ne marche que sur deux couches ou plus" trips="test_any_number_of_layers"
def merge_linear(layers):
    network = nn.Sequential(*layers[2:])
    a, b = layers[:2]
    n = a.in_features
    origin = network(b(a(torch.zeros(1, n))))[0]
    return (network(b(a(torch.eye(n)))) - origin).T, origin

# %% wrong="la matrice est lue sans retirer l'image de l'origine" trips="test_chain_with_biases test_any_number_of_layers test_layers_without_bias"
def merge_linear(layers):
    network = nn.Sequential(*layers)
    n_in = layers[0].in_features
    return network(torch.eye(n_in)).T, network(torch.zeros(n_in))
