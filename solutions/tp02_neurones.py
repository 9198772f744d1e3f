# %% [markdown]
# # TP 2 — Neurones : voir un réseau calculer
#
# Dans ce TP, un réseau de neurones n'apprend encore rien : on regarde ce qu'il **calcule**. Avec une seule entrée et
# une seule sortie, un réseau est une fonction de $\mathbb{R}$ dans $\mathbb{R}$ : on peut donc tracer sa courbe, et
# comprendre chacun de ses détails à partir des poids.
#
# **À la fin, vous saurez :**
# - écrire le calcul d'une couche `Linear`, et donner les tailles de ses tenseurs ;
# - montrer, puis prouver par les poids, que plusieurs couches `Linear` empilées n'en valent qu'une ;
# - écrire les fonctions d'activation usuelles ;
# - calculer une courbe en un seul appel du réseau, sans boucle sur les points ;
# - retrouver les cassures d'une courbe dans les poids du réseau, et choisir les poids pour obtenir la courbe voulue.
#
# **Prérequis :** le TP 1 (tenseurs, tailles, broadcasting, produit matriciel `@`). **Durée :** 2 à 3 heures.
#
# **Notation (sur 20).** Chaque exercice se termine par une cellule de vérification. Ce que vous y voyez vous guide et
# ne rapporte aucun point ; les points viennent de vérifications cachées, qui appellent votre code avec d'autres
# valeurs. Les exercices sont indépendants : une erreur dans l'un ne vous coûte rien dans un autre. (Quelques cellules
# d'illustration appellent vos fonctions ; elles échouent tant que l'exercice n'est pas fait, sans effet sur la note.)
# Quand un énoncé ne dit rien du style (boucle ou non, telle fonction ou telle autre), toutes les écritures justes
# sont acceptées.

# %% grade_id="imports" locked=true
import math
import time

import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn

# %% [markdown]
# ## 1. Du neurone à la couche
#
# Un neurone reçoit $n$ nombres $x_0, \dots, x_{n-1}$ et en rend un seul. Il possède un **poids** $w_i$ (*weight*) par
# entrée et, le plus souvent, un **biais** $b$ (*bias*) :
#
# $$y = \sum_{i=0}^{n-1} w_i\, x_i + b$$
#
# Par exemple, avec les entrées $(2, 1)$, les poids $(3, -1)$ et le biais $0{,}5$, le neurone rend
# $3 \times 2 - 1 \times 1 + 0{,}5 = 5{,}5$.
#
# Une **couche** est une rangée de neurones qui lisent les mêmes entrées : chacun a ses propres poids, son propre
# biais, et donne sa propre sortie. Comme chaque entrée est reliée à chaque neurone, on parle de couche *fully
# connected* (entièrement connectée) ; dans PyTorch, c'est `nn.Linear`. Sa documentation ne parle pas de neurones,
# mais de tailles :
#
# - `in_features` : le nombre d'entrées, noté ici `n_in` ;
# - `out_features` : le nombre de sorties, donc **le nombre de neurones**, noté ici `n_out`.
#
# Les poids sont rangés dans une matrice $A$, **une ligne par neurone** : la ligne $j$ contient les poids du neurone
# $j$. La couche calcule donc
#
# $$y = x\,A^{T} + b$$

# %%
torch.manual_seed(0)
layer = nn.Linear(in_features=4, out_features=2)  # 4 entrées, 2 neurones
x = torch.tensor([1, 2, 3, 4], dtype=torch.float32)
y = layer(x)  # une couche s'utilise comme une fonction

for name, tensor in [("poids", layer.weight), ("biais", layer.bias), ("entrée", x), ("sortie", y)]:
    print(f"{name:7s} taille {tuple(tensor.shape)!s:7s} requires_grad={tensor.requires_grad}")
print(y)

# %% [markdown]
# Deux remarques sur cet affichage.
#
# **Les poids sont tirés au hasard** à la création de la couche : chaque poids et chaque biais suit la loi uniforme
# $\mathcal{U}(-\sqrt{k}, \sqrt{k})$, avec $k = \dfrac{1}{\texttt{in\_features}}$. Plus un neurone a d'entrées, plus
# ses poids de départ sont petits.
#
# **Certains tenseurs portent `requires_grad=True`.** Les poids et les biais sont ce que l'apprentissage devra
# modifier : on mesurera l'erreur du réseau, et PyTorch calculera son gradient par rapport à chacun d'eux. La sortie,
# calculée à partir d'eux, porte aussi ce drapeau : c'est par elle que passe le calcul du gradient. L'entrée, elle,
# est une donnée : rien à modifier, donc pas de gradient. (Le TP 3 utilisera ces gradients.)

# %% [markdown]
# ### Exercice 1 — le calcul d'une couche (2 points)
#
# Écrivez vous-même le calcul de `nn.Linear` : la fonction `linear_layer(x, A, b=None)` rend le tenseur $x A^T + b$.
#
# - `A` est de taille `(n_out, n_in)` et `b` de taille `(n_out,)` ; si `b` vaut `None`, la couche n'a pas de biais ;
# - `x` est soit un seul échantillon, de taille `(n_in,)` (le résultat est alors de taille `(n_out,)`), soit un lot de
#   `k` échantillons, de taille `(k, n_in)` (le résultat est alors de taille `(k, n_out)`) ;
# - tous les tenseurs sont de type `float32` ;
# - le résultat est un tenseur **relié à ses entrées par le calcul** : le gradient doit pouvoir remonter jusqu'à `A`,
#   `b` et `x` (pas de `.item()`, de `.detach()` ni de liste de nombres en chemin).
#
# Exemple : avec `A = [[1, 0], [0, 2], [1, 1]]`, `b = [0, 0, 5]` et `x = [3, 4]`, le résultat est `[3, 8, 12]`.
#
# L'intérêt est d'écrire la formule : gardez `nn.Linear` pour vérifier.

# %% grade_id="linear_layer" solution=true
def linear_layer(x, A, b=None):
    """Sortie d'une couche linéaire : x Aᵀ + b, pour x de taille (n_in,) ou (k, n_in)."""
    ### BEGIN SOLUTION
    y = x @ A.T
    return y if b is None else y + b
    ### END SOLUTION

# %% grade_id="test_linear_layer" points=2
A = torch.tensor([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0]])
b = torch.tensor([0.0, 0.0, 5.0])
essai = linear_layer(torch.tensor([3.0, 4.0]), A, b)
assert isinstance(essai, torch.Tensor), "linear_layer doit rendre un tenseur (avez-vous écrit return ?)."
assert essai.shape == (3,), f"Un échantillon et 3 neurones : on attend la taille (3,), pas {tuple(essai.shape)}."
assert torch.allclose(essai, torch.tensor([3.0, 8.0, 12.0])), f"L'exemple de l'énoncé donne ici {essai.tolist()}."
lot = torch.tensor([[3.0, 4.0], [0.0, 0.0], [1.0, -1.0], [2.0, 0.0]])
essai = linear_layer(lot, A)
assert essai.shape == (4, 3), f"Un lot de 4 échantillons et 3 neurones : on attend (4, 3), pas {tuple(essai.shape)}."
couche = nn.Linear(4, 2)
entree = torch.tensor([1.0, 2.0, 3.0, 4.0])
assert torch.allclose(linear_layer(entree, couche.weight, couche.bias), couche(entree), atol=1e-5), (
    "Le résultat diffère de celui de nn.Linear(4, 2)."
)

# %% [markdown]
# ### Exercice 2 — la fiche d'identité d'une couche (1 point)
#
# On considère `layer = nn.Linear(n_in, n_out)` et sa sortie `y = layer(x)` pour **un** échantillon `x` de taille
# `(n_in,)`.
#
# 1. `layer_facts(n_in, n_out)` rend un dictionnaire à cinq clés : `"weight"`, `"bias"`, `"input"`, `"output"` (la
#    taille de chacun de ces tenseurs, sous forme de tuple) et `"parameters"` (un entier : combien de nombres la
#    couche peut apprendre, biais compris).
# 2. `init_bound(n_in)` rend la borne $\sqrt{k}$ de la loi uniforme dans laquelle les poids sont tirés (un nombre).
# 3. `with_gradient` est l'ensemble (`set`) des noms, parmi `"weight"`, `"bias"`, `"input"` et `"output"`, des
#    tenseurs qui portent `requires_grad=True`.
#
# **Rappel.** Un tuple à un seul élément s'écrit avec une virgule : `(3,)`. Sans elle, `(3)` est l'entier 3.

# %% grade_id="layer_facts" solution=true
def layer_facts(n_in, n_out):
    """Tailles des tenseurs de nn.Linear(n_in, n_out) pour un échantillon, et nombre de paramètres."""
    ### BEGIN SOLUTION
    return {
        "weight": (n_out, n_in),
        "bias": (n_out,),
        "input": (n_in,),
        "output": (n_out,),
        "parameters": n_out * n_in + n_out,
    }
    ### END SOLUTION


def init_bound(n_in):
    """Borne √k de la loi uniforme qui initialise les poids d'une couche à n_in entrées."""
    ### BEGIN SOLUTION
    return 1 / math.sqrt(n_in)
    ### END SOLUTION


# with_gradient : l'ensemble des noms
### BEGIN SOLUTION
with_gradient = {"weight", "bias", "output"}
### END SOLUTION

# %% grade_id="test_layer_facts" points=1
fiche = layer_facts(1, 6)
assert set(fiche) == {"weight", "bias", "input", "output", "parameters"}, f"Vos clés sont {sorted(fiche)}."
assert fiche["input"] == (1,), "L'entrée d'une couche à une entrée est de taille (1,) : un tuple, avec sa virgule."
assert isinstance(init_bound(16), (int, float, torch.Tensor, np.number)), "init_bound doit rendre un nombre."
couche = nn.Linear(16, 500)
assert couche.weight.abs().max() <= init_bound(16) * 1.000001, "Des poids de nn.Linear(16, 500) dépassent votre borne."
assert couche.weight.abs().max() >= init_bound(16) * 0.95, "Votre borne est bien plus grande que les poids tirés."
assert set(with_gradient) <= {"weight", "bias", "input", "output"}, "Un nom de with_gradient n'est pas dans la liste."

# %% [markdown]
# ## 2. Des couches au réseau
#
# On représente une couche par une colonne de ronds, un par neurone. Les entrées forment une première colonne, la
# **couche d'entrée** (*input layer*) : elle ne calcule rien, elle présente les données. Puis on empile les couches,
# de gauche à droite : la sortie de l'une est l'entrée de la suivante. La dernière colonne donne la sortie du réseau.

# %%
def draw_layers(ax, sizes, names):
    """Dessine un réseau entièrement connecté : une colonne de ronds par couche."""
    places = [[(i, j - (n - 1) / 2) for j in range(n)] for i, n in enumerate(sizes)]
    for i in range(len(sizes) - 1):
        for start in places[i]:
            for end in places[i + 1]:
                ax.plot(*zip(start, end, strict=True), color="0.75", linewidth=0.8, zorder=1)
    for column, name in zip(places, names, strict=True):
        ax.scatter(*zip(*column, strict=True), s=220, color="white", edgecolors="black", zorder=2)
        ax.annotate(name, (column[0][0], -3.1), ha="center")
    ax.set_ylim(-3.5, 2.5)
    ax.axis("off")


fig, ax = plt.subplots(figsize=(6, 3.2))
draw_layers(ax, [4, 5, 1], ["4 entrées", "Linear(4, 5)", "Linear(5, 1)"])
ax.set_title("4 entrées, une couche de 5 neurones, une couche de 1 neurone")
plt.show()

# %% [markdown]
# Quand l'entrée est une image, les données qui passent d'une couche à l'autre ne sont plus des colonnes de nombres,
# mais des **volumes** (canaux × hauteur × largeur) : les schémas des grands réseaux dessinent donc des blocs, avec le
# nom de chaque couche (CONV, POOL, FLATTEN, FULLY CONNECTED) et de son activation (RELU). Vous les verrez au TP 7.
#
# ### Voir la courbe d'un réseau
#
# Un réseau à une entrée et une sortie est une fonction : pour la voir, on lui donne beaucoup d'abscisses et on trace
# les ordonnées qu'il rend. La première idée est une boucle : chaque abscisse devient un tenseur de taille `(1,)`, que
# le réseau transforme en un tenseur de taille `(1,)`, dont `.item()` extrait le nombre.

# %% grade_id="loop_form" locked=true
def curve_by_loop(network, xs):
    """Ordonnées de la courbe du réseau, une abscisse après l'autre (lent)."""
    ys = []
    for value in xs:
        x = torch.tensor([value], dtype=torch.float32)  # taille (1,)
        y = network(x)  # taille (1,)
        ys.append(y.item())
    return np.array(ys)


# %%
torch.manual_seed(1)
line = nn.Linear(1, 1)
print("pour la seule entrée 4 :", line(torch.tensor([4.0])))
xs = np.linspace(-2, 2, 50)  # 50 abscisses régulièrement espacées de -2 à 2
fig, axes = plt.subplots(1, 2, figsize=(9, 3.2))
axes[0].plot(xs, curve_by_loop(line, xs), ".")
axes[0].set_title("un neurone seul : une droite")
axes[1].plot(xs, curve_by_loop(nn.Sequential(line, nn.ReLU()), xs), ".")
axes[1].set_title("le même neurone suivi de ReLU")
for ax in axes:
    ax.set_xlabel("entrée x")
    ax.set_ylabel("sortie y")
    ax.axis("equal")  # même échelle sur les deux axes : les pentes se lisent
plt.show()

# %% [markdown]
# À gauche, un neurone à une entrée calcule $y = wx + b$ : sa courbe est une droite. À droite, on l'a fait suivre de
#
# $$\mathrm{ReLU}(z) = \max(0, z),$$
#
# qui remplace par 0 tout ce qui est négatif : la droite est coupée. `nn.Sequential` enchaîne des modules : la sortie
# de chacun devient l'entrée du suivant.
#
# **Attention au vocabulaire.** On lit parfois que ReLU crée une « discontinuité ». C'est faux : la courbe ne saute
# pas, elle est continue, et on la trace sans lever le crayon. C'est sa **pente** qui saute d'une valeur à une autre.
# Nous dirons **cassure** (en anglais, *kink*).
#
# ## 3. Pourquoi une activation ?
#
# Suffit-il d'empiler des couches `Linear` pour obtenir un réseau plus riche ? Regardons : trois couches empilées,
# avec et sans ReLU entre elles.

# %%
torch.manual_seed(3)
sizes = [(1, 8), (8, 8), (8, 1)]
layers = [nn.Linear(*size) for size in sizes]
only_linear = nn.Sequential(*layers)
with_relu = nn.Sequential(layers[0], nn.ReLU(), layers[1], nn.ReLU(), layers[2])  # les mêmes couches
xs = np.linspace(-4, 4, 160)
fig, axes = plt.subplots(1, 2, figsize=(9, 3.2))
titles = ["trois Linear", "trois Linear, ReLU entre elles"]
for ax, network, title in zip(axes, [only_linear, with_relu], titles, strict=True):
    ax.plot(xs, curve_by_loop(network, xs), ".", markersize=3)
    ax.set_title(title)
    ax.set_xlabel("entrée x")
    ax.set_ylabel("sortie y")
plt.show()

# %% [markdown]
# À gauche, 97 paramètres, et la courbe d'un seul neurone : une droite. Ce n'est pas un hasard du tirage. Avec trois
# couches sans biais, de matrices $A_1$, $A_2$ et $A_3$ :
#
# $$x \,A_1^{T} A_2^{T} A_3^{T} = x\,(A_3 A_2 A_1)^{T} = x\,M^{T} \quad\text{avec}\quad M = A_3 A_2 A_1$$
#
# C'est une seule couche, de matrice $M$. Avec des biais, le résultat est le même, à condition de les faire passer,
# eux aussi, par les couches qui les suivent. Pour deux couches à une entrée et une sortie, $y_1 = 2x + 1$ puis
# $y_2 = 3y_1 - 4$ donnent $y_2 = 3(2x + 1) - 4 = 6x - 1$ : le poids est $3 \times 2$, mais le biais n'est ni $-4$, ni
# $1 - 4$.
#
# ### Exercice 3 — plusieurs couches n'en valent qu'une (3 points)
#
# Écrivez `merge_linear(layers)` : `layers` est une liste Python d'au moins une couche `nn.Linear`, dans l'ordre où
# les données les traversent (la sortie de chaque couche a la taille de l'entrée de la suivante). Rendez le couple
# `(M, b)` de l'unique couche équivalente :
#
# - `M`, tenseur de taille `(n_out, n_in)`, où `n_in` est le nombre d'entrées de la première couche et `n_out` le
#   nombre de sorties de la dernière ;
# - `b`, tenseur de taille `(n_out,)` ;
# - pour tout `x`, faire passer `x` par toutes les couches donne $x M^T + b$ (aux arrondis près).
#
# La liste peut contenir une seule couche, ou beaucoup. Une couche créée avec `bias=False` n'a pas de biais
# (`layer.bias` vaut `None`) ; le `b` rendu est tout de même un tenseur de taille `(n_out,)`, nul si aucune couche n'a
# de biais. Que le résultat porte ou non `requires_grad` est sans importance.

# %% grade_id="merge_linear" solution=true
def merge_linear(layers):
    """Couple (M, b) de la couche linéaire équivalente à la suite de couches."""
    ### BEGIN SOLUTION
    M = torch.eye(layers[0].in_features)
    b = torch.zeros(layers[0].in_features)
    for layer in layers:
        M = layer.weight @ M
        b = layer.weight @ b
        if layer.bias is not None:
            b = b + layer.bias
    return M.detach(), b.detach()
    ### END SOLUTION

# %% grade_id="test_merge_linear" points=3
first, second = nn.Linear(1, 1), nn.Linear(1, 1)
with torch.no_grad():  # l'exemple de l'énoncé : 2x + 1, puis 3y - 4
    for parameter, value in [(first.weight, 2), (first.bias, 1), (second.weight, 3), (second.bias, -4)]:
        parameter.fill_(value)
M, b = merge_linear([first, second])
assert M.shape == (1, 1), f"M doit être de taille (1, 1) ; la vôtre est de taille {tuple(M.shape)}."
assert b.shape == (1,), f"b doit être de taille (1,) ; le vôtre est de taille {tuple(b.shape)}."
assert torch.allclose(M, torch.tensor([[6.0]])), f"Dans l'exemple de l'énoncé, M vaut 6, pas {M.item():g}."
assert torch.allclose(b, torch.tensor([-1.0])), f"Dans l'exemple de l'énoncé, b vaut -1, pas {b.item():g}."
M, b = merge_linear([nn.Linear(6, 4), nn.Linear(4, 7)])
assert M.shape == (7, 6), f"6 entrées, 7 sorties : M doit être de taille (7, 6), pas {tuple(M.shape)}."
M, b = merge_linear([nn.Linear(2, 3, bias=False)])
assert b is not None, "Sans biais, b est un tenseur nul, pas None."
assert b.shape == (3,), f"Sans biais, b est un tenseur nul de taille (n_out,), pas {tuple(b.shape)}."

# %% [markdown]
# Prouvons-le sur le réseau de la figure : ses 97 paramètres se ramènent à deux nombres.

# %%
M, b = merge_linear(layers)
print(f"les trois couches n'en font qu'une : y = {M.item():.4f} x + {b.item():.4f}")
print("plus grand écart sur la courbe :", np.abs(curve_by_loop(only_linear, xs) - (M.item() * xs + b.item())).max())

# %% [markdown]
# Pour que l'empilement serve à quelque chose, il faut donc glisser entre les couches une opération **non linéaire** :
# la **fonction d'activation**. C'est une fonction de $\mathbb{R}$ dans $\mathbb{R}$, appliquée à chaque nombre
# séparément ; tous les neurones d'une couche utilisent la même, et elle n'a pas de poids. Les plus courantes :
#
# | nom | formule | valeurs |
# |---|---|---|
# | ReLU | $\max(0, z)$ | $[0, +\infty[$ |
# | Leaky ReLU | $\max(\alpha z, z)$, avec $\alpha$ petit (souvent $0{,}01$) | $\mathbb{R}$ |
# | sigmoïde | $\sigma(z) = \dfrac{1}{1 + e^{-z}}$ | $]0, 1[$ |
# | tangente hyperbolique | $\tanh(z) = \dfrac{e^{z} - e^{-z}}{e^{z} + e^{-z}}$ | $]-1, 1[$ |
#
# ReLU est continue, dérivable partout sauf en 0, et presque gratuite à calculer : c'est la plus utilisée. Son
# défaut : pour $z < 0$ sa dérivée est nulle, et un gradient nul ne dit pas dans quel sens corriger les poids. Leaky
# ReLU garde une petite pente $\alpha$ de ce côté.

# %%
z = torch.linspace(-4, 4, 200)
fig, axes = plt.subplots(1, 4, figsize=(11, 2.6))
for ax, activation, title in zip(
    axes,
    [nn.ReLU(), nn.LeakyReLU(0.1), nn.Sigmoid(), nn.Tanh()],
    ["ReLU", "Leaky ReLU (α = 0,1)", "sigmoïde", "tanh"],
    strict=True,
):
    ax.plot(z, activation(z))
    ax.set_title(title)
    ax.set_xlabel("z")
    ax.grid(alpha=0.3)
axes[0].set_ylabel("sortie de l'activation")
fig.tight_layout()
plt.show()

# %% [markdown]
# ### Exercice 4 — les fonctions d'activation (2 points)
#
# Écrivez `relu(x)`, `leaky_relu(x, alpha=0.01)`, `sigmoid(x)` et `tanh(x)` avec les opérations de base de `torch`
# (comparaisons, `torch.where`, `torch.maximum`, `clamp`, `abs`, `exp`…). Le but est d'écrire les formules : gardez
# `torch.relu`, `torch.tanh` et les autres pour vérifier.
#
# - `x` est un tenseur `float32` de taille quelconque ; le résultat est un tenseur de même taille ; `x` n'est pas
#   modifié ;
# - $0 < \alpha < 1$ ;
# - les quatre fonctions rendent des valeurs justes, jamais `nan`, pour tout $x$ de $[-100, 100]$. Attention : en
#   `float32`, $e^{x}$ devient infini (`inf`) dès $x \approx 89$, et `inf / inf` vaut `nan` ;
# - le gradient traverse ces fonctions (vérifié loin de 0 pour ReLU et Leaky ReLU, qui n'y sont pas dérivables, et
#   pour $|x| \leqslant 3$ seulement).
#
# Exemple : `relu` de `[-2, 3]` donne `[0, 3]`, et `leaky_relu` de `[-2, 3]` avec `alpha=0.5` donne `[-1, 3]`.

# %% grade_id="activations" solution=true
def relu(x):
    """max(0, x), nombre par nombre."""
    ### BEGIN SOLUTION
    return x.clamp(min=0)
    ### END SOLUTION


def leaky_relu(x, alpha=0.01):
    """max(alpha x, x), nombre par nombre."""
    ### BEGIN SOLUTION
    return torch.maximum(alpha * x, x)
    ### END SOLUTION


def sigmoid(x):
    """1 / (1 + exp(-x)), nombre par nombre."""
    ### BEGIN SOLUTION
    return 1 / (1 + torch.exp(-x))
    ### END SOLUTION


def tanh(x):
    """Tangente hyperbolique, nombre par nombre, sans nan pour les grandes valeurs."""
    ### BEGIN SOLUTION
    return 2 / (1 + torch.exp(-2 * x)) - 1  # on divise en haut et en bas par exp(x) : une seule exponentielle
    ### END SOLUTION

# %% grade_id="test_activations" points=2
essai = torch.tensor([-2.0, 3.0])
assert torch.allclose(relu(essai), torch.tensor([0.0, 3.0])), f"relu([-2, 3]) donne {relu(essai)}."
assert torch.allclose(leaky_relu(essai, alpha=0.5), torch.tensor([-1.0, 3.0])), (
    f"leaky_relu([-2, 3], alpha=0.5) donne {leaky_relu(essai, alpha=0.5)}."
)
for fonction, officielle in [(sigmoid, torch.sigmoid), (tanh, torch.tanh)]:
    nom = fonction.__name__
    assert torch.allclose(fonction(essai), officielle(essai), atol=1e-5), f"{nom} ne suit pas sa formule."
    assert not fonction(torch.tensor([95.0, -95.0])).isnan().any(), f"{nom} donne nan pour une grande valeur."
assert relu(torch.zeros(2, 3)).shape == (2, 3), "relu doit garder la taille de x."
assert essai.tolist() == [-2.0, 3.0], "Une de vos fonctions modifie son entrée."

# %% [markdown]
# ## 4. De la boucle au calcul en parallèle
#
# `curve_by_loop` appelle le réseau une fois par point. Voyons combien de temps cela prend.

# %%
network = nn.Sequential(nn.Linear(1, 1), nn.ReLU())
for n in (50, 500, 5000):
    xs = np.linspace(-2, 2, n)
    start = time.perf_counter()
    curve_by_loop(network, xs)
    print(f"{n:5d} points : {1000 * (time.perf_counter() - start):7.1f} ms")

# %% [markdown]
# Le temps suit le nombre de points, et presque tout ce temps est perdu à préparer de minuscules calculs. Or une
# couche sait traiter tout un lot d'un coup, et répartir le travail sur les cœurs du processeur ou du GPU :
#
# > Si une couche transforme un tenseur de taille `(n)` en un tenseur de taille `(m)`, elle transforme aussi un
# > tenseur de taille `(k, n)` en un tenseur de taille `(k, m)`, ligne par ligne.
#
# La documentation l'écrit ainsi : entrée $(N, *, H_{in})$, sortie $(N, *, H_{out})$, où $*$ désigne d'autres
# dimensions en nombre quelconque. Seule la **dernière** dimension change ; elle doit valoir `in_features`.

# %%
layer = nn.Linear(4, 2)
for shape in [(4,), (7, 4), (5, 7, 4)]:
    print(f"entrée {shape!s:10s} -> sortie {tuple(layer(torch.rand(shape)).shape)}")
try:
    layer(torch.rand(7))
except RuntimeError as error:
    print("entrée (7,)      ->", error)

# %% [markdown]
# ### Exercice 5 — la courbe en un seul appel (3 points)
#
# Écrivez `curve(network, xs)`, qui calcule les mêmes ordonnées que `curve_by_loop`, mais **sans boucle sur les
# points** : le réseau est appelé une fois, sur un lot qui contient toutes les abscisses, et non une fois par point.
#
# - `network` est un module qui transforme un tenseur `float32` de taille `(k, 1)` en un tenseur de taille `(k, 1)` ;
#   on ne sait rien d'autre de lui, on ne peut que l'appeler ;
# - `xs` est un tableau numpy de taille `(n,)`, avec $n \geqslant 1$, de type `float64` (comme le rend
#   `np.linspace`) ; les poids, eux, sont en `float32` ;
# - le résultat est un **tableau numpy** de flottants, de taille `(n,)` — y compris quand `n` vaut 1 ;
# - le réseau est laissé comme il était (type et valeurs des poids, `requires_grad`), et le calcul des gradients n'est
#   pas désactivé pour la suite du notebook (`with torch.no_grad():` ne le coupe que dans son bloc : il convient).
#
# **Indices.** Quelle taille donner au tenseur d'entrée ? Celle d'un lot de `n` échantillons d'une valeur chacun. À
# l'arrivée, un tenseur qui porte `requires_grad=True` refuse `.numpy()` : il faut d'abord le détacher du graphe de
# calcul par `.detach()`.

# %% grade_id="curve" solution=true
def curve(network, xs):
    """Ordonnées (tableau numpy de taille (n,)) de la courbe du réseau, en un seul appel."""
    ### BEGIN SOLUTION
    x = torch.tensor(xs, dtype=torch.float32).unsqueeze(1)  # (n,) -> (n, 1)
    return network(x).squeeze(1).detach().numpy()
    ### END SOLUTION

# %% grade_id="test_curve" points=3
network = nn.Sequential(nn.Linear(1, 4), nn.Tanh(), nn.Linear(4, 1))
xs = np.linspace(0, 3, 11)
essai = curve(network, xs)
assert isinstance(essai, np.ndarray), f"Le résultat doit être un tableau numpy, pas {type(essai).__name__}."
assert essai.shape == (11,), f"11 abscisses : on attend la taille (11,), pas {essai.shape}."
assert np.allclose(essai, curve_by_loop(network, xs), atol=1e-5), "La courbe diffère de celle de curve_by_loop."
calls = []
hook = network.register_forward_hook(lambda *_: calls.append(1))  # note chaque appel du réseau
curve(network, xs)
hook.remove()
assert len(calls) < len(xs), f"Votre code appelle le réseau {len(calls)} fois pour {len(xs)} points : sans boucle ?"
assert all(p.dtype == torch.float32 for p in network.parameters()), "Vous avez changé le type des poids du réseau."
assert torch.is_grad_enabled(), "Vous avez désactivé les gradients pour la suite du notebook."

# %%
network = nn.Sequential(nn.Linear(1, 1), nn.ReLU())
for n in (50, 500, 5000):
    xs = np.linspace(-2, 2, n)
    start = time.perf_counter()
    curve(network, xs)
    print(f"{n:5d} points, en parallèle : {1000 * (time.perf_counter() - start):7.2f} ms")

# %% [markdown]
# ## 5. Un neurone, puis trois
#
# Un réseau un peu compliqué s'écrit volontiers comme une **classe** : `__init__` crée les couches (une fois),
# `forward` dit comment les données les traversent (à chaque appel). Voici le réseau à un neurone, sous cette forme :

# %%
class OneNeuron(nn.Module):
    """Un neurone suivi de ReLU."""

    def __init__(self):
        super().__init__()  # obligatoire, avant de créer les couches
        self.neuron = nn.Linear(1, 1)  # rangée dans un attribut : PyTorch la trouve, avec ses poids
        self.activation = nn.ReLU()

    def forward(self, x):
        return self.activation(self.neuron(x))


torch.manual_seed(0)
network = OneNeuron()
print(network)
print("paramètres :", [tuple(p.shape) for p in network.parameters()])
print("sortie :", network(torch.tensor([[0.5], [1.0]])))  # on appelle l'objet ; PyTorch appelle forward

# %% [markdown]
# ### Exercice 6 — le réseau à une couche cachée (2 points)
#
# On met maintenant `n_neurons` neurones dans la première couche, suivis de ReLU, puis un unique neurone qui lit leurs
# sorties :
#
# ```text
#             ┌─ neurone 0 ─ ReLU ─┐
#   x (k, 1) ─┼─ neurone 1 ─ ReLU ─┼─ neurone de sortie ─ y (k, 1)
#             └─ neurone 2 ─ ReLU ─┘
# ```
#
# La première couche est dite **cachée** (*hidden layer*) : de l'extérieur, on ne voit pas ce qu'elle calcule ; seule
# la couche suivante lit sa sortie. La sortie finale n'est suivie d'**aucune** activation : elle doit pouvoir être
# négative.
#
# 1. Écrivez la classe `Network(nn.Module)`, dont le constructeur reçoit `n_neurons` (3 par défaut). Elle contient
#    exactement deux couches `nn.Linear`, avec biais ; les noms des attributs sont libres (`nn.Sequential` est permis
#    aussi). Appelée sur un tenseur de taille `(k, 1)`, elle rend un tenseur de taille `(k, 1)`.
# 2. `second_input_shape(n_points, n_neurons)` rend, sous forme de tuple, la taille du tenseur qui **entre** dans la
#    deuxième couche quand on appelle le réseau sur un lot de `n_points` abscisses, de taille `(n_points, 1)`.

# %% grade_id="network" solution=true
class Network(nn.Module):
    """Linear(1, n_neurons), ReLU, Linear(n_neurons, 1)."""

    def __init__(self, n_neurons=3):
        super().__init__()
        ### BEGIN SOLUTION
        self.hidden = nn.Linear(1, n_neurons)
        self.activation = nn.ReLU()
        self.output = nn.Linear(n_neurons, 1)
        ### END SOLUTION

    def forward(self, x):
        """Sortie (k, 1) du réseau pour une entrée (k, 1)."""
        ### BEGIN SOLUTION
        return self.output(self.activation(self.hidden(x)))
        ### END SOLUTION


def second_input_shape(n_points, n_neurons):
    """Taille du tenseur qui entre dans la deuxième couche, pour un lot de n_points abscisses."""
    ### BEGIN SOLUTION
    return (n_points, n_neurons)
    ### END SOLUTION

# %% grade_id="test_network" points=2
essai = Network()
tailles = [tuple(p.shape) for p in essai.parameters()]
assert len(tailles) == 4, f"Deux couches avec biais ont quatre tenseurs de paramètres ; le réseau en a {len(tailles)}."
sortie = essai(torch.zeros(9, 1))
assert sortie.shape == (9, 1), f"Un lot de 9 abscisses : on attend une sortie (9, 1), pas {tuple(sortie.shape)}."
for n in (2, 5):
    assert Network(n)(torch.zeros(4, 1)).shape == (4, 1), f"La taille de la sortie change quand n_neurons vaut {n}."
assert isinstance(second_input_shape(9, 4), (tuple, torch.Size)), "second_input_shape doit rendre un tuple."

# %%
torch.manual_seed(1844)
xs = np.linspace(-2, 2, 400)
fig, axes = plt.subplots(2, 4, figsize=(11, 4.6), sharex=True)
for row, n in zip(axes, (1, 3), strict=True):
    for ax in row:
        ax.plot(xs, curve_by_loop(Network(n), xs), ".", markersize=2)
        ax.grid(alpha=0.3)
        ax.set_title(f"{n} neurone{'s' if n > 1 else ''}")
for ax in axes[:, 0]:
    ax.set_ylabel("sortie y")
for ax in axes[1]:
    ax.set_xlabel("entrée x")
fig.suptitle("Des réseaux tirés au hasard")
fig.tight_layout()
plt.show()

# %% [markdown]
# Comptez les cassures : une au plus avec un neurone, trois au plus avec trois. (Vous en voyez parfois moins : une
# cassure peut se trouver hors de la figure.) Pour comprendre, écrivons le calcul entier. Notons $w_i$ et $b_i$ le
# poids et le biais du neurone caché $i$, $v_i$ le poids que lui donne le neurone de sortie, et $c$ le biais de
# celui-ci :
#
# $$y(x) = c + \sum_{i} \underbrace{v_i\,\mathrm{ReLU}(w_i x + b_i)}_{\text{contribution du neurone } i}$$
#
# La courbe est donc une **somme** : chaque neurone caché y apporte une droite coupée, multipliée par $v_i$ ; $c$ fait
# monter ou descendre le tout. Une somme de fonctions affines par morceaux est affine par morceaux.
#
# Dans les trois exercices qui restent, un réseau sera écrit sous la forme la plus courte, dont on atteint les couches
# par leur numéro :
#
# ```python
# network = nn.Sequential(nn.Linear(1, n), nn.ReLU(), nn.Linear(n, 1))
# network[0].weight   # les w_i, taille (n, 1)        network[0].bias   # les b_i, taille (n,)
# network[2].weight   # les v_i, taille (1, n)        network[2].bias   # c, taille (1,)
# ```
#
# ### Exercice 7 — voir les contributions (2 points)
#
# Écrivez `plot_contributions(ax, network, xs)`, qui dessine **sur les axes `ax` reçus** (des axes matplotlib), par
# `ax.plot`, exactement `n + 1` courbes :
#
# - pour chacun des `n` neurones cachés, sa contribution $v_i\,\mathrm{ReLU}(w_i x + b_i)$ (sans le biais $c$) ;
# - la sortie $y(x)$ du réseau (avec $c$).
#
# Chaque courbe passe par **tous** les points de `xs` (tableau numpy `float64` de taille `(m,)`), dans cet ordre ;
# l'ordre des courbes, leurs couleurs et leur style sont libres, et une ligne de repère comme `ax.axhline(0)` est
# permise. Nommez les deux axes (`set_xlabel`, `set_ylabel`) et affichez une légende (`label=…` dans `ax.plot`, puis
# `ax.legend()`). `network` est un `nn.Sequential` de la forme ci-dessus, `n` quelconque. La fonction ne rend rien. La
# correction lit les données que vous donnez aux axes, pas les pixels.
#
# **Rappels.** `ax.plot` n'accepte pas un tenseur qui porte `requires_grad=True`. Dessinez sur `ax`, et non par
# `plt.plot`, qui choisit lui-même ses axes.

# %% grade_id="plot_contributions" solution=true
def plot_contributions(ax, network, xs):
    """Trace sur ax la contribution de chaque neurone caché, et la sortie du réseau."""
    ### BEGIN SOLUTION
    x = torch.tensor(xs, dtype=torch.float32)[:, None]
    with torch.no_grad():
        hidden = network[1](network[0](x))  # (m, n)
        contributions = hidden * network[2].weight  # (m, n) * (1, n)
        y = network(x)
    for i in range(contributions.shape[1]):
        ax.plot(xs, contributions[:, i], "--", label=f"neurone {i}")
    ax.plot(xs, y[:, 0], color="black", label="sortie")
    ax.set_xlabel("entrée x")
    ax.set_ylabel("valeur")
    ax.legend()
    ### END SOLUTION

# %% grade_id="test_plot_contributions" points=2
torch.manual_seed(2345)
network = nn.Sequential(nn.Linear(1, 3), nn.ReLU(), nn.Linear(3, 1))
xs = np.linspace(-3, 3, 61)
fig, ax = plt.subplots(figsize=(6, 3.5))
plot_contributions(ax, network, xs)
plt.show()
courbes = [np.asarray(line.get_ydata(), dtype=float) for line in ax.lines if len(line.get_xdata()) == len(xs)]
assert len(courbes) == 4, f"3 neurones : on attend 4 courbes de {len(xs)} points sur ax ; il y en a {len(courbes)}."
sortie = curve_by_loop(network, xs)
assert any(np.allclose(ys, sortie, atol=1e-4) for ys in courbes), "Aucune des courbes n'est la sortie du réseau."
somme = sum(courbes) - sortie + network[2].bias.item()
assert np.allclose(somme, sortie, atol=1e-4), "La somme des contributions, plus c, doit donner la sortie."
assert ax.get_xlabel(), "Nommez l'axe des abscisses (ax.set_xlabel)."
assert ax.get_ylabel(), "Nommez l'axe des ordonnées (ax.set_ylabel)."
assert ax.get_legend() is not None, "Ajoutez une légende (ax.legend())."

# %% [markdown]
# ### Exercice 8 — les cassures, lues dans les poids (2 points)
#
# Un neurone caché s'allume ou s'éteint à l'endroit où ReLU passe de son morceau nul à son autre morceau. Ainsi
# $\mathrm{ReLU}(2x - 3)$ est nul à gauche de $x = 1{,}5$, et $\mathrm{ReLU}(-x + 0{,}5)$ est nul à droite de
# $x = 0{,}5$ : ce sont leurs cassures. Partout ailleurs, rien ne change de pente : $n$ neurones cachés donnent donc
# **au plus** $n$ cassures.
#
# Au plus, car il arrive qu'un neurone n'en donne pas à la courbe :
#
# - si $w_i = 0$, le neurone a une sortie constante ;
# - si $v_i = 0$, la sortie du réseau ignore ce neurone ;
# - si deux neurones cassent exactement au même endroit, on n'y voit qu'**une** cassure.
#
# Écrivez `kinks(network)`, qui rend les abscisses où la pente de la courbe du réseau change : un tenseur à une
# dimension, **trié** par ordre croissant, chaque abscisse une seule fois ; s'il n'y a aucune cassure, un tenseur
# vide, de taille `(0,)`.
#
# Calculez-les à partir des poids. Le réseau est un `nn.Sequential` de la forme donnée avant l'exercice 7, avec
# $n \geqslant 1$ neurones cachés. Toutes les cassures sont entre $-10$ et $10$ ; deux cassures différentes sont
# distantes d'au moins $0{,}1$ ; celles qui coïncident sont exactement égales ; il n'y a pas de réseau où deux
# changements de pente se compensent au même endroit. La réponse est attendue à $10^{-3}$ près ; elle peut porter
# `requires_grad` ou non.

# %% grade_id="kinks" solution=true
def kinks(network):
    """Abscisses triées, sans répétition, des cassures de la courbe du réseau."""
    ### BEGIN SOLUTION
    w, b, v = network[0].weight[:, 0], network[0].bias, network[2].weight[0]
    seen = (w != 0) & (v != 0)
    return torch.unique(-b[seen] / w[seen]).detach()  # unique trie, et retire les répétitions
    ### END SOLUTION

# %% grade_id="test_kinks" points=2
network = nn.Sequential(nn.Linear(1, 2), nn.ReLU(), nn.Linear(2, 1))
with torch.no_grad():  # les deux neurones de l'énoncé
    network[0].weight.copy_(torch.tensor([[2.0], [-1.0]]))
    network[0].bias.copy_(torch.tensor([-3.0, 0.5]))
    network[2].weight.copy_(torch.tensor([[1.0, 4.0]]))
essai = kinks(network)
assert isinstance(essai, torch.Tensor), "kinks doit rendre un tenseur."
assert essai.shape == (2,), f"Ce réseau a deux cassures : on attend la taille (2,), pas {tuple(essai.shape)}."
assert torch.allclose(essai.float(), torch.tensor([0.5, 1.5])), f"Les cassures sont en 0,5 et 1,5 ; vous : {essai}."
with torch.no_grad():
    network[0].weight[1] = 0.0
assert kinks(network).shape == (1,), "Un neurone dont le poids w est nul ne donne pas de cassure."

# %%
torch.manual_seed(410)
network = nn.Sequential(nn.Linear(1, 3), nn.ReLU(), nn.Linear(3, 1))
xs = np.linspace(-3, 3, 400)
fig, ax = plt.subplots(figsize=(6, 3.2))
ax.plot(xs, curve_by_loop(network, xs), "k")
for place in kinks(network):
    ax.axvline(place.item(), color="tab:red", linestyle=":")
ax.set_title("les cassures calculées (traits rouges) tombent sur celles de la courbe")
ax.set_xlabel("entrée x")
ax.set_ylabel("sortie y")
plt.show()

# %% [markdown]
# ## 6. Choisir les poids
#
# Jusqu'ici, nous avons lu une courbe dans des poids. Faisons l'inverse : choisir les poids pour obtenir une courbe
# voulue. De gauche à droite, $v_i\,\mathrm{ReLU}(x - t)$ (soit $w_i = 1$ et $b_i = -t$) ne change rien avant $t$,
# puis ajoute $v_i$ à la pente. Il suffit donc de noter les pentes voulues, et de calculer leurs changements.
#
# Exemple : une rampe, nulle à gauche de 0, qui monte jusqu'à 1 entre 0 et 1, puis reste à 1.
#
# | en $x =$ | pente avant | pente après | changement $v_i$ |
# |---|---|---|---|
# | 0 | 0 | 1 | $+1$ |
# | 1 | 1 | 0 | $-1$ |
#
# Donc $y = \mathrm{ReLU}(x) - \mathrm{ReLU}(x - 1)$, avec $c = 0$ : deux cassures, deux neurones. Pour imposer des
# poids à une couche, on les copie sous `torch.no_grad()` :

# %%
ramp = nn.Sequential(nn.Linear(1, 2), nn.ReLU(), nn.Linear(2, 1))
with torch.no_grad():
    ramp[0].weight.copy_(torch.tensor([[1.0], [1.0]]))  # les w_i
    ramp[0].bias.copy_(torch.tensor([0.0, -1.0]))  # les b_i
    ramp[2].weight.copy_(torch.tensor([[1.0, -1.0]]))  # les v_i
    ramp[2].bias.copy_(torch.tensor([0.0]))  # c

xs = np.linspace(-2, 3, 200)
fig, ax = plt.subplots(figsize=(5, 2.6))
ax.plot(xs, curve_by_loop(ramp, xs))
ax.set_title("une rampe : deux neurones, deux cassures")
ax.set_xlabel("entrée x")
ax.set_ylabel("sortie y")
ax.axis("equal")
plt.show()

# %% [markdown]
# ### Exercice 9 — le chapeau (3 points)
#
# Écrivez `hat(center, width, height)`, qui rend un réseau à **trois** neurones cachés dont la courbe est un chapeau :
#
# ```text
#    height                /\
#                        /    \
#                      /        \
#         0 __________/          \__________
#                     |    |     |
#                     |    |     center + width
#                     |    center
#                     center - width
# ```
#
# - la sortie vaut `height` en `center` ;
# - elle vaut 0 en `center - width` et en `center + width`, **et partout au-delà**, des deux côtés ;
# - entre ces points, la courbe est faite de deux segments de droite.
#
# Les trois arguments sont des flottants ; `width` est strictement positif, `height` non nul (négatif, il donne un
# creux). Rendez un nouveau `nn.Sequential(nn.Linear(1, 3), nn.ReLU(), nn.Linear(3, 1))` dont vous avez fixé **tous**
# les poids et biais (un module à vous, qui contient ces deux couches `nn.Linear` avec ReLU entre elles, convient
# aussi). Plusieurs choix de poids donnent le même chapeau : tous sont acceptés. La courbe doit être exacte, aux
# arrondis près ; aucun apprentissage n'est nécessaire.
#
# **Indice.** Dressez d'abord le tableau des pentes, comme pour la rampe.

# %% grade_id="hat" solution=true
def hat(center, width, height):
    """Réseau 1-3-1 dont la courbe est un chapeau de sommet (center, height) et de demi-base width."""
    ### BEGIN SOLUTION
    network = nn.Sequential(nn.Linear(1, 3), nn.ReLU(), nn.Linear(3, 1))
    slope = height / width
    with torch.no_grad():
        network[0].weight.fill_(1.0)
        network[0].bias.copy_(-torch.tensor([center - width, center, center + width]))
        network[2].weight.copy_(torch.tensor([[slope, -2 * slope, slope]]))
        network[2].bias.zero_()
    return network
    ### END SOLUTION

# %% grade_id="test_hat" points=3
chapeau = hat(1.0, 0.5, 2.0)
assert isinstance(chapeau, nn.Module), "hat doit rendre un réseau (un module)."
tailles = sorted(tuple(p.shape) for p in chapeau.parameters())
assert tailles == [(1,), (1, 3), (3,), (3, 1)], f"Tailles attendues : celles d'un réseau 1-3-1 ; ici {tailles}."
xs = np.linspace(-2, 4, 301)
ys = curve_by_loop(chapeau, xs)
fig, ax = plt.subplots(figsize=(5, 2.6))
ax.plot(xs, ys)
ax.set_title("votre chapeau : sommet en (1, 2), base de 0,5 à 1,5")
ax.set_xlabel("entrée x")
ax.set_ylabel("sortie y")
plt.show()
for x, y in [(1.0, 2.0), (0.5, 0.0), (1.5, 0.0), (-2.0, 0.0), (4.0, 0.0), (0.75, 1.0)]:
    vu = chapeau(torch.tensor([[x]])).item()
    assert abs(vu - y) < 1e-3, f"hat(1, 0.5, 2) : en x = {x:g} on attend {y:g}, votre réseau donne {vu:.4f}."

# %% [markdown]
# ## Pour aller plus loin (non noté)
#
# 1. **Relier des points.** Des points $(x_0, y_0), \dots, (x_m, y_m)$ d'abscisses croissantes sont donnés. Écrivez le
#    réseau dont la courbe les relie par des segments. Combien de neurones cachés faut-il ? Essayez sur 20 points de
#    $\sin x$. Qu'en concluez-vous sur les fonctions qu'un tel réseau peut approcher ?
# 2. **Plus de cassures que de neurones.** Avec *une* couche cachée, $n$ neurones donnent au plus $n$ cassures.
#    Appliquez `hat(0.5, 0.5, 1.0)` deux, trois, puis quatre fois de suite, et tracez la courbe sur $[0, 1]$. Combien
#    de neurones, combien de cassures ? Que gagne-t-on à empiler des couches ?
# 3. **Cassures visibles.** Tirez 1 000 réseaux à un neurone caché, tels que `nn.Linear` les initialise. Quelle
#    proportion a sa cassure dans $[-2, 2]$ ? Le calcul, avec $w$ et $b$ uniformes sur $[-1, 1]$, donne $3/4$ :
#    retrouvez-le.
# 4. **D'autres activations.** Remplacez ReLU par Leaky ReLU, puis par tanh : que deviennent les cassures ? Avec Leaky
#    ReLU, de combien la pente change-t-elle en $-b_i / w_i$ ?
# 5. **Un neurone mort.** Trouvez $w$ et $b$ tels que $\mathrm{ReLU}(wx + b)$ soit nul sur tout $[-2, 2]$. Que vaut
#    alors, sur des données prises dans cet intervalle, le gradient par rapport à $w$ ? Pourquoi est-ce gênant pour
#    apprendre ?
