# %% right="neurones tournés vers la gauche"
def hat(center, width, height):
    net = nn.Sequential(nn.Linear(1, 3), nn.ReLU(), nn.Linear(3, 1))
    s = height / width
    net[0].weight.data = torch.tensor([[-1.0], [-1.0], [-1.0]])
    net[0].bias.data = torch.tensor([center + width, center, center - width])
    net[2].weight.data = torch.tensor([[s, -2 * s, s]])
    net[2].bias.data = torch.tensor([0.0])
    return net

# %% right="poids d'entrée 1/width, sortie sans biais, autre ordre"
def hat(center, width, height):
    net = nn.Sequential(nn.Linear(1, 3), nn.ReLU(), nn.Linear(3, 1, bias=False))
    k = center / width
    with torch.no_grad():
        net[0].weight[:] = 1 / width
        net[0].bias[:] = torch.tensor([-k, 1 - k, -1 - k])
        net[2].weight[:] = height * torch.tensor([-2.0, 1.0, 1.0])
    return net

# %% right="classe à soi, load_state_dict"
class Chapeau(nn.Module):
    def __init__(self):
        super().__init__()
        self.sortie = nn.Linear(3, 1)
        self.cachee = nn.Linear(1, 3)

    def forward(self, x):
        return self.sortie(torch.relu(self.cachee(x)))

def hat(center, width, height):
    net = Chapeau()
    pente = height / width
    net.load_state_dict({
        "cachee.weight": torch.ones(3, 1),
        "cachee.bias": torch.tensor([width - center, -center, -width - center]),
        "sortie.weight": torch.tensor([[pente, -2 * pente, pente]]),
        "sortie.bias": torch.zeros(1),
    })
    return net

# %% right="neurone du milieu à l'envers, plateau rattrapé par le biais"
def hat(center, width, height):
    net = nn.Sequential(nn.Linear(1, 3), nn.ReLU(), nn.Linear(3, 1))
    s = height / width
    with torch.no_grad():
        # relu(x - c) - relu(c - x) = x - c : les trois pentes peuvent venir des deux côtés
        net[0].weight.copy_(torch.tensor([[1.0], [-1.0], [1.0]]))
        net[0].bias.copy_(torch.tensor([width - center, center - width, -center]))
        # à gauche de c - w : s·a - s·a = 0 ; il manque le retour à 0 en c + w
        net[0].weight.fill_(1.0)
        net[0].bias.copy_(torch.tensor([width - center, -width - center, -center]))
        net[2].weight.copy_(torch.tensor([[s, s, -2 * s]]))
        net[2].bias.fill_(0.0)
    return net

# %% wrong="deux neurones : une pente et un plateau" trips="test_between_the_feet test_zero_outside test_three_neurons"
def hat(center, width, height):
    net = nn.Sequential(nn.Linear(1, 2), nn.ReLU(), nn.Linear(2, 1))
    s = height / width
    with torch.no_grad():
        net[0].weight.fill_(1.0)
        net[0].bias.copy_(torch.tensor([width - center, -center]))
        net[2].weight.copy_(torch.tensor([[s, -s]]))
        net[2].bias.zero_()
    return net

# %% wrong="redescend sans jamais s'arrêter" trips="test_zero_outside test_three_neurons"
def hat(center, width, height):
    net = nn.Sequential(nn.Linear(1, 3), nn.ReLU(), nn.Linear(3, 1))
    s = height / width
    with torch.no_grad():
        net[0].weight.fill_(1.0)
        net[0].bias.copy_(torch.tensor([width - center, -center, -center]))
        net[2].weight.copy_(torch.tensor([[s, -s, -s]]))
        net[2].bias.zero_()
    return net

# %% wrong="biais de sortie laissé au hasard" trips="test_between_the_feet test_zero_outside test_three_neurons"
def hat(center, width, height):
    net = nn.Sequential(nn.Linear(1, 3), nn.ReLU(), nn.Linear(3, 1))
    s = height / width
    with torch.no_grad():
        net[0].weight.fill_(1.0)
        net[0].bias.copy_(torch.tensor([width - center, -center, -center - width]))
        net[2].weight.copy_(torch.tensor([[s, -2 * s, s]]))
    return net

# %% wrong="pente égale à height" trips="test_between_the_feet test_three_neurons"
def hat(center, width, height):
    net = nn.Sequential(nn.Linear(1, 3), nn.ReLU(), nn.Linear(3, 1))
    with torch.no_grad():
        net[0].weight.fill_(1.0)
        net[0].bias.copy_(torch.tensor([width - center, -center, -center - width]))
        net[2].weight.copy_(torch.tensor([[height, -2 * height, height]]))
        net[2].bias.zero_()
    return net

# %% wrong="signe des biais" trips="test_between_the_feet test_zero_outside test_three_neurons"
def hat(center, width, height):
    net = nn.Sequential(nn.Linear(1, 3), nn.ReLU(), nn.Linear(3, 1))
    s = height / width
    with torch.no_grad():
        net[0].weight.fill_(1.0)
        net[0].bias.copy_(torch.tensor([center - width, center, center + width]))
        net[2].weight.copy_(torch.tensor([[s, -2 * s, s]]))
        net[2].bias.zero_()
    return net

# %% wrong="largeur totale au lieu de demi-largeur" trips="test_between_the_feet test_three_neurons"
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

# %% wrong="quatre neurones" trips="test_three_neurons"
def hat(center, width, height):
    net = nn.Sequential(nn.Linear(1, 4), nn.ReLU(), nn.Linear(4, 1))
    s = height / width
    with torch.no_grad():
        net[0].weight.fill_(1.0)
        net[0].bias.copy_(torch.tensor([width - center, -center, -center, -center - width]))
        net[2].weight.copy_(torch.tensor([[s, -s, -s, s]]))
        net[2].bias.zero_()
    return net

# %% wrong="formule du chapeau dans forward, poids inutiles" trips="test_three_neurons"
class Faux(nn.Module):
    def __init__(self, center, width, height):
        super().__init__()
        self.a, self.b = nn.Linear(1, 3), nn.Linear(3, 1)
        self.p = (center, width, height)

    def forward(self, x):
        c, w, h = self.p
        return h * (1 - (x - c).abs() / w).clamp(min=0)

def hat(center, width, height):
    return Faux(center, width, height)

# %% wrong="sommet plat : le coefficient 2 oublié" trips="test_between_the_feet test_zero_outside test_three_neurons"
def hat(center, width, height):
    net = nn.Sequential(nn.Linear(1, 3), nn.ReLU(), nn.Linear(3, 1))
    s = height / width
    with torch.no_grad():
        net[0].weight.fill_(1.0)
        net[0].bias.copy_(torch.tensor([width - center, -center, -center - width]))
        net[2].weight.copy_(torch.tensor([[s, -s, s]]))
        net[2].bias.zero_()
    return net

# %% wrong="approché par apprentissage" trips="test_between_the_feet test_zero_outside test_three_neurons"
def hat(center, width, height):
    net = nn.Sequential(nn.Linear(1, 3), nn.ReLU(), nn.Linear(3, 1))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    x = torch.linspace(center - 2 * width, center + 2 * width, 100)[:, None]
    y = height * (1 - (x - center).abs() / width).clamp(min=0)
    for _ in range(100):
        optimizer.zero_grad()
        ((net(x) - y) ** 2).mean().backward()
        optimizer.step()
    return net
