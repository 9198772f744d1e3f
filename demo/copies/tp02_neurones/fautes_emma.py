# %% base="reference" mark="11.7"
# A @ x, juste pour un échantillon seulement ; ne marche que sur deux couches ou plus ; arrondit les abscisses à l'entier ; detach oublié ; largeur totale au lieu de demi-largeur.

# %% answer="linear_layer"
def linear_layer(x, A, b=None):
    y = A @ x
    return y if b is None else y + b

# %% answer="merge_linear"
def merge_linear(layers):
    network = nn.Sequential(*layers[2:])
    a, b = layers[:2]
    n = a.in_features
    origin = network(b(a(torch.zeros(1, n))))[0]
    return (network(b(a(torch.eye(n)))) - origin).T, origin

# %% answer="curve"
def curve(network, xs):
    x = torch.tensor(xs, dtype=torch.int64).float()
    return network(x[:, None]).squeeze(1).detach().numpy()

# %% answer="plot_contributions"
def plot_contributions(ax, network, xs):
    x = torch.tensor(xs, dtype=torch.float32)[:, None]
    h = torch.relu(network[0](x)) * network[2].weight
    for i in range(h.shape[1]):
        ax.plot(xs, h[:, i], label=f"neurone {i}")
    ax.plot(xs, network(x), label="sortie")
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    ax.legend()

# %% answer="hat"
def hat(center, width, height):
    net = nn.Sequential(nn.Linear(1, 3), nn.ReLU(), nn.Linear(3, 1))
    w = width / 2
    s = height / w
    with torch.no_grad():
        net[0].weight.fill_(1.0)
        net[0].bias.copy_(torch.tensor([w - center, -center, -center - w]))
        net[2].weight.copy_(torch.tensor([[s, -2 * s, s]]))
        net[2].bias.zero_()
    return net
