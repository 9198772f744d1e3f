# %% right="couches nommées, F.relu, torch.flatten"
import torch.nn.functional as F


class SimpleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc3 = nn.Linear(50, 2)
        self.fc1 = nn.Linear(12288, 84)
        self.fc2 = nn.Linear(84, 50)

    def forward(self, x):
        x = x.view(-1, 12288)
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        return self.fc3(x)


class CNNNet(nn.Module):
    def __init__(self, num_classes=2):
        super().__init__()
        self.c1 = nn.Conv2d(3, 64, kernel_size=11, stride=4, padding=2)
        self.c2 = nn.Conv2d(64, 192, kernel_size=5, padding=2)
        self.c3 = nn.Conv2d(192, 384, kernel_size=3, padding=1)
        self.c4 = nn.Conv2d(384, 256, kernel_size=3, padding=1)
        self.c5 = nn.Conv2d(256, 256, kernel_size=3, padding=1)
        self.l1 = nn.Linear(9216, 4096)
        self.l2 = nn.Linear(4096, 4096)
        self.l3 = nn.Linear(4096, num_classes)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.c1(x)), 3, 2)
        x = F.max_pool2d(F.relu(self.c2(x)), 3, 2)
        x = F.relu(self.c4(F.relu(self.c3(x))))
        x = F.max_pool2d(F.relu(self.c5(x)), 3, 2)
        x = torch.flatten(F.adaptive_avg_pool2d(x, 6), 1)
        x = F.relu(self.l1(F.dropout(x, 0.5, self.training)))
        x = F.relu(self.l2(F.dropout(x, 0.5, self.training)))
        return self.l3(x)


# %% right="torchvision AlexNet, sous-classes de Sequential"
from torchvision.models import alexnet


class SimpleNet(nn.Sequential):
    def __init__(self):
        super().__init__(nn.Flatten(), nn.Linear(3 * 64 * 64, 84), nn.ReLU(), nn.Linear(84, 50), nn.ReLU(), nn.Linear(50, 2))


class CNNNet(nn.Module):
    def __init__(self, num_classes=2):
        super().__init__()
        self.net = alexnet(num_classes=num_classes)

    def forward(self, x):
        return self.net(x)


# %% wrong="softmax à la fin" trips="test_simple_net test_cnn_net"
from torchvision.models import alexnet


class SimpleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Flatten(), nn.Linear(12288, 84), nn.ReLU(), nn.Linear(84, 50), nn.ReLU(), nn.Linear(50, 2))

    def forward(self, x):
        return self.net(x).softmax(1)


class CNNNet(nn.Module):
    def __init__(self, num_classes=2):
        super().__init__()
        self.net = nn.Sequential(alexnet(num_classes=num_classes), nn.Softmax(dim=1))

    def forward(self, x):
        return self.net(x)


# %% wrong="sans ReLU dans SimpleNet, num_classes ignoré" trips="test_simple_net test_cnn_net"
from torchvision.models import alexnet


class SimpleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Flatten(), nn.Linear(12288, 84), nn.Linear(84, 50), nn.Linear(50, 2))

    def forward(self, x):
        return self.net(x)


class CNNNet(nn.Module):
    def __init__(self, num_classes=2):
        super().__init__()
        self.net = alexnet(num_classes=2)

    def forward(self, x):
        return self.net(x)


# %% wrong="CNNNet sans Dropout" trips="test_cnn_net"
from torchvision.models import alexnet


class SimpleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Flatten(), nn.Linear(12288, 84), nn.ReLU(), nn.Linear(84, 50), nn.ReLU(), nn.Linear(50, 2))

    def forward(self, x):
        return self.net(x)


class CNNNet(nn.Module):
    def __init__(self, num_classes=2):
        super().__init__()
        self.net = alexnet(num_classes=num_classes, dropout=0.0)

    def forward(self, x):
        return self.net(x)


# %% wrong="mise à plat du lot entier, ReLU sur la sortie, dix classes" trips="test_simple_net test_cnn_net"
from torchvision.models import alexnet


class SimpleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(12288, 84), nn.ReLU(), nn.Linear(84, 50), nn.ReLU(), nn.Linear(50, 2))

    def forward(self, x):
        return self.net(x.flatten(0))


class CNNNet(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.net = nn.Sequential(alexnet(num_classes=num_classes), nn.ReLU())

    def forward(self, x):
        return self.net(x)


# %% wrong="pooling non adaptatif" trips="test_cnn_net"
class SimpleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Flatten(), nn.Linear(12288, 84), nn.ReLU(), nn.Linear(84, 50), nn.ReLU(), nn.Linear(50, 2))

    def forward(self, x):
        return self.net(x)


class CNNNet(nn.Module):
    def __init__(self, num_classes=2):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 64, 11, 4, 2), nn.ReLU(), nn.MaxPool2d(3, 2),
            nn.Conv2d(64, 192, 5, 1, 2), nn.ReLU(), nn.MaxPool2d(3, 2),
            nn.Conv2d(192, 384, 3, 1, 1), nn.ReLU(),
            nn.Conv2d(384, 256, 3, 1, 1), nn.ReLU(),
            nn.Conv2d(256, 256, 3, 1, 1), nn.ReLU(), nn.MaxPool2d(3, 2),
        )
        self.classifier = nn.Sequential(
            nn.Dropout(), nn.Linear(9216, 4096), nn.ReLU(), nn.Dropout(), nn.Linear(4096, 4096), nn.ReLU(),
            nn.Linear(4096, num_classes),
        )

    def forward(self, x):
        return self.classifier(self.features(x).flatten(1))
