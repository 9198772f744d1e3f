# %% mark="20"
# Tout est juste, dans un autre style.

# %% answer="linear_layer"
def linear_layer(x, A, b=None):
    if x.ndim == 1:
        y = A @ x
    else:
        y = (A @ x.T).T
    if b is not None:
        y = y + b
    return y

# %% answer="layer_facts"
def layer_facts(n_in, n_out):
    layer = nn.Linear(n_in, n_out)
    x = torch.zeros(n_in)
    return {
        "weight": layer.weight.shape,
        "bias": layer.bias.shape,
        "input": x.shape,
        "output": layer(x).shape,
        "parameters": sum(p.numel() for p in layer.parameters()),
    }

def init_bound(n_in):
    return n_in**-0.5

with_gradient = {"output", "bias", "weight"}

# %% answer="merge_linear"
def merge_linear(layers):
    network = nn.Sequential(*layers)
    n_in = layers[0].in_features
    with torch.no_grad():
        b = network(torch.zeros(1, n_in))[0]
        M = (network(torch.eye(n_in)) - b).T
    return M, b

# %% answer="activations"
def relu(x):
    return torch.where(x > 0, x, torch.zeros_like(x))

def leaky_relu(x, alpha=0.01):
    return torch.where(x > 0, x, alpha * x)

def sigmoid(x):
    return torch.where(x >= 0, 1 / (1 + torch.exp(-x.abs())), 1 - 1 / (1 + torch.exp(-x.abs())))

def tanh(x):
    e = torch.exp(-2 * x.abs())
    return torch.sign(x) * (1 - e) / (1 + e)

# %% answer="curve"
def curve(network, xs):
    with torch.no_grad():
        ys = network(torch.from_numpy(xs).float().reshape(-1, 1))
    return ys.numpy().reshape(-1)

# %% answer="network"
class Network(nn.Module):
    def __init__(self, n_neurons=3):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(1, n_neurons), nn.ReLU(), nn.Linear(n_neurons, 1))

    def forward(self, x):
        return self.layers(x)

def second_input_shape(n_points, n_neurons):
    return torch.Size([n_points, n_neurons])

# %% answer="plot_contributions"
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

# %% answer="kinks"
def kinks(network):
    places = set()
    for i in range(network[0].out_features):
        w = network[0].weight[i, 0].item()
        v = network[2].weight[0, i].item()
        if w != 0 and v != 0:
            places.add(-network[0].bias[i].item() / w)
    return torch.tensor(sorted(places))

# %% answer="hat"
def hat(center, width, height):
    net = nn.Sequential(nn.Linear(1, 3), nn.ReLU(), nn.Linear(3, 1))
    s = height / width
    net[0].weight.data = torch.tensor([[-1.0], [-1.0], [-1.0]])
    net[0].bias.data = torch.tensor([center + width, center, center - width])
    net[2].weight.data = torch.tensor([[s, -2 * s, s]])
    net[2].bias.data = torch.tensor([0.0])
    return net
