# %% right="NumPy et view"
import numpy as np


def prepare(images):
    array = images.numpy().astype(np.float32) / 255
    return torch.from_numpy(array).view(-1, 1, 28, 28)


mnist_train = datasets.MNIST(root="./data", train=True, download=True)
mnist_test = datasets.MNIST(root="./data", train=False)
x_train = prepare(mnist_train.data)
y_train = mnist_train.targets.clone()
x_test = prepare(mnist_test.data)
y_test = mnist_test.targets.clone()


# %% right="ToTensor image par image, empilées"
from torchvision import transforms


def prepare(images):
    to_tensor = transforms.ToTensor()
    return torch.stack([to_tensor(image.numpy()) for image in images])


mnist_train = datasets.MNIST("data", train=True, transform=transforms.ToTensor(), download=True)
mnist_test = datasets.MNIST("data", train=False, transform=transforms.ToTensor(), download=True)
x_train = prepare(mnist_train.data)
x_test = prepare(mnist_test.data)
y_train = torch.tensor([int(label) for label in mnist_train.targets])
y_test = torch.tensor([int(label) for label in mnist_test.targets])


# %% right="multiplier par 1/255"
def prepare(images):
    images = images[:, None].to(torch.float32)
    images *= 1 / 255
    return images


mnist_train, mnist_test = (datasets.MNIST("data", train=train, download=True) for train in (True, False))
x_train, y_train = prepare(mnist_train.data), mnist_train.targets
x_test, y_test = prepare(mnist_test.data), mnist_test.targets


# %% wrong="sans division par 255" trips="test_prepare test_train_and_test"
def prepare(images):
    return images.float().unsqueeze(1)


mnist_train = datasets.MNIST("data", train=True, download=True)
mnist_test = datasets.MNIST("data", train=False, download=True)
x_train, y_train = prepare(mnist_train.data), mnist_train.targets
x_test, y_test = prepare(mnist_test.data), mnist_test.targets


# %% wrong="division entière" trips="test_prepare test_train_and_test"
def prepare(images):
    return (images // 255).float().unsqueeze(1)


mnist_train = datasets.MNIST("data", train=True, download=True)
mnist_test = datasets.MNIST("data", train=False, download=True)
x_train, y_train = prepare(mnist_train.data), mnist_train.targets
x_test, y_test = prepare(mnist_test.data), mnist_test.targets


# %% wrong="sans la dimension du canal" trips="test_prepare test_train_and_test"
def prepare(images):
    return images / 255


mnist_train = datasets.MNIST("data", train=True, download=True)
mnist_test = datasets.MNIST("data", train=False, download=True)
x_train, y_train = prepare(mnist_train.data), mnist_train.targets
x_test, y_test = prepare(mnist_test.data), mnist_test.targets


# %% wrong="float64" trips="test_prepare test_train_and_test"
def prepare(images):
    return images.double().unsqueeze(1) / 255


mnist_train = datasets.MNIST("data", train=True, download=True)
mnist_test = datasets.MNIST("data", train=False, download=True)
x_train, y_train = prepare(mnist_train.data), mnist_train.targets
x_test, y_test = prepare(mnist_test.data), mnist_test.targets


# %% wrong="divise par le maximum du paquet" trips="test_prepare"
def prepare(images):
    return (images.float() / images.max()).unsqueeze(1)


mnist_train = datasets.MNIST("data", train=True, download=True)
mnist_test = datasets.MNIST("data", train=False, download=True)
x_train, y_train = prepare(mnist_train.data), mnist_train.targets
x_test, y_test = prepare(mnist_test.data), mnist_test.targets


# %% wrong="modifie les images reçues" trips="test_prepare"
def prepare(images):
    return images.unsqueeze_(1).float() / 255


mnist_train = datasets.MNIST("data", train=True, download=True)
mnist_test = datasets.MNIST("data", train=False, download=True)
x_train, y_train = prepare(mnist_train.data.clone()), mnist_train.targets
x_test, y_test = prepare(mnist_test.data.clone()), mnist_test.targets


# %% wrong="60 000 écrit en dur" trips="test_train_and_test"
def prepare(images):
    return images.float().div(255).unsqueeze(1)


mnist_train = datasets.MNIST("data", train=True, download=True)
mnist_test = datasets.MNIST("data", train=False, download=True)
x_train = mnist_train.data.reshape(60000, 1, 28, 28) / 255
y_train = mnist_train.targets
x_test = mnist_test.data.reshape(10000, 1, 28, 28) / 255
y_test = mnist_test.targets


# %% wrong="le test est l'apprentissage" trips="test_train_and_test"
def prepare(images):
    return images.float().div(255).unsqueeze(1)


mnist_train = datasets.MNIST("data", download=True)
mnist_test = datasets.MNIST("data", download=True)
x_train, y_train = prepare(mnist_train.data), mnist_train.targets
x_test, y_test = prepare(mnist_test.data), mnist_test.targets


# %% wrong="étiquettes en flottants" trips="test_train_and_test"
def prepare(images):
    return images.float().div(255).unsqueeze(1)


mnist_train = datasets.MNIST("data", train=True, download=True)
mnist_test = datasets.MNIST("data", train=False, download=True)
x_train, y_train = prepare(mnist_train.data), mnist_train.targets.float()
x_test, y_test = prepare(mnist_test.data), mnist_test.targets.float()


# %% wrong="images mélangées, étiquettes non" trips="test_train_and_test"
def prepare(images):
    return images.float().div(255).unsqueeze(1)


mnist_train = datasets.MNIST("data", train=True, download=True)
mnist_test = datasets.MNIST("data", train=False, download=True)
x_train, y_train = prepare(mnist_train.data)[torch.randperm(len(mnist_train))], mnist_train.targets
x_test, y_test = prepare(mnist_test.data), mnist_test.targets
