# %% [markdown]
# # TP 5 — Régression softmax : reconnaître des chiffres manuscrits
#
# Jusqu'ici, nos échantillons tenaient dans un tableau de quelques lignes. Voici de vraies données : MNIST, des milliers
# de chiffres écrits à la main. Le modèle reste le plus simple qui soit, une seule couche linéaire, et il reconnaît
# pourtant neuf chiffres sur dix. Le programme qui l'entraîne, lui, est déjà celui des grands réseaux : les TP suivants
# changeront le modèle, presque pas la boucle d'apprentissage.
#
# **À la fin de ce TP, vous saurez**
#
# - charger un jeu d'images, le regarder et le préparer ;
# - définir un modèle, accéder à ses paramètres, sauvegarder son état (et éviter un piège classique) ;
# - passer des scores aux probabilités, puis à l'entropie croisée, sans débordement ;
# - entraîner un modèle sur tout le jeu d'un coup, puis par mini-batchs ;
# - mesurer une proportion de bonnes réponses, et comparer deux optimiseurs à armes égales ;
# - lire les courbes d'apprentissage, une matrice de confusion, les poids du modèle.
#
# **Prérequis** : les TP 1 à 4. **Durée** : environ 3 h. Aucun GPU n'est nécessaire.
#
# **Comment le TP est noté.** Il y a neuf exercices, pour 20 points. Après chaque réponse, une cellule de tests vous
# guide : si elle passe, vous êtes sur la bonne voie. La note vient de vérifications cachées, qui posent les mêmes
# questions avec **d'autres valeurs** ; tout ce qu'elles exigent est dit dans l'énoncé. Les exercices sont notés
# indépendamment : vos fonctions reçoivent en argument ce dont elles ont besoin, une erreur dans l'une ne coûte donc
# rien dans les suivantes. Gardez les noms des fonctions et l'ordre de leurs arguments. Les fonctions sont vérifiées sur
# le CPU.

# %% grade_id="imports" locked=true
import copy

import matplotlib.pyplot as plt
import torch
from torch import nn
from torchvision import datasets

# %% [markdown]
# ## 1. Les données : MNIST
#
# [MNIST](https://fr.wikipedia.org/wiki/Base_de_donn%C3%A9es_MNIST) réunit 70 000 chiffres écrits à la main, de 0 à 9,
# en images de 28 × 28 pixels : 60 000 pour apprendre, 10 000 pour tester. Chaque image est accompagnée de son
# **étiquette**, le chiffre qu'elle représente. La première cellule de ce notebook dit quelle part de MNIST vous
# utilisez.
#
# Avec torchvision, une ligne suffit pour chaque partie :
#
# ```python
# datasets.MNIST("data", train=True, download=True)    # pour apprendre ; train=False : pour tester
# ```
#
# Les fichiers sont cherchés dans le dossier `data/` ; ce n'est que s'ils n'y sont pas qu'ils sont téléchargés. L'objet
# obtenu, appelons-le `d`, se comporte comme une liste de couples (image, étiquette) ; il donne aussi toutes les images
# d'un coup, `d.data`, un tenseur d'entiers (`uint8`) de taille `(n, 28, 28)`, et toutes les étiquettes, `d.targets`, un
# tenseur `int64` de taille `(n,)`. Un pixel vaut 0 sur le fond et jusqu'à 255 là où il y a de l'encre : on dessine
# souvent l'encre en noir sur fond blanc, mais c'est l'affaire de l'affichage (`cmap="gray_r"`).
#
# Un réseau préfère des nombres de l'ordre de 1, des flottants, et une dimension pour les **canaux** : 3 pour une image
# en couleurs, 1 ici. On divise donc par 255, et la taille devient `(n, 1, 28, 28)`.
#
# ```
#   uint8  (n, 28, 28)   0 … 255   ──►   float32  (n, 1, 28, 28)   0 … 1
# ```
#
# Par exemple, une image `uint8` remplie de 51 devient une image `float32` remplie de $51/255 = 0{,}2$. On divise
# toujours par 255, même si le pixel le plus foncé du paquet ne vaut que 100 : sinon une même image changerait de
# valeurs selon ses voisines.
#
# (La transformation `ToTensor()` de torchvision fait la même chose image par image, à chaque lecture. Le faire une fois
# pour toutes est bien plus rapide.)

# %% [markdown]
# ### Exercice 1 — charger et préparer (2 points)
#
# 1. Créez `mnist_train` et `mnist_test`, les deux parties de MNIST, dans le dossier `"data"`.
# 2. Écrivez `prepare(images)` : `images` est un tenseur `uint8` de taille `(n, 28, 28)` ; le résultat est un tenseur
#    `float32` de taille `(n, 1, 28, 28)`, à valeurs entre 0 et 1. Le tenseur reçu reste tel quel.
# 3. Créez `x_train` et `x_test`, **toutes** les images préparées des deux parties, dans l'ordre, et `y_train` et
#    `y_test`, leurs étiquettes (`int64`, taille `(n,)`).
#
# N'écrivez nulle part le nombre d'images : il dépend des données installées (voir « Les données », première cellule).

# %% grade_id="data" solution=true
# mnist_train = … et mnist_test = …
def prepare(images):
    """Images uint8 (n, 28, 28) → float32 (n, 1, 28, 28), entre 0 et 1."""
    ### BEGIN SOLUTION
    return images.float().div(255).unsqueeze(1)


mnist_train = datasets.MNIST("data", train=True, download=True)
mnist_test = datasets.MNIST("data", train=False, download=True)
x_train, y_train = prepare(mnist_train.data), mnist_train.targets
x_test, y_test = prepare(mnist_test.data), mnist_test.targets
### END SOLUTION

# %% grade_id="test_data" points=2
given = torch.full((3, 28, 28), 51, dtype=torch.uint8)
found = prepare(given)
assert found.dtype == torch.float32, "prepare doit rendre des float32."
assert found.shape == (3, 1, 28, 28), "prepare doit ajouter une dimension pour le canal : (n, 1, 28, 28)."
assert torch.allclose(found, torch.full_like(found, 0.2)), "Une image remplie de 51 devient remplie de 0,2."
assert x_train.shape == (len(mnist_train), 1, 28, 28), "x_train : toutes les images d'apprentissage, préparées."
assert x_test.shape == (len(mnist_test), 1, 28, 28), "x_test : toutes les images de test, préparées."
assert y_train.shape == (len(mnist_train),), "y_train : une étiquette par image d'apprentissage."
assert y_test.shape == (len(mnist_test),), "y_test : une étiquette par image de test."
print(f"{len(x_train)} images d'apprentissage, {len(x_test)} images de test")

# %% [markdown]
# Regardons les données (cellule non notée) : le type des éléments, puis quelques images avec leur étiquette. **Toujours
# regarder ses données** avant de s'en servir.

# %%
image, label = mnist_train[0]
print("un élément :", type(image), image.size, "et l'étiquette", label, type(label))
figure, axes = plt.subplots(2, 8, figsize=(11, 3.2), layout="constrained")
for i, axis in enumerate(axes.flat):
    axis.imshow(x_train[i, 0], cmap="gray_r")
    axis.set_title(f"étiquette {y_train[i].item()}", fontsize=9)
    axis.axis("off")
figure.suptitle("Seize images d'apprentissage")
plt.show()

# %% [markdown]
# ## 2. Exploration : combien de chaque chiffre ?
#
# Si une classe était bien plus fréquente que les autres, un modèle qui la répond toujours aurait déjà l'air bon. Avant
# d'apprendre, on regarde donc la **proportion** de chaque étiquette, dans chaque partie. On compare aussi les deux
# parties entre elles : un test n'a de sens que s'il ressemble à ce que l'on a appris.
#
# *À la main* : pour les étiquettes $(2, 0, 2, 1)$ et 4 classes, les proportions sont
# $(0{,}25;\; 0{,}25;\; 0{,}5;\; 0)$. La classe 3 est absente : sa proportion est 0, mais elle a sa place dans le
# résultat. Pour les étiquettes $(0, 1)$, elles sont $(0{,}5;\; 0{,}5;\; 0;\; 0)$. Le **plus grand écart** entre les
# deux, classe par classe, est celui de la classe 2 : $0{,}5$.

# %% [markdown]
# ### Exercice 2 — les proportions (2 points)
#
# - `proportions(y, n_classes=10)` : `y` est un tenseur `int64` de taille `(n,)`, non vide, de valeurs entre 0 et
#   `n_classes - 1` ; le résultat est un tenseur de flottants de taille `(n_classes,)`, dont la somme vaut 1.
# - `largest_gap(y_a, y_b, n_classes=10)` : `y_a` et `y_b` sont deux tels tenseurs, de tailles quelconques ; le
#   résultat, un nombre positif ou nul, est le plus grand écart, en valeur absolue, entre leurs proportions d'une même
#   classe.

# %% grade_id="exploration" solution=true
def proportions(y, n_classes=10):
    """Proportion de chaque classe parmi les étiquettes y, de taille (n_classes,)."""
    ### BEGIN SOLUTION
    return torch.bincount(y, minlength=n_classes) / len(y)
    ### END SOLUTION


def largest_gap(y_a, y_b, n_classes=10):
    """Plus grand écart entre les proportions d'une même classe dans y_a et dans y_b."""
    ### BEGIN SOLUTION
    return (proportions(y_a, n_classes) - proportions(y_b, n_classes)).abs().max().item()
    ### END SOLUTION

# %% grade_id="test_exploration" points=2
found = proportions(torch.tensor([2, 0, 2, 1]), 4)
assert tuple(found.shape) == (4,), "Une proportion par classe, même pour une classe absente."
assert torch.allclose(found.float(), torch.tensor([0.25, 0.25, 0.5, 0.0])), "Relisez l'exemple fait à la main."
gap = largest_gap(torch.tensor([2, 0, 2, 1]), torch.tensor([0, 1]), 4)
assert abs(float(gap) - 0.5) < 1e-6, "Sur l'exemple, le plus grand écart vaut 0,5."

# %% [markdown]
# Et dans nos données ? (Cellule non notée.) La ligne grise donne les proportions du MNIST complet : les chiffres n'y
# sont pas tout à fait aussi nombreux les uns que les autres (il y a 6 742 fois le 1, 5 421 fois le 5). Un extrait peut
# être tiré de façon à équilibrer les classes ; est-ce le cas du vôtre ?

# %%
official = torch.tensor([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
digits = torch.arange(10)
plt.bar(digits - 0.2, proportions(y_train), 0.4, label="apprentissage")
plt.bar(digits + 0.2, proportions(y_test), 0.4, label="test")
plt.plot(digits, official / official.sum(), "o--", color="gray", label="MNIST complet (apprentissage)")
plt.xticks(digits)
plt.xlabel("chiffre")
plt.ylabel("proportion")
plt.title(f"Proportion de chaque chiffre (plus grand écart entre les parties : {largest_gap(y_train, y_test):.4f})")
plt.ylim(0, 0.15)
plt.legend(loc="upper right")
plt.show()

# %% [markdown]
# ## 3. Le modèle : une couche linéaire
#
# Une image est aplatie en un vecteur $x$ de $28 \times 28 = 784$ pixels. Le modèle donne un **score** à chacune des dix
# classes, comme au TP 4 :
#
# $$s = W x + b, \qquad W \text{ de taille } (10, 784), \quad b \text{ de taille } (10,)$$
#
# La classe prédite est celle du plus grand score. La ligne $k$ de $W$ a autant de poids que l'image a de pixels : elle
# dit où l'on s'attend à trouver de l'encre pour le chiffre $k$. Nous la regarderons à la fin.
#
# ```
#   image (1, 28, 28)  ──Flatten──►  784 pixels  ──Linear──►  10 scores  ──argmax──►  chiffre
# ```
#
# `nn.Sequential(a, b, …)` enchaîne des couches : la sortie de chacune est l'entrée de la suivante. On accède à une
# couche par son rang, `model[1]`, et à tous les paramètres par `model.parameters()`. Voici un modèle un peu différent,
# pour des images de 2 × 3 pixels et 4 classes.

# %%
example = nn.Sequential(nn.Flatten(), nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 4))
print(example)
for name, parameter in example.named_parameters():
    print(f"{name:9} de taille {tuple(parameter.shape)}, demande son gradient : {parameter.requires_grad}")
print("paramètres de la seule couche 1 :", [tuple(parameter.shape) for parameter in example[1].parameters()])
print("scores de deux images :", tuple(example(torch.rand(2, 1, 2, 3)).shape))

# %% [markdown]
# ### Exercice 3 — le modèle et ses paramètres (2 points)
#
# 1. Créez `model_linear`, l'enchaînement d'un `nn.Flatten` et d'un `nn.Linear` : il reçoit des images préparées, de
#    taille `(n, 1, 28, 28)`, et rend leurs dix **scores**, de taille `(n, 10)`. Rien ne vient après la couche
#    linéaire : pas de softmax (la section suivante dit pourquoi).
# 2. Écrivez `count_parameters(model)` : le nombre (entier) de tous les nombres réglables que contiennent les paramètres
#    d'un modèle quelconque, poids et biais. Celui de l'exemple ci-dessus a $6 \times 5 + 5 + 5 \times 4 + 4 = 59$
#    paramètres.

# %% grade_id="model_linear" solution=true
# model_linear = …
### BEGIN SOLUTION
model_linear = nn.Sequential(nn.Flatten(), nn.Linear(28 * 28, 10))
### END SOLUTION


def count_parameters(model):
    """Nombre de valeurs que contiennent tous les paramètres du modèle."""
    ### BEGIN SOLUTION
    return sum(parameter.numel() for parameter in model.parameters())
    ### END SOLUTION

# %% grade_id="test_model_linear" points=2
scores = model_linear(torch.rand(3, 1, 28, 28))
assert scores.shape == (3, 10), "Pour trois images, model_linear doit rendre trois lignes de dix scores."
assert count_parameters(nn.Linear(2, 3)) == 9, "nn.Linear(2, 3) a 2 × 3 poids et 3 biais."
assert count_parameters(example) == 59, "Le modèle de l'exemple a 59 paramètres."
print("model_linear a", count_parameters(model_linear), "paramètres")

# %% [markdown]
# ## 4. Des scores à l'erreur : softmax et entropie croisée
#
# Un score peut être n'importe quel réel. La fonction **softmax** fait de $k$ scores $k$ probabilités : positives, de
# somme 1, et d'autant plus grandes que le score l'est.
#
# $$p_j = \frac{e^{s_j}}{\sum_{i=1}^{k} e^{s_i}}$$
#
# *À la main* : pour $s = (0, \ln 3)$, les exponentielles sont $(1, 3)$ et les probabilités $(0{,}25;\; 0{,}75)$.
#
# **Le débordement.** $e^{89}$ dépasse le plus grand `float32` : l'ordinateur écrit `inf`, puis `inf / inf` donne `nan`.
# Or ajouter une même constante à tous les scores d'une ligne ne change pas les probabilités (numérateur et dénominateur
# sont multipliés par le même nombre). On retire donc d'abord à chaque ligne **son** maximum : le plus grand exposant
# vaut alors 0, et plus rien ne déborde.

# %%
scores = torch.tensor([1000.0, 999.0])
print("sans précaution      :", scores.exp() / scores.exp().sum())
moved = scores - scores.max()
print("maximum retiré avant :", moved.exp() / moved.exp().sum())

# %% [markdown]
# L'erreur d'un échantillon est l'**entropie croisée** : l'opposé du logarithme de la probabilité donnée à la bonne
# classe $c$. Elle est nulle si $p_c = 1$, et d'autant plus grande que le modèle s'est trompé avec assurance.
#
# $$\ell(s, c) = -\ln p_c = \ln\Big(\sum_{i} e^{s_i}\Big) - s_c$$
#
# La deuxième écriture est la bonne en pratique : si $p_c$ est si petite que l'ordinateur l'arrondit à 0, $-\ln p_c$
# vaut `inf`, alors que la différence de droite reste un nombre ordinaire (`torch.logsumexp` en calcule le premier
# terme, sans déborder). *À la main* : pour $s = (0, \ln 3)$ et la classe 1, $\ell = -\ln 0{,}75 \approx 0{,}288$ ; pour
# la classe 0, $\ell = -\ln 0{,}25 \approx 1{,}386$. Sur un lot, on prend la **moyenne** des échantillons :
# $(0{,}288 + 1{,}386)/2 \approx 0{,}837$.
#
# ### Ce que fait PyTorch
#
# `nn.CrossEntropyLoss()(scores, y)` calcule exactement cette moyenne. Elle reçoit les **scores** (on dit aussi
# *logits*) et applique elle-même le softmax : c'est `nn.LogSoftmax(dim=1)` suivi de `nn.NLLLoss()`. Mettre un softmax à
# la fin du modèle l'appliquerait deux fois : le programme marche encore, mais apprend mal, sans rien dire.
# (`nn.MSELoss`, la moyenne des carrés des écarts, convient quand il faut prédire une grandeur plutôt qu'une classe.)

# %%
scores, y = torch.tensor([[0.0, 1.0986], [0.0, 1.0986]]), torch.tensor([1, 0])
print("CrossEntropyLoss      :", nn.CrossEntropyLoss()(scores, y).item())
print("LogSoftmax + NLLLoss  :", nn.NLLLoss()(nn.LogSoftmax(dim=1)(scores), y).item())
print("softmax deux fois (!) :", nn.CrossEntropyLoss()(scores.softmax(dim=1), y).item())

# %% [markdown]
# ### Exercice 4 — softmax et entropie croisée (3 points)
#
# Écrivez-les vous-même, sans `torch.softmax`, `log_softmax`, `CrossEntropyLoss` ni leurs variantes ; `exp`, `log`,
# `sum`, `max`, `logsumexp`… sont permis.
#
# - `softmax(scores)` : `scores` est un tenseur de flottants de taille `(n, k)` ; le résultat, de même taille, contient
#   les probabilités de chaque **ligne**.
# - `cross_entropy(scores, y)` : `y`, tenseur `int64` de taille `(n,)`, donne la bonne classe de chaque ligne ; le
#   résultat est un tenseur à une seule valeur, de taille `()`, la **moyenne** des $\ell(s, c)$, encore dans le graphe.
# - Ni l'une ni l'autre ne donne `nan` ou `inf`, même pour des scores de l'ordre de $\pm 10\,000$, même si deux lignes
#   ont des scores très éloignés.
#
# *Indice* : `scores[torch.arange(len(y)), y]` donne le score de la bonne classe de chaque ligne.

# %% grade_id="cross_entropy" solution=true
def softmax(scores):
    """Probabilités de chaque ligne de scores, de taille (n, k)."""
    ### BEGIN SOLUTION
    powers = (scores - scores.max(dim=1, keepdim=True).values).exp()
    return powers / powers.sum(dim=1, keepdim=True)
    ### END SOLUTION


def cross_entropy(scores, y):
    """Entropie croisée moyenne des scores (n, k), de bonnes classes y (n,)."""
    ### BEGIN SOLUTION
    return (scores.logsumexp(dim=1) - scores[torch.arange(len(y)), y]).mean()
    ### END SOLUTION

# %% grade_id="test_cross_entropy" points=3
scores = torch.tensor([[1.0, 3.0], [1.0, 3.0]]).log()
found = softmax(scores)
assert found.shape == (2, 2), "softmax rend un tenseur de la taille de scores."
assert torch.allclose(found, torch.tensor([[0.25, 0.75], [0.25, 0.75]])), "softmax : relisez l'exemple fait à la main."
loss = cross_entropy(scores, torch.tensor([1, 0]))
assert loss.shape == (), "cross_entropy rend un seul nombre, un tenseur de taille ()."
assert abs(loss.item() - 1.674) > 2e-3, "On demande la moyenne des échantillons, pas leur somme."
assert abs(loss.item() - 0.837) < 1e-3, "cross_entropy : relisez l'exemple fait à la main."
assert not softmax(torch.tensor([[500.0, 499.0]])).isnan().any(), "softmax déborde : retirez le maximum."

# %% [markdown]
# ## 5. L'état d'un modèle, et son piège
#
# `model.state_dict()` donne l'**état** du modèle : un dictionnaire de tous ses tenseurs, par nom. C'est lui que l'on
# enregistre dans un fichier (`torch.save`). `model.load_state_dict(state)` recopie un état dans le modèle : on revient
# ainsi au point de départ pour comparer deux entraînements à armes égales.
#
# Il y a un piège. Que va afficher cette cellule ?

# %%
layer = nn.Linear(2, 1)
state = layer.state_dict()
print("poids au moment de la « sauvegarde »    :", state["weight"])
with torch.no_grad():
    layer.weight += 100  # un apprentissage un peu brutal
print("la « sauvegarde » après l'apprentissage :", state["weight"])
print("même mémoire ?", state["weight"].data_ptr() == layer.weight.data_ptr())

# %% [markdown]
# Le dictionnaire ne contient pas une copie des poids, mais **les poids eux-mêmes** (la même mémoire, comme les vues du
# TP 1). L'apprentissage, qui les modifie sur place, modifie aussi la « sauvegarde » ; la recharger plus tard ne ramène
# rien, et aucun message ne le dit.

# %% [markdown]
# ### Exercice 5 — une vraie sauvegarde (1 point)
#
# Écrivez `save_state(model)`, qui rend l'état du modèle tel qu'il est au moment de l'appel : quoi qu'il arrive ensuite
# au modèle, `model.load_state_dict(état rendu)` doit lui rendre exactement les mêmes sorties. Le modèle est quelconque,
# et l'appel ne le change pas. Le module `copy` est déjà importé.

# %% grade_id="save_state" solution=true
def save_state(model):
    """Copie indépendante de l'état du modèle, que load_state_dict accepte."""
    ### BEGIN SOLUTION
    return copy.deepcopy(model.state_dict())
    ### END SOLUTION

# %% grade_id="test_save_state" points=1
layer = nn.Linear(3, 2)
images = torch.rand(4, 3)
before = layer(images)
state = save_state(layer)
with torch.no_grad():
    layer.weight.mul_(-2)
layer.load_state_dict(state)
assert torch.equal(layer(images), before), "L'état rendu a changé avec le modèle : il faut une copie."

# %% [markdown]
# ## 6. Un premier entraînement : toutes les images à la fois
#
# L'apprentissage est celui du TP 3, avec plus de poids. Une itération sur toutes les images :
#
# 1. remettre les gradients à zéro (`optimizer.zero_grad()`) ;
# 2. passe avant : les scores, puis l'erreur ;
# 3. passe arrière (`backward()`) ;
# 4. mise à jour (`optimizer.step()`).
#
# Parcourir une fois toutes les images s'appelle une **époque**. Ici, une époque ne fait qu'une mise à jour.
#
# L'erreur est une *moyenne* : sa valeur, son gradient et le pas qui convient ne dépendent donc pas du nombre d'images.
# Avec une somme, il faudrait un pas 6 000 fois plus petit pour 6 000 images. Un repère : un modèle qui ne sait rien
# donne à chaque classe la probabilité $1/10$ ; son erreur vaut $\ln 10 \approx 2{,}303$.

# %% [markdown]
# ### Exercice 6 — la descente sur tout le jeu (2 points)
#
# Écrivez `full_batch(model, optimizer, x, y, epochs=10)`, qui entraîne `model` sur place et rend la liste des `epochs`
# erreurs, en flottants, relevées **avant** chaque mise à jour.
#
# - `optimizer`, quelconque, règle les paramètres de `model` ; on fait exactement `epochs` mises à jour, chacune sur
#   tous les échantillons `x`, `y` ;
# - l'erreur est l'entropie croisée moyenne, celle de `nn.CrossEntropyLoss()` ; `model` rend des scores ;
# - au moment de l'appel, les `.grad` des paramètres peuvent contenir des restes d'un autre calcul : ils ne doivent
#   avoir aucun effet. Remettez-les donc à zéro **avant** chaque passe arrière.
#
# Exemple : pour un modèle dont tous les poids sont nuls, deux classes, la première erreur vaut $\ln 2 \approx 0{,}693$,
# quelles que soient les images.

# %% grade_id="full_batch" solution=true
def full_batch(model, optimizer, x, y, epochs=10):
    """Entraîne sur tout le jeu à chaque mise à jour ; rend les erreurs relevées avant chacune."""
    ### BEGIN SOLUTION
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
    ### END SOLUTION

# %% grade_id="test_full_batch" points=2
model = nn.Linear(1, 2)
nn.init.zeros_(model.weight)
nn.init.zeros_(model.bias)
optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
losses = full_batch(model, optimizer, torch.tensor([[1.0], [-1.0]]), torch.tensor([0, 1]), epochs=3)
assert len(losses) == 3, "Trois époques : trois erreurs."
assert abs(losses[0] - 0.6931) < 1e-3, "La première erreur, avant toute mise à jour, vaut ln 2 ≈ 0,693."
assert losses[2] < losses[1] < losses[0], "L'erreur doit baisser : les poids sont-ils mis à jour ?"
assert abs(losses[2] - 0.1943) < 1e-3, "Troisième erreur fausse : les gradients sont-ils remis à zéro ?"

# %% [markdown]
# Dix itérations avec SGD et un pas de 0,005 (cellule non notée). L'erreur descend à peine, et la proportion de bonnes
# réponses reste celle d'un modèle qui ne sait presque rien : dix petits pas ne mènent pas loin. Vous compterez les
# bonnes réponses à l'exercice suivant, puis nous irons jusqu'à 200.

# %%
torch.manual_seed(0)
state_init = save_state(model_linear)
losses = full_batch(model_linear, torch.optim.SGD(model_linear.parameters(), lr=0.005), x_train, y_train)
print("erreurs :", [round(float(loss), 3) for loss in losses])
model_linear.load_state_dict(state_init)  # retour au départ

# %% [markdown]
# ## 7. Compter les bonnes réponses
#
# L'entropie croisée guide l'apprentissage, mais se lit mal. On lui préfère, pour juger, la **proportion de bonnes
# réponses** (*accuracy*) : le nombre d'échantillons dont le plus grand score est celui de la bonne classe, divisé par
# le nombre d'échantillons. *À la main* : trois échantillons, deux bien classés, $2/3 \approx 0{,}667$ (ni 2, ni 66,7).
#
# Mesurer n'est pas apprendre : on calcule sous `torch.no_grad()`, sans graphe, et l'on laisse tout en l'état.

# %% [markdown]
# ### Exercice 7 — la proportion de bonnes réponses (2 points)
#
# Écrivez `accuracy(model, x, y)`, qui rend cette proportion, un flottant entre 0 et 1.
#
# - `model` rend des scores, de taille `(n, k)` avec un nombre quelconque de classes ; `x` a $n \ge 1$ échantillons, `y`
#   est de taille `(n,)` ; il n'y a pas d'ex æquo entre les plus grands scores ;
# - le modèle est appelé sans enregistrer de graphe ;
# - après l'appel, rien n'a changé : ni les gradients, ni le mode du modèle (`model.training`), ni l'enregistrement du
#   graphe par PyTorch (`torch.is_grad_enabled()`).

# %% grade_id="accuracy" solution=true
def accuracy(model, x, y):
    """Proportion, entre 0 et 1, d'échantillons bien classés par model."""
    ### BEGIN SOLUTION
    with torch.no_grad():
        return (model(x).argmax(dim=1) == y).float().mean().item()
    ### END SOLUTION

# %% grade_id="test_accuracy" points=2
scores = torch.tensor([[3.0, 1.0, 2.0, 0.0], [0.0, 5.0, 1.0, 2.0], [1.0, 0.0, 2.0, 4.0]])
found = accuracy(nn.Identity(), scores, torch.tensor([0, 1, 2]))
assert abs(found - 2 / 3) < 1e-6, "Deux bonnes réponses sur trois : 2/3 (et non 2, ni 66,7)."
assert accuracy(nn.Identity(), scores, torch.tensor([0, 1, 3])) == 1, "Trois bonnes réponses sur trois : 1."
assert torch.is_grad_enabled(), "Après l'appel, l'enregistrement du graphe est coupé : utilisez with torch.no_grad()."

# %% [markdown]
# Deux cents époques à présent (cellule non notée), en relevant les deux proportions toutes les dix époques. Regardez
# combien d'époques il faut, et comme la progression ralentit.

# %%
torch.manual_seed(0)
model_linear.load_state_dict(state_init)
optimizer = torch.optim.SGD(model_linear.parameters(), lr=0.005)
losses, seen, known = [], [], []
for _ in range(20):
    losses += full_batch(model_linear, optimizer, x_train, y_train, epochs=10)
    known.append(accuracy(model_linear, x_train, y_train))
    seen.append(accuracy(model_linear, x_test, y_test))
figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.2), layout="constrained")
left.plot(losses)
left.set(xlabel="époques (une mise à jour chacune)", ylabel="entropie croisée", title="L'erreur d'apprentissage")
right.plot(range(10, 201, 10), known, label="apprentissage")
right.plot(range(10, 201, 10), seen, label="test")
right.set(xlabel="époques", ylabel="proportion de bonnes réponses", title="Les bonnes réponses")
right.legend()
plt.show()
print(f"après 200 époques : {known[-1]:.3f} (apprentissage), {seen[-1]:.3f} (test)")

# %% [markdown]
# ## 8. Les mini-batchs
#
# Faut-il vraiment regarder toutes les images pour faire un pas ? Quelques centaines donnent déjà une bonne idée du
# gradient, pour une fraction du calcul. On parcourt donc le jeu par **lots** (*mini-batchs*), avec une mise à jour par
# lot :
#
# ```
#   à chaque époque :
#       mélanger les n échantillons                 7 3 9 0 5 1 8 2 6 4
#       découper en lots de batch_size          [ 7 3 9 0 ] [ 5 1 8 2 ] [ 6 4 ]
#       pour chaque lot : une mise à jour
# ```
#
# - Si `batch_size` ne divise pas $n$, le **dernier lot est plus petit** : on le garde. Avec $n = 10$ et des lots de 4,
#   il y a 3 lots et le dernier a 2 échantillons ; avec $n = 8$, il y en a 2, et le dernier en a 4.
# - À chaque époque, tous les échantillons servent, **une fois chacun**.
# - On **mélange de nouveau à chaque époque** ; sinon les lots seraient toujours les mêmes et, dans des données triées
#   par classe, ne contiendraient chacun qu'un chiffre. L'image et son étiquette voyagent ensemble : on mélange des
#   *indices* (`torch.randperm(n)` en donne une permutation), et l'on indexe `x` et `y` avec les mêmes.
#
# L'erreur que l'on relève au vol, lot après lot, est celle d'un modèle qui change : la moyenne sur l'époque sert à
# tracer la courbe.

# %% [markdown]
# ### Exercice 8 — l'entraînement par mini-batchs (4 points)
#
# 1. Écrivez `last_batch(n, batch_size)`, qui rend le couple (nombre de lots, taille du dernier lot) pour deux entiers
#    strictement positifs. Les exemples ci-dessus : `last_batch(10, 4)` vaut `(3, 2)`, et `last_batch(8, 4)` vaut
#    `(2, 4)`.
# 2. Écrivez `training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512)`, qui entraîne
#    `model` sur place, sur `x_train` et `y_train` seulement, par la méthode ci-dessus : à chaque époque, un nouveau
#    mélange, des lots de `batch_size` échantillons (le dernier peut être plus petit), une mise à jour par lot avec
#    l'entropie croisée **moyenne du lot**. On fait toutes les époques, sans arrêt anticipé. La fonction rend un
#    dictionnaire de trois listes d'`epochs` flottants :
#    - `"loss"` : la moyenne sur l'époque des erreurs des lots, chacune relevée avant sa mise à jour (moyenne sur les
#      lots, ou pondérée par leur taille : les deux sont acceptées) ;
#    - `"acc_train"` et `"acc_test"` : à la **fin** de chaque époque, la proportion de bonnes réponses, entre 0 et 1,
#      sur tout `x_train` et sur tout `x_test`.
#
# Le modèle, l'optimiseur, les tailles et le nombre de classes sont quelconques ; `model` rend des scores. Faites le
# mélange et le découpage vous-même. Les vérifications lisent les lots, les poids obtenus et les trois listes ; un
# modèle entraîné par votre fonction (20 époques, lots de 512, Adam, 6 000 chiffres) doit aussi reconnaître des chiffres
# qu'il n'a jamais vus.

# %% grade_id="training" solution=true
def last_batch(n, batch_size):
    """Nombre de lots et taille du dernier, pour n échantillons."""
    ### BEGIN SOLUTION
    count = -(-n // batch_size)
    return count, n - (count - 1) * batch_size
    ### END SOLUTION


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    """Entraîne model par mini-batchs ; rend les listes "loss", "acc_train" et "acc_test", une valeur par époque."""
    ### BEGIN SOLUTION
    history = {"loss": [], "acc_train": [], "acc_test": []}
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(x_train)).split(batch_size):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        history["loss"].append(total / len(x_train))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(dim=1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(dim=1) == y_test).float().mean().item())
    return history
    ### END SOLUTION

# %% grade_id="test_training" points=4
assert tuple(last_batch(10, 4)) == (3, 2), "Pour 10 échantillons par lots de 4 : trois lots, le dernier de 2."
assert tuple(last_batch(8, 4)) == (2, 4), "Pour 8 échantillons par lots de 4 : deux lots, le dernier de 4."
torch.manual_seed(0)
y = torch.arange(30) % 3
x = torch.eye(3)[y].reshape(30, 1, 1, 3) + 0.1 * torch.rand(30, 1, 1, 3)
model = nn.Sequential(nn.Flatten(), nn.Linear(3, 3))
history = training(model, torch.optim.SGD(model.parameters(), lr=1.0), x, y, x[:9], y[:9], epochs=15, batch_size=7)
for key in ("loss", "acc_train", "acc_test"):
    assert len(history[key]) == 15, f"history[{key!r}] doit contenir une valeur par époque."
assert history["loss"][-1] < 0.5 * history["loss"][0], "L'erreur devrait avoir baissé de plus de moitié ici."
assert 0.9 <= history["acc_train"][-1] <= 1, "Cet essai est facile : acc_train devrait approcher de 1."
assert history["acc_test"][-1] <= 1, "acc_test est une proportion, entre 0 et 1."

# %% [markdown]
# ## 9. SGD ou Adam ?
#
# Les optimiseurs sont dans `torch.optim`. `SGD` applique le même pas à tous les poids ; `Adagrad`, `RMSprop` et `Adam`
# donnent à chacun un pas à lui (TP 3). Pour les comparer, il faut que **seul l'optimiseur change** : mêmes données,
# même nombre d'époques, mêmes lots, et le **même point de départ**. Deux modèles créés l'un après l'autre n'ont pas les
# mêmes poids : il faut recopier l'état du premier dans le second (section 5).

# %% [markdown]
# ### Exercice 9 — une comparaison à armes égales (2 points)
#
# Écrivez `compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50)`.
#
# - `training` est reçue en argument : elle a exactement la signature de l'exercice 8, et rend un historique ;
# - `new_model()` crée un modèle neuf, aux poids tirés au hasard à chaque appel ;
# - on entraîne **deux modèles différents, partis des mêmes poids**, `epochs` époques par lots de 512 : l'un avec
#   `torch.optim.SGD` et un pas de 0,005, l'autre avec `torch.optim.Adam` et son pas par défaut ;
# - le résultat est un dictionnaire : `{"SGD": (modèle entraîné, historique), "Adam": (modèle entraîné, historique)}`,
#   les historiques étant ceux que `training` a rendus.
#
# Les modèles rendus seront jugés sur des chiffres jamais vus, après 20 époques.

# %% grade_id="compare" solution=true
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    """Entraîne deux modèles partis des mêmes poids : {"SGD": (modèle, historique), "Adam": (modèle, historique)}."""
    ### BEGIN SOLUTION
    first = new_model()
    second = copy.deepcopy(first)
    optimizers = {
        "SGD": (first, torch.optim.SGD(first.parameters(), lr=0.005)),
        "Adam": (second, torch.optim.Adam(second.parameters())),
    }
    return {
        name: (model, training(model, optimizer, x_train, y_train, x_test, y_test, epochs=epochs, batch_size=512))
        for name, (model, optimizer) in optimizers.items()
    }
    ### END SOLUTION

# %% grade_id="test_compare" points=2
starts = []


def pretend_training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    starts.append(copy.deepcopy(model.state_dict()))
    assert (epochs, batch_size) == (3, 512), "Transmettez epochs, et des lots de 512."
    assert [x_train, y_train, x_test, y_test] == [1, 2, 3, 4], "Transmettez les quatre tenseurs, dans l'ordre."
    return {"loss": [type(optimizer).__name__], "acc_train": [], "acc_test": []}


results = compare_optimizers(pretend_training, lambda: nn.Linear(2, 2), 1, 2, 3, 4, epochs=3)
assert set(results) == {"SGD", "Adam"}, 'Les clés du dictionnaire sont "SGD" et "Adam".'
for name in ("SGD", "Adam"):
    assert results[name][1]["loss"] == [name], f"{name} : l'historique d'un entraînement par torch.optim.{name}."
assert results["SGD"][0] is not results["Adam"][0], "Il faut deux modèles, un pour chaque optimiseur."
assert torch.equal(starts[0]["weight"], starts[1]["weight"]), "Les deux modèles doivent partir des mêmes poids."

# %% [markdown]
# La comparaison sur nos chiffres (cellule non notée). Elle utilise vos fonctions. Le **GPU**, quand il y en a un, fait
# ces calculs bien plus vite : il suffit que le modèle et les données soient sur le même appareil (`device`), par
# `.to(device)`. Les appareils habituels sont `"cpu"`, `"cuda"` (cartes NVIDIA) et `"mps"` (Mac récents). Si votre
# fonction `training` mélange des indices créés sur le CPU, cela marche aussi : un indice sur le CPU peut indexer un
# tenseur sur le GPU.

# %%
if torch.cuda.is_available():
    device = torch.device("cuda")
elif torch.backends.mps.is_available():
    device = torch.device("mps")
else:
    device = torch.device("cpu")
print("appareil :", device)

torch.manual_seed(0)
on_device = [tensor.to(device) for tensor in (x_train, y_train, x_test, y_test)]
results = compare_optimizers(
    training, lambda: nn.Sequential(nn.Flatten(), nn.Linear(784, 10)).to(device), *on_device, epochs=50
)

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.5), layout="constrained")
for (name, (_, history)), color in zip(results.items(), ("tab:blue", "tab:orange"), strict=True):
    left.plot(history["loss"], color=color, label=name)
    right.plot(history["acc_train"], color=color, label=f"{name}, apprentissage")
    right.plot(history["acc_test"], "--", color=color, label=f"{name}, test")
    print(f"{name:4} : {history['acc_train'][-1]:.3f} (apprentissage), {history['acc_test'][-1]:.3f} (test)")
left.set(xlabel="époques", ylabel="entropie croisée", title="L'erreur d'apprentissage")
right.set(xlabel="époques", ylabel="proportion de bonnes réponses", title="Les bonnes réponses")
left.legend()
right.legend()
plt.show()

# %% [markdown]
# À ce pas et en cinquante époques, Adam va plus vite et plus loin. Comparez aussi avec la section 7 : le même SGD, le
# même pas, mais une mise à jour par lot, et non une par époque.
#
# **Attention** : une bonne proportion ne prouve pas que le programme est juste. Nous l'avons mesuré : en *oubliant*
# `zero_grad`, SGD obtient ici une **meilleure** proportion (les gradients accumulés agissent comme un pas plus grand).
# Ce n'est pourtant plus la méthode que l'on croit employer, et avec Adam, le même oubli fait perdre plusieurs points.
# C'est pourquoi `training` est jugée aussi sur ses lots et sur ses poids.

# %% [markdown]
# ### Où le modèle se trompe-t-il ?
#
# La **matrice de confusion** compte, pour chaque vrai chiffre (ligne), les réponses du modèle (colonne). La diagonale
# rassemble les bonnes réponses ; le reste dit quels chiffres il confond.

# %%
best = results["Adam"][0].cpu()
with torch.no_grad():
    predictions = best(x_test).argmax(dim=1)
confusion = torch.zeros(10, 10, dtype=torch.int64)
for truth, answer in zip(y_test.tolist(), predictions.tolist(), strict=True):
    confusion[truth, answer] += 1

plt.figure(figsize=(5.5, 5))
plt.imshow(confusion, cmap="Blues")
for row in range(10):
    for column in range(10):
        color = "white" if confusion[row, column] > confusion.max() / 2 else "black"
        plt.text(column, row, confusion[row, column].item(), ha="center", va="center", color=color, fontsize=8)
plt.xticks(range(10))
plt.yticks(range(10))
plt.xlabel("réponse du modèle")
plt.ylabel("vrai chiffre")
plt.title("Matrice de confusion (test)")
plt.show()

# %% [markdown]
# ### Ce que le modèle a appris
#
# Les 784 poids d'une classe se dessinent comme une image : en rouge, l'encre qui parle **pour** ce chiffre ; en bleu,
# celle qui parle **contre**. Le 0, par exemple, n'aime pas l'encre en son centre.

# %%
weights = next(parameter for parameter in best.parameters() if parameter.ndim == 2).detach().reshape(10, 28, 28)
figure, axes = plt.subplots(2, 5, figsize=(10, 4.3), layout="constrained")
bound = weights.abs().quantile(0.995).item()
for digit, axis in enumerate(axes.flat):
    axis.imshow(weights[digit], cmap="RdBu_r", vmin=-bound, vmax=bound)
    axis.set_title(f"chiffre {digit}")
    axis.axis("off")
figure.suptitle("Les poids de chaque classe")
plt.show()

# %% [markdown]
# ## 10. `DataLoader` : le mélange et les lots, tout faits
#
# PyTorch sait faire ce découpage : un `DataLoader` reçoit un jeu de données, la taille des lots, et mélange à chaque
# parcours si `shuffle=True`. Il sert surtout quand les images ne tiennent pas en mémoire. Vous l'emploierez dès le
# prochain TP ; comparez ce qu'il donne avec votre `last_batch`. (Avec le MNIST complet et des lots de 64 : 938 lots,
# dont le dernier n'a que 32 images.)

# %%
from torch.utils.data import DataLoader, SubsetRandomSampler, TensorDataset

loader = DataLoader(TensorDataset(x_train, y_train), batch_size=64, shuffle=True)
sizes = [len(labels) for _, labels in loader]
print(f"{len(sizes)} lots, le premier de {sizes[0]} images, le dernier de {sizes[-1]}")
print("votre last_batch :", last_batch(len(x_train), 64))

# %% [markdown]
# Un tirage des *indices* permet aussi de mettre de côté une partie des données d'apprentissage, pour **valider** en
# cours de route (choisir un pas, un nombre d'époques) sans toucher au test, qui ne doit servir qu'à la fin.

# %%
order = torch.randperm(len(x_train))
cut = int(0.8 * len(order))
train_loader = DataLoader(mnist_train, batch_size=64, sampler=SubsetRandomSampler(order[:cut].tolist()))
valid_loader = DataLoader(mnist_train, batch_size=64, sampler=SubsetRandomSampler(order[cut:].tolist()))
print(f"apprentissage : {len(train_loader.sampler)} images, validation : {len(valid_loader.sampler)}")

# %% [markdown]
# ## Pour aller plus loin
#
# Questions ouvertes, non notées.
#
# 1. **Plus longtemps.** Refaites la comparaison sur 200 époques. SGD rattrape-t-il Adam ? Les proportions
#    d'apprentissage et de test s'écartent-elles, et qu'est-ce que cela veut dire ?
# 2. **Le pas.** Avec SGD, essayez les pas 0,05, 0,5 et 5. Que devient la conclusion de la section 9 ?
# 3. **La taille des lots.** Comparez 16, 128 et 2 048, à nombre d'époques égal, puis à temps de calcul égal.
# 4. **Le softmax de trop.** Ajoutez un `nn.Softmax(dim=1)` à la fin du modèle. Que deviennent les courbes avec SGD ?
#    avec Adam ? Expliquez la différence.
# 5. **Sans la division par 255.** Entraînez sur des pixels de 0 à 255. Que deviennent l'erreur et les bonnes réponses ?
# 6. **Les erreurs en images.** Affichez les images de test mal classées, avec la réponse du modèle et sa probabilité.
#    Vous seriez-vous trompé aussi ?
# 7. **Moins d'images.** Tracez la proportion de bonnes réponses en test selon le nombre d'images d'apprentissage (100,
#    300, 1 000, 3 000…).
