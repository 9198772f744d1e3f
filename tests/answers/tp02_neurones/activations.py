# %% right="torch.where et définitions par morceaux"
def relu(x):
    return torch.where(x > 0, x, torch.zeros_like(x))

def leaky_relu(x, alpha=0.01):
    return torch.where(x > 0, x, alpha * x)

def sigmoid(x):
    return torch.where(x >= 0, 1 / (1 + torch.exp(-x.abs())), 1 - 1 / (1 + torch.exp(-x.abs())))

def tanh(x):
    e = torch.exp(-2 * x.abs())
    return torch.sign(x) * (1 - e) / (1 + e)

# %% right="valeurs absolues, masque et tanh par la sigmoïde"
def relu(x):
    return (x + abs(x)) / 2

def leaky_relu(x, alpha=0.01):
    positif = (x > 0).float()
    return positif * x + (1 - positif) * alpha * x

def sigmoid(x):
    return torch.pow(1 + torch.exp(-x), -1)

def tanh(x):
    return 2 * sigmoid(2 * x) - 1

# %% right="exponentielles bornées, float64 au passage"
def relu(x):
    return x * (x > 0)

def leaky_relu(x, alpha=0.01):
    return relu(x) - alpha * relu(-x)

def sigmoid(x):
    return 1 / (1 + (-x.double()).exp())

def tanh(x):
    z = x.clamp(-20, 20)
    return (torch.exp(z) - torch.exp(-z)) / (torch.exp(z) + torch.exp(-z))

# %% right="fonctions officielles"
def relu(x):
    return torch.maximum(x, torch.tensor(0.0))

def leaky_relu(x, alpha=0.01):
    return nn.LeakyReLU(alpha)(x)

sigmoid = torch.sigmoid
tanh = nn.Tanh()

# %% wrong="max de Python : refuse un tenseur de plusieurs valeurs" trips="test_relu test_leaky_relu test_gradient"
def relu(x):
    return max(0, x)

def leaky_relu(x, alpha=0.01):
    return max(alpha * x, x)

def sigmoid(x):
    return 1 / (1 + torch.exp(-x))

def tanh(x):
    return 2 / (1 + torch.exp(-2 * x)) - 1

# %% wrong="relu est la valeur absolue" trips="test_relu test_gradient"
def relu(x):
    return x.abs()

def leaky_relu(x, alpha=0.01):
    return torch.maximum(alpha * x, x)

def sigmoid(x):
    return 1 / (1 + torch.exp(-x))

def tanh(x):
    return 2 / (1 + torch.exp(-2 * x)) - 1

# %% wrong="relu modifie son entrée" trips="test_gradient"
def relu(x):
    x[x < 0] = 0
    return x

def leaky_relu(x, alpha=0.01):
    return torch.maximum(alpha * x, x)

def sigmoid(x):
    return 1 / (1 + torch.exp(-x))

def tanh(x):
    return 2 / (1 + torch.exp(-2 * x)) - 1

# %% wrong="alpha est ignoré" trips="test_leaky_relu"
def relu(x):
    return x.clamp(min=0)

def leaky_relu(x, alpha=0.01):
    return torch.maximum(0.01 * x, x)

def sigmoid(x):
    return 1 / (1 + torch.exp(-x))

def tanh(x):
    return 2 / (1 + torch.exp(-2 * x)) - 1

# %% wrong="leaky_relu écrête à 0" trips="test_leaky_relu test_gradient"
def relu(x):
    return x.clamp(min=0)

def leaky_relu(x, alpha=0.01):
    return torch.maximum(alpha * x, torch.zeros_like(x))

def sigmoid(x):
    return 1 / (1 + torch.exp(-x))

def tanh(x):
    return 2 / (1 + torch.exp(-2 * x)) - 1

# %% wrong="leaky_relu retourne le côté négatif" trips="test_leaky_relu test_gradient"
def relu(x):
    return x.clamp(min=0)

def leaky_relu(x, alpha=0.01):
    return torch.where(x > 0, x, -alpha * x)

def sigmoid(x):
    return 1 / (1 + torch.exp(-x))

def tanh(x):
    return 2 / (1 + torch.exp(-2 * x)) - 1

# %% wrong="tanh déborde en nan" trips="test_tanh"
def relu(x):
    return x.clamp(min=0)

def leaky_relu(x, alpha=0.01):
    return torch.maximum(alpha * x, x)

def sigmoid(x):
    return 1 / (1 + torch.exp(-x))

def tanh(x):
    return (torch.exp(x) - torch.exp(-x)) / (torch.exp(x) + torch.exp(-x))

# %% wrong="sigmoïde en exp(x) / (1 + exp(x)) : nan" trips="test_sigmoid"
def relu(x):
    return x.clamp(min=0)

def leaky_relu(x, alpha=0.01):
    return torch.maximum(alpha * x, x)

def sigmoid(x):
    return torch.exp(x) / (1 + torch.exp(x))

def tanh(x):
    return 2 / (1 + torch.exp(-2 * x)) - 1

# %% wrong="signe oublié dans la sigmoïde" trips="test_sigmoid test_gradient"
def relu(x):
    return x.clamp(min=0)

def leaky_relu(x, alpha=0.01):
    return torch.maximum(alpha * x, x)

def sigmoid(x):
    return 1 / (1 + torch.exp(x))

def tanh(x):
    return 2 / (1 + torch.exp(-2 * x)) - 1

# %% wrong="les grandes valeurs sont bornées à 1 : faux au milieu" trips="test_tanh test_gradient"
def relu(x):
    return x.clamp(min=0)

def leaky_relu(x, alpha=0.01):
    return torch.maximum(alpha * x, x)

def sigmoid(x):
    return 1 / (1 + torch.exp(-x))

def tanh(x):
    return x.clamp(-1, 1)

# %% wrong="boucle avec math : le gradient se perd" trips="test_gradient"
def relu(x):
    return torch.tensor([max(0.0, v) for v in x.flatten().tolist()]).reshape(x.shape)

def leaky_relu(x, alpha=0.01):
    return torch.tensor([max(alpha * v, v) for v in x.flatten().tolist()]).reshape(x.shape)

def sigmoid(x):
    return torch.tensor([1 / (1 + math.exp(-v)) for v in x.flatten().tolist()]).reshape(x.shape)

def tanh(x):
    return torch.tensor([math.tanh(v) for v in x.flatten().tolist()]).reshape(x.shape)

# %% wrong="tanh laissée de côté" trips="test_tanh test_gradient"
def relu(x):
    return x.clamp(min=0)

def leaky_relu(x, alpha=0.01):
    return torch.maximum(alpha * x, x)

def sigmoid(x):
    return 1 / (1 + torch.exp(-x))

def tanh(x):
    raise NotImplementedError("À compléter")
