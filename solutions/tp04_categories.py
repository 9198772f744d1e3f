# %% [markdown]
# # TP 4 — Apprendre des catégories : la perte charnière
#
# **Ce que vous allez voir.** Un réseau regarde un point du plan et doit dire s'il est rouge, vert ou bleu. Vous
# verrez les zones de couleur se déplacer pendant qu'il apprend, d'abord avec une seule couche et dix points, puis
# avec deux couches et une hélice.
#
# **Objectifs**
# - faire calculer à un réseau un score par catégorie, et colorier le plan d'après ces scores ;
# - écrire un réseau et son apprentissage sous la « forme standard » de PyTorch ;
# - comprendre la perte charnière (*hinge loss*) et sa marge $\delta$ ;
# - choisir la largeur d'une couche cachée ;
# - retirer toute boucle sur les points.
#
# **Prérequis** : TP 1 (tailles, broadcasting), TP 2 (couches `Linear`, ReLU), TP 3 (descente de gradient,
# `backward`).
#
# **Durée** : 2 h 30 environ. **Barème** : 20 points, en neuf exercices.
#
# **Comment ce TP est noté.** Sous chaque réponse, une cellule contient des `assert` visibles : ils vous guident, mais
# ne rapportent rien. La note vient de vérifications cachées, qui appellent vos fonctions avec d'autres valeurs et
# d'autres tailles. Chaque exercice est noté pour lui-même : quand une fonction a besoin d'une erreur ou d'un modèle,
# elle les reçoit en arguments. Une réponse peut s'appuyer sur les cellules verrouillées (importations, données) ;
# mieux vaut ne pas y appeler vos réponses précédentes. Les cellules de démonstration, elles, les utilisent et ne sont
# pas notées.

# %% grade_id="imports" locked=true
import os

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn.functional as F
from IPython.display import clear_output, display
from matplotlib.colors import ListedColormap
from torch import nn

torch.set_num_threads(1)  # de petits calculs : un seul fil d'exécution suffit

# %% [markdown]
# ## 1. Dix points, trois catégories
#
# Un échantillon est un point $(p_1, p_2)$ du plan, et sa catégorie est un entier : 0 pour rouge, 1 pour vert, 2 pour
# bleu. La cellule suivante donne dix échantillons, et de quoi dessiner. Les tableaux `XXXX` et `YYYY`, de taille
# (200, 200), contiennent l'abscisse et l'ordonnée de chaque pixel du graphique.

# %% grade_id="ten_points" locked=true
points = torch.tensor(
    [
        [-0.70, 0.50], [-0.50, 0.80], [-0.80, 0.10],
        [0.10, 0.50], [0.60, 0.70], [0.80, 0.20], [0.45, 0.05],
        [-0.30, -0.50], [0.20, -0.70], [-0.75, -0.85],
    ]
)  # fmt: skip
categories = torch.tensor([0, 0, 0, 1, 1, 1, 1, 2, 2, 2])

XXXX, YYYY = np.meshgrid(np.linspace(-1.1, 1.1, 200), np.linspace(-1.1, 1.1, 200))


def draw_background(axes, cat_per_pixel):
    """Colorie chaque pixel selon sa catégorie (tableau de taille (200, 200))."""
    colors = ListedColormap(["#f6b3ab", "#bfe3b4", "#b5cdf0"])
    extent = (-1.1, 1.1, -1.1, 1.1)
    axes.imshow(cat_per_pixel, cmap=colors, vmin=0, vmax=2, origin="lower", extent=extent)


def draw_points(axes, points, categories):
    """Dessine les échantillons : rond rouge, carré vert, triangle bleu."""
    for category, style in enumerate([("#c0281c", "o"), ("#2c7a1f", "s"), ("#1f4fa0", "^")]):
        chosen = points[categories == category]
        axes.scatter(chosen[:, 0], chosen[:, 1], c=style[0], marker=style[1], s=25, edgecolors="white", linewidths=0.6)
    axes.set_aspect("equal")
    axes.set_xlabel("$p_1$")
    axes.set_ylabel("$p_2$")


def animate(advance, draw, n_frames):
    """Appelle n_frames fois advance() ; dans un notebook, draw(axes) redessine l'image sur place à chaque fois."""
    # À la correction, que nbgrader signale ainsi, une seule image suffit.
    live = "inline" in plt.get_backend() and "NBGRADER_EXECUTION" not in os.environ
    figure, axes = plt.subplots(figsize=(4, 4))
    if live:
        draw(axes)
        handle = display(figure, display_id=True)
    for _ in range(n_frames):
        advance()
        if live:
            axes.clear()
            draw(axes)
            handle.update(figure)
    if live:
        clear_output(wait=True)  # la dernière image remplace l'animation
    axes.clear()
    draw(axes)
    plt.show()

# %%
figure, axes = plt.subplots(figsize=(4, 4))
draw_points(axes, points, categories)
axes.set_title("Dix échantillons, trois catégories")
plt.show()

# %% [markdown]
# ### Du point aux scores, des scores à la catégorie
#
# Une couche `nn.Linear(2, 3)` reçoit un point et rend **trois scores**, un par catégorie. La catégorie prédite est
# celle du plus haut score : pour les scores $(1, 5, 3)$, c'est la catégorie 1.
#
# Une couche `Linear` agit sur la **dernière** dimension et laisse les autres en place. On peut donc lui donner tous
# les pixels à la fois :
#
# | | taille pour 200 × 200 pixels |
# |---|---|
# | tenseur $T$ des coordonnées : `T[i, j]` vaut $(x, y)$ | (200, 200, 2) |
# | scores = `model(T)` | (200, 200, 3) |
# | catégorie prédite = indice du plus grand score | (200, 200) |
#
# Un petit exemple de `argmax`, qui demande selon quelle dimension chercher le maximum :

# %%
small_scores = torch.tensor([[1.0, 5.0, 3.0], [4.0, 0.0, 2.0]])
print("tous les scores à la fois :", small_scores.argmax())
print("selon la dimension 0      :", small_scores.argmax(dim=0))
print("selon la dimension 1      :", small_scores.argmax(dim=1))

# %% [markdown]
# ### Exercice 1 — la catégorie de chaque pixel (3 points)
#
# **a.** Écrivez `pixel_grid(xs, ys)`. `xs` et `ys` sont deux tableaux NumPy de flottants, de taille `(H, W)`, faits
# par `np.meshgrid` comme `XXXX` et `YYYY` (mais pas forcément carrés). Le résultat est le tenseur $T$, de taille
# `(H, W, 2)` et de type `torch.float32` : `T[i, j]` contient `xs[i, j]`, puis `ys[i, j]`.
#
# **b.** Écrivez `compute_cat_per_pixel(model, xs, ys)`. `model` est un module quelconque qui prend un tenseur de
# taille `(…, 2)` et rend des scores de taille `(…, k)`, avec un nombre `k` de catégories qui n'est pas toujours 3. Le
# résultat est un **tableau NumPy d'entiers**, de taille `(H, W)` : la catégorie prédite de chaque pixel (les égalités
# de scores ne seront pas testées). Pas de boucle sur les pixels ni sur les lignes : donnez toute la grille au modèle
# en un appel. Les vérifications comptent les appels du modèle, et en tolèrent dix.
#
# Vous pouvez utiliser `pixel_grid` dans la seconde fonction.

# %% grade_id="compute_cat_per_pixel" solution=true
def pixel_grid(xs, ys):
    """Coordonnées (x, y) de chaque pixel : tenseur float32 de taille (H, W, 2)."""
    ### BEGIN SOLUTION
    return torch.tensor(np.stack([xs, ys], axis=-1), dtype=torch.float32)
    ### END SOLUTION


def compute_cat_per_pixel(model, xs, ys):
    """Catégorie prédite de chaque pixel : tableau NumPy d'entiers de taille (H, W)."""
    ### BEGIN SOLUTION
    scores = model(pixel_grid(xs, ys))
    return scores.argmax(dim=-1).numpy()
    ### END SOLUTION

# %% grade_id="test_compute_cat_per_pixel" points=3
xs, ys = np.meshgrid([0.0, 1.0, 2.0], [10.0, 20.0])
grid = pixel_grid(xs, ys)
assert isinstance(grid, torch.Tensor), "pixel_grid doit rendre un tenseur PyTorch."
assert grid.shape == (2, 3, 2), f"Pour 2 × 3 pixels, la taille attendue est (2, 3, 2), pas {tuple(grid.shape)}."
assert grid.dtype == torch.float32, "Une couche Linear attend des float32, et np.meshgrid donne des float64."
assert grid[1, 0].tolist() == [0.0, 20.0], "grid[1, 0] doit contenir x (ici 0), puis y (ici 20)."
cats = compute_cat_per_pixel(nn.Linear(2, 3), xs, ys)
assert isinstance(cats, np.ndarray), "Convertissez le résultat en tableau NumPy."
assert cats.shape == (2, 3), f"Il faut une catégorie par pixel : (2, 3), pas {cats.shape}. Selon quelle dimension ?"

# %% [markdown]
# Voici les zones de trois couches `Linear(2, 3)` prises au hasard. Chaque zone est bordée par des droites : la
# frontière entre les catégories $i$ et $j$ est l'ensemble des points où $s_i = s_j$, et la différence de deux
# fonctions affines est affine.

# %%
figure, panels = plt.subplots(1, 3, figsize=(10, 3.4))
for seed, axes in enumerate(panels):
    torch.manual_seed(seed)
    draw_background(axes, compute_cat_per_pixel(nn.Linear(2, 3), XXXX, YYYY))
    draw_points(axes, points, categories)
    axes.set_title(f"Couche tirée au hasard, n° {seed}")
figure.tight_layout()
plt.show()

# %% [markdown]
# ## 2. La forme standard
#
# `nn.Sequential` décrit un réseau en une ligne, mais cache ce qui circule dedans. Pour pouvoir regarder (et
# déboguer), on écrit plutôt une classe. Voici le patron complet, sur un problème qui n'est pas le nôtre (retrouver
# $y = x_1 - 2 x_2$) ; gardez-le comme modèle.

# %%
class Example(nn.Module):
    def __init__(self):
        super().__init__()  # toujours en premier
        self.layer1 = nn.Linear(2, 8)  # chaque couche est un attribut : ses poids sont alors connus du module
        self.layer2 = nn.Linear(8, 1)

    def forward(self, x):
        x = F.relu(self.layer1(x))
        # print(x.shape)               # ici, on peut tout regarder
        return self.layer2(x)


torch.manual_seed(0)
inputs = torch.randn(50, 2)
targets = inputs[:, :1] - 2 * inputs[:, 1:]
model = Example()
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
for iteration in range(200):
    optimizer.zero_grad()  # remet les gradients à zéro
    predictions = model(inputs)  # passe avant (forward)
    loss = F.mse_loss(predictions, targets)  # une erreur : un seul nombre
    loss.backward()  # passe arrière : calcule les gradients
    optimizer.step()  # modifie les poids
    if iteration % 50 == 0:
        print(f"itération {iteration:3d}   erreur {loss.item():.4f}")

# %% [markdown]
# Affichez le plus de choses possible pendant la mise au point : tailles, types, erreur, quelques scores. Et
# méfiez-vous de ces fautes, que l'on trouve jusque dans des cours imprimés :
#
# | on lit parfois | il faut | pourquoi |
# |---|---|---|
# | `torch.nn.functionnal` | `torch.nn.functional` | un seul n |
# | `F.max_pool2D` | `F.max_pool2d` | les fonctions s'écrivent en minuscules |
# | `1r=0.5` | `lr=0.5` | un L minuscule (*learning rate*), pas le chiffre 1 |
# | `optim.zero grad()` | `optimizer.zero_grad()` | un nom ne contient pas d'espace |
# | `optim = optim.SGD(…)` | `optimizer = optim.SGD(…)` | sinon le module `optim` est perdu pour la suite |
# | `self.couche1` tout seul | `self.couche1 = nn.Linear(…)` | un attribut doit être créé |
# | `F.loss(…)` | `F.mse_loss(…)`, ou votre propre erreur | aucune perte ne s'appelle `loss` |

# %% [markdown]
# ### Exercice 2 — un réseau à une couche (1 point)
#
# Complétez la classe `Net` : une seule couche `nn.Linear(2, 3)`, avec biais, et rien d'autre. `forward` prend un
# point de taille `(2,)`, un lot de taille `(n, 2)` ou une grille de taille `(H, W, 2)`, et rend les trois scores,
# tels que la couche les calcule, à la place des deux coordonnées : `(3,)`, `(n, 3)` ou `(H, W, 3)`.

# %% grade_id="Net" solution=true
class Net(nn.Module):
    """Une couche Linear : deux coordonnées, trois scores."""

    def __init__(self):
        super().__init__()
        ### BEGIN SOLUTION
        self.linear = nn.Linear(2, 3)
        ### END SOLUTION

    def forward(self, x):
        """Scores des points x : (…, 2) donne (…, 3)."""
        ### BEGIN SOLUTION
        return self.linear(x)
        ### END SOLUTION

# %% grade_id="test_Net" points=1
model = Net()
assert len(list(model.parameters())) == 2, "Le module doit connaître deux paramètres : un poids et un biais."
assert model(torch.zeros(10, 2)).shape == (10, 3), "Dix points doivent donner dix fois trois scores."

# %% [markdown]
# ## 3. Une erreur pour apprendre
#
# Il faut un nombre qui dise à quel point les scores d'un échantillon sont mauvais. Si $s_c$ est le score de la bonne
# catégorie $c$, une première idée est de compter de combien les autres scores le dépassent :
#
# $$\mathrm{Err}(s, c) = \sum_{j=0}^{k-1} \max(0,\; s_j - s_c)$$
#
# Comment lire cette formule ?
# - Si $j = c$, l'écart $s_j - s_c$ est nul : ce terme ne compte pas.
# - Si l'écart est positif, la catégorie $j$ l'emporte à tort sur la bonne : l'erreur augmente d'autant.
# - Si l'écart est négatif, tout va bien pour ce $j$, et $\max(0, \cdot)$ rend 0.
#
# **Une erreur nulle ne dit pas tout.** Un réseau dont tous les poids sont nuls donne trois scores égaux : son erreur
# est nulle aussi, et pourtant il ne décide rien ! Regardez donc toujours, en plus de l'erreur, le **nombre de points
# bien classés**.
#
# ### La marge
#
# Avec cette erreur, l'apprentissage s'arrête dès que chaque point est du bon côté, même de justesse. On demande donc
# que le bon score dépasse chacun des autres **d'au moins $\delta$** (une marge, $\delta \ge 0$) :
#
# $$\mathrm{Err}(s, c) = \sum_{j \ne c} \max(0,\; s_j - s_c + \delta)$$
#
# C'est la **perte charnière** (*hinge loss*) : pour chaque $j$, elle est nulle jusqu'à un certain écart, puis monte
# en ligne droite, comme un volet qui s'ouvre sur une charnière.
#
# **Attention au terme $j = c$.** On trouve parfois cette formule avec une somme sur *tous* les $j$. Avec
# $\delta = 0$, cela ne change rien. Avec $\delta > 0$, le terme $j = c$ vaut toujours $\max(0, \delta) = \delta$ :
# chaque échantillon paie $\delta$ pour rien, et l'erreur de nos dix points ne peut jamais descendre sous 10 (pour
# $\delta = 1$) ou sous 20 (pour $\delta = 2$). On exclut donc $j = c$ de la somme ; alors l'erreur peut atteindre 0,
# et elle l'atteint quand $s_j \le s_c - \delta$ pour tout $j \ne c$.
#
# **Un exemple.** Scores $(2,\; 1{,}5,\; 0)$, bonne catégorie $c = 0$ :
#
# | | $j = 1$ | $j = 2$ | erreur |
# |---|---|---|---|
# | $\delta = 0$ | $\max(0, -0{,}5) = 0$ | $\max(0, -2) = 0$ | 0 |
# | $\delta = 1$ | $\max(0, 0{,}5) = 0{,}5$ | $\max(0, -1) = 0$ | 0,5 |

# %%
gap = torch.linspace(-3, 3, 121)
figure, axes = plt.subplots(figsize=(5, 3))
for delta in (0, 1, 2):
    axes.plot(gap, F.relu(gap + delta), label=f"$\\delta$ = {delta}")
axes.set_xlabel("écart $s_j - s_c$")
axes.set_ylabel("contribution à l'erreur")
axes.set_title("La charnière s'ouvre à l'écart $-\\delta$")
axes.legend()
plt.show()

# %% [markdown]
# ### Exercice 3 — l'erreur d'un échantillon (3 points)
#
# Écrivez `sample_error(scores, category, delta=0.0)`, l'erreur charnière d'**un** échantillon, sans le terme
# $j = c$ :
# - `scores` est un tenseur de flottants de taille `(k,)`, avec `k` ≥ 2 catégories (pas toujours 3) ; deux scores
#   peuvent être égaux ;
# - `category` est un entier Python ou un tenseur entier de taille `()`, comme `categories[0]` ;
# - le résultat est un nombre, que l'on doit pouvoir dériver : si `scores` dépend de paramètres, `backward()` sur
#   l'erreur doit leur donner leur gradient. Restez donc dans les tenseurs, sans `.item()` ni `float(…)`.
#
# Une boucle sur les catégories est permise. Conseil : `torch.relu` ou `clamp(min=0)` calculent $\max(0, \cdot)$ et
# gardent le lien avec les paramètres même quand l'erreur est nulle, ce qu'un `if` ne fait pas.

# %% grade_id="sample_error" solution=true
def sample_error(scores, category, delta=0.0):
    """Erreur charnière d'un échantillon : somme sur j != category de max(0, s_j - s_c + delta)."""
    ### BEGIN SOLUTION
    total = torch.zeros(())
    for j in range(len(scores)):
        if j != category:
            total = total + torch.relu(scores[j] - scores[category] + delta)
    return total
    ### END SOLUTION

# %% grade_id="test_sample_error" points=3
assert sample_error(torch.tensor([1.0, 5.0, 3.0]), 1) == 0, "Le bon score est le plus haut : l'erreur est nulle."
assert sample_error(torch.tensor([1.0, 2.0, 4.0]), 0) == 4, "Deux catégories dépassent la bonne : de 1 et de 3."
assert sample_error(torch.tensor([2.0, 1.5, 0.0]), 0, delta=1.0) == 0.5, "C'est l'exemple du texte, avec δ = 1."
scores = torch.tensor([2.0, 1.5, 0.0], requires_grad=True)
sample_error(scores, categories[0], 1.0).backward()
assert scores.grad is not None, "Le gradient n'arrive pas jusqu'aux scores."

# %% [markdown]
# ## 4. L'apprentissage
#
# L'**erreur totale** est la somme des erreurs des échantillons. À chaque itération, on traite les échantillons l'un
# après l'autre, on additionne leurs erreurs, puis on fait **une** descente de gradient :
#
# $$E = \sum_{i} \mathrm{Err}\big(\text{model}(x_i),\, c_i\big), \qquad W \leftarrow W - \text{step} \cdot \nabla_W E$$
#
# ### Exercice 4 — la boucle d'apprentissage (4 points)
#
# Écrivez `training(model, points, categories, error, delta, step, n_iter)`, qui entraîne le modèle reçu, sur place :
# - l'optimiseur est la descente de gradient simple, `torch.optim.SGD` avec `lr=step` (ou la même chose à la main) ;
# - chaque itération calcule l'erreur **totale** (une somme, pas une moyenne) des points avec les poids du moment,
#   puis met les poids à jour **une seule fois** ;
# - l'erreur d'un échantillon est `error(scores, category, delta)`, avec `scores` de taille `(k,)` et `category` un
#   entier ou un tenseur de taille `()`. Ce sera `sample_error` ou une autre erreur de même forme : appelez celle que
#   vous recevez ;
# - la fonction rend la liste des `n_iter` erreurs totales (des nombres : `float`, ou tenseurs de taille `()`),
#   chacune mesurée **avant** la mise à jour de son itération. On fait toujours `n_iter` itérations, même si l'erreur
#   est déjà nulle.
#
# `points` est de taille `(n, 2)` et `categories` de taille `(n,)`. Une boucle sur les échantillons est permise.

# %% grade_id="training" solution=true
def training(model, points, categories, error, delta, step, n_iter):
    """Entraîne model par n_iter descentes de gradient ; rend l'erreur totale avant chaque mise à jour."""
    ### BEGIN SOLUTION
    optimizer = torch.optim.SGD(model.parameters(), lr=step)
    errors = []
    for _ in range(n_iter):
        optimizer.zero_grad()
        total = torch.zeros(())
        for point, category in zip(points, categories, strict=True):
            total = total + error(model(point), category, delta)
        total.backward()
        optimizer.step()
        errors.append(total.item())
    return errors
    ### END SOLUTION

# %% grade_id="test_training" points=4
def squared_error(scores, category, delta):
    """Une autre erreur, pour essayer : le score de la bonne catégorie doit valoir delta, les autres 0."""
    target = torch.zeros(len(scores))
    target[category] = delta
    return ((scores - target) ** 2).sum()


torch.manual_seed(0)
model = nn.Linear(2, 3)
before = model.weight.detach().clone()
errors = training(model, points, categories, squared_error, 1.0, 0.01, 30)
assert len(errors) == 30, "Il faut une erreur par itération."
assert not torch.equal(model.weight, before), "Les poids du modèle reçu n'ont pas changé."
assert errors[-1] < 0.6 * errors[0], "L'erreur devrait nettement baisser. Les gradients sont-ils remis à zéro ?"

# %% [markdown]
# Voyons le réseau apprendre. La cellule suivante appelle `training` par tranches de 20 itérations et redessine
# l'image après chaque tranche (redessiner à chaque itération prendrait plus de temps que d'apprendre). Essayez
# $\delta = 0$, puis $\delta = 1$.

# %%
torch.manual_seed(4)
model = Net()
delta = 1.0
errors = []


def advance():
    errors.extend(training(model, points, categories, sample_error, delta, 0.01, 20))


def draw(axes):
    draw_background(axes, compute_cat_per_pixel(model, XXXX, YYYY))
    draw_points(axes, points, categories)
    right = (model(points).argmax(dim=1) == categories).sum().item()
    axes.set_title(f"Itération {len(errors)} : {right} points bien classés sur 10")


animate(advance, draw, n_frames=10)
print("erreur totale, toutes les 20 itérations :", [round(float(error), 2) for error in errors[::20]])

# %% [markdown]
# ## 5. À quoi sert la marge ?
#
# Deux façons de dire si un point est loin d'une frontière :
# - en **scores** : sa marge $s_c - \max_{j \ne c} s_j$, positive si le point est bien classé, négative sinon ;
# - en **distance**, sur le dessin. Pour une couche `Linear` de poids $w_i$, la distance du point à la droite
#   $s_c = s_j$ est $\dfrac{s_c - s_j}{\lVert w_c - w_j \rVert}$.
#
# **Un exemple.** Deux points, de scores $(4, 1, 3)$ et $(2, 2{,}5, 0)$, et de bonnes catégories 0 et 0. Les marges
# sont $4 - 3 = 1$ et $2 - 2{,}5 = -0{,}5$ (le second point est mal classé). La plus petite marge du lot est $-0{,}5$.
#
# ### Exercice 5 — la plus petite marge (2 points)
#
# Écrivez `smallest_margin(scores, categories)`, avec `scores` de taille `(n, k)` et `categories` de taille `(n,)`
# (entiers). Le résultat est un nombre (`float`, ou tenseur de taille `()`) : la plus petite des `n` marges, en
# scores. `k` n'est pas toujours 3, et vaut au moins 2. Le tenseur `scores` reçu ne doit pas être modifié. Les boucles
# sont permises.

# %% grade_id="smallest_margin" solution=true
def smallest_margin(scores, categories):
    """Plus petite valeur, sur le lot, de : score de la bonne catégorie - meilleur score des autres."""
    ### BEGIN SOLUTION
    index = torch.arange(len(scores))
    others = scores.clone()
    others[index, categories] = -torch.inf
    return (scores[index, categories] - others.max(dim=1).values).min()
    ### END SOLUTION

# %% grade_id="test_smallest_margin" points=2
two_scores = torch.tensor([[4.0, 1.0, 3.0], [2.0, 2.5, 0.0]])
assert smallest_margin(two_scores, torch.tensor([0, 0])) == -0.5, "C'est l'exemple du texte."
assert smallest_margin(two_scores, torch.tensor([0, 1])) == 0.5, "Les marges sont ici 1 et 0,5."
assert two_scores[0, 0] == 4, "Votre fonction a modifié les scores reçus."

# %% [markdown]
# Comparons $\delta = 0$, 1 et 2, en partant des mêmes poids. La plus petite distance d'un point à une frontière est
# calculée par une fonction donnée.

# %%
def smallest_distance(model, points, categories):
    """Plus petite distance, sur le dessin, d'un point à une frontière de sa catégorie (une couche Linear)."""
    weight, bias = (parameter.detach() for parameter in model.parameters())
    scores = points @ weight.T + bias
    index = torch.arange(len(points))
    gaps = scores[index, categories][:, None] - scores
    lengths = (weight[categories][:, None, :] - weight).norm(dim=2)
    lengths[index, categories] = torch.nan  # j = c : pas de frontière
    return (gaps / lengths).nan_to_num(torch.inf).min().item()


figure, panels = plt.subplots(1, 3, figsize=(10, 3.4))
for delta, axes in zip((0.0, 1.0, 2.0), panels, strict=True):
    torch.manual_seed(8)
    model = Net()
    errors = training(model, points, categories, sample_error, delta, 0.05, 100)
    margin = float(smallest_margin(model(points).detach(), categories))
    distance = smallest_distance(model, points, categories)
    print(f"δ = {delta:.0f} : erreur finale {errors[-1]:.3f}, marge {margin:.3f}, distance {distance:.3f}")
    draw_background(axes, compute_cat_per_pixel(model, XXXX, YYYY))
    draw_points(axes, points, categories)
    axes.set_title(f"$\\delta$ = {delta:.0f}")
figure.tight_layout()
plt.show()

# %% [markdown]
# Voici ce que nous avons mesuré sur vingt initialisations (pas 0,05 ; moyennes) :
#
# | | $\delta = 0$ | $\delta = 1$ | $\delta = 2$ |
# |---|---|---|---|
# | itérations jusqu'à l'erreur nulle | 4,5 | 32 | 62 |
# | plus petite marge, en scores | 0,002 à 0,09 | un peu plus de 1 | un peu plus de 2 |
# | plus petite distance, sur le dessin | 0,08 | 0,30 | 0,31 |
#
# Passer de $\delta = 0$ à $\delta = 1$ éloigne nettement les frontières des points. Passer de 1 à 2 double la marge
# **en scores**, demande deux fois plus d'itérations, et ne change presque rien au dessin. La raison : si des poids
# $(W, b)$ annulent l'erreur pour $\delta = 1$, les poids $(2W, 2b)$ l'annulent pour $\delta = 2$, et leurs frontières
# sont **les mêmes**, puisque $2 s_i = 2 s_j$ équivaut à $s_i = s_j$. La valeur d'une marge positive ne fixe guère que
# l'échelle des scores.

# %% [markdown]
# ## 6. L'hélice : deux couches
#
# Des points sur trois bras en hélice ne se séparent pas par des droites : une seule couche, ou deux couches sans
# ReLU, en classent moins de la moitié (environ 38 %). On ajoute donc une couche cachée :
#
# $$\text{scores} = W_2\, \mathrm{ReLU}(W_1 x + b_1) + b_2$$

# %% grade_id="helix_data" locked=true
radius = torch.linspace(0.15, 1.0, 40)
arms = [2 * torch.pi * (radius + arm / 3) for arm in range(3)]
helix_points = torch.cat([torch.stack([radius * angle.cos(), radius * angle.sin()], dim=1) for angle in arms])
helix_categories = torch.arange(3).repeat_interleave(40)

# %%
figure, axes = plt.subplots(figsize=(4, 4))
draw_points(axes, helix_points, helix_categories)
axes.set_title("L'hélice : trois bras de 40 points")
plt.show()

# %% [markdown]
# ### Exercice 6 — deux couches (1 point)
#
# Complétez la classe `Net2`, de paramètre `n_neurons` : une couche `nn.Linear(2, n_neurons)` suivie d'une ReLU, puis
# une couche `nn.Linear(n_neurons, 3)` qui donne les scores, tels quels. Les deux couches ont un biais, et le module
# n'a pas d'autre paramètre. Comme pour `Net`, `(…, 2)` donne `(…, 3)`.
#
# Le nombre de paramètres est $2n + n + 3n + 3 = 6n + 3$, soit 123 pour 20 neurones.

# %% grade_id="Net2" solution=true
class Net2(nn.Module):
    """Linear + ReLU, puis Linear : deux coordonnées, n_neurons neurones cachés, trois scores."""

    def __init__(self, n_neurons):
        super().__init__()
        ### BEGIN SOLUTION
        self.hidden = nn.Linear(2, n_neurons)
        self.output = nn.Linear(n_neurons, 3)
        ### END SOLUTION

    def forward(self, x):
        """Scores des points x : (…, 2) donne (…, 3)."""
        ### BEGIN SOLUTION
        return self.output(F.relu(self.hidden(x)))
        ### END SOLUTION

# %% grade_id="test_Net2" points=1
model = Net2(20)
assert sum(p.numel() for p in model.parameters()) == 123, "Pour 20 neurones, il faut 6 × 20 + 3 = 123 paramètres."
assert model(torch.zeros(5, 2)).shape == (5, 3), "Cinq points doivent donner cinq fois trois scores."

# %% [markdown]
# ## 7. Sans boucle
#
# Avec 120 points traités un par un, une itération prend une trentaine de millisecondes ; six cents itérations, une
# vingtaine de secondes. Et nous voulons comparer six réseaux. Le même calcul fait d'un bloc prend une
# demi-milliseconde. Il faut donc retirer la boucle sur les points, dans la passe avant comme dans l'erreur.
#
# La passe avant est déjà prête : `model(points)` rend les scores de tous les points, de taille `(n, 3)`. Reste
# l'erreur. Pour extraire d'un coup le bon score de chaque point, on indexe par **deux** tenseurs d'entiers, l'un pour
# la ligne, l'autre pour la colonne :

# %%
some_scores = torch.tensor([[1.0, 5.0, 3.0], [4.0, 0.0, 2.0], [7.0, 8.0, 9.0], [6.0, 1.0, 0.0]])
some_categories = torch.tensor([1, 2, 0, 0])
I = torch.arange(0, 4, dtype=torch.int64)
print(
    "un élément par ligne, taille", tuple(some_scores[I, some_categories].shape), ":", some_scores[I, some_categories]
)
print(
    "à ne pas confondre avec some_scores[:, some_categories], de taille", tuple(some_scores[:, some_categories].shape)
)

# %% [markdown]
# ### Exercice 7 — la perte charnière sans boucle (3 points)
#
# Écrivez `hinge_loss(scores, categories, delta=1.0)`, l'erreur charnière **totale** d'un lot :
#
# $$E = \sum_{i=0}^{n-1}\; \sum_{j \ne c_i} \max(0,\; s_{ij} - s_{i c_i} + \delta)$$
#
# - `scores` est de taille `(n, k)` (`k` n'est pas toujours 3), `categories` de taille `(n,)`, de type int64 ;
# - le résultat est un tenseur de taille `()`, que l'on peut dériver par rapport aux scores ; `scores` n'est pas
#   modifié ;
# - aucune boucle sur les points. Une boucle sur les quelques catégories est tolérée, et toutes les fonctions de
#   PyTorch sont permises. Les vérifications ne cherchent pas le mot `for` dans votre code : elles comptent les
#   opérations faites sur des tenseurs, pour un petit lot et pour un grand. Ce nombre ne doit pas augmenter avec `n`.
#
# Pensez aux tailles : pour retrancher à chaque **ligne** de `scores` (de taille `(n, k)`) son bon score, celui-ci
# doit être de taille `(n, 1)`. Et n'oubliez pas le terme $j = c_i$ : retirez-le, ou retranchez ce qu'il ajoute.

# %% grade_id="hinge_loss" solution=true
def hinge_loss(scores, categories, delta=1.0):
    """Perte charnière totale d'un lot, sans boucle."""
    ### BEGIN SOLUTION
    index = torch.arange(0, len(scores), dtype=torch.int64)
    good = scores[index, categories].unsqueeze(1)
    margins = torch.relu(scores - good + delta)
    return margins.sum() - delta * len(scores)  # le terme j = c vaut delta dans chaque ligne
    ### END SOLUTION

# %% grade_id="test_hinge_loss" points=3
assert hinge_loss(torch.tensor([[1.0, 5.0, 3.0]]), torch.tensor([1])).shape == (), "Rendez un tenseur de taille ()."
assert hinge_loss(torch.tensor([[1.0, 5.0, 3.0]]), torch.tensor([1])) == 0, "La marge 1 est respectée : erreur nulle."
two_scores = torch.tensor([[2.0, 1.5, 0.0], [0.0, 0.5, 3.0]], requires_grad=True)
assert hinge_loss(two_scores, torch.tensor([0, 1])) == 4.5, (
    "Le premier point compte pour 0,5, le second pour 0,5 + 3,5."
)
hinge_loss(two_scores, torch.tensor([0, 1])).backward()
assert two_scores.grad is not None, "Le gradient n'arrive pas jusqu'aux scores."

# %% [markdown]
# La même erreur, avec et sans boucle : comparez les valeurs, puis les durées.

# %%
from time import perf_counter

helix_scores = Net2(100)(helix_points).detach()
start = perf_counter()
slow = sum(sample_error(s, c, 1.0) for s, c in zip(helix_scores, helix_categories, strict=True))
middle = perf_counter()
fast = hinge_loss(helix_scores, helix_categories, 1.0)
end = perf_counter()
print(f"point par point : {float(slow):.3f} en {1e3 * (middle - start):.2f} ms")
print(f"d'un bloc       : {float(fast):.3f} en {1e3 * (end - middle):.2f} ms")

# %% [markdown]
# ### Exercice 8 — apprendre une forme (2 points)
#
# Écrivez `learn_shape(model, optimizer, points, categories, loss, delta, n_iter)`. À chaque itération, **en un seul
# appel**, le modèle reçoit tous les points ; l'erreur totale est `loss(scores, categories, delta)`, avec `scores` de
# taille `(n, k)` ; puis l'optimiseur reçu met les poids à jour une fois. N'en créez pas un autre : ce sera Adam, ou
# un autre, réglé par celui qui appelle.
#
# La fonction entraîne le modèle sur place et rend la liste des `n_iter` **proportions** de points bien classés (des
# nombres entre 0 et 1 : `float`, ou tenseurs de taille `()`), chacune mesurée sur les scores de l'itération, donc
# **avant** sa mise à jour. On fait toujours `n_iter` itérations. Les vérifications comptent les appels du modèle, et
# en tolèrent cinq par itération.

# %% grade_id="learn_shape" solution=true
def learn_shape(model, optimizer, points, categories, loss, delta, n_iter):
    """Entraîne model sur tous les points à la fois ; rend la proportion de bien classés avant chaque mise à jour."""
    ### BEGIN SOLUTION
    proportions = []
    for _ in range(n_iter):
        optimizer.zero_grad()
        scores = model(points)
        loss(scores, categories, delta).backward()
        optimizer.step()
        proportions.append((scores.argmax(dim=1) == categories).float().mean().item())
    return proportions
    ### END SOLUTION

# %% grade_id="test_learn_shape" points=2
torch.manual_seed(0)
model = nn.Linear(2, 3)
optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
proportions = learn_shape(model, optimizer, points, categories, lambda s, c, d: F.cross_entropy(s, c) + 0 * d, 1.0, 60)
assert len(proportions) == 60, "Il faut une proportion par itération."
assert all(0 <= p <= 1 for p in proportions), "Des proportions sont comprises entre 0 et 1."
assert proportions[-1] > 0.9, "Une seule couche suffit à classer ces dix points : le modèle reçu apprend-il ?"

# %% [markdown]
# Regardez l'hélice s'apprendre, 20 itérations par image, avec Adam et 100 neurones. Les frontières sont maintenant
# des lignes brisées : chaque neurone caché apporte un pli.

# %%
torch.manual_seed(0)
model = Net2(100)
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
proportions = []


def advance():
    proportions.extend(learn_shape(model, optimizer, helix_points, helix_categories, hinge_loss, 1.0, 20))


def draw(axes):
    draw_background(axes, compute_cat_per_pixel(model, XXXX, YYYY))
    draw_points(axes, helix_points, helix_categories)
    right = (model(helix_points).argmax(dim=1) == helix_categories).sum().item()
    axes.set_title(f"Itération {len(proportions)} : {right} points sur 120")


animate(advance, draw, n_frames=12)

# %% [markdown]
# ### Combien de neurones ?
#
# Plus la couche est large, plus le réseau est souple, mais plus il coûte. On compare 10, 30, 100, 300, 500 et
# 1 000 neurones, avec les mêmes réglages : Adam, pas 0,01, $\delta = 1$, 600 itérations au plus. Un entraînement
# **réussit** si les 120 points sont tous bien classés à l'une de ces itérations ; une largeur **suffit** si ses trois
# entraînements réussissent. La cellule suivante les fait, et passe à la largeur suivante au premier échec.

# %%
def iterations_to_learn(n_neurons, seed):
    """Première itération où les 120 points sont bien classés, ou None si 600 n'y suffisent pas."""
    torch.manual_seed(seed)
    model = Net2(n_neurons)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for burst in range(30):
        proportions = learn_shape(model, optimizer, helix_points, helix_categories, hinge_loss, 1.0, 20)
        for position, proportion in enumerate(proportions):
            if proportion == 1:
                return 20 * burst + position
    return None


for n_neurons in (10, 30, 100, 300, 500, 1000):
    results = []
    for seed in range(3):
        results.append(iterations_to_learn(n_neurons, seed))
        if results[-1] is None:
            break  # un échec : inutile de continuer avec cette largeur
    print(f"{n_neurons:5d} neurones :", ", ".join("échec" if r is None else f"{r} itérations" for r in results))

# %% [markdown]
# ### Exercice 9 — la plus petite largeur qui suffit (1 point)
#
# Donnez à `smallest_width` la plus petite des six largeurs (10, 30, 100, 300, 500, 1000) qui suffit pour apprendre
# l'hélice, au sens ci-dessus. Près de la limite, un entraînement malchanceux peut échouer : on accepte donc aussi la
# largeur suivante, que de tels tirages peuvent faire choisir.

# %% grade_id="smallest_width" solution=true
# La plus petite largeur suffisante : un entier parmi 10, 30, 100, 300, 500 et 1000.
### BEGIN SOLUTION
smallest_width = 30
### END SOLUTION

# %% grade_id="test_smallest_width" points=1
assert smallest_width in (10, 30, 100, 300, 500, 1000), "Choisissez l'une des six largeurs comparées."

# %% [markdown]
# ## Pour aller plus loin
#
# Ces questions ne sont pas notées.
#
# 1. Entraînez `Net` avec `F.cross_entropy(model(points), categories)` au lieu de la perte charnière. L'erreur
#    atteint-elle 0 ? Où passent les frontières ?
# 2. PyTorch a sa propre perte charnière, `F.multi_margin_loss`. À quel facteur près est-elle égale à la vôtre ?
# 3. Recopiez dans une nouvelle cellule le code qui fait les points de l'hélice, et remplacez-y `radius + arm / 3` par
#    `1.25 * radius + arm / 3` : l'hélice tourne davantage. Demande-t-elle plus de neurones ?
# 4. Ajoutez un petit bruit aux points de l'hélice, gardez-en un quart de côté pendant l'apprentissage, et mesurez la
#    proportion de bien classés sur ce quart. Que se passe-t-il avec 1 000 neurones ?
# 5. Remplacez la ReLU par une Leaky ReLU, ou par une tangente hyperbolique. À quoi ressemblent alors les frontières ?
# 6. Que devient l'apprentissage de l'hélice si Adam est remplacé par `torch.optim.SGD` avec un pas de 0,01 ? Et de
#    0,001 ? (L'erreur est une somme sur 120 points : le gradient est grand.)
