"""TP 4 — catégories et perte charnière."""

import functools

import numpy as np
import torch

from graders.oracles import tp04_categories as oracle
from tptorch import as_tensor, assert_close, exercise, points, require, show_inputs


def numbers(values, count):
    """The answer as a 1-D tensor, whether its items are floats or 0-d tensors."""
    require(isinstance(values, (list, tuple, torch.Tensor, np.ndarray)), "Le résultat doit être une liste de nombres.")
    require(len(values) == count, f"La liste doit avoir un élément par itération : {count} ; elle en a {len(values)}.")
    flat = [as_tensor(value).double().flatten() for value in values]
    require(all(len(value) == 1 for value in flat), "Chaque élément de la liste doit être un seul nombre.")
    return torch.cat(flat)


def accuracy(scores, categories):
    return (scores.argmax(dim=-1) == categories).double().mean().item()


# --- exercise 1


def run_on_pixels(student, weight, bias, xs, ys):
    """Nous avons donné un modèle à votre compute_cat_per_pixel, et compté ses appels"""

    class Model(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.weight_of_scores = torch.nn.Parameter(weight)
            self.bias_of_scores = torch.nn.Parameter(bias)
            self.calls = 0

        def forward(self, x):
            self.calls += 1
            return torch.nn.functional.linear(x, self.weight_of_scores, self.bias_of_scores)

    model = Model()
    return student.compute_cat_per_pixel(model, xs, ys), model.calls


def random_grid(width, height):
    """Pixel coordinates that float32 holds exactly, in random order along each axis."""
    return np.meshgrid((torch.randperm(2 * width)[:width] - width).double(), torch.randperm(height).double() / 2 - 3)


def random_layer(n_categories):
    """Whole weights, and biases with different fractional parts: scores are exact and never equal."""
    weight = torch.randint(-5, 6, (n_categories, 2)).float()
    return weight, torch.randint(-3, 4, (n_categories,)) + torch.randperm(n_categories) / 16


@exercise("compute_cat_per_pixel")
class TestComputeCatPerPixel:
    @show_inputs
    def test_grid_holds_x_then_y(self, student):
        """grid[i, j] contient xs[i, j], puis ys[i, j], aussi sur une grille qui n'est pas carrée."""
        for width, height in ((5, 3), (2, 4), (3, 3)):
            xs, ys = random_grid(width, height)
            assert_close(student.pixel_grid(xs, ys), oracle.pixel_grid(xs, ys))

    def test_grid_is_float32(self, student):
        """Le type de la grille est torch.float32."""
        grid = student.pixel_grid(*random_grid(4, 3))
        require(isinstance(grid, torch.Tensor), "pixel_grid doit rendre un tenseur PyTorch.")
        require(grid.dtype == torch.float32, "Le tenseur n'est pas de type torch.float32.")

    @points(2)
    def test_category_has_the_highest_score(self, student):
        """Chaque pixel reçoit la catégorie de son plus haut score, dans un tableau NumPy d'entiers de taille (H, W)."""
        for width, height, n_categories in ((6, 4, 3), (5, 5, 5), (3, 7, 2)):
            (xs, ys), (weight, bias) = random_grid(width, height), random_layer(n_categories)
            actual, _ = student.run(run_on_pixels, weight=weight, bias=bias, xs=xs, ys=ys)
            require(isinstance(actual, np.ndarray), "Le résultat doit être un tableau NumPy.")
            require(np.issubdtype(actual.dtype, np.integer), "Le tableau doit contenir des entiers.")
            assert_close(actual, oracle.cat_per_pixel(weight, bias, xs, ys))

    def test_model_is_called_on_the_whole_grid(self, student):
        """Le modèle est appelé sur toute la grille à la fois, sans boucle sur les lignes ni sur les pixels."""
        (xs, ys), (weight, bias) = random_grid(50, 40), random_layer(3)
        actual, calls = student.run(run_on_pixels, weight=weight, bias=bias, xs=xs, ys=ys)
        require(as_tensor(actual).numel() == 2000, "Il faut une catégorie par pixel.")
        require(calls > 0, "Le modèle reçu n'a pas été appelé.")
        require(calls <= 10, f"Pour 40 lignes de 50 pixels, le modèle a été appelé {calls} fois.")


# --- exercises 2 and 6


def look_at_net(student, x):
    """Nous avons créé votre Net() et lui avons donné des points"""
    net = student.Net()
    return [parameter.detach() for parameter in net.parameters()], [net(part) for part in x]


def look_at_net2(student, n_neurons, x):
    """Nous avons créé votre Net2(n_neurons) et lui avons donné des points"""
    net = student.Net2(n_neurons)
    return [parameter.detach() for parameter in net.parameters()], [net(part) for part in x]


def some_points():
    return [20 * torch.randn(2), 20 * torch.randn(30, 2), 20 * torch.randn(4, 5, 2)]


def by_shape(parameters, shapes):
    """The parameters in the order of ``shapes``, whatever order they were declared in."""
    found = {tuple(parameter.shape): parameter for parameter in parameters}
    require(
        len(parameters) == len(shapes) and set(found) == set(shapes),
        f"Les paramètres du module sont de tailles {[tuple(parameter.shape) for parameter in parameters]} : "
        "ce ne sont pas ceux demandés.",
    )
    return [found[shape] for shape in shapes]


@exercise("Net")
class TestNet:
    def test_one_linear_layer(self, student):
        """Net a pour seuls paramètres le poids et le biais d'une couche Linear de 2 vers 3."""
        parameters, _ = student.run(look_at_net, x=[])
        by_shape(parameters, [(3, 2), (3,)])

    def test_scores_of_a_point_a_batch_a_grid(self, student):
        """Les scores sont ceux de la couche, tels quels, pour un point, un lot ou une grille."""
        x = some_points()
        parameters, scores = student.run(look_at_net, x=x)
        weights = {parameter.ndim: parameter for parameter in parameters}
        require(2 in weights, "Le module ne connaît aucun poids : sa couche est-elle un attribut ?")
        for part, actual in zip(x, scores, strict=True):
            assert_close(actual, part @ weights[2].T + weights.get(1, torch.zeros(3)))


@exercise("Net2")
class TestNet2:
    def test_two_linear_layers(self, student):
        """Net2(n) a pour seuls paramètres ceux de Linear(2, n) et de Linear(n, 3), soit 6n + 3 nombres."""
        for n in (5, 12):
            parameters, _ = student.run(look_at_net2, n_neurons=n, x=[])
            by_shape(parameters, [(n, 2), (n,), (3, n), (3,)])

    def test_scores_follow_the_formula(self, student):
        """Les scores sont W2·ReLU(W1·x + b1) + b2, pour un point, un lot ou une grille."""
        n, x = 25, some_points()
        parameters, scores = student.run(look_at_net2, n_neurons=n, x=x)
        layers = by_shape(parameters, [(n, 2), (n,), (3, n), (3,)])
        for part, actual in zip(x, scores, strict=True):
            assert_close(actual, oracle.two_layers(*layers, part))


# --- exercise 3


def gradient_of_sample(student, scores, category, delta):
    """Nous avons calculé le gradient de votre sample_error par rapport aux scores"""
    scores = scores.clone().requires_grad_()
    student.sample_error(scores, category, delta).backward()
    return scores.grad


def close_number(actual, expected, message=None):
    """Compare one number, given as a float or as a tensor of one element."""
    actual = as_tensor(actual)
    require(actual.numel() == 1, f"Un seul nombre était attendu ; le résultat est de taille {tuple(actual.shape)}.")
    assert_close(actual.reshape(()), expected, message=message)


@exercise("sample_error")
class TestSampleError:
    def test_formula_without_margin(self, student):
        """Sans marge, l'erreur est la somme des écarts positifs, quel que soit le nombre de catégories."""
        for n_categories in (3, 5, 2):
            scores = 3 * torch.randn(n_categories)
            for category in range(n_categories):
                actual = student.sample_error(scores, category)
                close_number(actual, oracle.sample_error(scores, category, 0.0))

    def test_formula_with_margin(self, student):
        """Avec une marge, chaque catégorie autre que la bonne compte pour max(0, s_j - s_c + δ)."""
        for n_categories, delta in ((3, 1.0), (5, 2.0), (4, 0.5)):
            scores = torch.randn(n_categories)
            for category in range(n_categories):
                actual = student.sample_error(scores, category, delta)
                close_number(actual, oracle.sample_error(scores, category, delta))

    @show_inputs
    def test_margin_respected_costs_nothing(self, student):
        """Quand le bon score dépasse les autres de plus de δ, l'erreur est nulle."""
        for n_categories, delta in ((3, 1.0), (3, 2.0), (5, 0.5)):
            scores, category = torch.randn(n_categories), n_categories - 2
            scores[category] = scores.max() + delta + 1
            actual = student.sample_error(scores, category, delta)
            close_number(actual, 0.0, "L'erreur n'est pas nulle. Le terme j = c est-il exclu de la somme ?")

    @show_inputs
    def test_category_as_tensor_and_equal_scores(self, student):
        """La catégorie peut être un tenseur de taille (), et une autre catégorie peut avoir le même score."""
        for category, others in ((0, [1, 2]), (2, [0, 1])):
            scores = torch.randint(-3, 4, (3,)).float()
            scores[others[1]] = scores[category]
            actual = student.sample_error(scores, torch.tensor(category), 1.5)
            close_number(actual, oracle.sample_error(scores, category, 1.5))

    def test_gradient(self, student):
        """Le gradient vaut 1 pour chaque score qui dépasse la marge, et son opposé revient au bon score."""
        for n_categories in (3, 6):
            scores = torch.randperm(n_categories).float()
            for rank in (0, n_categories - 2):
                category = scores.tolist().index(rank)
                actual = student.run(gradient_of_sample, scores=scores, category=category, delta=0.5)
                require(actual is not None, "Le gradient n'arrive pas jusqu'aux scores : .item(), float ou detach ?")
                assert_close(actual, oracle.sample_gradient(scores, category, 0.5))


# --- exercise 4


def train_on_quadratic(student, weight, bias, points, categories, delta, step, n_iter):
    """Nous avons entraîné une couche Linear avec votre fonction training et une erreur à nous"""

    def error(scores, category, delta):
        return ((scores - delta) ** 2).sum() - 3 * scores[int(category)]

    model = torch.nn.Linear(2, len(bias))
    model.weight.data, model.bias.data = weight.clone(), bias.clone()
    errors = student.training(model, points, categories, error, delta, step, n_iter)
    return errors, model.weight.detach(), model.bias.detach()


def train_on_ten_points(student, points, categories, delta, step, n_iter):
    """Nous avons entraîné une couche Linear(2, 3) sur dix points avec votre fonction training et la perte charnière"""

    def error(scores, category, delta):
        target = torch.tensor([int(category)])
        return 3 * torch.nn.functional.multi_margin_loss(scores[None], target, margin=delta, reduction="sum")

    model = torch.nn.Linear(2, 3)
    errors = student.training(model, points, categories, error, delta, step, n_iter)
    return errors, model(points)


def training_task(n_points, n_categories, delta):
    return {
        "weight": torch.randn(n_categories, 2),
        "bias": torch.randn(n_categories),
        "points": 2 * torch.rand(n_points, 2) - 1,
        "categories": torch.arange(n_points) % n_categories,
        "delta": delta,
    }


def sgd(step):
    return functools.partial(torch.optim.SGD, lr=step)


@exercise("training")
class TestTraining:
    def test_total_error_before_each_update(self, student):
        """La liste contient la somme des erreurs des points, mesurée avant chaque mise à jour."""
        for n_points, n_categories, delta in ((6, 3, 1.0), (9, 4, 0.5)):
            task = training_task(n_points, n_categories, delta)
            errors, *_ = student.run(train_on_quadratic, step=0.02, n_iter=2, **task)
            expected, *_ = oracle.trajectory(**task, optimizer=sgd(0.02), n_iter=2)
            assert_close(numbers(errors, 2), torch.tensor(expected), atol=1e-4)

    def test_weights_after_one_iteration(self, student):
        """Une itération fait un seul pas de descente, de longueur step, sur le modèle reçu."""
        for step, delta in ((0.02, 1.0), (0.05, 2.0)):
            task = training_task(7, 3, delta)
            _, *weights = student.run(train_on_quadratic, step=step, n_iter=1, **task)
            _, _, *expected = oracle.trajectory(**task, optimizer=sgd(step), n_iter=1)
            for actual, wanted in zip(weights, expected, strict=True):
                assert_close(actual, wanted, message="Les poids ne sont pas ceux d'un pas de descente sur la somme.")

    def test_weights_after_several_iterations(self, student):
        """Après plusieurs itérations, les poids sont ceux de la descente de gradient."""
        for n_iter, delta in ((3, 1.0), (5, 0.5)):
            task = training_task(6, 3, delta)
            _, *weights = student.run(train_on_quadratic, step=0.02, n_iter=n_iter, **task)
            _, _, *expected = oracle.trajectory(**task, optimizer=sgd(0.02), n_iter=n_iter)
            message = "Les poids s'écartent de la descente de gradient. Les gradients sont-ils remis à zéro ?"
            for actual, wanted in zip(weights, expected, strict=True):
                assert_close(actual, wanted, atol=1e-4, message=message)

    def test_learns_ten_points(self, student):
        """Avec la perte charnière, dix points finissent tous bien classés, d'erreur nulle, en n_iter itérations."""
        samples, categories = oracle.ten_points(6.28 * torch.rand(()).item())
        for delta in (1.0, 2.0):
            task = {"points": samples, "categories": categories, "delta": delta}
            errors, scores = student.run(train_on_ten_points, step=0.05, n_iter=150, **task)
            errors = numbers(errors, 150)
            require(accuracy(as_tensor(scores), categories) == 1, "Certains points restent mal classés.")
            require(errors[-1] <= 1e-5, "L'erreur totale n'est pas nulle à la dernière itération.")
            require(oracle.hinge_loss(scores, categories, delta) <= 1e-4, "La marge n'est pas respectée à la fin.")


# --- exercise 5


def margin_and_scores(student, scores, categories):
    """Nous avons appelé votre smallest_margin, puis relu les scores donnés"""
    return student.smallest_margin(scores, categories), scores


@exercise("smallest_margin")
class TestSmallestMargin:
    def test_all_points_well_classified(self, student):
        """Quand tous les points sont bien classés, c'est le plus petit écart entre le bon score et le suivant."""
        for n, n_categories in ((8, 3), (20, 5)):
            scores = torch.randn(n, n_categories)
            categories = torch.randint(n_categories, (n,))
            scores[torch.arange(n), categories] = scores.max(dim=1).values + 0.5 + torch.rand(n)
            close_number(student.smallest_margin(scores, categories), oracle.smallest_margin(scores, categories))

    def test_a_wrong_point_has_a_negative_margin(self, student):
        """Un point mal classé a une marge négative, et c'est la plus petite marge qui est rendue."""
        for n, n_categories in ((8, 3), (20, 5), (6, 2)):
            scores = torch.randn(n, n_categories)
            categories = scores.argmin(dim=1)
            categories[: n // 2] = scores[: n // 2].argmax(dim=1)
            close_number(student.smallest_margin(scores, categories), oracle.smallest_margin(scores, categories))

    def test_scores_are_left_as_they_were(self, student):
        """Les scores reçus ne sont pas modifiés."""
        scores, categories = torch.randn(8, 3), torch.randint(3, (8,))
        margin, after = student.run(margin_and_scores, scores=scores, categories=categories)
        require(as_tensor(margin).numel() == 1, "Un seul nombre était attendu.")
        assert_close(after, scores, message="Votre fonction a modifié les scores reçus : travaillez sur une copie.")


# --- exercise 7


def gradient_of_hinge(student, scores, categories, delta):
    """Nous avons calculé le gradient de votre hinge_loss par rapport aux scores"""
    scores = scores.clone().requires_grad_()
    student.hinge_loss(scores, categories, delta).backward()
    return scores.grad


def operations_of_hinge(student, small, large):
    """Nous avons compté les opérations de votre hinge_loss sur un petit lot, puis sur un grand"""
    from torch.overrides import TorchFunctionMode

    class Counter(TorchFunctionMode):
        def __init__(self):
            super().__init__()
            self.calls = 0

        def __torch_function__(self, func, types, args=(), kwargs=None):
            self.calls += 1
            return func(*args, **(kwargs or {}))

    counts = []
    for scores, categories in (small, large):
        with Counter() as counter:
            value = student.hinge_loss(scores.requires_grad_(), categories, 1.0)
        counts.append(counter.calls)
    value.backward()
    return counts, large[0].grad


def random_batch(n, n_categories):
    """Scores in which no gap falls on a kink for δ = 0,5, 1,5 …, and categories of all kinds."""
    scores = torch.stack([torch.randperm(n_categories) for _ in range(n)]).float()
    return scores, torch.randint(n_categories, (n,))


@exercise("hinge_loss")
class TestHingeLoss:
    def test_total_of_the_batch(self, student):
        """L'erreur est la somme, sur les points et sur les j autres que c, de max(0, s_j - s_c + δ)."""
        for n, n_categories, delta in ((7, 3, 0.0), (5, 3, 1.0), (3, 3, 2.0), (9, 5, 0.5)):
            scores, categories = torch.randn(n, n_categories), torch.randint(n_categories, (n,))
            actual = student.hinge_loss(scores, categories, delta)
            assert_close(actual, oracle.hinge_loss(scores, categories, delta))

    def test_error_can_be_zero_and_scores_equal(self, student):
        """L'erreur est nulle quand la marge (1 par défaut) est respectée ; des scores égaux la paient."""
        categories = torch.randint(4, (6,))
        perfect = torch.randn(6, 4)
        perfect[torch.arange(6), categories] = perfect.max(dim=1).values + 1.5
        message = "L'erreur n'est pas nulle alors que la marge est respectée. Le terme j = c compte-t-il ?"
        assert_close(student.hinge_loss(perfect, categories), 0.0, message=message)
        assert_close(student.hinge_loss(torch.zeros(6, 4), categories), 18.0)

    def test_gradient(self, student):
        """Le gradient par rapport aux scores est celui de la formule."""
        for n, n_categories, delta in ((8, 3, 0.5), (6, 5, 1.5)):
            scores, categories = random_batch(n, n_categories)
            actual = student.run(gradient_of_hinge, scores=scores, categories=categories, delta=delta)
            require(actual is not None, "Le gradient n'arrive pas jusqu'aux scores.")
            assert_close(actual, oracle.hinge_gradient(scores, categories, delta))

    def test_no_loop_over_the_points(self, student):
        """Le nombre d'opérations n'augmente pas avec le nombre de points."""
        small, large = random_batch(40, 3), random_batch(640, 3)
        (few, many), gradient = student.run(operations_of_hinge, small=small, large=large)
        require(gradient is not None and gradient.any(), "Le calcul ne passe pas par des opérations sur les tenseurs.")
        require(many < few + 100, f"{few} opérations pour 40 points, {many} pour 640 : il reste une boucle.")


# --- exercise 8


def learn_on_quadratic(student, weight, bias, points, categories, delta, step, momentum, n_iter):
    """Nous avons entraîné un modèle avec votre learn_shape, une erreur et un optimiseur à nous"""

    class Model(torch.nn.Linear):
        calls = 0

        def forward(self, x):
            self.calls += 1
            return super().forward(x)

    def loss(scores, categories, delta):
        good = scores[torch.arange(len(scores)), categories]
        return ((scores - delta) ** 2).sum() - 3 * good.sum()

    model = Model(2, len(bias))
    model.weight.data, model.bias.data = weight.clone(), bias.clone()
    optimizer = torch.optim.SGD(model.parameters(), lr=step, momentum=momentum)
    proportions = student.learn_shape(model, optimizer, points, categories, loss, delta, n_iter)
    return proportions, model.weight.detach(), model.bias.detach(), model.calls


def learn_helix(student, points, categories, n_iter):
    """Nous avons fait apprendre une hélice à un réseau de 100 neurones avec votre learn_shape, Adam et la charnière"""

    def loss(scores, categories, delta):
        return 3 * torch.nn.functional.multi_margin_loss(scores, categories, margin=delta, reduction="sum")

    model = torch.nn.Sequential(torch.nn.Linear(2, 100), torch.nn.ReLU(), torch.nn.Linear(100, 3))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    proportions = student.learn_shape(model, optimizer, points, categories, loss, 1.0, n_iter)
    return proportions, model(points)


def momentum_sgd(step, momentum):
    return functools.partial(torch.optim.SGD, lr=step, momentum=momentum)


@exercise("learn_shape")
class TestLearnShape:
    def test_proportion_before_each_update(self, student):
        """La liste contient la proportion de points bien classés avant chaque mise à jour, entre 0 et 1."""
        for n_points, step in ((30, 0.02), (45, 0.01)):
            task = training_task(n_points, 3, 1.0)
            task["categories"] = 1 + task["points"][:, 0].gt(0).long()
            task["weight"], task["bias"] = torch.zeros(3, 2), torch.tensor([0.1, 0.0, 0.0])
            proportions, *_ = student.run(learn_on_quadratic, step=step, momentum=0.0, n_iter=2, **task)
            _, expected, *_ = oracle.trajectory(**task, optimizer=sgd(step), n_iter=2)
            assert_close(numbers(proportions, 2), torch.tensor(expected), atol=1.5 / n_points)

    def test_weights_follow_the_given_optimizer(self, student):
        """L'optimiseur reçu met les poids à jour une fois par itération, d'après l'erreur totale reçue."""
        for n_points, n_iter, delta in ((20, 3, 1.0), (12, 4, 0.5)):
            task = training_task(n_points, 3, delta)
            _, *weights, _ = student.run(learn_on_quadratic, step=0.005, momentum=0.5, n_iter=n_iter, **task)
            _, _, *expected = oracle.trajectory(**task, optimizer=momentum_sgd(0.005, 0.5), n_iter=n_iter)
            message = (
                "Les poids ne sont pas ceux attendus : gradients remis à zéro, optimiseur reçu, un pas par itération ?"
            )
            for actual, wanted in zip(weights, expected, strict=True):
                assert_close(actual, wanted, atol=1e-4, message=message)

    def test_all_points_in_one_call(self, student):
        """Le modèle reçoit tous les points à la fois."""
        task = training_task(60, 3, 1.0)
        proportions, weight, _, calls = student.run(learn_on_quadratic, step=0.002, momentum=0.0, n_iter=4, **task)
        numbers(proportions, 4)
        require(not torch.equal(weight, task["weight"]), "Le modèle reçu n'a pas été entraîné.")
        require(calls <= 20, f"Pour 60 points et 4 itérations, le modèle a été appelé {calls} fois.")

    def test_learns_a_helix(self, student):
        """Une hélice s'apprend avec 100 neurones, et la liste compte toutes les itérations."""
        samples, categories = oracle.helix(6.28 * torch.rand(()).item())
        proportions, scores = student.run(learn_helix, points=samples, categories=categories, n_iter=300)
        proportions = numbers(proportions, 300)
        require(accuracy(as_tensor(scores), categories) >= 0.97, "L'hélice n'est pas apprise.")
        require(proportions[-1] >= 0.97, "Les dernières proportions de votre liste sont trop basses.")


# --- exercise 9


@exercise("smallest_width")
class TestSmallestWidth:
    def test_smallest_sufficient_width(self, student):
        """La largeur choisie suffit pour apprendre l'hélice, et c'est la plus petite."""
        width = as_tensor(student["smallest_width"])
        require(width.numel() == 1, "smallest_width doit être un seul nombre.")
        require(width.item() >= 30, "Avec cette largeur, l'apprentissage échoue.")
        require(width.item() in (30, 100), "Une largeur plus petite suffit, ou cette valeur n'est pas l'une des six.")
