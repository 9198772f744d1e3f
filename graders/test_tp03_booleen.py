"""TP 3 — le booléen ≠ appris par descente de gradient."""

import itertools
import math

import torch

from graders.oracles import tp03_booleen as oracle
from tptorch import as_number, as_pair, as_tensor, assert_close, exercise, points, require, show_inputs


def history(errors, length):
    """A list of errors as floats, of the length asked."""
    require(isinstance(errors, (list, tuple)) or as_tensor(errors).ndim == 1, "errors doit être une liste de nombres.")
    require(len(errors) == length, f"errors contient {len(errors)} valeurs pour {length} demandées.")
    return [as_number(error, "Chaque valeur d'errors") for error in errors]


# ---------------------------------------------------------------------------- mean_gradient


def mean_gradient_twice(student, name, x):
    """Nous avons appelé deux fois de suite votre mean_gradient avec une fonction g, puis regardé x"""
    g = getattr(torch, name)
    first = student.mean_gradient(g, x)
    first = first.clone() if isinstance(first, torch.Tensor) else first
    second = student.mean_gradient(g, x)
    return {"first": first, "second": second, "x": x, "asks": x.requires_grad, "no_grad": x.grad is None}


@exercise("mean_gradient")
class TestMeanGradient:
    def test_gradient(self, student):
        """Le résultat est le gradient de mean(g(x)), pour une fonction g et une taille quelconques."""
        for name, shape in (("square", (2, 2)), ("square", (3, 5)), ("sin", (7,)), ("exp", (2, 3, 2))):
            x = torch.randn(shape)
            seen = student.run(mean_gradient_twice, name=name, x=x)
            assert_close(seen["first"], oracle.mean_gradient(name, x))

    def test_input_is_left_alone(self, student):
        """x reste tel quel, et un deuxième appel donne le même résultat que le premier."""
        x = torch.randn(4, 3)
        seen = student.run(mean_gradient_twice, name="square", x=x)
        require(not seen["asks"], "Après l'appel, x demande son gradient : travaillez sur une copie.")
        require(seen["no_grad"], "Après l'appel, x.grad n'est plus None : travaillez sur une copie.")
        assert_close(seen["x"], x, message="Les valeurs de x ont changé pendant l'appel.")
        assert_close(
            seen["second"],
            seen["first"],
            message="Le deuxième appel donne autre chose : les gradients s'ajoutent-ils ?",
        )


# ------------------------------------------------------------------------------------ model


def slope_of_model(student, x, y, a):
    """Nous avons calculé le gradient, par rapport à a, de la somme des réponses de votre f"""
    a = torch.tensor(a, requires_grad=True)
    student.f(x, y, a).sum().backward()
    return a.grad


def numbers_around_saturation(n=4):
    """Pairs with x < y and x > y, and a weight for which the nearer half does not saturate."""
    distances = torch.cat([torch.rand(n // 2) * 0.8 + 0.1, torch.rand(n - n // 2) * 4 + 1.2])
    x, signs = torch.randn(n), torch.tensor([1.0, -1.0]).repeat(n)[:n]
    return x, x + signs * distances


@exercise("model")
class TestModel:
    @show_inputs
    def test_formula(self, student):
        """La réponse suit la formule min(a |x − y|, 1), que x soit plus petit ou plus grand que y."""
        x, y = numbers_around_saturation()
        for a in (1.0, 0.35):
            assert_close(student.f(x, y, torch.tensor(a)), oracle.model(x, y, a))

    @show_inputs
    def test_negative_weight(self, student):
        """Un poids négatif donne des réponses négatives, comme dans la formule."""
        x, y = numbers_around_saturation()
        assert_close(student.f(x, y, torch.tensor(-0.6)), oracle.model(x, y, -0.6))

    def test_any_shape(self, student):
        """x et y peuvent être de taille quelconque."""
        for shape in ((1,), (7,), (2, 3)):
            x, y = 3 * torch.randn(shape), 3 * torch.randn(shape)
            assert_close(student.f(x, y, torch.tensor(0.3)), oracle.model(x, y, 0.3))

    def test_gradient(self, student):
        """Le résultat reste dans le graphe : le gradient par rapport à a est juste."""
        x, y = numbers_around_saturation()
        slope = student.run(slope_of_model, x=x, y=y, a=1.0)
        require(slope is not None, "Aucun gradient n'arrive jusqu'à a : le graphe est coupé.")
        assert_close(slope.reshape(()), oracle.model_slope(x, y, 1.0))


# ------------------------------------------------------------------------------ total_error


def error_of_line(student, x, y, ref, a):
    """Nous avons appelé votre total_error avec le modèle a x + y, en comptant les appels du modèle"""
    calls = []

    def line(x, y, a):
        calls.append(1)
        return a * x + y

    error = student.total_error(line, x, y, ref, torch.tensor(a))
    return {"error": error, "calls": len(calls)}


def slope_of_error(student, x, y, ref, a):
    """Nous avons calculé le gradient de votre total_error par rapport à a, avec le modèle a x + y"""
    a = torch.tensor(a, requires_grad=True)
    student.total_error(lambda x, y, a: a * x + y, x, y, ref, a).backward()
    return a.grad


@exercise("total_error")
class TestTotalError:
    def test_sum_of_squares(self, student):
        """L'erreur totale est la somme des carrés des écarts, pour le modèle reçu en argument."""
        for n, a in ((4, 0.5), (7, -1.25), (1, 2.0)):
            x, y, ref = torch.randn(n), torch.randn(n), torch.randn(n)
            error = as_number(student.run(error_of_line, x=x, y=y, ref=ref, a=a)["error"], "L'erreur totale")
            expected, _ = oracle.line_error(x, y, ref, a)
            is_mean = n > 1 and math.isclose(error, expected / n, rel_tol=1e-4)
            require(not is_mean, "C'est la moyenne des carrés : l'énoncé demande leur somme.")
            assert_close(error, expected)

    def test_gradient(self, student):
        """L'erreur totale reste dans le graphe : son gradient par rapport à a est juste."""
        x, y, ref = torch.randn(6), torch.randn(6), torch.randn(6)
        slope = student.run(slope_of_error, x=x, y=y, ref=ref, a=0.75)
        require(slope is not None, "Aucun gradient n'arrive jusqu'à a : le graphe est coupé.")
        assert_close(slope, oracle.line_error(x, y, ref, 0.75)[1], rtol=1e-3, atol=1e-4)

    def test_no_loop(self, student):
        """Tous les échantillons sont traités à la fois : le modèle n'est pas appelé une fois pour chacun."""
        x, y, ref = torch.randn(2000), torch.randn(2000), torch.randn(2000)
        seen = student.run(error_of_line, x=x, y=y, ref=ref, a=0.5)
        calls = as_number(seen["calls"], "Le nombre d'appels")
        require(calls <= 3, f"Pour 2000 échantillons, f a été appelée {calls:.0f} fois : donnez-lui tout d'un coup.")
        error, expected = as_number(seen["error"], "L'erreur totale"), oracle.line_error(x, y, ref, 0.5)[0]
        sum_or_mean = any(math.isclose(error, value, rel_tol=1e-3) for value in (expected, expected / 2000))
        require(sum_or_mean, "Sur 2000 échantillons, l'erreur n'est pas celle demandée.")


# ----------------------------------------------------------------------------- naive_search


def search(student, target, sigma, n_iter):
    """Nous avons appelé votre naive_search depuis w0 = 0 avec, pour erreur, la somme des |w − cible|"""
    return student.naive_search(lambda w: (w - target).abs().sum(), torch.zeros_like(target), sigma, n_iter)


def weights_and_errors(student, target, sigma, n_iter):
    result = student.run(search, target=target, sigma=sigma, n_iter=n_iter)
    w, errors = as_pair(result, "w, errors")
    require(isinstance(errors, (list, tuple, torch.Tensor)), "errors doit être une liste de nombres.")
    w = as_tensor(w)
    require(w.shape == target.shape, "w doit avoir la taille de w0.")
    return w, errors


@exercise("naive_search")
class TestNaiveSearch:
    def test_history(self, student):
        """errors contient l'erreur de w0, puis l'erreur courante après chaque essai, qui ne remonte jamais."""
        target = torch.tensor([1.0, -2.0, 0.5])
        _, errors = weights_and_errors(student, target, 0.3, 40)
        errors = history(errors, 41)
        assert_close(errors[0], 3.5, message="errors[0] n'est pas l'erreur du point de départ w0.")
        rises = any(after > before + 1e-6 for before, after in itertools.pairwise(errors))
        require(not rises, "L'erreur courante remonte : notez celle du poids gardé, pas celle de l'essai.")

    def test_weights_go_with_their_error(self, student):
        """Le w rendu est celui dont l'erreur termine la liste."""
        target = torch.tensor([1.5, -1.0])
        for n_iter in (10, 20, 30, 40, 50):
            w, errors = weights_and_errors(student, target, 0.2, n_iter)
            require(len(errors) > 0, "errors est vide.")
            last = as_number(errors[-1], "Chaque valeur d'errors")
            assert_close(last, oracle.distance_to(target, w), message="L'erreur de w n'est pas la dernière d'errors.")

    def test_reaches_the_minimum(self, student):
        """Avec assez d'essais, la recherche s'approche du minimum, où qu'il soit autour de w0."""
        for target in (torch.tensor(-1.0), torch.tensor([2.0, -1.5])):
            w, _ = weights_and_errors(student, target, 0.1, 600)
            require(oracle.distance_to(target, w) < 0.5, "Après 600 essais, w est encore loin du minimum.")

    def test_sigma_scales_the_trials(self, student):
        """Les essais sont des voisins de w, à une distance réglée par sigma."""
        target = torch.tensor([100.0, -100.0])
        moved = [oracle.distance_to(weights_and_errors(student, target, s, 25)[0], 0 * target) for s in (0.01, 2.0)]
        require(moved[0] > 0, "Le poids n'a pas bougé.")
        require(moved[0] < 1.25, "Avec un petit sigma, le poids s'éloigne beaucoup trop en 25 essais.")
        require(moved[1] > 3, "Avec un grand sigma, le poids s'éloigne trop peu en 25 essais.")


# ------------------------------------------------------------------------- gradient_descent


def descend(student, k, m, step, n_iter, a0):
    """Nous avons appelé votre gradient_descent avec, pour erreur, une somme de k (a − m)²"""
    return student.gradient_descent(lambda a: (k * (a - m) ** 2).sum(), step, n_iter, a0)


def random_parabolas():
    return {"k": torch.rand(3) + 0.5, "m": torch.randn(3) + 2.0, "step": 0.04, "a0": float(torch.rand(())) - 1.0}


EXACT = {"k": torch.tensor([1.0]), "m": torch.tensor([2.0]), "step": 0.5, "n_iter": 6, "a0": 0.0}
FORGOTTEN = "Le poids n'est pas celui attendu : avez-vous remis le gradient à zéro à chaque itération ?"


@exercise("gradient_descent")
class TestGradientDescent:
    def test_one_update(self, student):
        """Une mise à jour mène de a0 à a0 − pas × E'(a0)."""
        for _ in range(2):
            inputs = random_parabolas() | {"n_iter": 1}
            a, _ = as_pair(student.run(descend, **inputs), "a, errors")
            assert_close(as_number(a, "a"), oracle.descent(**inputs)[0])

    @points(2)
    def test_trajectory(self, student):
        """Après plusieurs mises à jour, le poids est celui de la descente à pas fixe."""
        for n_iter in (2, 3, 12):
            inputs = random_parabolas() | {"n_iter": n_iter}
            a, _ = as_pair(student.run(descend, **inputs), "a, errors")
            assert_close(as_number(a, "a"), oracle.descent(**inputs)[0], message=FORGOTTEN)

    def test_errors_before_each_update(self, student):
        """errors contient les n_iter erreurs relevées avant chaque mise à jour, sans arrêt anticipé."""
        for inputs in (random_parabolas() | {"n_iter": 5}, EXACT):
            _, errors = as_pair(student.run(descend, **inputs), "a, errors")
            errors, expected = history(errors, inputs["n_iter"]), oracle.descent(**inputs)[1]
            assert_close(errors[0], expected[0], message="errors[0] n'est pas l'erreur en a0.")
            assert_close(errors, expected, message="Les erreurs ne sont pas celles d'avant chaque mise à jour.")


# ------------------------------------------------------------------------------------- step


def positive(student, name):
    step = as_number(student[name], name)
    require(math.isfinite(step) and step > 0, f"{name} doit être un nombre strictement positif.")
    return oracle.boolean_descent(step)


@exercise("step")
class TestStep:
    def test_small_step(self, student):
        """Avec small_step, l'erreur dépasse encore 0,1 après 100 mises à jour."""
        _, error = positive(student, "small_step")
        require(error > 0.0999, "L'erreur finale est déjà petite : ce pas n'est pas trop petit.")

    @points(2)
    def test_good_step(self, student):
        """Avec good_step, l'erreur finale est inférieure à 0,001 et le poids final ne dépasse pas 0,51."""
        a, error = positive(student, "good_step")
        require(error < 1.001e-3, "L'erreur finale dépasse 0,001 : le pas est trop petit.")
        require(a < 0.5101, "Le poids final dépasse 0,51 : le pas est trop grand, il saute sur le plateau.")

    def test_large_step(self, student):
        """Avec large_step, l'erreur finale est nulle mais le poids final dépasse 1."""
        a, error = positive(student, "large_step")
        require(error < 1e-6, "L'erreur finale n'est pas nulle : ce pas est trop petit.")
        require(a > 0.999, "Le poids final ne dépasse pas 1 : ce pas n'est pas assez grand.")


# ------------------------------------------------------------------------ optimizer_descent


def descend_with(student, name, k, m, lr, n_iter, a0):
    """Nous avons appelé votre optimizer_descent avec, pour erreur, une somme de k (a − m)²"""
    optimizer_class = getattr(torch.optim, name)
    return student.optimizer_descent(optimizer_class, lambda a: (k * (a - m) ** 2).sum(), lr, n_iter, a0)


def random_optimizer_inputs(name, lr, n_iter):
    k, m, a0 = torch.rand(3) + 0.5, torch.randn(3) + 2.0, float(torch.rand(())) - 1.0
    return {"name": name, "k": k, "m": m, "lr": lr, "n_iter": n_iter, "a0": a0}


@exercise("optimizer_descent")
class TestOptimizerDescent:
    def test_sgd(self, student):
        """Avec SGD, le poids suit la descente à pas fixe."""
        for n_iter in (1, 2, 10):
            inputs = random_optimizer_inputs("SGD", 0.04, n_iter)
            a, _ = as_pair(student.run(descend_with, **inputs), "a, errors")
            assert_close(as_number(a, "a"), oracle.optimizer_descent(**inputs)[0], message=FORGOTTEN)

    def test_other_optimizers(self, student):
        """Avec Adam, Adagrad ou RMSprop, le poids suit la formule de cet optimiseur."""
        for name in ("Adam", "Adagrad", "RMSprop"):
            inputs = random_optimizer_inputs(name, 0.1, 8)
            a, _ = as_pair(student.run(descend_with, **inputs), "a, errors")
            message = f"Avec {name}, le poids n'est pas celui attendu : l'optimiseur reçu est-il créé une seule fois ?"
            assert_close(as_number(a, "a"), oracle.optimizer_descent(**inputs)[0], message=message)

    def test_errors_before_each_update(self, student):
        """errors contient les n_iter erreurs relevées avant chaque mise à jour."""
        for inputs in (random_optimizer_inputs("SGD", 0.04, 5), random_optimizer_inputs("Adam", 0.2, 3)):
            _, errors = as_pair(student.run(descend_with, **inputs), "a, errors")
            errors, expected = history(errors, inputs["n_iter"]), oracle.optimizer_descent(**inputs)[1]
            assert_close(errors, expected, message="Les erreurs ne sont pas celles d'avant chaque mise à jour.")


# ----------------------------------------------------------------------------- adagrad_step


def adagrad_on_fourth_powers(student, start, alpha, n_iter):
    """Nous avons appelé plusieurs fois votre adagrad_step, sur la somme des w⁴"""
    w, ssg = start, torch.zeros_like(start)
    for _ in range(n_iter):
        w, ssg = student.adagrad_step(w, 4 * w**3, ssg, alpha)
    return w


def away_from_zero(n):
    return (torch.rand(n) + 0.6) * torch.tensor([1.0, -1.0, -1.0, 1.0, -1.0])[:n]


@exercise("adagrad_step")
class TestAdagradStep:
    def test_one_step(self, student):
        """Une mise à jour suit la formule, poids par poids, pour n'importe quelle somme déjà cumulée."""
        for n, alpha in ((3, 0.7), (5, 0.02)):
            param, grad, ssg = torch.randn(n), 3 * away_from_zero(n), 4 * torch.rand(n)
            new_param, new_ssg = as_pair(student.adagrad_step(param, grad, ssg, alpha), "param, ssg")
            expected_param, expected_ssg = oracle.adagrad_step(param, grad, ssg, alpha)
            assert_close(
                new_ssg, expected_ssg, message="ssg n'est pas la somme des carrés des gradients de chaque poids."
            )
            assert_close(new_param, expected_param, message="Les nouveaux poids ne suivent pas la formule.")

    def test_several_steps(self, student):
        """Au fil des mises à jour, les poids sont ceux d'Adagrad."""
        start = away_from_zero(4)
        w = student.run(adagrad_on_fourth_powers, start=start, alpha=0.1, n_iter=20)
        assert_close(w, oracle.adagrad_on_fourth_powers(start, 0.1, 20), rtol=1e-3, atol=1e-4)

    def test_zero_gradient(self, student):
        """Un poids de gradient nul ne bouge pas, même au premier appel."""
        param, grad = torch.randn(3), torch.tensor([0.0, 2.0, 0.0])
        new_param, new_ssg = as_pair(student.adagrad_step(param, grad, torch.zeros(3), 0.5), "param, ssg")
        still = as_tensor(new_param)
        require(not still.isnan().any(), "Un gradient nul donne nan : l'epsilon protège-t-il la division ?")
        assert_close(still[[0, 2]], param[[0, 2]], message="Un poids de gradient nul a bougé.")
        assert_close(as_tensor(new_ssg)[[0, 2]], torch.zeros(2), message="ssg change là où le gradient est nul.")


# --------------------------------------------------------------------------- counterexample


@exercise("counterexample")
class TestCounterexample:
    def test_counterexample(self, student):
        """counterexample est un couple de nombres différents que le modèle, avec a = 0,5, reconnaît mal."""
        found = student["counterexample"]
        require(
            len(found) == 2 if isinstance(found, (tuple, list)) else as_tensor(found).shape == (2,), "Donnez (x, y)."
        )
        x, y = (as_number(value, "Chaque valeur du couple") for value in found)
        require(math.isfinite(x) and math.isfinite(y), "Donnez deux nombres finis.")
        require(x != y, "x et y doivent être différents.")
        require(abs(x - y) / 2 < 0.99, "Ce couple est bien reconnu : la réponse atteint 0,99.")

    def test_integer_weight(self, student):
        """Avec integer_weight, le modèle répond juste pour tous les couples d'entiers."""
        a = as_number(student["integer_weight"], "integer_weight")
        require(math.isfinite(a) and a > 0.999999, "Deux entiers différents sont mal reconnus avec ce poids.")
