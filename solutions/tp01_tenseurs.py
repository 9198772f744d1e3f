# %% [markdown]
# # TP 1 — Tenseurs et broadcasting
#
# Un réseau de neurones ne manipule qu'une seule sorte d'objet : le **tenseur**, un tableau de nombres à une, deux,
# trois dimensions ou plus. Ce premier TP vous apprend à en créer, à en lire et à en changer des morceaux, à savoir
# quand deux tenseurs partagent leur mémoire, et à calculer sur tout un tenseur à la fois, sans écrire de boucle.
#
# **À la fin, vous saurez**
# - créer un tenseur, donner son rang, sa taille et son type, choisir entre CPU et GPU ;
# - extraire et modifier des lignes, des colonnes, des blocs ;
# - distinguer une copie d'une vue, et changer la forme d'un tenseur ;
# - prédire la taille d'un résultat grâce à la règle du *broadcasting*, et vous en servir.
#
# **Prérequis** : Python (listes, fonctions, dictionnaires) ; avoir déjà vu un tableau numpy aide, sans être
# nécessaire.
#
# **Durée** : 2 à 3 heures.
#
# **Comment ce TP est noté** (20 points). Dans chaque exercice, remplacez chaque ligne
# `raise NotImplementedError(...)` par votre code, puis exécutez la cellule, et la suivante : elle contient des
# `assert` qui vous guident. Ils ne donnent pas de points : la note vient de vérifications cachées, faites avec
# d'autres valeurs, qui ne demandent rien de plus que l'énoncé. Les exercices sont indépendants : une fonction
# manquante ne coûte que ses propres points.
#
# Sauf mention contraire, aucune fonction ne doit modifier les tenseurs qu'elle reçoit, et tout se passe sur le CPU.

# %% [markdown]
# Exécutez d'abord la cellule suivante : tout le TP s'en sert.

# %% grade_id="imports" locked=true
import matplotlib.pyplot as plt
import numpy as np
import torch

# %% [markdown]
# Cette cellule-ci contient les outils qui dessinent les figures. Exécutez-la ; il n'est pas utile de la lire.

# %% grade_id="drawing_tools" locked=true
PALE = "#f2f2f2"


def draw_grid(ax, values, title="", shown=None, scale=None, origin=(0, 0)):
    """Dessine une matrice, une case par valeur ; les cases hors du masque `shown` sont pâles."""
    low, high = scale or (float(values.min()), float(values.max()))
    shown = torch.ones_like(values, dtype=torch.bool) if shown is None else shown
    for i, row in enumerate(values.tolist()):
        for j, value in enumerate(row):
            color = plt.cm.YlGnBu(0.15 + 0.5 * (value - low) / max(high - low, 1)) if shown[i, j] else PALE
            corner, level = (origin[0] + j, origin[1] - i), 5 - origin[1]
            ax.add_patch(plt.Rectangle(corner, 1, 1, facecolor=color, edgecolor="0.4", zorder=level))
            place, ink = (corner[0] + 0.5, corner[1] + 0.5), "black" if shown[i, j] else "0.65"
            ax.text(*place, f"{value:g}", ha="center", va="center", color=ink, zorder=level + 0.1)
    ax.set_title(title, fontsize=10)
    ax.set_aspect("equal")
    ax.autoscale_view()
    ax.axis("off")


def draw_sum(a, b):
    """Dessine a + b pour deux matrices : les cases pâles sont les copies imaginées par le broadcasting."""
    total = a + b
    figure, axes = plt.subplots(1, 3, figsize=(8, 2.4))
    names = (f"A, taille {tuple(a.shape)}", f"B, taille {tuple(b.shape)}")
    for ax, tensor, name in zip(axes, (a, b), names, strict=False):
        rows, columns = torch.arange(total.shape[0]), torch.arange(total.shape[1])
        real = (rows[:, None] < tensor.shape[0]) & (columns < tensor.shape[1])
        draw_grid(ax, tensor.expand(total.shape), name, real, (0, float(total.max())))
    draw_grid(axes[2], total, f"A + B, taille {tuple(total.shape)}", scale=(0, float(total.max())))
    for x, sign in ((0.355, "+"), (0.635, "=")):
        figure.text(x, 0.45, sign, fontsize=20, ha="center")
    plt.show()


def draw_cubes(ax, tensor, title, scale):
    """Dessine un tenseur de rang 3 : un cube par valeur, la première dimension de haut en bas."""
    depth, height, width = tensor.shape
    colors = plt.cm.YlGnBu(0.15 + 0.5 * tensor.numpy() / scale)
    solid = np.ones((width, height, depth), dtype=bool)
    ax.voxels(solid, facecolors=np.transpose(colors, (2, 1, 0, 3))[:, ::-1, ::-1], edgecolor="0.4")
    ax.set(xlim=(0, 3), ylim=(0, 3), zlim=(0, 3), title=title)
    ax.title.set_fontsize(10)
    ax.set_axis_off()


# %% [markdown]
# ## 1 — Pourquoi PyTorch, pourquoi un GPU ?
#
# Entraîner un réseau de neurones, c'est enchaîner des millions d'opérations sur des matrices. Les cartes graphiques
# (GPU) ont été conçues pour cela : faire des milliers de calculs identiques en même temps, d'abord pour dessiner des
# jeux vidéo. En 2009, Raina, Madhavan et Ng ont montré qu'elles peuvent accélérer l'apprentissage de grands réseaux
# jusqu'à 70 fois ; c'est l'une des raisons de l'essor de ces réseaux dans les années qui ont suivi.
#
# **PyTorch** est une bibliothèque libre de calcul sur les tenseurs, sur CPU comme sur GPU. Née chez Facebook
# (aujourd'hui Meta), elle est gérée depuis 2022 par la PyTorch Foundation, au sein de la Linux Foundation.
#
# **Installation.** La page [pytorch.org/get-started](https://pytorch.org/get-started/locally/) donne la commande qui
# convient à votre machine. Sans GPU, `pip install torch` suffit. Avec un GPU NVIDIA, la commande `nvidia-smi`, tapée
# dans un terminal, affiche le modèle de la carte et la version de CUDA (le logiciel de calcul de NVIDIA) que votre
# pilote accepte. Les anciennes recettes que l'on trouve sur Internet (numéros de version figés, `conda install`) ne
# sont plus à suivre.
#
# Vérifions l'installation. Si la deuxième ligne affiche `False`, votre machine n'a pas de GPU utilisable : ce n'est
# pas un problème, ce TP n'en a pas besoin.

# %%
print("Version de PyTorch :", torch.__version__)
print("GPU NVIDIA utilisable :", torch.cuda.is_available(), "— version de CUDA :", torch.version.cuda)
print("Un tenseur tiré au hasard entre 0 et 1 :")
print(torch.rand(2, 2))

# %% [markdown]
# ## 2 — Listes, tableaux, tenseurs
#
# Trois mots, trois objets :
# - une **liste** est une liste Python, `[1, 2, 3]` ; une liste de listes représente une matrice ;
# - un **tableau** est un tableau numpy (`np.ndarray`) ;
# - un **tenseur** est un tenseur PyTorch (`torch.Tensor`).
#
# On passe de l'un à l'autre :

# %%
liste = [[1, 2, 3], [4, 5, 6]]
tableau = np.array(liste)  # liste -> tableau ; tableau.tolist() fait l'inverse
tenseur = torch.tensor(liste)  # liste -> tenseur ; torch.tensor(tableau) convient aussi
print(tenseur)
print("vers une liste :", tenseur.tolist(), "— vers un tableau :", tenseur.numpy().shape)
print("Le type suit les données :", tenseur.dtype, "ici, mais", torch.tensor([1.0, 2.0]).dtype, "pour des réels.")
print("Type imposé :", torch.tensor(liste, dtype=torch.float32).dtype)

# %% [markdown]
# Pour créer sans passer par une liste : `np.zeros((3, 2))`, `np.ones((3, 2))`, `np.empty((3, 2))` (valeurs
# quelconques) et, de même, `torch.zeros(3, 2)`, `torch.ones(3, 2)`, `torch.rand(3, 2)`.
#
# **Rang et taille.** La *taille* (`shape`) d'un tenseur compte ses valeurs dans chaque dimension ; le *rang* (`ndim`)
# est le nombre de dimensions. Plus une liste est imbriquée, plus le rang est grand : 2 listes de 3 listes de 4
# nombres donnent la taille `(2, 3, 4)`, le nombre le plus à droite étant celui des listes les plus profondes.

# %%
figure, axes = plt.subplots(1, 4, figsize=(10, 2.4), width_ratios=[1, 4, 4, 5])
draw_grid(axes[0], torch.tensor([[7]]), "rang 0\n()")
draw_grid(axes[1], torch.arange(4)[None], "rang 1\n(4,)")
draw_grid(axes[2], torch.arange(12).reshape(3, 4), "rang 2\n(3, 4)")
exemple = torch.arange(24).reshape(2, 3, 4)
draw_grid(axes[3], exemple[1], scale=(0, 23), origin=(0.8, 0.8))
draw_grid(axes[3], exemple[0], "rang 3\n(2, 3, 4)", scale=(0, 23))
figure.suptitle("Le rang est le nombre de dimensions", y=1.12)
plt.show()

# %% [markdown]
# Un nombre seul est de rang 0 : `torch.tensor(3.)` a pour taille `()`. Attention, `torch.rand(1)` est de rang **1** :
# sa taille `(1,)` compte une dimension, qui contient une seule valeur. Dans les deux cas, `item()` en sort un nombre
# Python.

# %%
scalaire, vecteur = torch.tensor(3.0), torch.rand(1)
print("rangs :", scalaire.ndim, "et", vecteur.ndim, "— tailles :", tuple(scalaire.shape), "et", tuple(vecteur.shape))
print("nombre Python :", scalaire.item(), type(scalaire.item()))

# %% [markdown]
# **Trois pièges.**
# - Les lignes doivent avoir la même longueur : `torch.tensor([[0, 0, 0], [10, 10]])` lève une erreur.
# - Vous rencontrerez dans d'anciens programmes `torch.FloatTensor(...)`. Oubliez-le : `torch.FloatTensor(3)` n'est
#   pas le nombre 3 mais trois valeurs quelconques, `torch.FloatTensor(0)` est un tenseur vide, et
#   `torch.FloatTensor(tableau)` partage parfois la mémoire du tableau, parfois non. Écrivez
#   `torch.tensor(..., dtype=torch.float32)`, qui **copie** toujours.
# - À l'inverse, `torch.from_numpy(tableau)` et `torch.as_tensor(tableau)` **partagent** la mémoire quand ils le
#   peuvent : changer le tableau change le tenseur.

# %%
tableau = np.zeros(3, dtype=np.float32)
partage, copie = torch.from_numpy(tableau), torch.tensor(tableau)
tableau[0] = 5
print("partagé :", partage, "— copié :", copie)
try:
    torch.tensor([[0, 0, 0], [10, 10]])
except ValueError as erreur:
    print("Lignes inégales :", erreur)

# %% [markdown]
# ### Exercice 1 — créer et décrire (1 point)
#
# 1. `to_tensor(values)` reçoit un nombre, une liste de nombres (imbriquée ou non, lignes de même longueur) ou un
#    tableau numpy, entiers ou réels. Elle renvoie un tenseur de type `torch.float32`, de même taille et de mêmes
#    valeurs, qui **ne partage pas** la mémoire du tableau reçu.
# 2. `describe(tensor)` renvoie le triplet `(rang, taille, type)` d'un tenseur quelconque : un entier, un tuple
#    d'entiers (un `torch.Size` convient), un `torch.dtype`. Par exemple, `describe(torch.zeros(5, 2))` renvoie
#    `(2, (5, 2), torch.float32)`.

# %% grade_id="creation" solution=true
def to_tensor(values):
    """Tenseur float32 fait d'un nombre, d'une liste ou d'un tableau numpy, sans partage de mémoire."""
    ### BEGIN SOLUTION
    return torch.tensor(values, dtype=torch.float32)
    ### END SOLUTION


def describe(tensor):
    """Triplet (rang, taille, type) d'un tenseur."""
    ### BEGIN SOLUTION
    return tensor.ndim, tuple(tensor.shape), tensor.dtype
    ### END SOLUTION


# %% grade_id="test_creation" points=1
essai = to_tensor([[1, 2, 3], [4, 5, 6]])
assert isinstance(essai, torch.Tensor), "to_tensor doit renvoyer un tenseur : avez-vous oublié return ?"
assert essai.dtype == torch.float32, f"Le type demandé est torch.float32, le vôtre est {essai.dtype}."
assert essai.shape == (2, 3), "Deux listes de trois nombres donnent la taille (2, 3)."
assert to_tensor(3).shape == (), "Un nombre seul donne un tenseur de rang 0, de taille ()."
rang, taille, type_ = describe(torch.zeros(5, 2))
assert rang == 2, "Le rang est le nombre de dimensions."
assert tuple(taille) == (5, 2), "La taille est un tuple d'entiers, comme le donne .shape."
assert type_ == torch.float32, "Le troisième élément est le dtype du tenseur (et non type(tensor))."

# %% [markdown]
# ## 3 — CPU ou GPU : le dispositif
#
# Un tenseur vit sur un *dispositif* (`device`) : `"cpu"`, `"cuda"` (GPU NVIDIA) ou `"mps"` (puces Apple).
# `tensor.device` le donne, et `tensor.to(device)` renvoie le tenseur placé là où on le demande. Deux tenseurs que
# l'on additionne doivent être sur le même dispositif.
#
# Écrire `"cuda"` en dur ferait échouer le programme sur toute machine sans GPU : on choisit donc le dispositif au
# moment de l'exécution.

# %%
exemple = torch.rand(2)
print("Un tenseur naît sur le CPU :", exemple.device)

# %% [markdown]
# ### Exercice 2 — choisir un dispositif (1 point)
#
# 1. `choose_device()` renvoie `"cuda"` si `torch.cuda.is_available()` est vrai, `"cpu"` sinon ; une chaîne ou un
#    `torch.device`, comme vous voulez. La question est posée **à chaque appel** : nos vérifications font croire à
#    votre fonction tantôt qu'un GPU est présent, tantôt qu'il ne l'est pas.
# 2. `to_device(tensor, device)` renvoie le tenseur placé sur le dispositif reçu (une chaîne ou un `torch.device`),
#    valeurs et type inchangés. Pour essayer sans GPU, PyTorch offre le dispositif fictif `"meta"`, où un tenseur
#    garde sa taille et son type, mais pas ses valeurs : votre fonction doit l'accepter comme les autres.

# %% grade_id="device" solution=true
def choose_device():
    """Le dispositif à utiliser : "cuda" si un GPU est disponible, "cpu" sinon."""
    ### BEGIN SOLUTION
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    ### END SOLUTION


def to_device(tensor, device):
    """Le tenseur, placé sur ce dispositif."""
    ### BEGIN SOLUTION
    return tensor.to(device)
    ### END SOLUTION


# %% grade_id="test_device" points=1
essai = torch.tensor([1.0, 2.0])
assert choose_device() is not None, "choose_device doit renvoyer un dispositif : avez-vous oublié return ?"
assert torch.device(choose_device()).type in ("cpu", "cuda"), "Le dispositif est « cpu » ou « cuda »."
assert torch.equal(to_device(essai, "cpu"), essai), "Les valeurs ne doivent pas changer."
assert to_device(essai, "meta").device.type == "meta", "Le tenseur n'est pas sur le dispositif demandé."

# %% [markdown]
# ## 4 — Indices et tranches
#
# Les indices commencent à 0 et s'écrivent **entre les mêmes crochets, séparés par des virgules** : `A[i, j, k]`. Dans
# une matrice, le premier indice est la ligne, le second la colonne. Pour un point d'abscisse `x` (colonne) et
# d'ordonnée `y` (ligne), on écrit donc `A[y, x]`.
#
# Une *tranche* `début:fin:pas` désigne plusieurs indices à la fois, la fin étant **exclue** ; chaque partie est
# facultative, et un indice négatif compte depuis la fin.

# %%
m = torch.tensor([[0, 1, 2, 3, 4, 5], [10, 11, 12, 13, 14, 15], [20, 21, 22, 23, 24, 25]])
figure, axes = plt.subplots(2, 3, figsize=(10, 3.6))
tranches = {"m[1, 4]": (1, 4), "m[2]": 2, "m[:, 3]": (slice(None), 3), "m[0, -2:]": (0, slice(-2, None))}
tranches |= {"m[:2, 1:3]": (slice(2), slice(1, 3)), "m[:, 1::2]": (slice(None), slice(1, None, 2))}
for ax, (texte, indices) in zip(axes.flat, tranches.items(), strict=True):
    choisi = torch.zeros_like(m, dtype=torch.bool)
    choisi[indices] = True
    draw_grid(ax, m, f"{texte}   →   taille {tuple(m[indices].shape)}", choisi)
figure.suptitle("Ce que désignent les tranches d'une matrice m de taille (3, 6)")
plt.tight_layout()
plt.show()

# %% [markdown]
# Un entier fait disparaître une dimension (`m[2]` est de taille `(6,)`), une tranche la garde (`m[2:3]` est de taille
# `(1, 6)`).
#
# On peut aussi **écrire** dans une tranche : toutes les cases désignées changent d'un coup. Le tenseur lui-même est
# alors modifié ; pour préserver l'original, on travaille sur une copie, `m.clone()`.
#
# Et les crochets qui se suivent ? `m[0][3] = 5` fonctionne, car `m[0]` montre la mémoire de `m`. Mais `m[:][0:2]` ne
# donne **pas** des colonnes : `m[:]` est la matrice entière, dont `[0:2]` prend les deux premières *lignes*. Gardez
# les virgules.

# %%
copie = m.clone()
copie[:, 3:] = -1  # les colonnes 3, 4 et 5
copie[0, 0] = 99
print(copie)
print("m est intact :", m[0, 0].item())
print("m[:][0:2] :", tuple(m[:][0:2].shape), "— m[:, 0:2] :", tuple(m[:, 0:2].shape))

# %% [markdown]
# ### Exercice 3 — extraire et marquer (2 points)
#
# Dans les deux fonctions, `a` est une matrice de taille `(n, m)` avec `n` ≥ 3 et `m` ≥ 5, qui ne doit pas être
# modifiée. Les colonnes *d'indice pair* sont les colonnes 0, 2, 4, … jusqu'au bout, quelle que soit `m`.
#
# 1. `extract(a)` renvoie un dictionnaire à quatre clés :
#    - `"first_row"` : la première ligne, de taille `(m,)` ;
#    - `"last_column"` : la dernière colonne, de taille `(n,)` ;
#    - `"even_columns"` : les colonnes d'indice pair, de taille `(n, ⌈m/2⌉)` ;
#    - `"block"` : les lignes 1 et 2, dans les colonnes 2, 3 et 4, de taille `(2, 3)`.
# 2. `mark_even_columns(a, value)` renvoie une **copie** de `a` où toutes les cases des colonnes d'indice pair valent
#    `value` (un nombre de même nature que ceux de `a`).

# %% grade_id="slicing" solution=true
def extract(a):
    """Dictionnaire de quatre morceaux de la matrice : first_row, last_column, even_columns, block."""
    ### BEGIN SOLUTION
    return {"first_row": a[0], "last_column": a[:, -1], "even_columns": a[:, ::2], "block": a[1:3, 2:5]}
    ### END SOLUTION


def mark_even_columns(a, value):
    """Copie de la matrice dont les colonnes 0, 2, 4… valent value."""
    ### BEGIN SOLUTION
    marked = a.clone()
    marked[:, ::2] = value
    return marked
    ### END SOLUTION


# %% grade_id="test_slicing" points=2
essai = torch.arange(18).reshape(3, 6)
morceaux = extract(essai)
assert isinstance(morceaux, dict), "extract doit renvoyer un dictionnaire."
assert set(morceaux) == {"first_row", "last_column", "even_columns", "block"}, "Vérifiez le nom des quatre clés."
assert morceaux["first_row"].tolist() == [0, 1, 2, 3, 4, 5], "La première ligne : premier indice 0."
assert morceaux["last_column"].tolist() == [5, 11, 17], "La dernière colonne : toutes les lignes, colonne -1."
assert morceaux["even_columns"].tolist() == [[0, 2, 4], [6, 8, 10], [12, 14, 16]], "Colonnes 0, 2, 4 : pas de 2."
assert morceaux["block"].tolist() == [[8, 9, 10], [14, 15, 16]], "Le bloc : la fin d'une tranche est exclue."
assert mark_even_columns(essai, -1)[1].tolist() == [-1, 7, -1, 9, -1, 11], "Une colonne sur deux vaut value."
assert essai[1, 0] == 6, "Votre fonction a modifié la matrice reçue : travaillez sur une copie (clone)."

# %% [markdown]
# ## 5 — Listes d'indices et masques
#
# Entre crochets, on peut aussi placer
# - une **liste d'indices** : `a[[1, 0]]` prend la ligne 1, puis la ligne 0 ; l'ordre compte, les répétitions sont
#   permises ;
# - un **masque**, tenseur de booléens de même taille : `a[a > 3]` réunit dans un vecteur les valeurs supérieures à
#   3 ; `a[a > 3] = 0` les remplace.
#
# Quelques usages plaisants :

# %%
notes = torch.tensor([[12.0, 8.0, 15.0], [9.0, 11.0, 6.0], [18.0, 14.0, 16.0]])
print("Combien de notes sous 10 ?", (notes < 10).sum().item())
print("Lesquelles ?", notes[notes < 10])
print("Élèves (lignes) dont la moyenne atteint 10 :", notes[notes.mean(dim=1) >= 10], sep="\n")
print("La case (0, 2) et la case (1, 0) :", notes[[0, 1], [2, 0]])
print("Seules les colonnes 2 et 0, dans cet ordre :", notes[:, [2, 0]], sep="\n")
figure, ax = plt.subplots(figsize=(3, 2.4))
draw_grid(ax, notes, "notes < 10", notes < 10)
plt.show()

# %% [markdown]
# ### Exercice 4 — choisir et remplacer (2 points)
#
# Dans les deux fonctions, `a` est une matrice de nombres réels, qui ne doit pas être modifiée.
#
# 1. `select_rows(a, indices)` renvoie la matrice formée des lignes de `a` dont les numéros sont dans la liste
#    `indices` (entiers positifs ou nuls, liste non vide), **dans l'ordre de la liste**, répétitions comprises : pour
#    `[1, 1, 0]`, la ligne 1 deux fois, puis la ligne 0.
# 2. `replace_negatives(a)` renvoie une matrice de même taille, où les valeurs strictement négatives sont remplacées
#    par 0, et les autres gardées.

# %% grade_id="selection" solution=true
def select_rows(a, indices):
    """Les lignes de a dont les numéros sont dans la liste, dans l'ordre de la liste."""
    ### BEGIN SOLUTION
    return a[indices]
    ### END SOLUTION


def replace_negatives(a):
    """Copie de a où les valeurs négatives sont remplacées par 0."""
    ### BEGIN SOLUTION
    result = a.clone()
    result[result < 0] = 0
    return result
    ### END SOLUTION


# %% grade_id="test_selection" points=2
essai = torch.tensor([[0.5, -3.0], [-0.25, 4.0]])
choix = select_rows(essai, [1, 1, 0])
assert choix.shape == (3, 2), "Trois indices donnent trois lignes ; les répétitions comptent."
assert choix.tolist() == [[-0.25, 4.0], [-0.25, 4.0], [0.5, -3.0]], "Les lignes viennent dans l'ordre de la liste."
sans = replace_negatives(essai)
assert sans.shape == (2, 2), "La taille ne doit pas changer : remplacez, n'enlevez pas."
assert sans.tolist() == [[0.5, 0.0], [0.0, 4.0]], "Seules les valeurs négatives deviennent 0."
assert essai[0, 1] == -3, "Votre fonction a modifié la matrice reçue : travaillez sur une copie (clone)."

# %% [markdown]
# ## 6 — Maximum, changement de type, opérations sur place
#
# `a.max()` donne la plus grande valeur et `a.argmax()` sa position, tous deux sous forme de tenseurs de rang 0 :
# `item()` en sort un nombre Python. Mais la position d'`argmax` est un **numéro de case**, compté ligne après ligne
# dans le tenseur entier :

# %%
numeros = torch.arange(12).reshape(3, 4)
figure, ax = plt.subplots(figsize=(4, 2.6))
draw_grid(ax, numeros, "Numéros des cases d'une matrice (3, 4)\n9 = 2 × 4 + 1 : ligne 2, colonne 1", numeros == 9)
plt.show()
a = torch.tensor([[1.0, 7.0, 3.0], [2.0, 5.0, 4.0]])
print("max :", a.max(), "— en nombre Python :", a.max().item(), "— argmax :", a.argmax())

# %% [markdown]
# `to` change aussi le **type** : `a.to(torch.int64)` renvoie un nouveau tenseur d'entiers (la partie décimale est
# coupée) ; `a.type()` nomme le type complet, dispositif compris.
#
# La plupart des opérations renvoient un **nouveau** tenseur. Celles dont le nom finit par `_` travaillent **sur
# place** : elles écrivent le résultat dans le tenseur lui-même, et le renvoient. Ne confondez pas avec
# `a = a.sqrt()`, qui crée un nouveau tenseur puis donne le nom `a` à celui-ci : l'ancien n'a pas changé.

# %%
print(a.type(), "→", a.to(torch.int64).type())
b = torch.tensor([4.0, 9.0])
c = b.sqrt()
print("b.sqrt()  renvoie", c, "et laisse b =", b)
d = b.sqrt_()
print("b.sqrt_() renvoie", d, "et laisse b =", b, "— même objet :", d is b)

# %% [markdown]
# ### Exercice 5 — trouver le maximum, calculer sur place (2 points)
#
# Dans les deux fonctions, `a` est une matrice de nombres réels de taille `(n, m)`.
#
# 1. `position_of_max(a)` renvoie `(valeur, (i, j))` : la plus grande valeur de `a`, sa ligne et sa colonne, en
#    **nombres Python** (un `float` et deux `int`, pas des tenseurs). Le maximum est atteint une seule fois ; toutes
#    les valeurs peuvent être négatives.
# 2. `log2_in_place(a)`, où les valeurs sont strictement positives, remplace **dans `a` même** chaque valeur par son
#    logarithme en base 2, et renvoie ce même tenseur. (C'est la seule fonction du TP qui modifie ce qu'elle reçoit.)

# %% grade_id="maximum" solution=true
def position_of_max(a):
    """Le maximum et sa place : (valeur, (ligne, colonne)), en nombres Python."""
    ### BEGIN SOLUTION
    i, j = divmod(a.argmax().item(), a.shape[1])
    return a[i, j].item(), (i, j)
    ### END SOLUTION


def log2_in_place(a):
    """Remplace chaque valeur de a par son logarithme en base 2 ; renvoie a."""
    ### BEGIN SOLUTION
    return a.log2_()
    ### END SOLUTION


# %% grade_id="test_maximum" points=2
trouve = position_of_max(torch.tensor([[1.0, 7.0, 3.0], [2.0, 5.0, 9.5]]))
assert isinstance(trouve, (tuple, list)), "Renvoyez deux choses : la valeur, et sa position."
assert len(trouve) == 2, "Renvoyez un couple : (valeur, (ligne, colonne))."
valeur, position = trouve
assert isinstance(valeur, float), "La valeur doit être un float Python : pensez à item()."
assert valeur == 9.5, "La première composante est la plus grande valeur."
assert position in ((1, 2), [1, 2]), "La position est (ligne, colonne) ; argmax donne un numéro de case."
essai = torch.tensor([[1.0, 2.0], [4.0, 8.0]])
rendu = log2_in_place(essai)
assert rendu is not None, "log2_in_place doit aussi renvoyer le tenseur."
assert essai.tolist() == [[0.0, 1.0], [2.0, 3.0]], "Le tenseur reçu doit lui-même contenir les logarithmes."
assert rendu.data_ptr() == essai.data_ptr(), "Renvoyez le tenseur reçu, et non une copie."

# %% [markdown]
# ## 7 — Copie, alias, vue
#
# Un tenseur est fait de deux choses : une **zone de mémoire** (*storage*) où les valeurs se suivent, et une façon de
# la lire (taille, pas, point de départ). D'où trois situations :
#
# | écriture | ce que l'on obtient | écrire dans `b` change `a` ? |
# |---|---|---|
# | `b = a` | un **alias** : un second nom du même objet | oui |
# | `b = a[1:]`, `a[0]`, `a.T`, `a.view(…)` | une **vue** : un autre tenseur sur la même mémoire | oui |
# | `b = a.clone()` | une **copie** : une autre mémoire | non |
#
# Dans la figure, une couleur est une case de mémoire : `T`, `T.T` et `T[:, 1:]` lisent la même mémoire, chacun à sa
# façon (le dernier n'en montre que quatre cases).

# %%
T = torch.arange(6).reshape(2, 3)
figure, axes = plt.subplots(1, 4, figsize=(10, 2.4), width_ratios=[6, 3, 2, 2])
memoire = torch.arange(6)[None]
vues = {"la mémoire (6 cases qui se suivent)": memoire, "T (2, 3)": T, "T.T (3, 2)": T.T, "T[:, 1:] (2, 2)": T[:, 1:]}
for ax, (titre, vue) in zip(axes, vues.items(), strict=True):
    draw_grid(ax, vue, titre, scale=(0, 5))
figure.suptitle("Trois vues d'une même mémoire", y=1.05)
plt.show()
T[0, 1] = 50
print("Une écriture dans T se voit dans T.T :", T.T, sep="\n")

# %% [markdown]
# **Qui partage quoi ?** `t.data_ptr()` est l'adresse de la **première valeur** de `t` ;
# `t.untyped_storage().data_ptr()` est l'adresse du début de la **zone de mémoire** entière. (L'ancien `t.storage()`
# est déconseillé et affiche un avertissement.)
#
# **Copier vraiment.** Un tenseur peut aussi faire partie d'un calcul dont PyTorch garde la trace, pour obtenir des
# gradients : il a alors l'attribut `requires_grad=True` (nous y viendrons au TP 3). `clone()` copie les valeurs, mais
# la copie reste attachée à ce calcul ; `detach()` détache du calcul, mais ne copie rien. Pour une copie libre de tout
# lien, il faut les deux.

# %%
t = torch.ones(3, 4)
ligne = t[1]
print("Même première valeur ?", t.data_ptr() == ligne.data_ptr())
print("Même zone de mémoire ?", t.untyped_storage().data_ptr() == ligne.untyped_storage().data_ptr())
w = torch.ones(2, requires_grad=True)
print("w.clone().requires_grad :", w.clone().requires_grad)
print("w.detach() partage la mémoire de w :", w.detach().data_ptr() == w.data_ptr())

# %% [markdown]
# **`reshape`** lit les mêmes valeurs, ligne après ligne, dans une autre forme. Les six valeurs `1 2 3 4 5 6` peuvent
# prendre les tailles `(3, 2)`, `(2, 3)`, `(2, 1, 3)`, `(6, 1, 1)`, `(1, 1, 6)`… Quand c'est possible, le résultat est
# une **vue** ; sinon, `reshape` fait une **copie**, sans prévenir. Ainsi, lire `T.T` ligne après ligne demande les
# cases de mémoire 0, 3, 1, 4, 2, 5 : aucune lecture à pas réguliers n'y parvient, il faut recopier. Remarquez que
# `T.reshape(6)` ne change pas la taille de `T`, qui reste `(2, 3)`.

# %%
T = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
A = T.reshape(6)
A[0] = 9
print("A =", A, "— vu dans T :", T, sep="\n")
for taille in ((3, 2), (2, 1, 3), (6, 1, 1), (1, 1, 6)):
    print(taille, "→", T.reshape(taille).tolist())

# %% [markdown]
# ### Exercice 6 — copie ou vue ? (3 points)
#
# Aucune de ces fonctions ne modifie les tenseurs reçus (si vous y écrivez pour un essai, remettez les valeurs).
#
# 1. `independent_copy(t)` renvoie une copie de `t` (mêmes valeurs, taille et type) qui ne partage pas sa mémoire
#    **et** dont l'attribut `requires_grad` est faux, même si celui de `t` est vrai.
# 2. `shares_memory(a, b)` renvoie `True` si les tenseurs `a` et `b` partagent leur mémoire, `False` sinon. Les deux
#    peuvent être des vues dont les premières valeurs ne sont pas à la même place. (Nous n'essayons pas deux morceaux
#    sans case commune d'un même tenseur, comme `t[0]` et `t[1]` : répondez-y comme vous voulez.)
# 3. `reshape_is_view(t, shape)` renvoie `True` si `t.reshape(shape)` est une vue de `t`, `False` si c'est une copie ;
#    `shape` est un tuple compatible avec `t`.

# %% grade_id="memory" solution=true
def independent_copy(t):
    """Copie de t, sans mémoire commune ni gradient."""
    ### BEGIN SOLUTION
    return t.detach().clone()
    ### END SOLUTION


def shares_memory(a, b):
    """Vrai si les tenseurs a et b partagent leur mémoire."""
    ### BEGIN SOLUTION
    return a.untyped_storage().data_ptr() == b.untyped_storage().data_ptr()
    ### END SOLUTION


def reshape_is_view(t, shape):
    """Vrai si t.reshape(shape) est une vue de t."""
    ### BEGIN SOLUTION
    return t.reshape(shape).untyped_storage().data_ptr() == t.untyped_storage().data_ptr()
    ### END SOLUTION


# %% grade_id="test_memory" points=3
essai = torch.ones(2, 2, requires_grad=True)
libre = independent_copy(essai)
assert torch.equal(libre, essai), "La copie doit avoir les mêmes valeurs."
assert libre.data_ptr() != essai.data_ptr(), "Ce n'est pas une copie : la mémoire est la même."
assert not libre.requires_grad, "La copie est encore attachée au calcul : requires_grad doit être faux."
essai = torch.arange(6.0).reshape(2, 3)
assert shares_memory(essai, essai[1]), "Une ligne est une vue, même si elle ne commence pas à la première valeur."
assert not shares_memory(essai, essai.clone()), "Une copie a les mêmes valeurs, mais une autre mémoire."
assert reshape_is_view(essai, (3, 2)), "Un tenseur neuf se relit dans une autre forme sans copie."
assert not reshape_is_view(essai.T, (6,)), "Relire une transposée ligne après ligne demande une copie."

# %% [markdown]
# ## 8 — Changer de forme
#
# - `reshape` donne une vue s'il le peut, une copie sinon ; `view` donne une vue, ou lève une erreur. Un tenseur dont
#   les valeurs se suivent en mémoire, ligne après ligne, est dit *contigu* : `view` y réussit toujours ; sinon,
#   `t.contiguous()` en fait d'abord une copie contiguë.
# - Une taille `-1` est calculée par PyTorch : `torch.zeros(4, 6).reshape(8, -1)` est de taille `(8, 3)`.
# - `permute` **réordonne les dimensions** : c'est la transposition des tenseurs de rang quelconque. Elle renvoie une
#   vue.
#
# `reshape` et `permute` peuvent donner la même taille, mais pas les mêmes valeurs au même endroit ! Une image lue
# dans un fichier est de taille `(H, W, C)` (hauteur, largeur, canaux rouge, vert, bleu), alors que PyTorch attend
# `(C, H, W)`. Voici ce que devient le canal rouge d'une petite image selon l'outil choisi :

# %%
hauteur, largeur = torch.meshgrid(torch.linspace(-1, 1, 24), torch.linspace(-1.5, 1.5, 36), indexing="ij")
disque = (hauteur**2 + largeur**2 < 0.6).float()
image = torch.stack([disque, 0.6 * disque, 1 - disque], dim=2)  # (24, 36, 3)
figure, axes = plt.subplots(1, 3, figsize=(9, 2.5))
axes[0].imshow(image.numpy())
axes[0].set_title("l'image\nde taille (24, 36, 3)", fontsize=10)
axes[1].imshow(image.permute(2, 0, 1)[0].numpy(), cmap="gray")
axes[1].set_title("permute(2, 0, 1)[0]\nle canal rouge", fontsize=10)
axes[2].imshow(image.reshape(3, 24, 36)[0].numpy(), cmap="gray")
axes[2].set_title("reshape(3, 24, 36)[0]\ndes valeurs mélangées", fontsize=10)
for ax in axes:
    ax.set(xlabel="colonne", ylabel="ligne")
plt.tight_layout()
plt.show()

# %%
t = torch.arange(6).reshape(2, 3)
print("t contigu :", t.is_contiguous(), "— t.T contigu :", t.T.is_contiguous())
try:
    t.T.view(6)
except RuntimeError:
    print("t.T.view(6) lève une RuntimeError ; t.T.reshape(6) et t.T.contiguous().view(6) donnent", t.T.reshape(6))

# %% [markdown]
# ### Exercice 7 — formes d'images (2 points)
#
# 1. `to_image(v)` reçoit un vecteur contigu de taille `(784,)` et renvoie l'image de taille `(1, 28, 28)` (un canal,
#    lue ligne après ligne) qui **partage sa mémoire** ; `v` garde sa taille.
# 2. `hwc_to_chw(image)` reçoit une image de taille `(H, W, C)` et renvoie celle de taille `(C, H, W)` : la valeur
#    rangée en `[h, w, c]` se retrouve en `[c, h, w]`.
# 3. `flatten_batch(x)` reçoit un lot de `n` ≥ 1 échantillons, de taille `(n, …)` (rang 2 ou plus) et aplatit **chaque
#    échantillon** : le résultat est de taille `(n, p)`, où `p` est le nombre de valeurs d'un échantillon, lues dans
#    l'ordre habituel. Le lot reçu n'est pas forcément contigu.

# %% grade_id="reshaping" solution=true
def to_image(v):
    """L'image (1, 28, 28) qui partage la mémoire du vecteur v de taille (784,)."""
    ### BEGIN SOLUTION
    return v.view(1, 28, 28)
    ### END SOLUTION


def hwc_to_chw(image):
    """L'image (H, W, C), ses canaux placés en premier : (C, H, W)."""
    ### BEGIN SOLUTION
    return image.permute(2, 0, 1)
    ### END SOLUTION


def flatten_batch(x):
    """Le lot (n, …), chaque échantillon aplati : (n, p)."""
    ### BEGIN SOLUTION
    return x.reshape(x.shape[0], -1)
    ### END SOLUTION


# %% grade_id="test_reshaping" points=2
essai = torch.zeros(784)
image = to_image(essai)
assert image.shape == (1, 28, 28), "L'image doit être de taille (1, 28, 28)."
essai[30] = 1
assert image[0, 1, 2] == 1, "L'image doit montrer la mémoire du vecteur (et 30 = 28 + 2 : ligne 1, colonne 2)."
essai = torch.arange(30).reshape(2, 5, 3)
assert hwc_to_chw(essai).shape == (3, 2, 5), "Une image (2, 5, 3) devient (3, 2, 5)."
assert hwc_to_chw(essai)[2, 1, 4] == essai[1, 4, 2], "Bonne taille, mais les valeurs n'ont pas suivi : relisez permute."
assert flatten_batch(torch.zeros(4, 2, 5)).shape == (4, 10), "Le premier nombre, 4, est celui des échantillons."
assert flatten_batch(torch.zeros(2, 5, 4).permute(2, 0, 1)).shape == (4, 10), "Le lot peut ne pas être contigu."

# %% [markdown]
# ## 9 — Le broadcasting
#
# Un tenseur n'est pas tout à fait une matrice : on peut additionner deux tenseurs de tailles **différentes**. Une
# colonne `(4, 1)` plus une ligne `(1, 3)` donne un tableau `(4, 3)` : tout se passe comme si chacune était recopiée
# autant de fois qu'il le faut (les cases pâles). PyTorch ne fait pas réellement ces copies : c'est rapide, et cela ne
# coûte pas de mémoire. Cela s'appelle le *broadcasting* (diffusion), et vaut pour toutes les opérations case par
# case : `+`, `-`, `*`, `/`, `>`, `torch.maximum`…

# %%
draw_sum(torch.tensor([[10], [20], [30], [40]]), torch.tensor([[0, 1, 2]]))

# %% [markdown]
# ### La règle
#
# 1. On écrit les deux tailles l'une sous l'autre, **alignées à droite**, et l'on complète la plus courte, à gauche,
#    par des **1**.
# 2. Dans chaque colonne, les deux nombres doivent être **égaux, ou l'un des deux être 1** ; sinon les tailles sont
#    incompatibles, et PyTorch lève une erreur.
# 3. La taille du résultat est, dans chaque colonne, le nombre commun ou, si l'un est 1, **l'autre**.
#
# | | compatibles | | incompatibles |
# |---|---|---|---|
# | première taille | `(5, 1, 4)` | | `(5, 2)` |
# | seconde taille, complétée | `(3, 1)` → `(1, 3, 1)` | | `(5,)` → `(1, 5)` |
# | résultat | `(5, 3, 4)` | | 2 et 5 : aucun n'est 1, ils diffèrent |
#
# On lit souvent que la taille du résultat est le maximum des deux nombres. Ce n'est vrai que si aucun des deux n'est
# **0** (un tenseur sans aucune valeur, par exemple une sélection où rien n'est retenu). Un 0 n'a rien de spécial :
# face à 1, le résultat est 0 (et non 1) ; face à 3, les tailles sont incompatibles. `(0,)` et `(1,)` donnent donc
# `(0,)`.

# %%
print("(0,) + (1,) →", tuple((torch.zeros(0) + torch.zeros(1)).shape))
try:
    torch.zeros(0) + torch.zeros(3)
except RuntimeError:
    print("(0,) + (3,) → incompatibles")

# %% [markdown]
# ### Les cas usuels
#
# Matrice + valeur : `(4, 3)` et `(1, 1)`. (Un nombre Python ou une taille `(1,)` donnent le même résultat.)

# %%
A = torch.tensor([[0, 0, 0], [10, 10, 10], [20, 20, 20], [30, 30, 30]])
draw_sum(A, torch.tensor([[7]]))

# %% [markdown]
# Matrice + colonne : `(4, 3)` et `(4, 1)`, d'où $R_{ij} = A_{ij} + B_{i0}$.

# %%
draw_sum(A, torch.tensor([[1], [2], [3], [4]]))

# %% [markdown]
# Matrice + ligne : `(4, 3)` et `(1, 3)`, d'où $R_{ij} = A_{ij} + B_{0j}$. Un vecteur de taille `(3,)`, de rang 1, est
# complété en `(1, 3)` : le résultat est le même.

# %%
draw_sum(A, torch.tensor([[0, 1, 2]]))
print("Avec un vecteur de rang 1 :", torch.equal(A + torch.tensor([0, 1, 2]), A + torch.tensor([[0, 1, 2]])))

# %% [markdown]
# Colonne + ligne, comme plus haut : `(4, 1)` et `(1, 3)` donnent `(4, 3)`. Ligne + colonne donne la même chose :
# l'ordre n'importe pas.
#
# Enfin, en rang 3 : une pile `(3, 1, 1)` et une matrice `(2, 2)`, complétée en `(1, 2, 2)`, donnent `(3, 2, 2)`.
# Chaque valeur de la pile s'ajoute à toute la matrice : $R_{ijk} = A_{jk} + B_{i00}$.

# %%
B = torch.tensor([[[0]], [[4]], [[8]]])
A = torch.tensor([[0, 1], [2, 3]])
figure, axes = plt.subplots(1, 3, figsize=(8, 2.8), subplot_kw={"projection": "3d"})
draw_cubes(axes[0], B, "(3, 1, 1)", 11)
draw_cubes(axes[1], A[None], "(2, 2), vue comme (1, 2, 2)", 11)
draw_cubes(axes[2], A + B, "résultat (3, 2, 2)", 11)
figure.text(0.375, 0.45, "+", fontsize=20)
figure.text(0.645, 0.45, "=", fontsize=20)
plt.show()
print(A + B)

# %% [markdown]
# Voici la même addition écrite avec des boucles : là où une taille vaut 1, l'indice reste à 0.

# %%
R = torch.zeros(3, 2, 2, dtype=torch.int64)
for i in range(3):
    for j in range(2):
        for k in range(2):
            R[i, j, k] = A[j, k] + B[i, 0, 0]
print("Même résultat :", torch.equal(R, A + B))

# %% [markdown]
# **Le piège des crochets.** Avec une matrice `(3, 3)`, la pile `[[[4]], [[5]], [[6]]]` de taille `(3, 1, 1)` donne
# `(3, 3, 3)`. Oubliez une paire de crochets : `[[4], [5], [6]]` est une colonne `(3, 1)`, et le résultat `(3, 3)` est
# tout autre… **sans aucun message d'erreur**. Vérifiez toujours la taille de vos résultats.

# %%
A = torch.zeros(3, 3)
print(tuple((A + torch.tensor([[[4.0]], [[5.0]], [[6.0]]])).shape))
print(tuple((A + torch.tensor([[4.0], [5.0], [6.0]])).shape))

# %% [markdown]
# ### Exercice 8 — la règle, en Python (3 points)
#
# `broadcast_shape(a, b)` reçoit deux tailles (des tuples d'entiers positifs ou nuls, de longueurs quelconques, `()`
# compris) et renvoie la taille du résultat du broadcasting, sous forme de tuple. Si les tailles sont incompatibles,
# elle **renvoie `None`** (elle ne lève pas d'erreur).
#
# Écrivez la règle vous-même, sur des tuples : l'exercice n'a d'intérêt que si PyTorch n'y répond pas à votre place.
# Indication : il est commode d'aligner d'abord les deux tailles ; souvenez-vous aussi que `zip` s'arrête au bout du
# plus court.

# %% grade_id="broadcast_shape" solution=true
def broadcast_shape(a, b):
    """Taille du résultat du broadcasting de deux tailles, ou None si elles sont incompatibles."""
    ### BEGIN SOLUTION
    rank = max(len(a), len(b))
    a = (1,) * (rank - len(a)) + tuple(a)
    b = (1,) * (rank - len(b)) + tuple(b)
    if any(p != q and 1 not in (p, q) for p, q in zip(a, b, strict=True)):
        return None
    return tuple(q if p == 1 else p for p, q in zip(a, b, strict=True))
    ### END SOLUTION


# %% grade_id="test_broadcast_shape" points=3
assert broadcast_shape((3, 4), (1, 1)) == (3, 4), "Face à 1, on garde l'autre nombre."
assert broadcast_shape((3, 1), (1, 4)) == (3, 4), "Le 1 peut être d'un côté comme de l'autre."
assert broadcast_shape((3, 4), (1,)) == (3, 4), "La taille la plus courte est complétée à gauche par des 1."
assert broadcast_shape((3, 1), (4,)) == (3, 4), "La taille la plus courte est complétée à gauche par des 1."
assert broadcast_shape((1, 1, 4), (1, 3, 1)) == (1, 3, 4), "Appliquez la règle colonne par colonne."
assert broadcast_shape((1, 1, 4), (3, 2, 1)) == (3, 2, 4), "Appliquez la règle colonne par colonne."
assert broadcast_shape((3, 4), (3,)) is None, "Alignées à droite, 4 et 3 s'opposent : renvoyez None."
assert broadcast_shape((1, 1, 4), (1, 3)) is None, "Alignées à droite, 4 et 3 s'opposent : renvoyez None."
assert broadcast_shape((0,), (1,)) == (0,), "Face à 1, on garde l'autre nombre, même s'il est nul."
assert broadcast_shape((0,), (3,)) is None, "Ni égaux ni 1 : ces tailles sont incompatibles."

# %% [markdown]
# ### Calculer sans boucle
#
# Toute l'adresse consiste à donner aux tenseurs les bonnes tailles **avant** de calculer, en ajoutant des dimensions
# de taille 1. `None` entre crochets en insère une : pour `v` de taille `(5,)`, `v[:, None]` est la colonne `(5, 1)`,
# `v[None]` la ligne `(1, 5)`. `v.unsqueeze(1)` et `v.reshape(-1, 1)` font de même que la première.
#
# Exemple : la table de multiplication de deux vecteurs, et l'écart de chaque note à la moyenne de sa colonne (les
# notes de la section 5).

# %%
u, v = torch.tensor([1, 2, 3]), torch.tensor([10, 20, 30, 40])
print("Produits u_i × v_j :", u[:, None] * v, sep="\n")
print("Écarts à la moyenne de chaque colonne :", notes - notes.mean(dim=0), sep="\n")

# %% [markdown]
# ### Exercice 9 — trois calculs sans boucle (4 points)
#
# Les trois fonctions n'emploient que des opérations PyTorch, qui traitent chaque tenseur d'un seul coup : **ni
# boucle, ni compréhension, ni conversion en liste ou en tableau numpy** (c'est ce qui rend le calcul rapide, et
# laissera passer les gradients au TP 3). Un point sur quatre récompense le respect de cette consigne par les trois
# fonctions ; les trois autres points ne jugent que les résultats. Tous les tenseurs sont non vides, à valeurs
# réelles.
#
# 1. `sum_table(c, r)`, avec `c` de taille `(n,)` et `r` de taille `(m,)`, renvoie la table de taille `(n, m)` définie
#    par $R_{ij} = c_i + r_j$. Prenez garde au cas $n = m$.
# 2. `add_planes(a, v)`, avec `a` de taille `(p, q)` et `v` de taille `(k,)`, renvoie le tenseur de taille `(k, p, q)`
#    défini par $R_{ijk} = a_{jk} + v_i$ : le plan `i` est la matrice `a`, augmentée de `v[i]`.
# 3. `distances(a, b)`, avec `a` de taille `(n, d)` (`n` points de dimension `d`) et `b` de taille `(m, d)`, renvoie
#    le tenseur de taille `(n, m)` des distances euclidiennes, **sans `torch.cdist`**, qui fait tout le travail :
#
# $$D_{ij} = \sqrt{\sum_{k=0}^{d-1} (a_{ik} - b_{jk})^2}$$
#
# Pour la troisième, donnez à `a` et à `b` des tailles telles que leur différence soit de taille `(n, m, d)`.

# %% grade_id="broadcasting" solution=true
def sum_table(c, r):
    """Table (n, m) des sommes c[i] + r[j]."""
    ### BEGIN SOLUTION
    return c[:, None] + r
    ### END SOLUTION


def add_planes(a, v):
    """Pile (k, p, q) : le plan i est a + v[i]."""
    ### BEGIN SOLUTION
    return a + v[:, None, None]
    ### END SOLUTION


def distances(a, b):
    """Distances euclidiennes (n, m) entre les points de a (n, d) et ceux de b (m, d)."""
    ### BEGIN SOLUTION
    return ((a[:, None] - b) ** 2).sum(dim=2).sqrt()
    ### END SOLUTION


# %% grade_id="test_broadcasting" points=4
table = sum_table(torch.tensor([10.0, 20.0]), torch.tensor([1.0, 2.0]))
assert table.shape == (2, 2), "Deux vecteurs (2,) doivent donner une table (2, 2) : faites de c une colonne."
assert table.tolist() == [[11.0, 12.0], [21.0, 22.0]], "La ligne i correspond à c[i], la colonne j à r[j]."
pile = add_planes(torch.zeros(2, 2), torch.tensor([5.0, 6.0]))
assert pile.shape == (2, 2, 2), "Une matrice (2, 2) et 2 valeurs donnent une pile (2, 2, 2) : comptez les crochets."
assert pile[1].tolist() == [[6.0, 6.0], [6.0, 6.0]], "Le plan 1 est la matrice augmentée de v[1], partout."
ecarts = distances(torch.tensor([[0.0, 0.0], [3.0, 0.0]]), torch.tensor([[3.0, 4.0]]))
assert ecarts.shape == (2, 1), "2 points d'un côté, 1 de l'autre : le résultat est de taille (2, 1)."
assert torch.allclose(ecarts, torch.tensor([[5.0], [4.0]])), "De (0, 0) à (3, 4), la distance est 5."

# %% [markdown]
# ## Pour aller plus loin (non noté)
#
# - **Sans exécuter**, prévoyez la taille de `torch.zeros(7, 1, 5) * torch.zeros(2, 5)`, puis celle de
#   `torch.zeros(7, 2) * torch.zeros(7)`. Vérifiez.
# - `x` est un lot de 64 images `(64, 3, 32, 32)`. Comment retrancher à chaque canal sa propre moyenne, calculée sur
#   tout le lot, en une ligne ? (Regardez l'option `keepdim=True` de `mean`.)
# - Mesurez avec `%timeit` la fonction `distances` pour 500 points contre 500, puis la même écrite avec deux boucles.
#   Quel est le rapport ? Et sur un GPU, si vous en avez un ?
# - `expand` et `repeat` répètent tous deux les valeurs d'un tenseur. Lequel ne coûte pas de mémoire ? Regardez
#   `stride()` : que vaut le pas d'une dimension étendue ?
# - La formule $\lVert a - b \rVert^2 = \lVert a \rVert^2 + \lVert b \rVert^2 - 2\, a \cdot b$ évite le tenseur
#   `(n, m, d)`. Essayez-la en `float32` sur des points proches l'un de l'autre mais loin de l'origine :
#   qu'observez-vous ?
# - Sur un Mac, `torch.backends.mps.is_available()` indique si le GPU Apple est utilisable. Complétez `choose_device`
#   dans une nouvelle cellule pour en profiter.
#
# **Référence.** R. Raina, A. Madhavan, A. Ng, *Large-scale Deep Unsupervised Learning using Graphics Processors*,
# ICML 2009.
