# %% [markdown]
# # TP 7 — Convolutions et LeNet5 : lire une image avec peu de poids
#
# Au TP 6, la première couche d'un réseau entièrement connecté recevait 784 pixels comme une simple liste : si l'on
# mélangeait les pixels de toutes les images de la même façon, il apprendrait tout aussi bien. Il ignore donc ce qui
# fait une image : des pixels **voisins** forment des traits, et un trait reste le même s'il se déplace. Les réseaux
# **convolutifs** en tiennent compte. Le plus célèbre des anciens, LeNet5 (Yann LeCun et ses collègues, 1998), lisait
# le montant des chèques. Vous allez le construire, le comparer à armes égales, et regarder ce qu'il voit.
#
# **À la fin de ce TP, vous saurez**
#
# - calculer la taille de la sortie d'une convolution ou d'un pooling, et choisir un padding ;
# - programmer une convolution et un pooling, et lire `nn.Conv2d` sans mystère ;
# - construire un petit réseau convolutif, puis LeNet5 ;
# - compter les paramètres, et comparer des réseaux **de même taille** ;
# - mesurer un réseau en mode évaluation, et dire pourquoi ;
# - sortir d'un réseau ses filtres, ses cartes et ses vecteurs de caractéristiques, et les dessiner par une ACP.
#
# **Prérequis** : les TP 1 à 6. **Durée** : environ 3 h. Aucun GPU n'est nécessaire ; s'il y en a un, il sert.
#
# **Comment le TP est noté.** Il y a neuf exercices, pour 20 points. Après chaque réponse, une cellule de tests vous
# guide : si elle passe, vous êtes sur la bonne voie. La note vient de vérifications cachées, qui posent les mêmes
# questions avec **d'autres valeurs** ; tout ce qu'elles exigent est dit dans l'énoncé. Les exercices sont notés
# indépendamment : une erreur dans l'un ne coûte rien dans les suivants. Gardez les noms des fonctions et l'ordre de
# leurs arguments. Les fonctions sont vérifiées sur le CPU.

# %% grade_id="imports" locked=true
import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
from torchvision import datasets

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")

# %% [markdown]
# ## Les données
#
# Deux jeux d'images de 28 × 28 pixels et de dix classes : les chiffres de MNIST, et **FashionMNIST**, des
# photographies de vêtements, faites pour être plus difficiles. Ils se chargent et se préparent comme au TP 5 ; cette
# cellule donnée le fait pour vous. Les images sont de taille `(n, 1, 28, 28)`, entre 0 et 1 : la deuxième dimension
# est celle des **canaux** (1 pour du gris, 3 pour des couleurs).

# %% grade_id="the_data" locked=true
def images_and_labels(part):
    """Images (n, 1, 28, 28) entre 0 et 1 et étiquettes (n,) d'une partie d'un jeu, sur l'appareil choisi."""
    return part.data.float().div(255).unsqueeze(1).to(device), part.targets.to(device)


mnist_train = datasets.MNIST("data", train=True, download=True)
mnist_test = datasets.MNIST("data", train=False, download=True)
fashion_train = datasets.FashionMNIST("data", train=True, download=True)
fashion_test = datasets.FashionMNIST("data", train=False, download=True)
x_digits, y_digits = images_and_labels(mnist_train)
x_digits_test, y_digits_test = images_and_labels(mnist_test)
x_clothes, y_clothes = images_and_labels(fashion_train)
x_clothes_test, y_clothes_test = images_and_labels(fashion_test)

# %% [markdown]
# Regardons les vêtements, que vous ne connaissez pas encore (cellule non notée).

# %%
CLOTHES = ["t-shirt", "pantalon", "pull", "robe", "manteau", "sandale", "chemise", "basket", "sac", "bottine"]
figure, axes = plt.subplots(2, 10, figsize=(12, 2.8), layout="constrained")
for label in range(10):
    chosen = x_clothes[y_clothes == label][:2].cpu()
    for axis, image in zip(axes[:, label], chosen, strict=True):
        axis.imshow(image[0], cmap="gray_r")
        axis.axis("off")
    axes[0, label].set_title(f"{label} : {CLOTHES[label]}", fontsize=8)
figure.suptitle("FashionMNIST : deux images de chaque classe")
plt.show()

# %% [markdown]
# ## 1. La convolution
#
# Un **noyau** (ou *filtre*) est une petite grille de poids. On le pose sur l'image, on multiplie chaque poids par le
# pixel qu'il recouvre, on additionne : cela donne **un** nombre. On le fait glisser, et l'on recommence. La grille de
# tous ces nombres est une **carte** (*feature map*) : elle est grande là où l'image ressemble au noyau.
#
# ```
#        image 3 × 3              noyau 2 × 2             carte 2 × 2
#      ┌───┬───┬───┐             ┌────┬────┐             ┌────┬────┐
#      │ 1 │ 2 │ 0 │             │  1 │  2 │             │  4 │ −1 │
#      ├───┼───┼───┤      ✳      ├────┼────┤      =      ├────┼────┤
#      │ 0 │ 1 │ 3 │             │  0 │ −1 │             │  2 │  6 │
#      ├───┼───┼───┤             └────┴────┘             └────┴────┘
#      │ 2 │ 0 │ 1 │
#      └───┴───┴───┘       en haut à gauche : 1·1 + 2·2 + 0·0 + 1·(−1) = 4
# ```
#
# Deux idées y sont cachées. Chaque nombre de la carte ne dépend que de quelques pixels **voisins** ; et ce sont **les
# mêmes poids** partout : un trait est reconnu où qu'il soit. D'où très peu de paramètres.
#
# Une couche convolutive, `nn.Conv2d` (avec un petit d : `nn.Conv2D` n'existe pas), se règle par :
#
# - `in_channels` et `out_channels` : le nombre de canaux reçus, et celui des cartes rendues (une par filtre) ;
# - `kernel_size` : la taille des noyaux, `5` pour un carré de 5 × 5, ou `(3, 5)` pour 3 lignes et 5 colonnes ;
# - `stride` : le pas, en pixels, dont on déplace le noyau. Par défaut 1. Un couple `(2, 1)` donne le pas **vertical**,
#   puis l'horizontal. (On lit parfois « stride 0 » pour « sans stride » : PyTorch refuse, car un noyau qui n'avance
#   pas n'arriverait jamais au bout.)
# - `padding` : l'épaisseur du bord de **zéros** que l'on ajoute tout autour de l'image. Par défaut 0 : les positions
#   où le noyau dépasserait sont perdues. Un couple `(1, 2)` en ajoute 1 en haut et en bas, 2 à gauche et à droite.
#
# ### La taille de la carte
#
# Sur une dimension : l'image a $n$ pixels, $n + 2p$ avec le padding. Le noyau, de taille $f$, commence en 0, puis en
# $s$, $2s$, … tant qu'il ne dépasse pas : sa dernière position est au plus $n + 2p - f$. Il y a donc
#
# $$\left\lfloor \frac{n + 2p - f}{s} \right\rfloor + 1 \quad\text{positions.}$$
#
# Le $+1$ compte la position de départ ; on l'oublie souvent, même dans des cours. *À la main*, pour $n = 28$ et
# $f = 5$ : sans padding et de pas 1, $23 + 1 = 24$ ; de pas 2, $\lfloor 11{,}5 \rfloor + 1 = 12$.
#
# **Le padding « same »** (identique) est celui qui garde la taille : de pas 1, il faut $2p = f - 1$. Avec un noyau
# **impair**, cela tombe juste, et le noyau a un pixel central : c'est pourquoi ils sont presque tous impairs. (Avec un
# pas $s > 1$, garder la taille demanderait $p = \lceil (s(n-1) - n + f)/2 \rceil$, surtout des zéros : personne ne le
# fait, et `padding="same"` de PyTorch refuse un pas autre que 1.)

# %% [markdown]
# ### Exercice 1 — la taille de la sortie (1,5 point)
#
# Écrivez trois fonctions, sur des entiers, pour une dimension :
#
# - `output_size(n, f, p=0, s=1)` : la taille de la sortie, pour une entrée de taille `n`, un noyau de taille `f`, un
#   padding `p` et un pas `s` (on suppose $1 \le f \le n + 2p$, $p \ge 0$, $s \ge 1$) ;
# - `same_padding(f)` : le padding qui garde la taille, de pas 1, pour un noyau de taille impaire `f` ;
# - `sizes(n, layers)` : la liste des tailles à travers plusieurs couches ; `layers` est la liste de leurs triplets
#   `(f, p, s)`. La liste commence par `n`. Par exemple, `sizes(28, [(5, 0, 1), (2, 0, 2)])` vaut `[28, 24, 12]`.
#
# Les résultats sont des **entiers** : 12, et non 12.0.

# %% grade_id="output_size" solution=true
def output_size(n, f, p=0, s=1):
    """Taille de la sortie d'une convolution : entrée n, noyau f, padding p, pas s."""
    ### BEGIN SOLUTION
    return (n + 2 * p - f) // s + 1
    ### END SOLUTION


def same_padding(f):
    """Padding qui garde la taille, de pas 1, pour un noyau impair f."""
    ### BEGIN SOLUTION
    return (f - 1) // 2
    ### END SOLUTION


def sizes(n, layers):
    """Les tailles, de l'entrée n à la dernière sortie, à travers des couches (f, p, s)."""
    ### BEGIN SOLUTION
    result = [n]
    for f, p, s in layers:
        result.append(output_size(result[-1], f, p, s))
    return result
    ### END SOLUTION

# %% grade_id="test_output_size" points=1.5
assert output_size(28, 5) == 24, "28 pixels, un noyau de 5 : 24 positions."
assert output_size(28, 5, 0, 2) == 12, "De pas 2, il y a 12 positions (11 + 1)."
assert output_size(4, 3, p=1) == 4, "n = 4, f = 3, p = 1 : comptez les positions sur un dessin."
assert isinstance(output_size(28, 5, 0, 2), int), "La taille est un entier : utilisez // plutôt que /."
assert same_padding(3) == 1, "Pour f = 3, il faut 2p = 2."
assert list(sizes(28, [(5, 0, 1), (2, 0, 2)])) == [28, 24, 12], "sizes : relisez l'exemple de l'énoncé."

# %% [markdown]
# ## 2. Programmer une convolution
#
# Avec un noyau $K$ de taille $(f, g)$, un pas $s$, et $I$ l'image déjà entourée de son padding :
#
# $$C_{i,j} = \sum_{a=0}^{f-1}\ \sum_{b=0}^{g-1} K_{a,b}\; I_{\,s\,i + a,\; s\,j + b}$$
#
# (Les mathématiciens appellent *convolution* la même somme avec un noyau **retourné**, et *corrélation* celle-ci. Les
# bibliothèques d'apprentissage, PyTorch comprise, ne retournent rien : puisque le noyau est appris, peu importe.)
#
# L'exemple dessiné plus haut est fait avec cette formule. `image[i:i + f, j:j + g]` est le morceau que recouvre le
# noyau posé en `(i, j)`, et `F.pad(image, (1, 1, 1, 1))` entoure une image d'un bord de zéros d'épaisseur 1.

# %% [markdown]
# ### Exercice 2 — la convolution, à la main (3 points)
#
# Écrivez `conv2d(image, kernel, stride=1, padding=0)`, sans appeler de convolution toute faite (`nn.Conv2d`,
# `F.conv2d`…) : deux boucles suffisent.
#
# - `image`, de taille `(H, W)`, et `kernel`, de taille `(f, g)`, sont des tenseurs de flottants, pas forcément
#   carrés ;
# - `stride` et `padding` sont deux entiers, les mêmes dans les deux directions ; le bord ajouté est fait de zéros ;
# - le résultat est un tenseur de flottants, dont la taille est donnée, dans chaque direction, par la formule de la
#   section 1. Le noyau tient dans l'image.

# %% grade_id="conv2d" solution=true
def conv2d(image, kernel, stride=1, padding=0):
    """Carte obtenue en faisant glisser kernel (f, g) sur image (H, W)."""
    ### BEGIN SOLUTION
    image = F.pad(image, (padding, padding, padding, padding))
    f, g = kernel.shape
    height = (image.shape[0] - f) // stride + 1
    width = (image.shape[1] - g) // stride + 1
    result = torch.zeros(height, width)
    for i in range(height):
        for j in range(width):
            top, left = i * stride, j * stride
            result[i, j] = (image[top : top + f, left : left + g] * kernel).sum()
    return result
    ### END SOLUTION

# %% grade_id="test_conv2d" points=3
image = torch.tensor([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]])
found = conv2d(image, torch.tensor([[1.0, 2.0], [0.0, -1.0]]))
assert found.shape == (2, 2), "Sur l'exemple dessiné, la carte est de taille 2 × 2."
assert torch.allclose(found, torch.tensor([[4.0, -1.0], [2.0, 6.0]])), "Refaites l'exemple dessiné, à la main."
found = conv2d(torch.tensor([[5.0, 7.0]]), torch.tensor([[1.0, 0.0]]))
assert found.item() == 5, "Le noyau ne doit pas être retourné."
found = conv2d(torch.ones(5, 5), torch.ones(1, 2), stride=2)
assert found.shape == (3, 2), "Une image 5 × 5, un noyau 1 × 2 et un pas de 2 : la carte est de taille 3 × 2."
found = conv2d(torch.tensor([[1.0]]), torch.arange(9.0).reshape(3, 3), padding=1)
assert found.tolist() == [[4.0]], "Avec padding=1, l'image d'un pixel est entourée de zéros."

# %% [markdown]
# Que fait un noyau bien choisi ? Celui de **Sobel** répond aux bords : dans un sens aux bords verticaux, transposé aux
# bords horizontaux (cellule non notée, avec votre fonction).

# %%
SOBEL = torch.tensor([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])
image = x_clothes[y_clothes == 8][0, 0].cpu()
pictures = {
    "l'image": image,
    "Sobel : bords verticaux": conv2d(image, SOBEL, padding=1),
    "Sobel : bords horizontaux": conv2d(image, SOBEL.T, padding=1),
    "moyenne 5 × 5 (flou)": conv2d(image, torch.full((5, 5), 1 / 25), padding=2),
    "Sobel, de pas 2": conv2d(image, SOBEL, stride=2, padding=1),
}
figure, axes = plt.subplots(1, 5, figsize=(12, 2.8), layout="constrained")
for axis, (title, picture) in zip(axes, pictures.items(), strict=True):
    axis.imshow(picture, cmap="gray_r" if picture.min() >= 0 else "RdBu_r")
    axis.set_title(f"{title}\n{picture.shape[0]} × {picture.shape[1]}", fontsize=9)
    axis.axis("off")
plt.show()

# %% [markdown]
# ### Plusieurs canaux, plusieurs filtres
#
# Une vraie couche reçoit plusieurs canaux et rend plusieurs cartes. Un filtre a alors **un noyau par canal
# d'entrée** ; on additionne les cartes de ces noyaux, puis l'on ajoute un **biais**, un seul nombre pour toute la
# carte. Chaque filtre a *son* biais (et non un biais partagé par tous les filtres de la couche). Vérifions-le sur
# `nn.Conv2d`, avec votre fonction :

# %%
layer = nn.Conv2d(in_channels=3, out_channels=2, kernel_size=5)
print("poids :", tuple(layer.weight.shape), "(filtres, canaux, hauteur, largeur) ; biais :", tuple(layer.bias.shape))
image = torch.rand(3, 12, 9)
with torch.no_grad():
    official = layer(image)
    for k in range(2):
        by_hand = sum(conv2d(image[c], layer.weight[k, c]) for c in range(3)) + layer.bias[k]
        print(f"carte {k}, de taille {tuple(by_hand.shape)} : égale à celle de PyTorch ?", end=" ")
        print(torch.allclose(by_hand, official[k], atol=1e-5))

# %% [markdown]
# ## 3. Le pooling
#
# Après une convolution, on réduit souvent les cartes : un **pooling** (ou *subsampling*) découpe la carte en carrés de
# $k \times k$ et remplace chacun par un seul nombre, son **maximum** ou sa **moyenne**. La carte a $k^2$ fois moins de
# valeurs, et un petit déplacement de l'image n'y change presque rien. Il n'y a rien à apprendre : aucun paramètre.
#
# ```
#      ┌───┬───┬───┬───┬───┐
#      │ 1 │ 3 │ 0 │ 2 │ 9 │
#      ├───┼───┼───┼───┼───┤          maximum          moyenne
#      │ 5 │ 3 │ 1 │ 1 │ 9 │         ┌───┬───┐        ┌───┬───┐
#      ├───┼───┼───┼───┼───┤  ───►   │ 5 │ 2 │        │ 3 │ 1 │
#      │ 4 │ 4 │ 0 │ 8 │ 9 │         ├───┼───┤        ├───┼───┤
#      ├───┼───┼───┼───┼───┤         │ 4 │ 8 │        │ 4 │ 2 │
#      │ 4 │ 4 │ 0 │ 0 │ 9 │         └───┴───┘        └───┴───┘
#      └───┴───┴───┴───┴───┘
# ```
#
# C'est la formule de la section 1 avec $f = s = k$ et $p = 0$. S'il reste des lignes ou des colonnes qui ne
# remplissent pas un carré (la dernière colonne, ici), elles sont **ignorées**. Dans PyTorch : `nn.MaxPool2d(2)`,
# `nn.AvgPool2d(2)`.

# %% [markdown]
# ### Exercice 3 — le pooling, à la main (1,5 point)
#
# Écrivez `max_pool(image, k=2)` et `mean_pool(image, k=2)`, sans appeler de pooling tout fait : `image` est un tenseur
# de flottants de taille `(H, W)`, avec $H \ge k$ et $W \ge k$ ; le résultat est un tenseur de taille
# `(H // k, W // k)`, fait des maximums, ou des moyennes, des carrés de `k` × `k` pixels.

# %% grade_id="pooling" solution=true
def max_pool(image, k=2):
    """Maximum de chaque carré de k × k pixels."""
    ### BEGIN SOLUTION
    height, width = image.shape[0] // k, image.shape[1] // k
    squares = image[: height * k, : width * k].reshape(height, k, width, k)
    return squares.amax(dim=(1, 3))
    ### END SOLUTION


def mean_pool(image, k=2):
    """Moyenne de chaque carré de k × k pixels."""
    ### BEGIN SOLUTION
    height, width = image.shape[0] // k, image.shape[1] // k
    squares = image[: height * k, : width * k].reshape(height, k, width, k)
    return squares.mean(dim=(1, 3))
    ### END SOLUTION

# %% grade_id="test_pooling" points=1.5
rows = [[1, 3, 0, 2, 9], [5, 3, 1, 1, 9], [4, 4, 0, 8, 9], [4, 4, 0, 0, 9]]
image = torch.tensor(rows, dtype=torch.float32)
assert max_pool(image).shape == (2, 2), "4 × 5 pixels, carrés de 2 × 2 : le résultat est de taille 2 × 2."
assert max_pool(image).tolist() == [[5, 2], [4, 8]], "max_pool : relisez l'exemple dessiné."
assert mean_pool(image).tolist() == [[3, 1], [4, 2]], "mean_pool : relisez l'exemple dessiné."

# %% [markdown]
# **Un padding pour le pooling ?** On trouve des énoncés où une couche de pooling de LeNet5 a « un noyau de 2 et un
# padding de 2 ». Que va afficher cette cellule, et pourquoi est-ce raisonnable ?

# %%
try:
    nn.AvgPool2d(kernel_size=2, padding=2)(torch.rand(1, 6, 28, 28))
except RuntimeError as error:
    print("RuntimeError :", error)
print("padding 0 :", tuple(nn.AvgPool2d(kernel_size=2)(torch.rand(1, 6, 28, 28)).shape))

# %% [markdown]
# Un carré de 2 × 2 posé tout au bord d'un padding de 2 ne recouvrirait aucun pixel, seulement des zéros ajoutés :
# PyTorch exige que le padding ne dépasse pas la moitié du noyau. Le pooling de LeNet5 n'a **pas** de padding, et les
# cartes passent de 28 à 14.
#
# ### Les autres couches
#
# - **Aplatir** : `nn.Flatten()` fait de 16 cartes de 4 × 4 un vecteur de 256 nombres, que l'on donne à une couche
#   linéaire, à la fin du réseau.
# - **Normaliser** : `nn.BatchNorm2d(6)` ramène chaque carte, sur le lot, à une moyenne de 0 et un écart-type de 1,
#   puis apprend une échelle et un décalage. L'apprentissage en est souvent plus stable et plus rapide. LeNet5 date
#   d'avant.
# - **Le dropout** met au hasard à zéro une partie des valeurs qui le traversent (`nn.Dropout()` : la moitié ;
#   `nn.Dropout(p=0.2)` : un cinquième), pour que le réseau ne compte pas trop sur quelques neurones. Cela ne se fait
#   que pendant l'**apprentissage**, où les valeurs gardées sont divisées par $1 - p$ ; à l'évaluation, il ne fait
#   rien.
#
# C'est `model.train()` et `model.eval()` qui disent à un réseau dans lequel des deux modes il est. Un réseau neuf est
# en mode apprentissage : mesurer ses bonnes réponses sans appeler `eval()`, c'est le mesurer avec une partie de ses
# neurones éteinte au hasard.

# %%
dropout = nn.Dropout(p=0.5)
torch.manual_seed(0)
print("apprentissage :", dropout(torch.ones(8)))
dropout.eval()
print("évaluation    :", dropout(torch.ones(8)))

# %% [markdown]
# ## 4. Un premier réseau convolutif
#
# Les couches s'enchaînent dans un `nn.Sequential`, ou dans le `forward` d'une classe (TP 4 et 6). Voici, donné, un
# réseau minuscule : quatre filtres de 3 × 3 et de pas 2, puis une couche linéaire. À partir de 28 pixels, la taille
# des cartes est $\lfloor 25/2 \rfloor + 1 = 13$ ; la couche linéaire reçoit donc $4 \times 13 \times 13 = 676$
# nombres.

# %% grade_id="example_network" locked=true
def new_example():
    """Un petit réseau convolutif d'exemple, tout neuf."""
    return nn.Sequential(nn.Conv2d(1, 4, 3, stride=2), nn.ReLU(), nn.Flatten(), nn.Linear(676, 10))

# %%
example = new_example()
values = torch.rand(2, 1, 28, 28)
print("entrée".ljust(10), tuple(values.shape))
for layer in example:
    values = layer(values)
    print(type(layer).__name__.ljust(10), tuple(values.shape))

# %% [markdown]
# ### Exercice 4 — le réseau 8/16 (2 points)
#
# Écrivez `new_cnn()`, qui crée et rend un réseau neuf (un nouveau à chaque appel). Il reçoit des images de taille
# `(n, 1, 28, 28)`, avec $n \ge 1$, et rend leurs scores, de taille `(n, 10)`. Ses couches, dans l'ordre :
#
# 1. une convolution, 8 filtres de 5 × 5, de pas 1, sans padding ; une ReLU ; un max-pooling de 2 × 2 ;
# 2. une convolution, 16 filtres de 5 × 5, de pas 1, sans padding ; une ReLU ; un max-pooling de 2 × 2 ;
# 3. une couche linéaire, qui rend les dix scores (pas de softmax).
#
# Toutes les couches ont leurs biais ; il n'y en a pas d'autres. Combien de nombres reçoit la couche linéaire ? `sizes`
# le dit. Le réseau a 5 994 paramètres : un bon contrôle. La façon de l'écrire (`Sequential`, classe, appels de `F.…`)
# et les noms sont libres : les vérifications mettent leurs poids dans vos couches, et comparent les scores.

# %% grade_id="cnn" solution=true
def new_cnn():
    """Un réseau convolutif neuf : 8 puis 16 filtres de 5 × 5, ReLU, max-pooling, et une couche linéaire."""
    ### BEGIN SOLUTION
    return nn.Sequential(
        nn.Conv2d(1, 8, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 4 * 4, 10),
    )
    ### END SOLUTION

# %% grade_id="test_cnn" points=2
network = new_cnn()
assert network is not new_cnn(), "new_cnn doit créer un nouveau réseau à chaque appel."
for n in (1, 3):
    scores = network(torch.rand(n, 1, 28, 28))
    assert scores.shape == (n, 10), f"Pour {n} image(s), le réseau doit rendre {n} ligne(s) de dix scores."
assert sum(p.numel() for p in network.parameters()) == 5994, "Ce réseau devrait avoir 5 994 paramètres."

# %% [markdown]
# ## 5. LeNet5
#
# Le réseau de 1998 a deux parties : un **extracteur de caractéristiques**, convolutif, qui fait de l'image un vecteur
# de 120 nombres, et un **classifieur**, deux couches linéaires, qui en fait des scores. (L'original avait quelques
# finesses que l'on a abandonnées depuis ; voici la version que l'on enseigne.)
#
# | couche | ce qu'elle fait | sortie |
# |---|---|---|
# | | l'image | 1 × 28 × 28 |
# | **C1** | convolution, 6 filtres de 5 × 5, padding 2, puis **tanh** | 6 × 28 × 28 |
# | **S2** | pooling par la **moyenne**, carrés de 2 × 2, sans padding | 6 × 14 × 14 |
# | **C3** | convolution, 16 filtres de 5 × 5, sans padding, puis **tanh** | 16 × 10 × 10 |
# | **S4** | pooling par la **moyenne**, carrés de 2 × 2, sans padding | 16 × 5 × 5 |
# | **C5** | convolution, 120 filtres de 5 × 5, sans padding, puis **tanh** | 120 × 1 × 1 |
# | | aplatir | 120 |
# | **F6** | linéaire, 120 → 84, puis **tanh** | 84 |
# | **sortie** | linéaire, 84 → `n_classes`, rien après (des scores) | `n_classes` |
#
# Deux remarques. Vous verrez ailleurs des LeNet5 qui reçoivent des images de **32 × 32**, sans padding en C1 : les
# cartes de C1 y ont la même taille, 28 × 28, et border soi-même l'image de zéros revient au même que le padding de C1.
# Et puisque C5 ne voit qu'une position, sa convolution est aussi une couche linéaire de $16 \times 5 \times 5 = 400$
# nombres vers 120.

# %% [markdown]
# ### Exercice 5 — LeNet5 (4 points)
#
# Complétez la classe `LeNet5(n_classes=10)` : elle reçoit des images de taille `(n, 1, 28, 28)`, avec $n \ge 1$, et
# rend leurs scores, de taille `(n, n_classes)`.
#
# - Les couches sont celles du tableau, et elles seules ; toutes les convolutions et couches linéaires ont leurs biais,
#   et toutes les convolutions sont de pas 1.
# - Avec dix classes, il y a 61 706 paramètres.
# - Ici aussi, la façon de l'écrire est libre. Les figures de la fin (non notées) supposent seulement que le réseau a
#   deux attributs, `feature_extractor` (jusqu'au vecteur de 120 nombres) et `classifier`, qui sont des modules.
#
# *Indice* : en cas d'erreur de taille, faites passer une image couche par couche et affichez les tailles, comme pour
# le réseau d'exemple.

# %% grade_id="LeNet5" solution=true
class LeNet5(nn.Module):
    """LeNet5 : images (n, 1, 28, 28) → scores (n, n_classes)."""

    def __init__(self, n_classes=10):
        super().__init__()
        ### BEGIN SOLUTION
        self.feature_extractor = nn.Sequential(
            nn.Conv2d(1, 6, kernel_size=5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 16, kernel_size=5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(16, 120, kernel_size=5),
            nn.Tanh(),
            nn.Flatten(),
        )
        self.classifier = nn.Sequential(nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, n_classes))
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        return self.classifier(self.feature_extractor(x))
        ### END SOLUTION

# %% grade_id="test_LeNet5" points=4
network = LeNet5(10)
for n in (1, 3):
    scores = network(torch.rand(n, 1, 28, 28))
    assert scores.shape == (n, 10), f"Pour {n} image(s), le réseau doit rendre {n} ligne(s) de dix scores."
assert sum(p.numel() for p in network.parameters()) == 61706, "LeNet5 devrait avoir 61 706 paramètres."
assert LeNet5(4)(torch.rand(2, 1, 28, 28)).shape == (2, 4), "LeNet5(4) doit rendre quatre scores par image."

# %% [markdown]
# Le résumé de `torchinfo` (TP 6), couche par couche (cellule non notée). Où sont la plupart des paramètres ? Et la
# plupart des multiplications ?

# %%
from torchinfo import summary

columns = ("output_size", "num_params", "mult_adds")
print(summary(LeNet5(10), (1, 1, 28, 28), col_names=columns, device="cpu", verbose=0))

# %% [markdown]
# ## 6. Ce que coûte un paramètre
#
# Une convolution de $c$ canaux vers $k$ filtres de $f \times f$ a $f^2$ poids par couple (canal, filtre), et un biais
# par filtre. *À la main* : de 2 canaux vers 3 filtres de 3 × 3, il y a $2 \times 3 \times 9 = 54$ poids et 3 biais,
# soit 57 paramètres. La taille de l'image n'y est pour rien !
#
# Un réseau entièrement connecté à une couche cachée, 784 → $h$ → 10, a $784h + h$ paramètres dans sa première couche
# et $10h + 10$ dans la seconde, soit $795h + 10$. Dire « le réseau convolutif est meilleur » n'a de sens qu'en
# comparant des réseaux **de même taille** : combien de neurones cachés peut-on s'offrir pour le même nombre de
# paramètres ? Avec 2 000 paramètres au plus, deux seulement : $h = 2$ en demande 1 600, et $h = 3$ déjà 2 395.

# %% [markdown]
# ### Exercice 6 — compter les paramètres (1,5 point)
#
# - `conv_parameters(in_channels, out_channels, f)` : le nombre (entier) de paramètres, poids et biais, d'une couche
#   convolutive aux noyaux de `f` × `f`. Par le calcul, sans créer la couche.
# - `dense_width(n_parameters)` : le plus grand nombre (entier) $h$ de neurones cachés d'un réseau 784 → $h$ → 10, avec
#   tous ses biais, qui a **au plus** `n_parameters` paramètres (on suppose `n_parameters` $\ge 805$, de sorte que
#   $h \ge 1$).

# %% grade_id="parameters" solution=true
def conv_parameters(in_channels, out_channels, f):
    """Nombre de paramètres d'une couche convolutive aux noyaux f × f, biais compris."""
    ### BEGIN SOLUTION
    return out_channels * (in_channels * f * f + 1)
    ### END SOLUTION


def dense_width(n_parameters):
    """Plus grand h tel que le réseau 784 → h → 10 a au plus n_parameters paramètres."""
    ### BEGIN SOLUTION
    return (n_parameters - 10) // 795
    ### END SOLUTION

# %% grade_id="test_parameters" points=1.5
assert conv_parameters(2, 3, 3) == 57, "De 2 canaux vers 3 filtres de 3 × 3 : 54 poids et 3 biais."
assert dense_width(2000) == 2, "Avec 2 000 paramètres au plus, on peut avoir deux neurones cachés."
assert dense_width(805) == 1, "Un neurone caché demande 795 + 10 = 805 paramètres."

# %% [markdown]
# ## 7. Comparer à armes égales
#
# Voici, donnés, un réseau entièrement connecté de largeur réglable, et la boucle d'entraînement des TP 5 et 6 : Adam,
# des lots mélangés à chaque époque, le mode apprentissage. `train` entraîne `model` sur place et s'occupe de
# l'appareil ; `after_epoch`, facultatif, est une fonction qui reçoit le réseau à la fin de chaque époque.

# %% grade_id="train" locked=true
def new_dense(width=128):
    """Un réseau entièrement connecté neuf, 784 → width → 10."""
    return nn.Sequential(nn.Flatten(), nn.Linear(28 * 28, width), nn.ReLU(), nn.Linear(width, 10))


def train(model, x, y, epochs=4, batch_size=64, after_epoch=None):
    """Entraîne model sur place ; rend l'erreur moyenne de chaque époque."""
    model.to(device)
    optimizer = torch.optim.Adam(model.parameters())
    losses = []
    for _ in range(epochs):
        model.train()
        total = 0.0
        for rows in torch.randperm(len(x), device=x.device).split(batch_size):
            optimizer.zero_grad()
            loss = F.cross_entropy(model(x[rows]), y[rows])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
        if after_epoch is not None:
            after_epoch(model)
    return losses

# %% [markdown]
# (On trouve pour LeNet5 la recette « SGD, pas de 0,01, lots de 256, 15 époques ». Nous l'avons mesurée : avec 6 000
# images, elle ne reconnaît pas un chiffre sur deux. Elle compte sur dix fois plus d'images, donc sur dix fois plus de
# pas. Adam, ou SGD avec un pas de 0,1 et des lots de 64, passe 90 % en quelques époques.)
#
# Pour qu'une comparaison soit juste, tous les réseaux ont les mêmes images, la même boucle, le même nombre d'époques,
# et sont mesurés sur les mêmes images de test, **en mode évaluation** (section 3). Et l'on note leur nombre de
# paramètres.

# %% [markdown]
# ### Exercice 7 — entraîner, mesurer, comparer (2,5 points)
#
# 1. Écrivez `compare(builders, train, x_train, y_train, x_test, y_test)`.
#    - `builders` est un dictionnaire, nom → fonction sans argument, qui crée un réseau neuf (comme `new_cnn`) ;
#    - `train(model, x, y)` est reçue en argument, et entraîne `model` sur place : c'est elle qu'il faut appeler, une
#      fois par réseau, sur les images d'apprentissage. Ne changez pas d'appareil vous-même ;
#    - pour chaque nom, la fonction crée **un** réseau, l'entraîne, puis le mesure, en mode évaluation, sur les images
#      de test ;
#    - elle rend un dictionnaire, nom → `{"model": …, "parameters": …, "accuracy": …}` : le réseau entraîné, le nombre
#      (entier) de tous ses paramètres, et la proportion, entre 0 et 1, de bonnes réponses sur tout `x_test`.
# 2. Créez `fashion`, le résultat de `compare` sur FashionMNIST (`x_clothes`, `y_clothes`, `x_clothes_test`,
#    `y_clothes_test`), avec la boucle `train` donnée, pour au moins deux réseaux : `"dense"`, créé par `new_dense`, et
#    un réseau convolutif, sous le nom de votre choix : `new_example`, donné, ou l'un des vôtres.
#
# `fashion` est jugé ainsi : les proportions annoncées sont celles de ses réseaux sur les images de test ; et le
# meilleur de ses réseaux reconnaît assez de vêtements qu'il n'a jamais vus (avec les réglages par défaut de `train`,
# `"dense"` y arrive). Lequel est le meilleur n'est **pas** noté.

# %% grade_id="compare" solution=true
# fashion = …
def compare(builders, train, x_train, y_train, x_test, y_test):
    """Entraîne et mesure un réseau par nom : {nom: {"model": …, "parameters": …, "accuracy": …}}."""
    ### BEGIN SOLUTION
    results = {}
    for name, build in builders.items():
        model = build()
        train(model, x_train, y_train)
        model.eval()
        with torch.no_grad():
            accuracy = (model(x_test).argmax(dim=1) == y_test).float().mean().item()
        n_parameters = sum(parameter.numel() for parameter in model.parameters())
        results[name] = {"model": model, "parameters": n_parameters, "accuracy": accuracy}
    return results


torch.manual_seed(0)
fashion_builders = {"dense": new_dense, "exemple": new_example}
fashion = compare(fashion_builders, train, x_clothes, y_clothes, x_clothes_test, y_clothes_test)
### END SOLUTION

# %% grade_id="test_compare" points=2.5
def pretend_training(model, x, y):
    assert [x, y] == [1, 2], "train doit recevoir le réseau, puis les images et les étiquettes d'apprentissage."
    nn.init.eye_(model[1].weight)
    nn.init.zeros_(model[1].bias)


def with_dropout():
    return nn.Sequential(nn.Dropout(p=0.99), nn.Linear(2, 2))


x, y = torch.tensor([[2.0, 1.0], [3.0, 1.0], [1.0, 5.0]]), torch.tensor([1, 0, 1])
found = compare({"un": with_dropout, "deux": with_dropout}, pretend_training, 1, 2, x, y)
assert set(found) == {"un", "deux"}, "Le résultat a les mêmes noms que builders."
assert found["un"]["model"] is not found["deux"]["model"], "Il faut un réseau neuf pour chaque nom."
for result in found.values():
    assert torch.equal(result["model"][1].weight, torch.eye(2)), "Le réseau rendu n'a pas été entraîné par train."
    assert result["parameters"] == 6, "nn.Linear(2, 2) a quatre poids et deux biais."
    assert abs(result["accuracy"] - 2 / 3) < 1e-5, "Ici, deux bonnes réponses sur trois : le mode est-il le bon ?"
print({name: (result["parameters"], round(float(result["accuracy"]), 3)) for name, result in fashion.items()})

# %% [markdown]
# ### Les chiffres
#
# Vos deux réseaux et deux réseaux entièrement connectés de même taille qu'eux (cellules non notées ; elles utilisent
# vos fonctions). Une quinzaine de secondes de calcul, parfois plus. L'erreur sur le test est relevée à chaque époque,
# pour la regarder seulement.

# %%
torch.manual_seed(0)
builders = {
    "LeNet5": lambda: LeNet5(10),
    "dense comme LeNet5": lambda: new_dense(dense_width(61_706)),
    "CNN 8/16": new_cnn,
    "dense comme CNN 8/16": lambda: new_dense(dense_width(5_994)),
}
curves = []


def train_and_record(model, x, y):
    """train, en relevant aussi l'erreur sur les chiffres de test après chaque époque."""
    test_losses = []

    def measure(model):
        model.eval()
        with torch.no_grad():
            test_losses.append(F.cross_entropy(model(x_digits_test), y_digits_test).item())

    curves.append((train(model, x, y, after_epoch=measure), test_losses))


digits = compare(builders, train_and_record, x_digits, y_digits, x_digits_test, y_digits_test)
for name, result in digits.items():
    print(f"{name:21} {result['parameters']:6} paramètres, {result['accuracy']:.3f} de bonnes réponses")

figure, axes = plt.subplots(1, 4, figsize=(12, 2.8), layout="constrained", sharey=True)
for axis, name, (train_losses, test_losses) in zip(axes, builders, curves, strict=True):
    epochs = range(1, len(train_losses) + 1)
    axis.plot(epochs, train_losses, label="apprentissage")
    axis.plot(epochs, test_losses, "--", label="test")
    axis.set(xlabel="époques", title=name, xticks=list(epochs))
axes[0].set_ylabel("entropie croisée")
axes[0].legend()
plt.show()

# %% [markdown]
# Sur les chiffres, à nombre de paramètres égal, la convolution l'emporte nettement. Remarquez aussi qu'avec dix fois
# moins de paramètres, le réseau 8/16 fait à peu près aussi bien que LeNet5. Voici ce que fait LeNet5, chiffre par
# chiffre, et quelques-unes de ses réponses (en rouge, les fausses).

# %%
lenet = digits["LeNet5"]["model"].eval()
with torch.no_grad():
    predictions = lenet(x_digits_test).argmax(dim=1)
right = predictions == y_digits_test
figure, axes = plt.subplots(2, 10, figsize=(12, 3), layout="constrained")
wrong_first = right.int().argsort(stable=True)[:8].tolist()
for axis, i in zip(axes.flat, [*wrong_first, *range(12)], strict=True):
    axis.imshow(x_digits_test[i, 0].cpu(), cmap="gray_r")
    answer, truth = predictions[i].item(), y_digits_test[i].item()
    axis.set_title(f"{answer} ({truth})", color="green" if answer == truth else "red", fontsize=9)
    axis.axis("off")
figure.suptitle("Réponse de LeNet5 (et vrai chiffre) : huit erreurs, puis les douze premières images")
plt.show()
for digit in range(10):
    chosen = right[y_digits_test == digit]
    print(f"chiffre {digit} : {chosen.float().mean():.3f} ({int(chosen.sum())} sur {len(chosen)})")
print(f"ensemble  : {right.float().mean():.3f}")

# %% [markdown]
# ### Les vêtements
#
# La même comparaison sur FashionMNIST, avec en plus le réseau de 128 neurones du TP 6. Avant de l'exécuter : lequel va
# gagner, à votre avis ?

# %%
torch.manual_seed(0)
builders["dense 128"] = new_dense
clothes = compare(builders, train, x_clothes, y_clothes, x_clothes_test, y_clothes_test)
for name, result in clothes.items():
    print(f"{name:21} {result['parameters']:6} paramètres, {result['accuracy']:.3f} de bonnes réponses")
for title, results in (("chiffres", digits), ("vêtements", clothes)):
    sizes_, accuracies = zip(*((r["parameters"], r["accuracy"]) for r in results.values()), strict=True)
    plt.scatter(sizes_, accuracies, marker="o" if title == "chiffres" else "s", label=title)
    for name, result in results.items():
        side = "top" if name.startswith("dense") else "bottom"
        plt.annotate(name, (result["parameters"], result["accuracy"]), fontsize=7, ha="center", va=side)
plt.xscale("log")
plt.margins(0.15)
plt.xlabel("nombre de paramètres")
plt.ylabel("proportion de bonnes réponses (test)")
plt.title("Ce que rapporte un paramètre")
plt.legend()
plt.show()

# %% [markdown]
# Surprise : avec 6 000 images et quelques époques, les réseaux convolutifs **ne battent pas** le réseau entièrement
# connecté de 128 neurones ; il est même souvent devant. Nous l'avons mesuré avec d'autres tirages : c'est encore vrai
# après dix époques, et avec 60 000 images après une époque. Une explication possible : les vêtements sont tous centrés
# et cadrés de la même façon, un pixel donné a donc un sens par lui-même, et chercher un trait « où qu'il soit » sert
# moins. **À nombre de paramètres égal et petit**, en revanche, regardez les deux réseaux d'environ 6 000 paramètres.
#
# Une comparaison dépend donc des données, de la durée, de la taille : avant de conclure, dites à quoi vous avez
# comparé, et refaites-la avec d'autres tirages. Un écart d'un point, sur mille images de test, ne veut rien dire.

# %% [markdown]
# ## 8. Ce que voit le réseau
#
# Un **crochet** (*hook*) est une fonction que PyTorch appelle chaque fois qu'une couche a calculé quelque chose. On
# l'attache à n'importe quel module d'un réseau, sans toucher au code de celui-ci. Ici, un crochet affiche la taille de
# ce qui sort de chaque couche :

# %%
def announce(module, _inputs, output):
    print(f"{type(module).__name__:8} rend {tuple(output.shape)}")


handles = [layer.register_forward_hook(announce) for layer in example]
example.cpu()(torch.rand(2, 1, 28, 28))
for handle in handles:
    handle.remove()  # sans cela, le crochet serait appelé à chaque calcul, pour toujours
example(torch.rand(2, 1, 28, 28))  # plus rien ne s'affiche
print("crochets restants :", sum(len(layer._forward_hooks) for layer in example))

# %% [markdown]
# Deux précautions. Ce qui sort d'une couche est encore attaché au graphe : `.detach()` le libère. Et les poids d'un
# réseau, vus par NumPy avec `.numpy()`, restent **la même mémoire** (TP 1) : dessiner par-dessus changerait le réseau.

# %% [markdown]
# ### Exercice 8 — cartes et filtres (2 points)
#
# - `feature_maps(model, layer, x)` : `layer` est un module de `model`, à n'importe quelle profondeur ; `model(x)`
#   l'appelle une fois. La fonction rend ce qui **sort de** `layer` pendant le calcul de `model(x)` : un tenseur
#   détaché du graphe. Après l'appel, aucun crochet ne reste, et le mode du réseau n'a pas changé. Le réseau est
#   quelconque : on ne sait rien de son `forward`.
# - `filters(model)` : les poids (sans les biais) de la **première** couche `nn.Conv2d` que donne `model.modules()`, en
#   un tableau NumPy de taille `(filtres, canaux, hauteur, largeur)`. C'est une copie : la modifier ne change pas le
#   réseau.
#
# Le réseau est sur le CPU.

# %% grade_id="feature_maps" solution=true
def feature_maps(model, layer, x):
    """Ce qui sort de layer quand model calcule model(x), détaché du graphe."""
    ### BEGIN SOLUTION
    seen = []
    handle = layer.register_forward_hook(lambda _module, _inputs, output: seen.append(output.detach()))
    model(x)
    handle.remove()
    return seen[0]
    ### END SOLUTION


def filters(model):
    """Copie, en tableau NumPy, des poids de la première couche nn.Conv2d de model."""
    ### BEGIN SOLUTION
    first = next(module for module in model.modules() if isinstance(module, nn.Conv2d))
    return first.weight.detach().numpy().copy()
    ### END SOLUTION

# %% grade_id="test_feature_maps" points=2
network = nn.Sequential(nn.Conv2d(1, 4, 3), nn.Tanh(), nn.Flatten(), nn.Linear(16, 2))
x = torch.rand(5, 1, 4, 4)
found = feature_maps(network, network[1], x)
assert found.shape == (5, 4, 2, 2), "Les cartes de la couche 1 sont de taille (5, 4, 2, 2)."
assert not found.requires_grad, "Le résultat est encore attaché au graphe."
assert torch.equal(found, torch.tanh(network[0](x)).detach()), "Ce n'est pas ce qui sort de la couche demandée."
assert not network[1]._forward_hooks, "Le crochet est resté sur la couche."
found = filters(network)
assert isinstance(found, np.ndarray), "filters doit rendre un tableau NumPy."
assert found.shape == (4, 1, 3, 3), "Quatre filtres, un canal, 3 × 3."
found += 1
assert not np.allclose(found, network[0].weight.detach().numpy()), "Modifier le résultat change le réseau : copiez-le."

# %% [markdown]
# Les six filtres de C1 après l'apprentissage, à côté de filtres usuels (cellules non notées). La **ressemblance** est
# le cosinus de l'angle entre les deux noyaux, vus comme des vecteurs de 25 nombres : 1 s'ils sont proportionnels, 0
# s'ils n'ont rien à voir, −1 s'ils sont opposés. Les filtres appris ressemblent-ils à un filtre usuel ? LeNet5 en
# a-t-il besoin ?

# %%
lenet = lenet.cpu()
learned = torch.tensor(filters(lenet))[:, 0]
smooth, slope = torch.tensor([1.0, 4.0, 6.0, 4.0, 1.0]), torch.tensor([-1.0, -2.0, 0.0, 2.0, 1.0])
bump = torch.tensor([1.0, 0.0, -2.0, 0.0, 1.0])
usual = {
    "Sobel vertical": torch.outer(smooth, slope),
    "Sobel horizontal": torch.outer(slope, smooth),
    "diagonale": torch.outer(smooth, slope) + torch.outer(slope, smooth),
    "laplacien": torch.outer(smooth, bump) + torch.outer(bump, smooth),
    "flou": torch.outer(smooth, smooth),
}
names = list(usual)
likeness = F.cosine_similarity(learned.reshape(6, 1, 25), torch.stack(list(usual.values())).reshape(1, 5, 25), dim=2)
figure, axes = plt.subplots(2, 6, figsize=(11, 4.2), layout="constrained")
for k, axis in enumerate(axes[0]):
    bound = learned[k].abs().max()
    axis.imshow(learned[k], cmap="RdBu_r", vmin=-bound, vmax=bound)
    closest = likeness[k].abs().argmax()
    axis.set_title(f"C1, filtre {k}\n{names[closest]} : {likeness[k, closest]:+.2f}", fontsize=8)
for axis, (name, kernel) in zip(axes[1], usual.items(), strict=False):
    axis.imshow(kernel, cmap="RdBu_r", vmin=-kernel.abs().max(), vmax=kernel.abs().max())
    axis.set_title(name, fontsize=8)
for axis in axes.flat:
    axis.axis("off")
figure.suptitle("En haut, les filtres appris et le filtre usuel le plus ressemblant ; en bas, les filtres usuels")
plt.show()

# %% [markdown]
# Et les cartes de C1 (après la tanh) pour trois chiffres, à côté des réponses de Sobel.

# %%
images = torch.stack([x_digits_test[y_digits_test == digit][0] for digit in (3, 4, 7)]).cpu()
maps = feature_maps(lenet, lenet.feature_extractor[1], images)
edges = F.conv2d(images, torch.stack([usual["Sobel vertical"], usual["Sobel horizontal"]])[:, None], padding=2)
figure, axes = plt.subplots(3, 9, figsize=(12, 4.3), layout="constrained")
for row in range(3):
    pictures = [images[row, 0], *maps[row], *edges[row]]
    titles = ["image", *(f"carte {k}" for k in range(6)), "Sobel vert.", "Sobel horiz."]
    for axis, picture, title in zip(axes[row], pictures, titles, strict=True):
        axis.imshow(picture, cmap="gray_r" if title == "image" else "RdBu_r")
        axis.set_title(title if row == 0 else "", fontsize=8)
        axis.axis("off")
figure.suptitle("Les six cartes de C1 pour trois chiffres")
plt.show()

# %% [markdown]
# ## 9. Dessiner des vecteurs de 120 nombres : l'ACP
#
# L'extracteur de LeNet5 fait de chaque image un vecteur de 120 nombres. Les images d'un même chiffre sont-elles
# voisines dans cet espace ? On ne sait pas dessiner 120 dimensions. L'**analyse en composantes principales** (ACP,
# *PCA*) cherche les directions dans lesquelles les points sont le plus étalés, et n'en garde que deux.
#
# Soit $V$ le tableau des $n$ vecteurs, en lignes. On **centre** d'abord : on retire à chaque colonne sa moyenne,
# $V_c = V - \bar v$. La décomposition en valeurs singulières, $V_c = U \Sigma W^\top$ (`torch.linalg.svd`), donne les
# directions principales : les colonnes $w_1, w_2, \dots$ de $W$, de longueur 1, perpendiculaires entre elles, **de la
# plus étalée à la moins étalée**. Les coordonnées des points sont $V_c\, w_1, V_c\, w_2, \dots$ La variance dans la
# direction $w_i$ est proportionnelle à $\sigma_i^2$ ; la **part** de la variance totale que gardent les $k$ premières
# est
#
# $$\frac{\sigma_1^2 + \dots + \sigma_k^2}{\sigma_1^2 + \sigma_2^2 + \cdots}$$
#
# *À la main* : les points $(13, 20)$, $(7, 20)$, $(10, 21)$, $(10, 19)$ ont pour centre $(10, 20)$ ; centrés, ce sont
# $(3, 0)$, $(-3, 0)$, $(0, 1)$, $(0, -1)$. La direction la plus étalée est l'horizontale : la première coordonnée des
# quatre points vaut $3, -3, 0, 0$ (ou l'opposé : le **signe** d'une direction est arbitraire), et la part de la
# première direction est $18 / (18 + 2) = 0{,}9$.

# %% [markdown]
# ### Exercice 9 — l'ACP (2 points)
#
# - `pca(vectors, k=2)` : `vectors` est un tenseur de flottants de taille `(n, d)` ; le résultat, de taille `(n, k)`,
#   contient les coordonnées des `n` points dans les `k` premières directions principales, dans l'ordre. Le signe de
#   chaque colonne est libre.
# - `explained(vectors, k=2)` : la part de la variance totale que gardent les `k` premières directions, un nombre entre
#   0 et 1.
#
# On a $k \le \min(n - 1, d)$, et les variances des directions sont nettement différentes. `torch.linalg.svd`, `eigh`,
# `cov`… sont permis ; n'utilisez pas `torch.pca_lowrank` ni `torch.svd_lowrank`, qui sont approchées et tirent au
# hasard : sur nos vecteurs, nous avons mesuré 30 % d'erreur. Les résultats sont attendus à un millième près (de
# l'étalement des points).

# %% grade_id="pca" solution=true
def pca(vectors, k=2):
    """Coordonnées (n, k) des vecteurs (n, d) dans leurs k premières directions principales."""
    ### BEGIN SOLUTION
    centred = vectors - vectors.mean(dim=0)
    directions = torch.linalg.svd(centred, full_matrices=False).Vh
    return centred @ directions[:k].T
    ### END SOLUTION


def explained(vectors, k=2):
    """Part de la variance totale dans les k premières directions principales."""
    ### BEGIN SOLUTION
    variances = torch.linalg.svdvals(vectors - vectors.mean(dim=0)) ** 2
    return (variances[:k].sum() / variances.sum()).item()
    ### END SOLUTION

# %% grade_id="test_pca" points=2
points = torch.tensor([[13.0, 20.0], [7.0, 20.0], [10.0, 21.0], [10.0, 19.0]])
found = pca(points, 1)
assert found.shape == (4, 1), "Une ligne par point, une colonne par direction gardée."
assert abs(found.mean().item()) < 1e-4, "Les coordonnées sont de moyenne nulle : avez-vous centré les points ?"
expected = torch.tensor([[3.0], [-3.0], [0.0], [0.0]])
assert torch.allclose(found * found[0].sign(), expected, atol=1e-4), "pca : relisez l'exemple fait à la main."
assert abs(float(explained(points, 1)) - 0.9) < 1e-4, "Sur l'exemple, la première direction garde 0,9 de la variance."
assert abs(float(explained(points, 2)) - 1) < 1e-4, "Toutes les directions ensemble gardent toute la variance."

# %% [markdown]
# Trois façons de voir 500 chiffres de test (cellule non notée) : les pixels, la couche cachée du réseau entièrement
# connecté, le vecteur de 120 nombres de LeNet5. Où les chiffres sont-ils le mieux séparés ? Les deux réseaux n'ont
# pourtant jamais vu ces images.

# %%
dense = digits["dense comme LeNet5"]["model"].cpu().eval()
images, labels = x_digits_test[:500].cpu(), y_digits_test[:500].cpu()
vectors = {
    "les 784 pixels": images.flatten(1),
    "couche cachée du réseau dense": feature_maps(dense, dense[2], images),
    "les 120 nombres de LeNet5": feature_maps(lenet, lenet.feature_extractor, images),
}
figure, axes = plt.subplots(1, 3, figsize=(12, 4), layout="constrained")
for axis, (title, values) in zip(axes, vectors.items(), strict=True):
    points = pca(values)
    drawn = axis.scatter(points[:, 0], points[:, 1], c=labels, cmap="tab10", vmin=-0.5, vmax=9.5, s=8)
    axis.set(title=f"{title}\n{explained(values):.0%} de la variance", xlabel="première direction")
axes[0].set_ylabel("deuxième direction")
figure.colorbar(drawn, ax=axes, label="chiffre", ticks=range(10))
plt.show()

# %% [markdown]
# ## Pour aller plus loin
#
# Questions ouvertes, non notées.
#
# ### t-SNE
#
# L'ACP ne fait que tourner l'espace et l'aplatir. **t-SNE** cherche autre chose : des points du plan tels que les
# *voisins* restent voisins. À chaque paire de vecteurs, on donne une probabilité $p_{ij}$ d'être voisins, d'autant
# plus grande qu'ils sont proches (une gaussienne, dont la largeur est réglée pour que chaque point ait une trentaine
# de voisins : la *perplexité*) ; à chaque paire de points du plan, une probabilité $q_{ij}$ proportionnelle à
# $1/(1 + \text{distance}^2)$. Puis on déplace les points pour que $q$ ressemble à $p$ : on minimise
# $\sum p_{ij} \ln (p_{ij}/q_{ij})$… par une descente de gradient. Vous savez le faire depuis le TP 3 ; le voici en
# quelques lignes. (La bibliothèque scikit-learn en a une version plus rapide, `sklearn.manifold.TSNE`.)

# %%
def neighbours(vectors, perplexity=30):
    """Probabilités p (n, n) d'être voisins ; la largeur de chaque gaussienne est trouvée par dichotomie."""
    squares = torch.cdist(vectors, vectors) ** 2
    squares = (squares / squares.mean()).fill_diagonal_(torch.inf)
    low, high = torch.zeros(len(vectors), 1), torch.full((len(vectors), 1), 1000.0)
    for _ in range(40):
        precision = (low + high) / 2
        p = (-squares * precision).softmax(dim=1)
        entropy = torch.special.entr(p).sum(dim=1, keepdim=True)
        too_wide = entropy > np.log(perplexity)
        low, high = torch.where(too_wide, precision, low), torch.where(too_wide, high, precision)
    return (p + p.T) / (2 * len(p))


def t_sne(vectors, n_iter=250):
    """Points du plan (n, 2) dont les voisins sont ceux des vecteurs (n, d)."""
    p = neighbours(vectors)
    others = 1 - torch.eye(len(vectors))  # un point n'est pas son propre voisin
    start = pca(vectors)
    points = (start / start.std() * 1e-2).requires_grad_()
    optimizer = torch.optim.Adam([points], lr=0.5)
    for iteration in range(n_iter):
        norms = points.square().sum(dim=1)
        squares = norms[:, None] + norms[None] - 2 * points @ points.T  # carrés des distances : |a|² + |b|² − 2 a·b
        closeness = 1 / (1 + squares) * others
        q = closeness / closeness.sum()
        target = 4 * p if iteration < 100 else p  # au début, on exagère : les groupes se forment plus vite
        loss = -(target * (q + 1e-12).log()).sum()  # à une constante près, c'est la somme de p ln(p/q)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return points.detach()


torch.manual_seed(0)
figure, axes = plt.subplots(1, 2, figsize=(9, 4), layout="constrained")
for axis, title in zip(axes, ("les 784 pixels", "les 120 nombres de LeNet5"), strict=True):
    points = t_sne(vectors[title][:300])
    drawn = axis.scatter(points[:, 0], points[:, 1], c=labels[:300], cmap="tab10", vmin=-0.5, vmax=9.5, s=8)
    axis.set(title=f"t-SNE : {title}", xticks=[], yticks=[])
figure.colorbar(drawn, ax=axes, label="chiffre", ticks=range(10))
plt.show()

# %% [markdown]
# Que voit-on de plus qu'avec l'ACP ? Attention : dans un t-SNE, ni la taille des groupes ni la distance entre deux
# groupes éloignés n'ont de sens.
#
# ### Autres questions
#
# 1. **Décaler.** Décalez toutes les images de test de deux pixels (`torch.roll`). Lesquels des réseaux y perdent le
#    plus ? Était-ce prévisible ?
# 2. **Mélanger les pixels.** Choisissez une permutation des 784 pixels, la même pour toutes les images. Réentraînez le
#    réseau dense et LeNet5. Que deviennent leurs résultats, et pourquoi ?
# 3. **Les réglages.** Changez la taille des noyaux, le nombre de filtres, le pas, le padding, la tanh en ReLU, la
#    moyenne en maximum. Qu'est-ce qui compte le plus ? Mesurez chaque variante avec plusieurs tirages.
# 4. **À profondeur égale.** LeNet5 a cinq couches à poids. Construisez un réseau entièrement connecté à cinq couches
#    du même nombre de paramètres. Fait-il mieux que le réseau à une couche cachée ?
# 5. **Les cartes de C3.** Dessinez-les. Ressemblent-elles encore à l'image ? Et pour un vêtement ?
# 6. **Le dropout.** Ajoutez un `nn.Dropout` avant la dernière couche du réseau 8/16. Comparez les courbes
#    d'apprentissage et de test, puis mesurez le même réseau en mode apprentissage.
# 7. **Plus longtemps.** Sur les vêtements, poursuivez jusqu'à 30 époques, ou prenez toutes les images. Le réseau
#    convolutif finit-il par passer devant ?
