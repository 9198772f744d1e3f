# %% right="un seul Sequential, dans une fonction"
def LeNet5(n_classes=10):
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2),
        nn.Tanh(),
        nn.AvgPool2d(2, 2),
        nn.Conv2d(6, 16, 5),
        nn.Tanh(),
        nn.AvgPool2d(2, 2),
        nn.Conv2d(16, 120, 5),
        nn.Tanh(),
        nn.Flatten(),
        nn.Linear(120, 84),
        nn.Tanh(),
        nn.Linear(84, n_classes),
    )


# %% right="classes aux autres noms, déclarées dans un autre ordre"
class Tete(nn.Module):
    def __init__(self, k):
        super().__init__()
        self.sortie = nn.Linear(84, k)
        self.f6 = nn.Linear(120, 84)
        self.activation = nn.Tanh()

    def forward(self, v):
        return self.sortie(self.activation(self.f6(v)))


class Corps(nn.Module):
    def __init__(self):
        super().__init__()
        self.c5 = nn.Conv2d(16, 120, 5)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c1 = nn.Conv2d(1, 6, 5, padding=(2, 2))
        self.pool = nn.AvgPool2d(kernel_size=2)

    def forward(self, x):
        for c in (self.c1, self.c3):
            x = self.pool(torch.tanh(c(x)))
        return torch.tanh(self.c5(x)).squeeze(-1).squeeze(-1)


class LeNet5(nn.Module):
    def __init__(self, n_classes):
        super(LeNet5, self).__init__()
        self.classifier = Tete(n_classes)
        self.feature_extractor = Corps()

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% right="pooling fonctionnel, tout dans forward"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5, padding="same")
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.conv3 = nn.Conv2d(16, 120, 5)
        self.fc1 = nn.Linear(120, 84)
        self.fc2 = nn.Linear(84, n_classes)

    def forward(self, x):
        x = F.avg_pool2d(F.tanh(self.conv1(x)), 2)
        x = F.avg_pool2d(F.tanh(self.conv2(x)), 2)
        x = self.conv3(x).tanh().reshape(len(x), 120)
        return self.fc2(torch.tanh(self.fc1(x)))


# %% right="image de 32 × 32 par padding"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.ZeroPad2d(2),
            nn.Conv2d(1, 6, 5, stride=1, padding=0),
            nn.Tanh(),
            nn.AdaptiveAvgPool2d((14, 14)),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AdaptiveAvgPool2d(5),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(start_dim=1, end_dim=-1),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% right="C5 en couche linéaire"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        C1, C3 = nn.Conv2d(1, 6, 5, padding=2), nn.Conv2d(6, 16, 5)
        convs = [C1, nn.Tanh(), nn.AvgPool2d(2), C3, nn.Tanh(), nn.AvgPool2d(2)]
        self.feature_extractor = nn.Sequential(*convs, nn.Flatten(), nn.Linear(400, 120), nn.Tanh())
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% right="paramètres nus et F.conv2d ; le pooling est une convolution fixe"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.w = nn.ParameterList(
            [torch.randn(*s) * 0.1 for s in ((6, 1, 5, 5), (16, 6, 5, 5), (120, 16, 5, 5), (84, 120), (n_classes, 84))]
        )
        self.b = nn.ParameterList([torch.zeros(n) for n in (6, 16, 120, 84, n_classes)])

    def forward(self, x):
        def mean(v):
            return (v[..., ::2, ::2] + v[..., 1::2, ::2] + v[..., ::2, 1::2] + v[..., 1::2, 1::2]) / 4

        x = mean(torch.tanh(F.conv2d(x, self.w[0], self.b[0], padding=2)))
        x = mean(torch.tanh(F.conv2d(x, self.w[1], self.b[1])))
        x = torch.tanh(F.conv2d(x, self.w[2], self.b[2])).flatten(1)
        x = torch.tanh(F.linear(x, self.w[3], self.b[3]))
        return F.linear(x, self.w[4], self.b[4])


# %% wrong="ReLU partout" trips="test_scores"
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


# %% wrong="ReLU dans le classifieur" trips="test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="ReLU dans l'extracteur" trips="test_scores"
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
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="sigmoïde" trips="test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Sigmoid(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Sigmoid(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Sigmoid(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Sigmoid(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="max-pooling" trips="test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Tanh(),
            nn.MaxPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.MaxPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="max-pooling et ReLU" trips="test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.ReLU(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="C1 sans padding, le calcul s'arrête en C5" trips="test_scores test_number_of_classes"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="pooling de padding 2, comme dans l'énoncé fautif" trips="test_scores test_number_of_classes"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2, padding=2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="pooling S2 de padding 1" trips="test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2, padding=1),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="padding 1 en C1" trips="test_scores test_number_of_classes"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=1),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="C1 sans padding, C5 en Linear(256)" trips="test_layers test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Flatten(),
            nn.Linear(256, 120),
            nn.Tanh(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="padding en miroir" trips="test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2, padding_mode='reflect'),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="tanh oubliée après C1" trips="test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="tanh oubliée après C3" trips="test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="tanh oubliée après C5" trips="test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="tanh oubliée dans le classifieur" trips="test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="aucune activation" trips="test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="tanh après le pooling" trips="test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.AvgPool2d(2),
            nn.Tanh(),
            nn.Conv2d(6, 16, 5),
            nn.AvgPool2d(2),
            nn.Tanh(),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="84 et 120 échangés" trips="test_layers test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 84, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(84, 120), nn.Tanh(), nn.Linear(120, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="6 et 16 échangés" trips="test_layers test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 16, 5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 6, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="noyau 3 × 3 en C1" trips="test_layers test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 3, padding=1),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="convolutions sans biais" trips="test_layers"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2, bias=False),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5, bias=False),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5, bias=False),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="sortie sans biais" trips="test_layers"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes, bias=False))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="10 classes en dur" trips="test_number_of_classes"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="softmax à la fin" trips="test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes), nn.Softmax(dim=1))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="tanh sur les scores" trips="test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes), nn.Tanh())

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="F6 oubliée" trips="test_layers test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="une couche linéaire de trop" trips="test_layers test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="dropout dans le classifieur" trips="test_scores"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Dropout(0.5), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="Flatten oublié" trips="test_scores test_number_of_classes"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="pas de 2 en C3 au lieu du pooling S4" trips="test_scores test_number_of_classes"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5, stride=2, padding=1),
            nn.Tanh(),
            nn.Conv2d(16, 120, 5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))

    def forward(self, x):
        return self.classifier(self.feature_extractor(x))


# %% wrong="classe vide" trips="test_layers test_scores test_number_of_classes"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
