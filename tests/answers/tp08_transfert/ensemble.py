# %% right="nn.Module, torch.normal, somme courante"
class AddNoise(nn.Module):
    def __init__(self, sigma):
        super().__init__()
        self.sigma = float(sigma)

    def forward(self, x):
        return x.clone() + torch.normal(0.0, self.sigma, size=x.shape)


def ensemble(models, x):
    total = 0
    for model in models:
        was_training = model.training
        model.eval()
        total = total + torch.softmax(model(x), dim=-1)
        model.train(was_training)
    return torch.max(total, 1)[1]


# %% right="bruit ajouté sur une copie, log_softmax puis exponentielle"
class AddNoise:
    def __init__(self, sigma=0.1):
        self.sigma = sigma

    def __call__(self, x):
        result = x.clone()
        result.add_(torch.empty_like(x).normal_(0, 1), alpha=self.sigma)
        return result


@torch.no_grad()
def ensemble(models, x):
    for model in models:
        model.eval()
    stacked = torch.stack([model(x).log_softmax(1).exp() for model in models], dim=2)
    return stacked.mean(2).argmax(1)


# %% wrong="bruit en place, vote à la majorité" trips="test_noise test_noise_keeps_its_input test_mean_of_probabilities test_eval_mode"
class AddNoise:
    def __init__(self, sigma):
        self.sigma = sigma

    def __call__(self, x):
        return x.add_(self.sigma * torch.randn_like(x))


def ensemble(models, x):
    with torch.no_grad():
        votes = torch.stack([model.eval()(x).argmax(dim=1) for model in models])
    return votes.mode(dim=0).values


# %% wrong="bruit borné à [0, 1], moyenne des scores" trips="test_noise test_noise_keeps_its_input test_mean_of_probabilities test_eval_mode"
class AddNoise:
    def __init__(self, sigma):
        self.sigma = sigma

    def __call__(self, x):
        return (x + self.sigma * torch.randn_like(x)).clamp(0, 1)


def ensemble(models, x):
    probabilities = []
    with torch.no_grad():
        for model in models:
            model.eval()
            probabilities.append(model(x))
    return torch.stack(probabilities).mean(0).argmax(dim=1)


# %% wrong="variance au lieu de l'écart-type, mode train" trips="test_noise test_eval_mode"
class AddNoise:
    def __init__(self, sigma):
        self.sigma = sigma

    def __call__(self, x):
        return x + self.sigma**2 * torch.randn_like(x)


def ensemble(models, x):
    probabilities = []
    with torch.no_grad():
        for model in models:
            probabilities.append(nn.functional.softmax(model(x), dim=1))
    return torch.stack(probabilities).mean(0).argmax(dim=1)


# %% wrong="même bruit à chaque appel, argmax à plat" trips="test_noise test_mean_of_probabilities test_eval_mode"
class AddNoise:
    def __init__(self, sigma):
        self.sigma = sigma

    def __call__(self, x):
        return x + self.sigma * torch.randn(x.shape, generator=torch.Generator().manual_seed(0))


def ensemble(models, x):
    probabilities = []
    with torch.no_grad():
        for model in models:
            model.eval()
            probabilities.append(nn.functional.softmax(model(x), dim=1))
    return torch.stack(probabilities).mean(0).argmax()


# %% wrong="même bruit pour les canaux, softmax sur le lot" trips="test_noise test_mean_of_probabilities test_eval_mode"
class AddNoise:
    def __init__(self, sigma):
        self.sigma = sigma

    def __call__(self, x):
        return x + self.sigma * torch.randn_like(x[:1])


def ensemble(models, x):
    probabilities = []
    with torch.no_grad():
        for model in models:
            model.eval()
            probabilities.append(nn.functional.softmax(model(x), dim=0))
    return torch.stack(probabilities).mean(0).argmax(dim=1)


# %% wrong="bruit uniforme entre -sigma et sigma" trips="test_noise"
class AddNoise:
    def __init__(self, sigma):
        self.sigma = sigma

    def __call__(self, x):
        return x + self.sigma * (2 * torch.rand_like(x) - 1)


def ensemble(models, x):
    probabilities = []
    with torch.no_grad():
        for model in models:
            model.eval()
            probabilities.append(nn.functional.softmax(model(x), dim=1))
    return torch.stack(probabilities).mean(0).argmax(dim=1)


# %% wrong="bruit positif" trips="test_noise"
class AddNoise:
    def __init__(self, sigma):
        self.sigma = sigma

    def __call__(self, x):
        return x + self.sigma * torch.randn_like(x).abs()


def ensemble(models, x):
    probabilities = []
    with torch.no_grad():
        for model in models:
            model.eval()
            probabilities.append(nn.functional.softmax(model(x), dim=1))
    return torch.stack(probabilities).mean(0).argmax(dim=1)


# %% wrong="réponse à une dimension de trop, en flottants" trips="test_mean_of_probabilities test_eval_mode"
class AddNoise:
    def __init__(self, sigma):
        self.sigma = sigma

    def __call__(self, x):
        return x + self.sigma * torch.randn_like(x)


def ensemble(models, x):
    probabilities = []
    with torch.no_grad():
        for model in models:
            model.eval()
            probabilities.append(nn.functional.softmax(model(x), dim=1))
    return torch.stack(probabilities).mean(0).argmax(dim=1, keepdim=True).float()


# %% wrong="le bruit change l'entrée, le premier réseau décide" trips="test_noise test_noise_keeps_its_input test_mean_of_probabilities test_eval_mode"
class AddNoise:
    def __init__(self, sigma):
        self.sigma = sigma

    def __call__(self, x):
        x += self.sigma * torch.randn_like(x)
        return x


def ensemble(models, x):
    probabilities = []
    with torch.no_grad():
        for model in models:
            model.eval()
            probabilities.append(nn.functional.softmax(model(x), dim=1))
    return torch.stack(probabilities)[0].argmax(dim=1)
