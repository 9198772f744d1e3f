# %% right="tailles lues sur une vraie couche"
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

# %% right="listes et tenseur à zéro dimension"
def layer_facts(n_in, n_out):
    d = {}
    d["weight"] = [n_out, n_in]
    d["bias"] = [n_out]
    d["input"] = [n_in]
    d["output"] = [n_out]
    d["parameters"] = n_out * (n_in + 1)
    return d

def init_bound(n_in):
    k = 1 / n_in
    return torch.sqrt(torch.tensor(k))

with_gradient = set(["weight", "bias", "output"])

# %% wrong="poids en (n_in, n_out)" trips="test_sizes"
def layer_facts(n_in, n_out):
    return {
        "weight": (n_in, n_out), "bias": (n_out,), "input": (n_in,), "output": (n_out,),
        "parameters": n_in * n_out + n_out,
    }

def init_bound(n_in):
    return n_in**-0.5

with_gradient = {"output", "bias", "weight"}

# %% wrong="biais oubliés dans le compte" trips="test_sizes"
def layer_facts(n_in, n_out):
    return {
        "weight": (n_out, n_in), "bias": (n_out,), "input": (n_in,), "output": (n_out,), "parameters": n_in * n_out,
    }

def init_bound(n_in):
    return n_in**-0.5

with_gradient = {"output", "bias", "weight"}

# %% wrong="borne k au lieu de sa racine" trips="test_bound"
def layer_facts(n_in, n_out):
    return {
        "weight": (n_out, n_in), "bias": (n_out,), "input": (n_in,), "output": (n_out,),
        "parameters": n_in * n_out + n_out,
    }

def init_bound(n_in):
    return 1 / n_in

with_gradient = {"output", "bias", "weight"}

# %% wrong="racine de n_in au lieu de son inverse, et la sortie oubliée" trips="test_bound test_names_with_gradient"
def layer_facts(n_in, n_out):
    return {
        "weight": (n_out, n_in), "bias": (n_out,), "input": (n_in,), "output": (n_out,),
        "parameters": n_in * n_out + n_out,
    }

def init_bound(n_in):
    return math.sqrt(n_in)

with_gradient = {"bias", "weight"}

# %% wrong="l'entrée porterait un gradient" trips="test_names_with_gradient"
def layer_facts(n_in, n_out):
    return {
        "weight": (n_out, n_in), "bias": (n_out,), "input": (n_in,), "output": (n_out,),
        "parameters": n_in * n_out + n_out,
    }

def init_bound(n_in):
    return n_in**-0.5

with_gradient = {"weight", "bias", "input", "output"}

# %% wrong="deux questions laissées de côté" trips="test_bound test_names_with_gradient"
def layer_facts(n_in, n_out):
    return {
        "weight": (n_out, n_in), "bias": (n_out,), "input": (n_in,), "output": (n_out,),
        "parameters": n_in * n_out + n_out,
    }

def init_bound(n_in):
    raise NotImplementedError("À compléter")

raise NotImplementedError("À compléter")

# %% wrong="valeurs de l'exemple Linear(4, 2), quels que soient les arguments" trips="test_sizes"
def layer_facts(n_in, n_out):
    return {"weight": (2, 4), "bias": (2,), "input": (4,), "output": (2,), "parameters": 10}

def init_bound(n_in):
    return n_in**-0.5

with_gradient = {"output", "bias", "weight"}
