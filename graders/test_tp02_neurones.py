"""TP 2 — neurones : voir un réseau calculer."""

import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn

from graders.oracles import tp02_neurones as oracle
from tptorch import as_tensor, assert_close, exercise, points, require, show_inputs


def random_network(n):
    """Weights of a 1-n-1 network: both signs among the w and the v, sizes far from 0, breaks within [-3, 3]."""
    signs = torch.tensor([(-1.0) ** i for i in range(n)])
    w = signs * (0.5 + torch.rand(n))
    v = signs.roll(1) * torch.where(torch.arange(n) % 3 == 0, -1.0, 1.0) * (0.5 + torch.rand(n))
    b = -w * (6 * torch.rand(n) - 3)
    return {"w": w, "b": b, "v": v, "c": torch.randn(1)}


@exercise("linear_layer")
class TestLinearLayer:
    @show_inputs
    def test_one_sample(self, student):
        """Pour un échantillon de taille (n_in,), le résultat est x Aᵀ + b, de taille (n_out,)."""
        for n_in, n_out in [(3, 2), (2, 5), (3, 3)]:
            x, A, b = torch.randn(n_in), torch.randn(n_out, n_in), torch.randn(n_out)
            assert_close(student.linear_layer(x, A, b), torch.nn.functional.linear(x, A, b))

    def test_batch(self, student):
        """Pour un lot de taille (k, n_in), le résultat est de taille (k, n_out) : chaque ligne est traitée à part."""
        for k, n_in, n_out in [(7, 5, 3), (4, 4, 4), (1, 2, 6), (3, 1, 2)]:
            x, A, b = torch.randn(k, n_in), torch.randn(n_out, n_in), torch.randn(n_out)
            assert_close(student.linear_layer(x, A, b), torch.nn.functional.linear(x, A, b))

    def test_without_bias(self, student):
        """Sans biais (b=None), le résultat est x Aᵀ."""
        A = torch.randn(3, 2)
        for x in (torch.randn(2), torch.randn(5, 2)):
            assert_close(student.linear_layer(x, A), torch.nn.functional.linear(x, A))

    def test_gradient(self, student):
        """Le gradient remonte du résultat jusqu'à A, b et x."""
        x, A, b, pull = torch.randn(6, 3), torch.randn(2, 3), torch.randn(2), torch.randn(6, 2)
        grads = student.run(gradients_of_layer, x=x, A=A, b=b, pull=pull)
        require(all(isinstance(g, torch.Tensor) for g in grads), "Le gradient n'arrive pas jusqu'à A, b et x.")
        for actual, expected in zip(grads, (pull @ A, pull.T @ x, pull.sum(0)), strict=True):
            assert_close(actual, expected)


def gradients_of_layer(student, x, A, b, pull):
    """Nous avons appelé linear_layer sur un lot, puis calculé le gradient par rapport à x, A et b"""
    with torch.enable_grad():
        leaves = [t.clone().requires_grad_() for t in (x, A, b)]
        (student.linear_layer(*leaves) * pull).sum().backward()
    return [leaf.grad for leaf in leaves]


@exercise("layer_facts")
class TestLayerFacts:
    @show_inputs
    def test_sizes(self, student):
        """layer_facts donne la taille des quatre tenseurs et le nombre de paramètres."""
        for n_in, n_out in [(4, 2), (3, 7), (1, 1)]:
            facts = student.layer_facts(n_in, n_out)
            require(isinstance(facts, dict), "layer_facts doit rendre un dictionnaire.")
            layer = nn.Linear(n_in, n_out)
            expected = {"weight": layer.weight, "bias": layer.bias, "input": torch.zeros(n_in)}
            expected["output"] = layer(expected["input"])
            for name, tensor in expected.items():
                size = facts.get(name)
                require(isinstance(size, (tuple, list)), f"La taille « {name} » n'est pas un tuple.")
                require(tuple(size) == tuple(tensor.shape), f"La taille « {name} » n'est pas la bonne.")
            right = facts.get("parameters") == sum(p.numel() for p in layer.parameters())
            require(right, "Le nombre de paramètres n'est pas le bon : comptez les poids et les biais.")

    @show_inputs
    def test_bound(self, student):
        """init_bound(n_in) est la borne √k, avec k = 1/n_in."""
        for n_in in (1, 9, 100, 7):
            assert_close(as_tensor(student.init_bound(n_in)).reshape(()), torch.tensor(1 / n_in).sqrt())

    def test_names_with_gradient(self, student):
        """with_gradient contient les noms des tenseurs qui portent requires_grad=True, et eux seuls."""
        names = student["with_gradient"]
        require(isinstance(names, (set, list, tuple)), "with_gradient doit être un ensemble de noms.")
        layer, x = nn.Linear(4, 2), torch.zeros(4)
        tensors = {"weight": layer.weight, "bias": layer.bias, "input": x, "output": layer(x)}
        right = set(names) == {name for name, tensor in tensors.items() if tensor.requires_grad}
        require(right, "Ce ne sont pas les bons noms : affichez tensor.requires_grad pour chacun.")


@exercise("merge_linear")
class TestMergeLinear:
    def test_chain_with_biases(self, student):
        """La couche rendue calcule la même chose que la suite de couches, biais compris."""
        for sizes in [(4, 5, 3, 2), (3, 3, 3, 3), (1, 6, 1)]:
            self.compare(student, sizes, with_bias=[True] * (len(sizes) - 1))

    def test_any_number_of_layers(self, student):
        """La liste peut contenir une seule couche, deux, ou beaucoup."""
        for sizes in [(3, 4), (2, 5, 3), (2, 3, 4, 3, 2, 5)]:
            self.compare(student, sizes, with_bias=[True] * (len(sizes) - 1))

    def test_layers_without_bias(self, student):
        """Une couche sans biais est acceptée ; b est toujours un tenseur de taille (n_out,)."""
        self.compare(student, (4, 5, 3, 2), with_bias=[False, False, False])
        self.compare(student, (4, 5, 3, 2), with_bias=[True, False, True])
        self.compare(student, (4, 5, 3, 2), with_bias=[False, True, False])

    def compare(self, student, sizes, with_bias):
        shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
        weights = [torch.randn(shape) / shape[1] ** 0.5 for shape in shapes]
        biases = [torch.randn(shape[0]) if has else None for shape, has in zip(shapes, with_bias, strict=True)]
        answer = student.run(merge, weights=weights, biases=biases)
        require(isinstance(answer, (tuple, list)) and len(answer) == 2, "Le résultat doit être le couple (M, b).")
        M, b = oracle.merged(weights, biases)
        assert_close(answer[0], M, atol=1e-4, message="M n'est pas la matrice de la couche équivalente.")
        assert_close(answer[1], b, atol=1e-4, message="b n'est pas le biais de la couche équivalente.")


def merge(student, weights, biases):
    """Nous avons appelé merge_linear sur une liste de couches nn.Linear dont nous avons fixé les poids"""
    layers = []
    for weight, bias in zip(weights, biases, strict=True):
        layer = nn.Linear(weight.shape[1], weight.shape[0], bias=bias is not None)
        layer.load_state_dict({"weight": weight} if bias is None else {"weight": weight, "bias": bias})
        layers.append(layer)
    return student.merge_linear(layers)


@exercise("activations")
class TestActivations:
    def test_relu(self, student):
        """relu(x) vaut max(0, x), nombre par nombre, pour un tenseur de taille quelconque."""
        for x in (3 * torch.randn(4, 5), 30 * torch.randn(2, 3, 7), torch.tensor([-100.0, 100.0])):
            assert_close(student.relu(x), torch.relu(x))

    def test_leaky_relu(self, student):
        """leaky_relu(x, alpha) vaut max(alpha x, x) ; alpha vaut 0.01 par défaut."""
        leaky = torch.nn.functional.leaky_relu
        x = torch.cat([30 * torch.randn(3, 5), torch.tensor([[-100.0, -50.0, -1.0, 1.0, 100.0]])])
        assert_close(student.leaky_relu(x), leaky(x), message="Le résultat n'est pas le bon avec alpha par défaut.")
        for alpha in (0.2, 0.7):
            right = "Le résultat n'est pas le bon pour une autre valeur de alpha."
            assert_close(student.leaky_relu(x, alpha), leaky(x, alpha), message=right)

    def test_sigmoid(self, student):
        """sigmoid suit sa formule, et reste juste pour les grandes valeurs."""
        self.compare(student.sigmoid, torch.sigmoid)

    def test_tanh(self, student):
        """tanh suit sa formule, et reste juste pour les grandes valeurs."""
        self.compare(student.tanh, torch.tanh)

    def compare(self, function, official):
        x = torch.cat([2 * torch.randn(6), torch.tensor([-3.0, 0.0, 3.0])]).reshape(3, 3)
        assert_close(function(x), official(x))
        x = torch.cat([torch.linspace(20, 100, 9), -torch.linspace(20, 100, 9)])
        actual = as_tensor(function(x))
        require(not actual.isnan().any(), "Le résultat contient nan : une exponentielle y devient-elle infinie ?")
        assert_close(actual, official(x), message="Les grandes valeurs donnent un résultat faux.")

    def test_gradient(self, student):
        """Le gradient traverse les quatre fonctions."""
        x = torch.cat([0.3 + 2.5 * torch.rand(5), -0.3 - 2.5 * torch.rand(5)])
        leaky = torch.nn.functional.leaky_relu
        officials = {"relu": torch.relu, "leaky_relu": leaky, "sigmoid": torch.sigmoid, "tanh": torch.tanh}
        grads = student.run(gradients_of_activations, x=x)
        for name, official in officials.items():
            leaf = x.clone().requires_grad_()
            official(leaf).sum().backward()
            require(isinstance(grads[name], torch.Tensor), f"Le gradient ne traverse pas {name}.")
            assert_close(grads[name], leaf.grad, message=f"La dérivée de {name} n'est pas celle de sa formule.")


def gradients_of_activations(student, x):
    """Nous avons calculé le gradient de la somme des sorties de chaque fonction par rapport à x"""
    grads = {}
    with torch.enable_grad():
        for name in ("relu", "leaky_relu", "sigmoid", "tanh"):
            leaf = x.clone().requires_grad_()
            student[name](leaf).sum().backward()
            grads[name] = leaf.grad
    return grads


@exercise("curve")
class TestCurve:
    def test_values(self, student):
        """Les ordonnées sont celles que donne le réseau, point par point."""
        for n, xs in [(3, np.linspace(-2, 2, 50)), (6, np.random.uniform(-4, 4, 23))]:
            network = random_network(n)
            actual = student.run(curve_of, xs=xs, **network)
            assert_close(as_tensor(actual).flatten(), oracle.curve(xs, **network), atol=1e-4)

    def test_numpy_array_of_size_n(self, student):
        """Le résultat est un tableau numpy de flottants, de taille (n,), même pour n = 1."""
        for xs in (np.linspace(-1, 1, 50), np.array([0.7])):
            actual = student.run(curve_of, xs=xs, **random_network(4))
            require(isinstance(actual, np.ndarray), "Le résultat n'est pas un tableau numpy.")
            require(np.issubdtype(actual.dtype, np.floating), "Le tableau ne contient pas des flottants.")
            require(actual.shape == xs.shape, f"Pour n = {len(xs)}, le tableau est de taille {actual.shape}.")

    @points(2)
    def test_no_loop_over_the_points(self, student):
        """Le réseau est appelé sur tous les points à la fois, et non une fois par point."""
        xs, network = np.random.uniform(-3, 3, 2000), random_network(3)
        report = student.run(curve_and_calls, xs=xs, **network)
        assert_close(as_tensor(report["ys"]).flatten(), oracle.curve(xs, **network), atol=1e-4)
        few = report["calls"] <= 5
        require(few, f"Pour {len(xs)} points, votre code appelle le réseau {report['calls']} fois : retirez la boucle.")

    def test_network_left_as_it_was(self, student):
        """Le réseau et le calcul des gradients sont laissés comme ils étaient."""
        network = random_network(3)
        after = student.run(network_after_curve, xs=np.linspace(-2, 2, 9), **network)
        require(after["dtypes"] == ["torch.float32"] * 4, "Le type des poids du réseau a changé.")
        require(after["requires_grad"] == [True] * 4, "Les poids du réseau ne portent plus requires_grad=True.")
        require(after["grad_enabled"] is True, "Le calcul des gradients est resté désactivé après l'appel.")
        for actual, name in zip(after["values"], "wbvc", strict=True):
            right = "Les poids du réseau ont changé."
            assert_close(as_tensor(actual).flatten(), network[name], rtol=0, atol=0, message=right)


def curve_of(student, xs, w, b, v, c):
    """Nous avons appelé curve sur un réseau Linear-ReLU-Linear dont nous avons fixé les poids"""
    network = nn.Sequential(nn.Linear(1, len(w)), nn.ReLU(), nn.Linear(len(w), 1))
    network.load_state_dict({"0.weight": w[:, None], "0.bias": b, "2.weight": v[None], "2.bias": c})
    with torch.enable_grad():  # what curve does to the gradient mode ends with this block
        return student.curve(network, xs)


def curve_and_calls(student, xs, w, b, v, c):
    """Nous avons appelé curve avec beaucoup de points sur un réseau qui compte ses appels"""

    class CountedNetwork(nn.Module):
        def __init__(self):
            super().__init__()
            self.w, self.b, self.v, self.c = (nn.Parameter(t) for t in (w[:, None], b, v[None], c))
            self.calls = 0

        def forward(self, x):
            self.calls += 1
            hidden = torch.relu(nn.functional.linear(x, self.w, self.b))
            return nn.functional.linear(hidden, self.v, self.c)

    network = CountedNetwork()
    with torch.enable_grad():
        return {"ys": student.curve(network, xs), "calls": network.calls}


def network_after_curve(student, xs, w, b, v, c):
    """Nous avons appelé curve, puis regardé le réseau qui lui avait été passé"""
    network = nn.Sequential(nn.Linear(1, len(w)), nn.ReLU(), nn.Linear(len(w), 1))
    network.load_state_dict({"0.weight": w[:, None], "0.bias": b, "2.weight": v[None], "2.bias": c})
    with torch.enable_grad():
        student.curve(network, xs)
        enabled = torch.is_grad_enabled()
    parameters = list(network.parameters())
    return {
        "grad_enabled": enabled,
        "dtypes": [str(p.dtype) for p in parameters],
        "requires_grad": [p.requires_grad for p in parameters],
        "values": parameters,
    }


@exercise("network")
class TestNetwork:
    @show_inputs
    def test_parameters(self, student):
        """Les paramètres sont ceux de Linear(1, n_neurons) et Linear(n_neurons, 1) ; n_neurons vaut 3 par défaut."""
        counts = student.run(parameter_counts, sizes=[1, 2, 10])
        require(all(counts), "Le réseau n'a aucun paramètre : ses couches sont-elles rangées dans des attributs ?")
        require(counts[0] == 3 * 3 + 1, "Network() n'a pas le nombre de paramètres d'un réseau à 3 neurones cachés.")
        right = counts[1:] == [3 * n + 1 for n in (1, 2, 10)]
        require(right, "Le nombre de paramètres de Network(n_neurons) n'est pas celui des deux couches avec biais.")

    @points(2)
    def test_formula(self, student):
        """Avec des poids que nous fixons, la sortie est c + Σ vᵢ ReLU(wᵢ x + bᵢ), de taille (k, 1)."""
        down = random_network(4) | {"v": -0.5 - torch.rand(4), "c": torch.tensor([-1.0])}  # negative everywhere
        for network in (random_network(2), down, random_network(7)):
            x = torch.cat([torch.linspace(-4, 4, 21), torch.randn(10)])
            y = student.run(outputs_with_weights, x=x[:, None], **network)
            require(not isinstance(y, str), "Le réseau n'est pas fait de deux couches nn.Linear aux bonnes tailles.")
            expected = oracle.curve(x.numpy(), **network)[:, None]
            right = "La sortie ne suit pas la formule : ReLU est-elle entre les deux couches, et seulement là ?"
            assert_close(y, expected, atol=1e-4, message=right)

    @show_inputs
    def test_input_of_second_layer(self, student):
        """second_input_shape donne la taille du tenseur qui entre dans la deuxième couche."""
        for n_points, n_neurons in [(50, 3), (8, 8), (1, 12), (20, 1)]:
            shape = student.second_input_shape(n_points, n_neurons)
            require(isinstance(shape, (tuple, list)), "second_input_shape doit rendre un tuple.")
            entering = nn.Linear(1, n_neurons)(torch.zeros(n_points, 1))
            require(tuple(shape) == tuple(entering.shape), "Affichez x.shape entre les deux couches, dans forward.")


def parameter_counts(student, sizes):
    """Nous avons construit Network(), puis Network(n) pour plusieurs n, et compté leurs paramètres"""
    networks = [student.Network(), *(student.Network(n) for n in sizes)]
    return [sum(p.numel() for p in network.parameters()) for network in networks]


def outputs_with_weights(student, x, w, b, v, c):
    """Nous avons construit un Network, fixé ses poids, et calculé sa sortie sur un lot"""
    n = len(w)
    network = student.Network(n)
    values = {(n, 1): w[:, None], (n,): b, (1, n): v[None], (1,): c}
    if sorted(tuple(p.shape) for p in network.parameters()) != sorted(values):
        return "shapes"
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.copy_(values[tuple(parameter.shape)])
        return network(x)


@exercise("plot_contributions")
class TestPlotContributions:
    @points(2)
    def test_contributions(self, student):
        """Une courbe par neurone caché montre sa contribution vᵢ ReLU(wᵢ x + bᵢ) ; il y a n + 1 courbes en tout."""
        for n, xs in [(3, np.linspace(-4, 4, 41)), (5, np.linspace(-3, 5, 60))]:
            network = random_network(n)
            drawn = self.curves(student, xs, network)
            right = len(drawn) == n + 1
            require(right, f"Pour {n} neurones, {len(drawn)} courbe(s) passe(nt) par tous les points de xs, sur ax.")
            for ys in oracle.contributions(xs, network["w"], network["b"], network["v"]):
                require(self.has(drawn, ys), "La contribution d'un neurone ne se trouve parmi aucune des courbes.")

    def test_output(self, student):
        """Une des courbes est la sortie du réseau."""
        for n, xs in [(2, np.linspace(-4, 4, 41)), (4, np.linspace(-3, 5, 60))]:
            network = random_network(n)
            network["c"] = torch.tensor([2.5])
            found = self.has(self.curves(student, xs, network), oracle.curve(xs, **network).tolist())
            require(found, "Aucune des courbes n'est la sortie du réseau (avec son biais).")

    def test_labels(self, student):
        """Les deux axes ont un nom, et la figure a une légende."""
        report = student.run(drawing, xs=np.linspace(-4, 4, 41), **random_network(3))
        require(report["xlabel"], "L'axe des abscisses n'a pas de nom.")
        require(report["ylabel"], "L'axe des ordonnées n'a pas de nom.")
        require(report["legend"], "La figure n'a pas de légende.")

    def curves(self, student, xs, network):
        lines = student.run(drawing, xs=xs, **network)["lines"]
        return [y for x, y in lines if len(x) == len(xs) == len(y) and np.allclose(x, xs, atol=1e-4)]

    def has(self, drawn, ys):
        return any(np.allclose(np.asarray(y, dtype=float), ys, rtol=1e-4, atol=1e-4) for y in drawn)


def drawing(student, xs, w, b, v, c):
    """Nous avons appelé plot_contributions et relevé ce que les axes ont reçu"""
    network = nn.Sequential(nn.Linear(1, len(w)), nn.ReLU(), nn.Linear(len(w), 1))
    network.load_state_dict({"0.weight": w[:, None], "0.bias": b, "2.weight": v[None], "2.bias": c})
    figure, (ax, _) = plt.subplots(1, 2)  # the current axes are the other ones
    try:
        with torch.enable_grad():
            student.plot_contributions(ax, network, xs)
        legend = ax.get_legend()
        return {
            "lines": [(line.get_xdata(orig=False), line.get_ydata(orig=False)) for line in ax.lines],
            "xlabel": ax.get_xlabel(),
            "ylabel": ax.get_ylabel(),
            "legend": legend is not None and len(legend.get_texts()) > 0,
        }
    finally:
        plt.close(figure)


@exercise("kinks")
class TestKinks:
    def test_positions(self, student):
        """Les abscisses rendues sont celles où la pente de la courbe change, dans l'ordre croissant."""
        for n in (1, 3, 6):
            self.compare(student, *self.spread(n))

    def test_neurons_without_effect(self, student):
        """Un neurone dont le poids w ou le poids v est nul ne donne pas de cassure."""
        w, b, v = self.spread(6)
        w[1], v[4] = 0.0, 0.0
        self.compare(student, w, b, v)
        self.compare(student, torch.zeros(3), torch.randn(3), torch.randn(3))

    def test_equal_kinks_count_once(self, student):
        """Deux neurones qui cassent au même endroit ne donnent qu'une cassure."""
        w, b, v = self.spread(6)
        w[1], b[1], v[1] = 2 * w[0], 2 * b[0], v[0]
        w[4], b[4], v[4] = -w[3], -b[3], v[3]
        self.compare(student, w, b, v)

    def spread(self, n):
        """Kinks at random places of [-9, 9], at least 0.5 apart, in no order, none at 0."""
        places = (torch.randperm(18)[:n] - 8.75) + 0.5 * torch.rand(n)
        w = torch.where(torch.rand(n) < 0.5, -1.0, 1.0) * (0.5 + torch.rand(n))
        v = torch.where(torch.rand(n) < 0.5, -1.0, 1.0) * (0.5 + torch.rand(n))
        return w, -w * places, v

    def compare(self, student, w, b, v):
        actual = as_tensor(student.run(kinks_of, w=w, b=b, v=v, c=torch.randn(1)))
        expected = torch.tensor(oracle.kinks(w, b, v), dtype=torch.float64)
        require(actual.ndim == 1, f"Un tenseur à une dimension était attendu ; le vôtre est {tuple(actual.shape)}.")
        require(len(actual) <= len(w), "Il y a plus de cassures que de neurones.")
        require(len(actual) == len(expected), f"La courbe n'a pas {len(actual)} cassure(s).")
        unordered = torch.allclose(actual.double().sort()[0], expected, rtol=0, atol=1e-3)
        message = "Les abscisses sont les bonnes, mais pas dans l'ordre croissant." if unordered else None
        assert_close(actual, expected, rtol=0, atol=1e-3, message=message)


def kinks_of(student, w, b, v, c):
    """Nous avons appelé kinks sur un réseau Linear-ReLU-Linear dont nous avons fixé les poids"""
    network = nn.Sequential(nn.Linear(1, len(w)), nn.ReLU(), nn.Linear(len(w), 1))
    network.load_state_dict({"0.weight": w[:, None], "0.bias": b, "2.weight": v[None], "2.bias": c})
    return student.kinks(network)


@exercise("hat")
class TestHat:
    HATS = ((0.0, 1.0, 1.0), (2.0, 0.5, 3.0), (-1.5, 2.0, -0.75))

    def test_between_the_feet(self, student):
        """Entre center - width et center + width, la courbe est celle du chapeau."""
        for hat in self.HATS:
            self.compare(student, hat, np.linspace(hat[0] - hat[1], hat[0] + hat[1], 81))

    def test_zero_outside(self, student):
        """À gauche de center - width et à droite de center + width, la sortie est nulle, même très loin."""
        for center, width, height in self.HATS:
            away = width * np.linspace(1, 8, 40)
            self.compare(student, (center, width, height), np.concatenate([center - away, center + away]))

    def test_three_neurons(self, student):
        """Le réseau a trois neurones cachés, et ses poids suffisent à reconstruire le chapeau."""
        for hat in self.HATS:
            xs = np.linspace(hat[0] - 3 * hat[1], hat[0] + 3 * hat[1], 61)
            weights = {tuple(p.shape): p for p in map(as_tensor, self.hat(student, hat, xs)["parameters"])}
            right = {(3, 1), (3,), (1, 3)} <= set(weights) <= {(3, 1), (3,), (1, 3), (1,)}
            require(right, "Les paramètres du réseau ne sont pas ceux de Linear(1, 3) puis Linear(3, 1).")
            w, b, v, c = weights[3, 1][:, 0], weights[3,], weights[1, 3][0], weights.get((1,), torch.zeros(1))
            rebuilt = oracle.curve(xs, w, b, v, c)
            message = "La courbe reconstruite à partir de vos poids n'est pas le chapeau demandé."
            assert_close(rebuilt, oracle.hat(xs, *hat), atol=1e-3, message=message)

    def compare(self, student, hat, xs):
        ys = as_tensor(self.hat(student, hat, xs)["ys"]).flatten()
        assert_close(ys, oracle.hat(xs, *hat), atol=1e-3, message="La sortie n'est pas celle du chapeau demandé.")

    def hat(self, student, hat, xs):
        return student.run(outputs_of_hat, hat=list(hat), x=torch.tensor(xs, dtype=torch.float32)[:, None])


def outputs_of_hat(student, hat, x):
    """Nous avons construit un chapeau par hat, et calculé sa sortie sur un lot"""
    network = student.hat(*hat)
    with torch.no_grad():
        return {"ys": network(x), "parameters": list(network.parameters())}
