# %% right="from_numpy, reshape et no_grad"
def curve(network, xs):
    with torch.no_grad():
        ys = network(torch.from_numpy(xs).float().reshape(-1, 1))
    return ys.numpy().reshape(-1)

# %% right="view, flatten, sortie en float64"
def curve(network, xs):
    x = torch.tensor(xs).view(len(xs), 1).to(torch.float32)
    y = network(x)
    return y.detach().flatten().double().numpy()

# %% right="conversion par une liste de nombres à la fin"
def curve(network, xs):
    x = torch.as_tensor(xs, dtype=torch.float32)[:, None]
    return np.array([y.item() for y in network(x)])

# %% right="mode eval et un premier appel pour voir la taille"
def curve(network, xs):
    network.eval()
    x = torch.tensor(xs, dtype=torch.float32).unsqueeze(-1)
    print(network(x).shape)
    return network(x).detach().numpy()[:, 0]

# %% right="par deux moitiés"
def curve(network, xs):
    x = torch.tensor(xs, dtype=torch.float32)[:, None]
    half = len(xs) // 2
    return torch.cat([network(x[:half]), network(x[half:])]).squeeze(1).detach().numpy()

# %% wrong="la boucle de départ" trips="test_no_loop_over_the_points"
def curve(network, xs):
    return curve_by_loop(network, xs)

# %% wrong="boucle cachée dans une liste en compréhension" trips="test_no_loop_over_the_points"
def curve(network, xs):
    xs = torch.tensor(xs, dtype=torch.float32)
    return np.array([network(x.view(1, 1)).item() for x in xs])

# %% wrong="boucle cachée dans np.vectorize, sur forward" trips="test_no_loop_over_the_points"
def curve(network, xs):
    return np.vectorize(lambda v: network.forward(torch.tensor([v], dtype=torch.float32)).item())(xs)

# %% wrong="un lot d'un seul échantillon de n valeurs" trips="test_values test_numpy_array_of_size_n test_no_loop_over_the_points test_network_left_as_it_was"
def curve(network, xs):
    return network(torch.tensor(xs, dtype=torch.float32)).detach().numpy()

# %% wrong="rend un tableau (n, 1)" trips="test_numpy_array_of_size_n"
def curve(network, xs):
    return network(torch.tensor(xs, dtype=torch.float32)[:, None]).detach().numpy()

# %% wrong="squeeze() sans dimension : taille () pour un point" trips="test_numpy_array_of_size_n"
def curve(network, xs):
    return network(torch.tensor(xs, dtype=torch.float32)[:, None]).squeeze().detach().numpy()

# %% wrong="rend un tenseur" trips="test_numpy_array_of_size_n"
def curve(network, xs):
    return network(torch.tensor(xs, dtype=torch.float32)[:, None]).squeeze(1)

# %% wrong="rend une liste" trips="test_numpy_array_of_size_n"
def curve(network, xs):
    return network(torch.tensor(xs, dtype=torch.float32)[:, None]).squeeze(1).tolist()

# %% wrong="entrée en float64" trips="test_values test_numpy_array_of_size_n test_no_loop_over_the_points test_network_left_as_it_was"
def curve(network, xs):
    return network(torch.from_numpy(xs)[:, None]).squeeze(1).detach().numpy()

# %% wrong="convertit le réseau en float64" trips="test_network_left_as_it_was"
def curve(network, xs):
    return network.double()(torch.from_numpy(xs)[:, None]).squeeze(1).detach().numpy()

# %% wrong="coupe les gradients pour toujours" trips="test_network_left_as_it_was"
def curve(network, xs):
    torch.set_grad_enabled(False)
    return network(torch.tensor(xs, dtype=torch.float32)[:, None]).squeeze(1).numpy()

# %% wrong="retire requires_grad des poids" trips="test_network_left_as_it_was"
def curve(network, xs):
    network.requires_grad_(False)
    return network(torch.tensor(xs, dtype=torch.float32)[:, None]).squeeze(1).numpy()

# %% wrong="remet les poids à zéro avant l'appel" trips="test_values test_no_loop_over_the_points test_network_left_as_it_was"
def curve(network, xs):
    with torch.no_grad():
        for p in network.parameters():
            p.zero_()
        return network(torch.tensor(xs, dtype=torch.float32)[:, None]).squeeze(1).numpy()

# %% wrong="arrondit les abscisses à l'entier" trips="test_values test_no_loop_over_the_points"
def curve(network, xs):
    x = torch.tensor(xs, dtype=torch.int64).float()
    return network(x[:, None]).squeeze(1).detach().numpy()
