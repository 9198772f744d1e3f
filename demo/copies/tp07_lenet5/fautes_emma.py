# %% base="reference" mark="14.25"
# La formule sans + 1 ; le pas oublié ; des ReLU dans LeNet5 ; un seul biais par couche ; le crochet jamais retiré.

# %% answer="output_size"
def output_size(n, f, p=0, s=1):
    return (n + 2 * p - f) // s


def same_padding(f):
    return (f - 1) // 2


def sizes(n, layers):
    result = [n]
    for f, p, s in layers:
        result.append(output_size(result[-1], f, p, s))
    return result

# %% answer="conv2d"
def conv2d(image, kernel, stride=1, padding=0):
    image = F.pad(image, [padding] * 4)
    f, g = kernel.shape
    return (image.unfold(0, f, 1).unfold(1, g, 1) * kernel).sum(dim=(2, 3))

# %% answer="LeNet5"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.ReLU(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.ReLU(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.ReLU(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))

# %% answer="parameters"
def conv_parameters(in_channels, out_channels, f):
    return f * f * in_channels * out_channels + 1


def dense_width(n_parameters):
    return (n_parameters - 10) // 795

# %% answer="feature_maps"
def feature_maps(model, layer, x):
    seen = []
    layer.register_forward_hook(lambda module, inputs, output: seen.append(output.detach()))
    model(x)
    return seen[0]


def filters(model):
    return next(m for m in model.modules() if isinstance(m, nn.Conv2d)).weight.detach().numpy().copy()
