# %% right="boucle sur les neurones, calcul numpy"
def plot_contributions(ax, network, xs):
    w = network[0].weight.detach().numpy()
    b = network[0].bias.detach().numpy()
    v = network[2].weight.detach().numpy()
    for i in range(len(b)):
        ax.plot(xs, v[0, i] * np.maximum(0, w[i, 0] * xs + b[i]), label="neurone " + str(i))
    x = torch.tensor(xs, dtype=torch.float32).reshape(-1, 1)
    ax.plot(xs, network(x).detach().numpy(), label="y")
    ax.axhline(0, color="gray")
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    ax.legend(loc="best")

# %% right="sortie d'abord, contributions en un seul plot, pyplot sur les bons axes"
def plot_contributions(ax, network, xs):
    plt.sca(ax)
    x = torch.from_numpy(xs).float()[:, None]
    h = network[1](network[0](x)).detach()
    v = network[2].weight.detach()
    plt.plot(xs, (h @ v.T + network[2].bias.detach()).squeeze(), "k", label="sortie")
    plt.plot(xs, h * v, label=[f"n{i}" for i in range(h.shape[1])])
    plt.xlabel("abscisse")
    plt.ylabel("ordonnée")
    plt.legend()
    plt.show()

# %% right="points, boucle sur les abscisses"
def plot_contributions(ax, network, xs):
    w, b, v = network[0].weight, network[0].bias, network[2].weight
    total = np.full(len(xs), network[2].bias.item())
    for i in range(len(w)):
        ys = [v[0, i].item() * max(0.0, w[i, 0].item() * x + b[i].item()) for x in xs]
        total = total + ys
        ax.plot(list(xs), ys, ".", label=f"contribution {i}")
    ax.plot(list(xs), total, ".", label="somme")
    ax.set(xlabel="x", ylabel="contributions", title="somme de droites coupées")
    ax.legend()

# %% wrong="sorties des neurones sans le poids v" trips="test_contributions"
def plot_contributions(ax, network, xs):
    x = torch.tensor(xs, dtype=torch.float32)[:, None]
    h = network[1](network[0](x)).detach()
    for i in range(h.shape[1]):
        ax.plot(xs, h[:, i], label=f"neurone {i}")
    ax.plot(xs, network(x).detach(), label="sortie")
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    ax.legend()

# %% wrong="contributions avant ReLU" trips="test_contributions"
def plot_contributions(ax, network, xs):
    x = torch.tensor(xs, dtype=torch.float32)[:, None]
    h = (network[0](x) * network[2].weight).detach()
    for i in range(h.shape[1]):
        ax.plot(xs, h[:, i], label=f"neurone {i}")
    ax.plot(xs, network(x).detach(), label="sortie")
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    ax.legend()

# %% wrong="biais c ajouté à chaque contribution" trips="test_contributions"
def plot_contributions(ax, network, xs):
    x = torch.tensor(xs, dtype=torch.float32)[:, None]
    h = (torch.relu(network[0](x)) * network[2].weight + network[2].bias).detach()
    for i in range(h.shape[1]):
        ax.plot(xs, h[:, i], label=f"neurone {i}")
    ax.plot(xs, network(x).detach(), label="sortie")
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    ax.legend()

# %% wrong="toujours trois neurones" trips="test_contributions test_output"
def plot_contributions(ax, network, xs):
    x = torch.tensor(xs, dtype=torch.float32)[:, None]
    h = (torch.relu(network[0](x)) * network[2].weight).detach()
    for i in range(3):
        ax.plot(xs, h[:, i], label=f"neurone {i}")
    ax.plot(xs, network(x).detach(), label="sortie")
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    ax.legend()

# %% wrong="somme des contributions sans le biais de sortie" trips="test_output"
def plot_contributions(ax, network, xs):
    x = torch.tensor(xs, dtype=torch.float32)[:, None]
    h = (torch.relu(network[0](x)) * network[2].weight).detach()
    for i in range(h.shape[1]):
        ax.plot(xs, h[:, i], label=f"neurone {i}")
    ax.plot(xs, h.sum(1), label="sortie")
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    ax.legend()

# %% wrong="sortie oubliée" trips="test_contributions test_output"
def plot_contributions(ax, network, xs):
    x = torch.tensor(xs, dtype=torch.float32)[:, None]
    h = (torch.relu(network[0](x)) * network[2].weight).detach()
    for i in range(h.shape[1]):
        ax.plot(xs, h[:, i], label=f"neurone {i}")
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    ax.legend()

# %% wrong="trace deux fois chaque contribution" trips="test_contributions"
def plot_contributions(ax, network, xs):
    x = torch.tensor(xs, dtype=torch.float32)[:, None]
    h = (torch.relu(network[0](x)) * network[2].weight).detach()
    for i in range(h.shape[1]):
        ax.plot(xs, h[:, i], label=f"neurone {i}")
        ax.plot(xs, h[:, i], ".")
    ax.plot(xs, network(x).detach(), label="sortie")
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    ax.legend()

# %% wrong="dessine sur les axes courants" trips="test_contributions test_output test_labels"
def plot_contributions(ax, network, xs):
    x = torch.tensor(xs, dtype=torch.float32)[:, None]
    h = (torch.relu(network[0](x)) * network[2].weight).detach()
    for i in range(h.shape[1]):
        plt.plot(xs, h[:, i], label=f"neurone {i}")
    plt.plot(xs, network(x).detach(), label="sortie")
    plt.xlabel("x")
    plt.ylabel("y")
    plt.legend()

# %% wrong="ni légende ni noms" trips="test_labels"
def plot_contributions(ax, network, xs):
    x = torch.tensor(xs, dtype=torch.float32)[:, None]
    h = (torch.relu(network[0](x)) * network[2].weight).detach()
    ax.plot(xs, h)
    ax.plot(xs, network(x).detach())

# %% wrong="detach oublié" trips="test_contributions test_output test_labels"
def plot_contributions(ax, network, xs):
    x = torch.tensor(xs, dtype=torch.float32)[:, None]
    h = torch.relu(network[0](x)) * network[2].weight
    for i in range(h.shape[1]):
        ax.plot(xs, h[:, i], label=f"neurone {i}")
    ax.plot(xs, network(x), label="sortie")
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    ax.legend()
