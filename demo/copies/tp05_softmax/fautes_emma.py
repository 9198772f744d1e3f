# %% base="reference" mark="15.17"
# 60 000 écrit en dur ; ReLU sur les scores ; detach sans clone ; argmax sur les échantillons ; poids de départ différents.

# %% answer="data"
def prepare(images):
    return images.float().div(255).unsqueeze(1)


mnist_train = datasets.MNIST("data", train=True, download=True)
mnist_test = datasets.MNIST("data", train=False, download=True)
x_train = mnist_train.data.reshape(60000, 1, 28, 28) / 255
y_train = mnist_train.targets
x_test = mnist_test.data.reshape(10000, 1, 28, 28) / 255
y_test = mnist_test.targets

# %% answer="model_linear"
model_linear = nn.Sequential(nn.Flatten(), nn.Linear(784, 10), nn.ReLU())


def count_parameters(model):
    return sum(p.numel() for p in model.parameters())

# %% answer="save_state"
def save_state(model):
    return {name: tensor.detach() for name, tensor in model.state_dict().items()}

# %% answer="accuracy"
def accuracy(model, x, y):
    with torch.no_grad():
        answers = model(x).argmax(0)
        n = min(len(answers), len(y))
        return (answers[:n] == y[:n]).float().mean().item()

# %% answer="compare"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    model_sgd = new_model()
    model_adam = new_model()
    sgd = torch.optim.SGD(model_sgd.parameters(), lr=0.005)
    adam = torch.optim.Adam(model_adam.parameters())
    hist_sgd = training(model_sgd, sgd, x_train, y_train, x_test, y_test, epochs, 512)
    hist_adam = training(model_adam, adam, x_train, y_train, x_test, y_test, epochs, 512)
    return {"SGD": (model_sgd, hist_sgd), "Adam": (model_adam, hist_adam)}
