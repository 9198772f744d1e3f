# %% [markdown]
# # TP 8 — Transfert : des chats, des poissons et le réseau d'un autre
#
# Vous avez un dossier d'images, pas très grand, et une question : chat ou poisson ? Un réseau entraîné sur ces seules
# images les apprend par cœur, et ne reconnaît rien d'autre. La solution qu'emploie presque tout le monde : prendre un
# réseau que quelqu'un a déjà entraîné, sur d'autres images et d'autres classes, et ne lui apprendre que la fin. C'est
# le **transfert**. Ce TP suit un projet du début à la fin, d'un fichier abîmé dans un dossier à la réponse pour une
# image.
#
# **À la fin de ce TP, vous saurez**
#
# - lire un dossier d'images rangées par classe, en écarter les fichiers abîmés, le transformer, le découper en lots ;
# - écrire une boucle d'apprentissage complète, avec validation ;
# - prédire la classe d'une seule image ; sauvegarder un réseau et le recharger sans danger ;
# - reprendre un réseau préentraîné : le figer (sauf ses BatchNorm), remplacer sa tête, chercher un pas, donner un pas
#   à chaque couche, dégeler ;
# - augmenter des données, écrire votre propre transformation, faire voter plusieurs réseaux.
#
# **Prérequis** : les TP 1 à 7. **Durée** : environ 3 h. Aucun GPU n'est nécessaire.
#
# **Comment le TP est noté.** Il y a neuf exercices, pour 20 points. Après chaque réponse, une cellule de tests vous
# guide : si elle passe, vous êtes sur la bonne voie. La note vient de vérifications cachées, qui posent les mêmes
# questions avec **d'autres valeurs** ; tout ce qu'elles exigent est dit dans l'énoncé. Les exercices sont notés
# indépendamment : vos fonctions reçoivent en argument ce dont elles ont besoin, une erreur dans l'une ne coûte donc
# rien dans les suivantes. Gardez les noms des fonctions et l'ordre de leurs arguments. Les fonctions sont vérifiées
# sur le CPU, avec des images et des réseaux plus petits que les vôtres.

# %% grade_id="imports" locked=true
import copy
import io
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import torch
from PIL import Image
from torch import nn
from torch.utils.data import DataLoader, Dataset, TensorDataset
from torchvision import transforms
from torchvision.datasets import ImageFolder
from torchvision.models.resnet import BasicBlock, ResNet

FOLDER = Path("data/chats_poissons")
MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
device = "cuda" if torch.cuda.is_available() else "cpu"

# %% [markdown]
# ## 1. Un dossier d'images
#
# Un jeu d'images tient dans un dossier : un sous-dossier par partie (apprentissage, validation, test), et dans
# chacune un sous-dossier par classe. Le nom du sous-dossier **est** l'étiquette.
#
# ```
#   data/chats_poissons/
#       train/   chat/  poisson/      pour apprendre
#       val/     chat/  poisson/      pour choisir (un pas, un nombre d'époques)
#       test/    chat/  poisson/      pour juger, à la fin
# ```
#
# Nos images sont des dessins de jeux d'icônes ouverts, posés sur des fonds tirés au hasard (`LICENCE.txt` nomme leurs
# auteurs). Les trois parties n'ont **aucun artiste en commun** : reconnaître une image de test, ce n'est pas
# reconnaître un dessin déjà vu, c'est avoir compris ce qu'est un chat. Le nom d'un fichier commence par celui du jeu
# dont il vient.

# %%
for part in ("train", "val", "test"):
    folders = sorted(folder for folder in (FOLDER / part).iterdir() if folder.is_dir())
    sizes = {folder.name: len(list(folder.iterdir())) for folder in folders}
    artists = sorted({path.name.rsplit("_", 1)[0] for path in (FOLDER / part).glob("*/*")})
    print(f"{part:5} : {sizes}, {len(artists)} jeux d'icônes : {', '.join(artists)}")

# %% [markdown]
# Regardons-les (cellule non notée) : une ligne par partie, une image par jeu d'icônes. **Toujours regarder ses
# données.**

# %%
figure, axes = plt.subplots(3, 10, figsize=(12, 4.2), layout="constrained")
for row, part in zip(axes, ("train", "val", "test"), strict=True):
    by_artist = {}
    for path in sorted((FOLDER / part).glob("*/*"), key=lambda path: path.name[::-1]):
        by_artist.setdefault((path.name.rsplit("_", 1)[0], path.parent.name), path)
    chosen = [by_artist[key] for key in sorted(by_artist)]
    for axis, path in zip(row, chosen[:: max(1, len(chosen) // 10)], strict=False):
        axis.imshow(Image.open(path))
        axis.set_title(f"{path.parent.name}\n{path.name.rsplit('_', 1)[0][:16]}", fontsize=7)
    for axis in row:
        axis.axis("off")
    row[0].text(-0.1, 0.5, part, transform=row[0].transAxes, rotation=90, va="center", ha="right", fontsize=11)
figure.suptitle("Quelques images, avec leur classe et leur jeu d'icônes")
plt.show()

# %% [markdown]
# ### Le fichier abîmé
#
# Un téléchargement interrompu laisse un fichier coupé, qui porte le bon nom. Un seul suffit à arrêter l'entraînement,
# parfois au bout d'une heure. On vérifie donc chaque fichier **avant**. Mais comment ?
#
# - `Image.open(path)` ne lit que l'en-tête (le format, la taille). Un fichier de texte est refusé, mais une image
#   coupée au milieu passe : les pixels ne sont lus que lorsqu'on en a besoin.
# - `image.verify()` contrôle un peu plus, selon le format : il arrête un PNG coupé, pas un JPEG coupé.
# - `image.load()` lit **tous** les pixels. Ce qui manque se voit alors.
#
# Tout ce que Pillow refuse lève une `OSError` (ou une erreur qui en hérite). N'écrivez pas `except:` tout seul, qui
# attraperait aussi vos fautes de frappe ; et ouvrez le fichier dans un `with`, pour qu'il soit refermé. Voici ce que
# cela donne sur une image coupée, que nous fabriquons :

# %%
whole = io.BytesIO()
Image.effect_noise((60, 40), 80).convert("RGB").save(whole, "JPEG")
cut = whole.getvalue()[: int(0.7 * len(whole.getvalue()))]
with Image.open(io.BytesIO(cut)) as image:
    print("open accepte le fichier coupé :", image.size)
    image.verify()
    print("verify aussi")
try:
    with Image.open(io.BytesIO(cut)) as image:
        image.load()
except OSError as error:
    print("load le refuse :", error)

# %% [markdown]
# ### Un `Dataset`
#
# Pour PyTorch, un jeu de données est un objet de deux méthodes : `len(d)` (méthode `__len__`) et `d[i]` (méthode
# `__getitem__`), qui rend le couple (image, étiquette) de rang `i`. Les images restent sur le disque : `d[i]` ouvre
# le fichier quand on le lui demande. Voici un `Dataset` qui n'a rien à lire : les carrés des premiers entiers.

# %%
class Squares(Dataset):
    def __init__(self, n, transform=None):
        self.values = list(range(n))
        self.transform = transform

    def __len__(self):
        return len(self.values)

    def __getitem__(self, i):
        value = self.values[i]  # une liste lève IndexError si i est trop grand : c'est ce qu'attend une boucle for
        x = float(value)
        if self.transform is not None:
            x = self.transform(x)
        return x, value**2


print(len(Squares(4)), Squares(4)[3], list(Squares(4, transform=lambda x: x / 10)))

# %% [markdown]
# ### Exercice 1 — lire un dossier (2 points)
#
# 1. Écrivez `check_image(path)`, qui dit (`True` ou `False`) si le fichier existant `path` (une chaîne ou un `Path`)
#    est une image que l'on peut lire **en entier**. Elle ne lève pas d'erreur, que le fichier soit du texte, vide,
#    une image PNG ou JPEG coupée au milieu de ses pixels…
# 2. Complétez `PictureFolder(root, transform=None, is_valid=None)`, le jeu des images d'un dossier `root` organisé
#    comme `train/` :
#    - l'attribut `classes` est la liste des noms des sous-dossiers de `root`, par ordre alphabétique ; l'étiquette
#      d'une image est le rang (`int`) de sa classe dans cette liste ;
#    - les éléments se suivent classe par classe, et dans une classe par ordre alphabétique des noms de fichiers. Si
#      `is_valid` est donnée, seuls comptent les fichiers pour lesquels `is_valid(path)` est vraie. (Les sous-dossiers
#      des classes ne contiennent que des fichiers ; ce qui traîne dans `root` à côté des classes ne compte pas.)
#    - `len(d)` est le nombre d'éléments ; `d[i]` est le couple (image, étiquette). L'image est convertie en couleurs,
#      `.convert("RGB")`, puis, si `transform` est donnée, remplacée par `transform(image)` ; sinon elle reste une
#      image de Pillow. Un rang `i` supérieur ou égal à `len(d)` lève `IndexError`.

# %% grade_id="picture_folder" solution=true
def check_image(path):
    """Dit si le fichier est une image que l'on peut lire en entier."""
    ### BEGIN SOLUTION
    try:
        with Image.open(path) as image:
            image.load()
    except OSError:
        return False
    return True
    ### END SOLUTION


class PictureFolder(Dataset):
    """Les images d'un dossier rangé par classes."""

    ### BEGIN SOLUTION
    def __init__(self, root, transform=None, is_valid=None):
        folders = sorted(folder for folder in Path(root).iterdir() if folder.is_dir())
        self.classes = [folder.name for folder in folders]
        self.transform = transform
        self.items = [
            (path, label)
            for label, folder in enumerate(folders)
            for path in sorted(folder.iterdir())
            if is_valid is None or is_valid(path)
        ]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        path, label = self.items[i]
        with Image.open(path) as image:
            image = image.convert("RGB")
        return (image if self.transform is None else self.transform(image)), label
    ### END SOLUTION

# %% grade_id="test_picture_folder" points=2
with tempfile.TemporaryDirectory() as root:
    for label, color in (("rouge", "red"), ("bleu", "blue")):
        (Path(root) / label).mkdir()
        for name in ("b.png", "a.png"):
            Image.new("L" if name == "a.png" else "RGB", (8, 6), "white" if name == "a.png" else color).save(
                Path(root) / label / name
            )
    (Path(root) / "bleu" / "notes.txt").write_text("Ceci n'est pas une image.")
    (Path(root) / "rouge" / "coupe.jpg").write_bytes(cut)
    assert check_image(Path(root) / "bleu" / "a.png"), "Une image entière doit être acceptée."
    assert not check_image(Path(root) / "bleu" / "notes.txt"), "Un fichier de texte n'est pas une image."
    assert not check_image(Path(root) / "rouge" / "coupe.jpg"), "Un JPEG coupé doit être refusé : lisez ses pixels."
    found = PictureFolder(root, is_valid=lambda path: str(path).endswith(".png"))
    assert found.classes == ["bleu", "rouge"], "classes : les noms des sous-dossiers, par ordre alphabétique."
    assert len(found) == 4, "Seuls les fichiers pour lesquels is_valid est vraie comptent."
    assert [label for _, label in found] == [0, 0, 1, 1], "Les éléments se suivent classe par classe."
    image, label = found[3]
    assert found[0][0].mode == "RGB", "L'image doit être convertie en couleurs."
    assert image.getpixel((0, 0)) == (255, 0, 0), "Le dernier élément est rouge/b.png."
    assert PictureFolder(root, lambda image: image.size, check_image)[0][0] == (8, 6), "Appliquez transform."

# %% [markdown]
# torchvision a bien sûr ce `Dataset` : `ImageFolder(root, transform, is_valid_file=…)`. C'est lui que nous
# utiliserons, avec votre vérification si elle fonctionne (cellule non notée). Combien de fichiers écarte-t-elle ?

# %%
for part in ("train", "val", "test"):
    kept = ImageFolder(FOLDER / part, is_valid_file=check_image)
    files = sorted(path for path in (FOLDER / part).glob("*/*") if path.is_file())
    refused = sorted({str(path) for path in files} - {str(Path(path)) for path, _ in kept.samples})
    print(f"{part:5} : {len(kept)} images gardées sur {len(files)}, de {kept.classes} ; fichiers écartés : {refused}")

# %% [markdown]
# ## 2. Des images aux lots
#
# Nos images n'ont pas toutes la même taille, et un lot est **un** tenseur : il faut les y ramener. Une transformation
# est une fonction d'une image ; `transforms.Compose([f, g, h])` les enchaîne, `f` d'abord.
#
# - `transforms.Resize((64, 64))` redimensionne en 64 × 64, quitte à déformer un peu. Attention :
#   `transforms.Resize(64)` garde les proportions, et ne fixe que le **petit** côté ; une image de 200 × 100
#   deviendrait 128 × 64.
# - `transforms.ToTensor()` fait d'une image de Pillow un tenseur `float32` de taille `(3, hauteur, largeur)`, entre 0
#   et 1.
# - `transforms.Normalize(moyenne, écart-type)` retire à chaque canal sa moyenne et le divise par son écart-type. Les
#   réseaux préentraînés attendent **ceux de leur apprentissage** : les nôtres, comme presque tous, ceux d'ImageNet,
#   `MEAN` et `STD` ci-dessus. Les valeurs vont alors de −2,12 à 2,64 (et non de 0 à 1).
#
# *À la main* : un pixel blanc vaut 1 après `ToTensor`, et, dans le canal rouge,
# $(1 - 0{,}485)/0{,}229 \approx 2{,}25$ après `Normalize`.

# %%
wide = Image.new("RGB", (200, 100), "white")
for resize in (transforms.Resize(64), transforms.Resize((64, 64))):
    x = transforms.Compose([resize, transforms.ToTensor()])(wide)
    print(resize.size, "→", tuple(x.shape), x.dtype, "de", x.min().item(), "à", x.max().item())

# %% [markdown]
# Les lots sont faits par un `DataLoader`. `ImageFolder` donne tous les chats, puis tous les poissons : sans mélange,
# chaque lot d'apprentissage ne montrerait qu'une classe, et le réseau apprendrait à répondre toujours la dernière
# vue. On mélange donc l'apprentissage (`shuffle=True`), à chaque époque. La validation et le test n'en ont pas
# besoin : on les garde dans l'ordre, pour savoir de quelle image on parle.

# %% [markdown]
# ### Exercice 2 — les transformations et les lots (2 points)
#
# 1. Créez `img_transforms`, une transformation (un `Compose`, ou toute fonction d'une image) : elle reçoit une image
#    de Pillow en couleurs (mode RGB), de taille quelconque, et rend un tenseur `float32` de taille `(3, 64, 64)`,
#    normalisé par `MEAN` et `STD`. **Toute** l'image est gardée : elle est redimensionnée, pas rognée.
# 2. Écrivez `make_loaders(train_data, val_data, test_data, batch_size=64)`, qui rend trois `DataLoader`, dans cet
#    ordre : des lots de `batch_size` éléments, le dernier plus petit s'il le faut (tous les éléments servent) ; celui
#    d'apprentissage est mélangé à chaque parcours, les deux autres restent dans l'ordre du jeu de données.

# %% grade_id="loaders" solution=true
# img_transforms = …
def make_loaders(train_data, val_data, test_data, batch_size=64):
    """Les trois DataLoader : apprentissage (mélangé), validation, test."""
    ### BEGIN SOLUTION
    return (
        DataLoader(train_data, batch_size, shuffle=True),
        DataLoader(val_data, batch_size),
        DataLoader(test_data, batch_size),
    )


img_transforms = transforms.Compose(
    [transforms.Resize((64, 64)), transforms.ToTensor(), transforms.Normalize(MEAN, STD)]
)
### END SOLUTION

# %% grade_id="test_loaders" points=2
x = img_transforms(wide)
assert isinstance(x, torch.Tensor), "Le résultat est un tenseur (ToTensor)."
assert x.shape == (3, 64, 64), "Le résultat est un tenseur de taille (3, 64, 64)."
assert x.dtype == torch.float32, "Le résultat est en float32."
assert abs(x[0].mean().item() - 2.2489) < 1e-3, "Un pixel blanc vaut environ 2,249 dans le canal rouge."
numbers = TensorDataset(torch.arange(10), torch.arange(10))
for loader, shuffled in zip(make_loaders(numbers, numbers, numbers, 4), (True, False, False), strict=True):
    batches = [x.tolist() for x, _ in loader]
    assert [len(batch) for batch in batches] == [4, 4, 2], "Des lots de 4 ; le dernier, plus petit, est gardé."
    seen = [number for batch in batches for number in batch]
    assert sorted(seen) == list(range(10)), "Chaque élément sert une fois."
    assert shuffled or seen == list(range(10)), "Seul l'apprentissage est mélangé."

# %% [markdown]
# Nos trois jeux, pour la suite (cellule non notée, qui utilise vos réponses).

# %%
train_data, val_data, test_data = (
    ImageFolder(FOLDER / part, img_transforms, is_valid_file=check_image) for part in ("train", "val", "test")
)
labels = train_data.classes
torch.manual_seed(0)
train_loader, val_loader, test_loader = make_loaders(train_data, val_data, test_data, 32)
x, y = next(iter(train_loader))
print("classes :", labels, "— un lot :", tuple(x.shape), "de", x.min().item(), "à", x.max().item(), "— y :", y[:12])

# %% [markdown]
# ## 3. Deux réseaux à entraîner de zéro
#
# D'abord, ce que l'on sait déjà faire. `SimpleNet` oublie que c'est une image : il l'aplatit, et enchaîne trois
# couches linéaires.
#
# ```
#   (3, 64, 64) ──Flatten──► 12288 ──Linear, ReLU──► 84 ──Linear, ReLU──► 50 ──Linear──► 2 scores
# ```
#
# `CNNNet` est de la famille d'AlexNet, le réseau qui, en 2012, a convaincu tout le monde :
#
# | | couches |
# |---|---|
# | 1 | convolution 3 → 64, noyau 11, `stride` 4, `padding` 2 ; ReLU ; max-pooling 3, `stride` 2 |
# | 2 | convolution 64 → 192, noyau 5, `padding` 2 ; ReLU ; max-pooling 3, `stride` 2 |
# | 3 | convolution 192 → 384, noyau 3, `padding` 1 ; ReLU |
# | 4 | convolution 384 → 256, noyau 3, `padding` 1 ; ReLU |
# | 5 | convolution 256 → 256, noyau 3, `padding` 1 ; ReLU ; max-pooling 3, `stride` 2 |
# | | `nn.AdaptiveAvgPool2d((6, 6))`, puis mise à plat : $256 \times 6 \times 6 = 9216$ valeurs |
# | 6 | Dropout (0,5) ; linéaire 9216 → 4096 ; ReLU |
# | 7 | Dropout (0,5) ; linéaire 4096 → 4096 ; ReLU |
# | 8 | linéaire 4096 → `num_classes` |
#
# Le pooling **adaptatif** rend toujours 6 × 6, quelle que soit l'image : le même réseau accepte du 64 × 64 et du
# 224 × 224. Les deux réseaux rendent des **scores** : l'entropie croisée fait elle-même le softmax (TP 5).
#
# Les 57 millions de paramètres de `CNNNet` pèsent 228 Mo. Pour vérifier ses tailles sans les créer, on le construit
# sur l'appareil `"meta"`, qui ne retient que les formes :

# %%
with torch.device("meta"):
    layer = nn.Linear(100_000, 100_000)
    print("sortie :", tuple(layer(torch.rand(5, 100_000)).shape), "— appareil des paramètres :", layer.weight.device)

# %% [markdown]
# ### Exercice 3 — `SimpleNet` et `CNNNet` (1 point)
#
# Écrivez les deux classes : `SimpleNet()`, pour des lots d'images de taille `(n, 3, 64, 64)`, et
# `CNNNet(num_classes=2)`, pour des lots d'images de côté 64 ou davantage. Elles rendent des scores, de tailles
# `(n, 2)` et `(n, num_classes)`. La façon de ranger les couches est libre.

# %% grade_id="networks" solution=true
class SimpleNet(nn.Module):
    """12288 → 84 → 50 → 2."""

    ### BEGIN SOLUTION
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Flatten(), nn.Linear(12288, 84), nn.ReLU(), nn.Linear(84, 50), nn.ReLU(), nn.Linear(50, 2)
        )

    def forward(self, x):
        return self.layers(x)
    ### END SOLUTION


class CNNNet(nn.Module):
    """Cinq convolutions, trois couches linéaires."""

    ### BEGIN SOLUTION
    def __init__(self, num_classes=2):
        super().__init__()
        self.features = nn.Sequential(
            *(nn.Conv2d(3, 64, 11, stride=4, padding=2), nn.ReLU(), nn.MaxPool2d(3, 2)),
            *(nn.Conv2d(64, 192, 5, padding=2), nn.ReLU(), nn.MaxPool2d(3, 2)),
            *(nn.Conv2d(192, 384, 3, padding=1), nn.ReLU()),
            *(nn.Conv2d(384, 256, 3, padding=1), nn.ReLU()),
            *(nn.Conv2d(256, 256, 3, padding=1), nn.ReLU(), nn.MaxPool2d(3, 2)),
            nn.AdaptiveAvgPool2d((6, 6)),
        )
        self.classifier = nn.Sequential(
            *(nn.Flatten(), nn.Dropout(), nn.Linear(256 * 6 * 6, 4096), nn.ReLU()),
            *(nn.Dropout(), nn.Linear(4096, 4096), nn.ReLU(), nn.Linear(4096, num_classes)),
        )

    def forward(self, x):
        return self.classifier(self.features(x))
    ### END SOLUTION

# %% grade_id="test_networks" points=1
assert SimpleNet()(torch.rand(3, 3, 64, 64)).shape == (3, 2), "SimpleNet rend deux scores par image."
count = sum(parameter.numel() for parameter in SimpleNet().parameters())
assert count == 1_036_628, f"SimpleNet a 1 036 628 paramètres ; le vôtre, {count}."
with torch.device("meta"):
    model = CNNNet()
    assert model(torch.rand(2, 3, 64, 64)).shape == (2, 2), "CNNNet rend deux scores par image."
    assert model(torch.rand(1, 3, 224, 224)).shape == (1, 2), "CNNNet accepte aussi des images de 224 × 224."
count = sum(parameter.numel() for parameter in model.parameters())
assert count == 57_012_034, f"CNNNet a 57 012 034 paramètres ; le vôtre, {count}."

# %% [markdown]
# ## 4. La boucle d'apprentissage
#
# C'est celle du TP 5, mise en forme : elle reçoit le modèle, l'optimiseur, la fonction d'erreur et deux chargeurs.
#
# ```
#   à chaque époque :
#       model.train()      le Dropout agit, les BatchNorm apprennent leurs moyennes
#       pour chaque lot d'apprentissage :  gradients à zéro, erreur, backward, step
#       model.eval()       le Dropout ne fait plus rien, les BatchNorm ne bougent plus
#       pour chaque lot de validation, sans graphe :  erreur, bonnes réponses
# ```
#
# Deux points de détail, qui faussent bien des courbes :
#
# - **Le mode.** Oublier `eval()`, c'est valider un réseau à qui l'on cache la moitié de ses neurones, et laisser ses
#   BatchNorm apprendre les images de validation. Oublier de revenir à `train()`, c'est ne plus avoir de Dropout après
#   la première époque.
# - **La moyenne.** `loss_fn` rend la moyenne *du lot*. Si le dernier lot est plus petit, la moyenne des moyennes
#   n'est pas celle des échantillons. *À la main* : des lots de 4, 4 et 2 images, d'erreurs moyennes 1, 1 et 6,
#   donnent $(4 \times 1 + 4 \times 1 + 2 \times 6)/10 = 2$, et non $8/3$.

# %% [markdown]
# ### Exercice 4 — `train` (3 points)
#
# Écrivez `train(model, optimizer, loss_fn, train_loader, val_loader, epochs=20, device="cpu")`, qui entraîne `model`
# sur place pendant `epochs` époques, par la méthode ci-dessus, une mise à jour par lot de `train_loader`, pris dans
# l'ordre où il les donne. `loss_fn(scores, y)` rend la moyenne du lot. Le modèle et chaque lot (images et étiquettes)
# vont sur l'appareil `device`, par `.to(device)`.
#
# La fonction rend un dictionnaire de trois listes d'`epochs` flottants :
#
# - `"train_loss"` : la moyenne, **sur les échantillons** d'apprentissage, de leurs erreurs au fil de l'époque
#   (relevées avant chaque mise à jour) ;
# - `"val_loss"` : l'erreur moyenne **sur les échantillons** de validation, à la fin de l'époque ;
# - `"val_acc"` : la proportion de bonnes réponses en validation, entre 0 et 1, à la fin de l'époque.
#
# Le mode du modèle au retour est libre. Les vérifications lisent les poids et les trois listes ; de plus, une petite
# tête entraînée par votre fonction sur les *traits* de la section 6 (20 époques) doit reconnaître des images
# d'artistes qu'elle n'a jamais vus.

# %% grade_id="train" solution=true
def train(model, optimizer, loss_fn, train_loader, val_loader, epochs=20, device="cpu"):
    """Entraîne model ; rend les listes "train_loss", "val_loss" et "val_acc", une valeur par époque."""
    ### BEGIN SOLUTION
    model.to(device)
    history = {"train_loss": [], "val_loss": [], "val_acc": []}
    for _ in range(epochs):
        model.train()
        total, count = 0.0, 0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(y)
            count += len(y)
        history["train_loss"].append(total / count)

        model.eval()
        total, right, count = 0.0, 0, 0
        with torch.no_grad():
            for x, y in val_loader:
                x, y = x.to(device), y.to(device)
                scores = model(x)
                total += loss_fn(scores, y).item() * len(y)
                right += (scores.argmax(dim=1) == y).sum().item()
                count += len(y)
        history["val_loss"].append(total / count)
        history["val_acc"].append(right / count)
    return history
    ### END SOLUTION

# %% grade_id="test_train" points=3
torch.manual_seed(0)
y = torch.arange(50) % 2
x = torch.randn(50, 4) + 3 * y[:, None]
model = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Dropout(0.2), nn.Linear(8, 2))
loader = DataLoader(TensorDataset(x, y), 16, shuffle=True)
optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
history = train(model, optimizer, nn.CrossEntropyLoss(), loader, loader, epochs=8)
assert set(history) >= {"train_loss", "val_loss", "val_acc"}, "On demande trois listes, dans un dictionnaire."
assert all(len(history[key]) == 8 for key in ("train_loss", "val_loss", "val_acc")), "Une valeur par époque."
assert history["train_loss"][-1] < 0.5 * history["train_loss"][0], "L'erreur devrait avoir baissé de moitié ici."
assert 0.9 < history["val_acc"][-1] <= 1, "Cet essai est facile : val_acc est une proportion proche de 1."
model.eval()
with torch.no_grad():
    expected = nn.functional.cross_entropy(model(x), y).item()
assert abs(history["val_loss"][-1] - expected) < 1e-4, "val_loss : mode eval(), et moyenne sur les échantillons."

# %% [markdown]
# Entraînons `SimpleNet` de zéro sur nos dessins (cellule non notée).

# %%
torch.manual_seed(0)
simple = SimpleNet()
optimizer = torch.optim.Adam(simple.parameters(), lr=1e-3)
simple_history = train(simple, optimizer, nn.CrossEntropyLoss(), train_loader, val_loader, epochs=6, device=device)

figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.3), layout="constrained")
left.plot(simple_history["train_loss"], label="apprentissage")
left.plot(simple_history["val_loss"], label="validation (autres artistes)")
left.set(xlabel="époques", ylabel="entropie croisée", title="SimpleNet : l'erreur")
left.legend()
right.plot(simple_history["val_acc"], color="tab:orange")
right.axhline(0.5, color="gray", linestyle=":", label="au hasard")
right.set(xlabel="époques", ylabel="proportion", ylim=(0, 1), title="SimpleNet : bonnes réponses en validation")
right.legend()
plt.show()

# %% [markdown]
# L'erreur d'apprentissage descend : le réseau apprend… ces images-là. Sur des artistes qu'il n'a pas vus, il répond à
# peu près au hasard. `CNNNet` n'y change rien (nous l'avons mesuré ; chaque époque de ses 57 millions de paramètres est
# dix fois plus longue) : trois cents images ne suffisent pas à apprendre ce qu'est un contour, un œil, une nageoire. Il
# en faudrait des dizaines de milliers… ou un réseau qui les a déjà vues.
#
# ## 5. Prédire une image, sauvegarder, recharger
#
# Un réseau reçoit un **lot**. Une seule image, de taille `(3, 64, 64)`, doit donc devenir un lot d'une image, de
# taille `(1, 3, 64, 64)` : c'est `x.unsqueeze(0)`, ou `x[None]`. En mode `eval()`, sinon le Dropout tire la réponse
# au sort.
#
# Pour **sauvegarder**, on n'enregistre pas l'objet entier, mais son `state_dict()` : un dictionnaire de tenseurs. Un
# fichier `torch.save(model, …)` contient, lui, des instructions pour *reconstruire* l'objet ; le lire, c'est les
# exécuter, quelles qu'elles soient. Depuis PyTorch 2.6, `torch.load` refuse donc par défaut tout ce qui n'est pas des
# tenseurs et des conteneurs simples (`weights_only=True`). Ne désactivez jamais cette protection pour un fichier venu
# d'ailleurs.
#
# ```python
# torch.save(model.state_dict(), "reseau.pt")
# other = SimpleNet()                                # même classe, autres poids
# other.load_state_dict(torch.load("reseau.pt"))     # maintenant, les mêmes poids
# ```

# %%
layer = nn.Linear(2, 1)
with tempfile.TemporaryDirectory() as folder:
    torch.save(layer.state_dict(), f"{folder}/etat.pt")
    print("l'état se relit :", torch.load(f"{folder}/etat.pt"))
    torch.save(layer, f"{folder}/objet.pt")
    try:
        torch.load(f"{folder}/objet.pt")
    except Exception as error:
        print("l'objet est refusé :", type(error).__name__)

# %% [markdown]
# ### Exercice 5 — prédire, sauvegarder, recharger (2 points)
#
# 1. `predict_image(model, image, transform, labels)` : `image` est une image de Pillow, `transform` en fait un
#    tenseur, `model` rend les scores d'un lot, et `labels` est la liste des noms des classes. Le résultat est le
#    **nom** (une chaîne) de la classe prédite, calculé en mode `eval()`. Le mode du modèle au retour est libre ; rien
#    d'autre n'a changé dans le modèle.
# 2. `save(model, path)` enregistre l'état (`state_dict`) du modèle, et lui seul, dans un fichier.
# 3. `load(model, path)` charge dans `model` l'état enregistré dans le fichier, et rend `model`. Un fichier qui
#    contient autre chose que des tenseurs dans des conteneurs simples est **refusé** par une erreur (laissez passer
#    celle de `torch.load`), et son contenu n'est jamais exécuté.

# %% grade_id="prediction" solution=true
def predict_image(model, image, transform, labels):
    """Nom de la classe prédite pour une image."""
    ### BEGIN SOLUTION
    model.eval()
    with torch.no_grad():
        scores = model(transform(image).unsqueeze(0))
    return labels[scores.argmax(dim=1).item()]
    ### END SOLUTION


def save(model, path):
    """Enregistre l'état du modèle."""
    ### BEGIN SOLUTION
    torch.save(model.state_dict(), path)
    ### END SOLUTION


def load(model, path):
    """Charge l'état enregistré dans model, et rend model."""
    ### BEGIN SOLUTION
    model.load_state_dict(torch.load(path, weights_only=True))
    return model
    ### END SOLUTION

# %% grade_id="test_prediction" points=2
model = nn.Sequential(nn.Flatten(), nn.Dropout(0.9), nn.Linear(12, 3))
with torch.no_grad():
    model[2].weight.zero_()
    model[2].bias.copy_(torch.tensor([0.0, 2.0, 1.0]))
small = transforms.Compose([transforms.Resize((2, 2)), transforms.ToTensor()])
found = predict_image(model, wide, small, ["chien", "lapin", "tortue"])
assert found == "lapin", "Ici, le plus grand score est toujours celui de la classe 1."
with tempfile.TemporaryDirectory() as folder:
    save(model, f"{folder}/essai.pt")
    state = torch.load(f"{folder}/essai.pt", weights_only=True)
    assert set(state) == set(model.state_dict()), "Le fichier doit contenir le state_dict du modèle."
    other = nn.Sequential(nn.Flatten(), nn.Dropout(0.9), nn.Linear(12, 3))
    assert load(other, f"{folder}/essai.pt") is not None, "load doit rendre le modèle."
    assert torch.equal(other[2].bias, model[2].bias), "Après load, le modèle a les poids enregistrés."

# %% [markdown]
# ## 6. Le réseau d'un autre
#
# Un réseau **préentraîné** a déjà appris, sur d'autres images et pour d'autres classes. Voici un *ResNet*,
# l'architecture la plus employée en vision :
#
# ```
#   image ─► conv1, bn1, relu, maxpool ─► layer1 ─► layer2 ─► layer3 ─► layer4 ─► avgpool
#            le corps : des formes, de plus en plus riches                           │
#                                                                                    ▼
#                                                scores ◄─ fc (la tête) ◄─────── les traits
# ```
#
# Chaque couche `layer…` est faite de **blocs résiduels** : deux ou trois convolutions, chacune suivie d'une BatchNorm,
# et un raccourci qui ajoute l'entrée à la sortie. Quand les tailles changent, le raccourci lui-même a une convolution
# et une BatchNorm, rangées sous le nom `downsample`.

# %% [markdown] profile="mini"
# Le nôtre est petit : un bloc par couche, et 512 traits. Nous l'avons entraîné à nommer des milliers de dessins (des
# chiens, des voitures, des pommes, des parapluies…), mais aucun chat, aucun poisson, et aucun dessin des artistes de
# la validation ni du test. `data/backbone.txt` donne les détails.

# %% profile="mini" grade_id="backbone" locked=true
def load_backbone():
    """Le réseau préentraîné. Sa couche fc (512 → 1000) n'est pas entraînée : à vous de la remplacer."""
    model = ResNet(BasicBlock, [1, 1, 1, 1])
    model.load_state_dict(torch.load("data/backbone.pt", weights_only=True), strict=False)
    return model

# %% [markdown] profile="full"
# Le nôtre est un **ResNet-50**, tel que torchvision le donne : 2048 traits, et des poids appris sur ImageNet, 1,2
# million de photographies de 1 000 classes. (Les anciens textes écrivent `pretrained=True`, qui n'existe plus.) Ses
# 98 Mo sont téléchargés à la première exécution, dans `data/checkpoints/`.

# %% profile="full" grade_id="backbone" locked=true
from torchvision.models import ResNet50_Weights, resnet50

torch.hub.set_dir("data")


def load_backbone():
    """Le réseau préentraîné. Sa couche fc (2048 → 1000) nomme les classes d'ImageNet : à vous de la remplacer."""
    return resnet50(weights=ResNet50_Weights.DEFAULT)

# %%
backbone = load_backbone()
for name, child in backbone.named_children():
    print(f"{name:8} {sum(parameter.numel() for parameter in child.parameters()):>9,} paramètres".replace(",", " "))
print("\nles couches de layer2 :")
for name, module in backbone.layer2.named_modules():
    if not list(module.children()):
        print(f"  layer2.{name:15} {module}")

# %% [markdown]
# ### Figer, sauf les BatchNorm
#
# **Figer** un paramètre, c'est mettre son `requires_grad` à `False` : il ne reçoit plus de gradient, l'optimiseur ne
# le change plus. On fige le corps, pour ne pas détruire en quelques pas ce qu'il sait ; mais on laisse libres les
# **BatchNorm**, peu nombreuses, qui s'adaptent ainsi aux nouvelles images.
#
# Comment les reconnaître ? Une règle que l'on rencontre souvent est de regarder si `"bn"` est dans le nom du
# paramètre. Regardez la liste ci-dessus : elle oublie les BatchNorm des raccourcis, qui s'appellent `downsample.1`.
# Le **type** de la couche, lui, ne trompe pas : `isinstance(module, nn.BatchNorm2d)`. `model.modules()` parcourt
# toutes les couches, à toute profondeur ; `module.parameters(recurse=False)` donne les paramètres d'une couche, sans
# ceux de ses sous-couches.
#
# (Attention : figer les *paramètres* d'une BatchNorm n'empêche pas ses moyennes courantes de bouger en mode
# `train()`.)
#
# ### Une nouvelle tête
#
# La dernière couche, `fc`, sait nommer d'autres classes que les nôtres. On la remplace par une petite tête, créée
# **après** avoir figé (sinon elle le serait aussi) :
#
# ```
#   traits (in_features) ──Linear──► hidden ──ReLU, Dropout(0,5)──► Linear ──► n_classes
# ```
#
# Le nombre d'entrées se lit sur la couche que l'on remplace, `model.fc.in_features` : 512 ici, 2048 pour un
# ResNet-50.
#
# ### Les traits, une fois pour toutes
#
# Si le corps est entièrement figé et en mode `eval()`, il donne toujours les mêmes **traits** pour une image. Autant
# les calculer une seule fois : entraîner la tête ne demande plus que quelques secondes.

# %% [markdown]
# ### Exercice 6 — figer, remplacer la tête, extraire les traits (3 points)
#
# 1. `freeze(model)` fige, sur place, tous les paramètres d'un modèle quelconque, **sauf** ceux de ses couches
#    `nn.BatchNorm2d`, qui restent comme ils étaient ; elle rend `model`.
# 2. `new_head(model, n_classes=2, hidden=500)` remplace la couche linéaire `model.fc` par la tête ci-dessus
#    (`nn.Sequential` de quatre couches, qui demande ses gradients), ne change rien d'autre, et rend `model`.
# 3. `extract_features(model, loader)` rend le couple (traits, étiquettes) de toutes les images de `loader`, dans
#    l'ordre où il les donne : des tenseurs de tailles `(n, d)` et `(n,)`, sur le CPU. Les traits d'une image sont
#    **ce que reçoit la couche `fc`** ; ils sont calculés en mode `eval()` et sans graphe. `model` est un `ResNet` de
#    torchvision (comme `backbone`) ; au retour, sa couche `fc`, ses poids et ses statistiques sont ceux d'avant (le
#    mode est libre). Le modèle et les images sont sur le CPU.

# %% grade_id="freeze" solution=true
def freeze(model):
    """Fige tous les paramètres, sauf ceux des BatchNorm ; rend model."""
    ### BEGIN SOLUTION
    for module in model.modules():
        if not isinstance(module, nn.BatchNorm2d):
            for parameter in module.parameters(recurse=False):
                parameter.requires_grad = False
    return model
    ### END SOLUTION


def new_head(model, n_classes=2, hidden=500):
    """Remplace model.fc par une tête Linear, ReLU, Dropout, Linear ; rend model."""
    ### BEGIN SOLUTION
    model.fc = nn.Sequential(
        nn.Linear(model.fc.in_features, hidden), nn.ReLU(), nn.Dropout(0.5), nn.Linear(hidden, n_classes)
    )
    return model
    ### END SOLUTION


def extract_features(model, loader):
    """Ce que reçoit model.fc pour chaque image, et les étiquettes."""
    ### BEGIN SOLUTION
    head, model.fc = model.fc, nn.Identity()
    model.eval()
    with torch.no_grad():
        pairs = [(model(x), y) for x, y in loader]
    model.fc = head
    return torch.cat([x for x, _ in pairs]), torch.cat([y for _, y in pairs])
    ### END SOLUTION

# %% grade_id="test_freeze" points=3
class Toy(nn.Module):
    """Deux convolutions et deux BatchNorm, dont l'une ne s'appelle pas bn."""

    def __init__(self):
        super().__init__()
        self.conv, self.bn = nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4)
        self.shortcut = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4))
        self.fc = nn.Linear(4, 7)

    def forward(self, x):
        return self.fc((self.bn(self.conv(x)) + self.shortcut(x)).mean((2, 3)))


toy = Toy()
freeze(toy)
free = {name for name, parameter in toy.named_parameters() if parameter.requires_grad}
assert not any(name.startswith(("conv", "fc")) for name in free), "Figez tout ce qui n'est pas une BatchNorm."
assert {"bn.weight", "bn.bias", "shortcut.1.weight", "shortcut.1.bias"} <= free, "Toutes les BatchNorm restent libres."
new_head(toy, n_classes=3, hidden=5)
assert [type(layer).__name__ for layer in toy.fc] == ["Linear", "ReLU", "Dropout", "Linear"], "Relisez le schéma."
assert (toy.fc[0].in_features, toy.fc[3].out_features) == (4, 3), "La tête va de fc.in_features à n_classes."
assert all(parameter.requires_grad for parameter in toy.fc.parameters()), "La nouvelle tête demande ses gradients."
essai = ResNet(BasicBlock, [1, 1, 1, 1], num_classes=6)
batch = [(torch.randn(2, 3, 32, 32), torch.tensor([4, 1])), (torch.randn(1, 3, 32, 32), torch.tensor([0]))]
features, found = extract_features(essai, batch)
assert features.shape == (3, 512), "Une ligne de 512 traits par image."
assert found.tolist() == [4, 1, 0], "Les étiquettes viennent dans l'ordre du chargeur."
assert not features.requires_grad, "Calculez sans graphe."
assert torch.allclose(essai.eval().fc(features[:2]), essai(batch[0][0]), atol=1e-4), "Les traits : ce que reçoit fc."

# %% [markdown]
# Le transfert (cellule non notée) : les traits du réseau préentraîné, puis une tête entraînée par votre fonction
# `train`. Les chargeurs d'apprentissage et de validation ne contiennent plus des images, mais des traits.

# %%
torch.manual_seed(0)
cached = {
    name: extract_features(backbone, DataLoader(data, 64))
    for name, data in (("train", train_data), ("val", val_data), ("test", test_data))
}
feature_loaders = [
    DataLoader(TensorDataset(*cached[name]), 32, shuffle=name == "train") for name in ("train", "val", "test")
]


def make_head():
    """Une tête neuve, seule."""
    d = cached["train"][0].shape[1]
    return nn.Sequential(nn.Linear(d, 64), nn.ReLU(), nn.Dropout(0.2), nn.Linear(64, len(labels)))


head = make_head()
optimizer = torch.optim.Adam(head.parameters(), lr=1e-3)
head_history = train(head, optimizer, nn.CrossEntropyLoss(), *feature_loaders[:2], epochs=20)

plt.figure(figsize=(6, 3.3))
plt.plot(simple_history["val_acc"], label="SimpleNet, de zéro")
plt.plot(head_history["val_acc"], label="tête sur traits préentraînés")
plt.axhline(0.5, color="gray", linestyle=":", label="au hasard")
plt.xlabel("époques")
plt.ylabel("bonnes réponses (validation)")
plt.title("Avec et sans transfert, sur des artistes jamais vus")
plt.ylim(0, 1)
plt.legend(loc="lower right")
plt.show()

# %% [markdown]
# Et en test ? On ne le regarde qu'ici, à la fin. La **matrice de confusion** compte, pour chaque vraie classe
# (ligne), les réponses (colonne) ; les **erreurs les plus assurées**, celles où le réseau donne la plus grande
# probabilité à une mauvaise réponse, apprennent souvent le plus : image difficile, étiquette fausse, ou biais du
# réseau.

# %%
head.eval()
simple.eval()
with torch.no_grad():
    x, y = cached["test"]
    probabilities = head(x).softmax(dim=1)
    scratch = torch.cat([simple(images.to(device)).cpu() for images, _ in test_loader]).argmax(dim=1)
answers = probabilities.argmax(dim=1)
print(f"test : {(scratch == y).float().mean():.3f} de zéro, {(answers == y).float().mean():.3f} par transfert")

confusion = torch.zeros(len(labels), len(labels), dtype=torch.int64)
for truth, answer in zip(y.tolist(), answers.tolist(), strict=True):
    confusion[truth, answer] += 1
wrong = sorted((i for i in range(len(y)) if answers[i] != y[i]), key=lambda i: -probabilities[i].max())[:6]

figure, axes = plt.subplots(1, 7, figsize=(13, 2.6), layout="constrained")
axes[0].imshow(confusion, cmap="Blues")
for row in range(len(labels)):
    for column in range(len(labels)):
        color = "white" if confusion[row, column] > confusion.max() / 2 else "black"
        axes[0].text(column, row, confusion[row, column].item(), ha="center", va="center", color=color)
axes[0].set_xticks(range(len(labels)), labels)
axes[0].set_yticks(range(len(labels)), labels)
axes[0].set(xlabel="réponse", ylabel="vérité", title="Confusion (test)")
for axis in axes[1:]:
    axis.axis("off")
for axis, i in zip(axes[1:], wrong, strict=False):
    axis.imshow(Image.open(test_data.samples[i][0]))
    axis.set_title(f"{labels[answers[i]]} ({probabilities[i].max():.2f}) ?", fontsize=9)
figure.suptitle("Les erreurs les plus assurées")
plt.show()

# %% [markdown] profile="mini"
# **Avec un vrai ResNet-50.** torchvision donne des réseaux entraînés sur ImageNet, 1,2 million de photographies de 1
# 000 classes. Avec une connexion, il suffit de remplacer `load_backbone()` par ceci (les anciens textes écrivent
# `pretrained=True`, qui n'existe plus) ; `layer3`, `layer4` et `fc` portent les mêmes noms, `fc.in_features` vaut
# 2048, et tout ce que vous avez écrit fonctionne. Prenez alors des images de 224 × 224.
#
# ```python
# from torchvision.models import ResNet50_Weights, resnet50
#
# model = resnet50(weights=ResNet50_Weights.DEFAULT)      # télécharge 98 Mo la première fois
# ```

# %% [markdown]
# ## 7. Quel pas ?
#
# Le pas d'apprentissage est le réglage qui compte le plus. Une façon rapide d'en trouver un bon : **balayer**. On
# part d'un pas minuscule, et à chaque lot on le multiplie par une même constante, jusqu'à un pas énorme, en relevant
# l'erreur. D'abord rien ne bouge ; puis l'erreur descend ; enfin elle explose. On choisit un pas là où elle descend
# le plus vite, bien avant l'explosion.
#
# Avec $n$ lots, le pas du lot $i$ (de 0 à $n - 1$) est $\;r_i = r_0 \, (r_f / r_0)^{i/(n-1)}$ : une suite
# géométrique, du premier pas $r_0$ au dernier $r_f$. (Avec $i/n$ au lieu de $i/(n-1)$, le dernier pas est un peu plus
# petit : c'est accepté aussi.) *À la main* : de $r_0 = 0{,}01$ à $r_f = 1$ en 3 lots, les pas sont $0{,}01$, $0{,}1$
# et $1$.
#
# Le balayage **abîme** le réseau : c'est même son but. Il faut donc sauver avant, et remettre après, l'état du modèle
# (poids, statistiques des BatchNorm) **et celui de l'optimiseur** (son pas, et sa mémoire : Adam se souvient des
# gradients passés). Rappel du TP 5 : `state_dict()` ne copie rien, il donne les tenseurs eux-mêmes ;
# `copy.deepcopy(….state_dict())` copie. Une autre façon est de balayer avec des copies du modèle et de l'optimiseur.
#
# `optimizer.param_groups` est la liste des groupes de paramètres de l'optimiseur ; on change le pas d'un groupe par
# `group["lr"] = …`. Il peut y avoir plusieurs groupes (section 8) : le balayage donne le même pas à tous.

# %%
model = nn.Linear(1, 1)
optimizer = torch.optim.SGD(
    [{"params": [model.weight], "lr": 0.1}, {"params": [model.bias], "lr": 0.5}], momentum=0.9
)
print("pas des groupes :", [group["lr"] for group in optimizer.param_groups])
saved = copy.deepcopy(optimizer.state_dict())
for group in optimizer.param_groups:
    group["lr"] = 3.0
print("changés :", [group["lr"] for group in optimizer.param_groups])
optimizer.load_state_dict(saved)
print("remis :", [group["lr"] for group in optimizer.param_groups])

# %% [markdown]
# ### Exercice 7 — `find_lr` (3 points)
#
# Écrivez `find_lr(model, loss_fn, optimizer, train_loader, init_value=1e-8, final_value=10.0, device="cpu")`, qui
# rend deux listes de flottants de même longueur, `(lrs, losses)` : les pas essayés et les erreurs relevées. Elle fait
# **un** parcours de `train_loader` (dont `len(train_loader)` est le nombre $n$ de lots), le modèle en mode
# `train()` :
#
# - au lot $i$, on donne à **tous** les groupes de l'optimiseur le pas $r_i$ ci-dessus (le premier est `init_value` ;
#   s'il n'y a qu'un lot, c'est le seul) ;
# - on calcule l'erreur du lot, on la note avec le pas, puis on fait la mise à jour ;
# - si l'erreur d'un lot dépasse 4 fois la plus petite relevée jusque-là, elle a explosé : on s'arrête (noter ou non
#   ce dernier couple : les deux sont acceptés).
#
# **Au retour, `model` et `optimizer` sont exactement comme avant l'appel** : poids, statistiques des BatchNorm, mode
# (`training`), pas de chaque groupe et mémoire de l'optimiseur. (Les gradients sont libres.) Le modèle et les lots
# vont sur l'appareil `device`.

# %% grade_id="find_lr" solution=true
def find_lr(model, loss_fn, optimizer, train_loader, init_value=1e-8, final_value=10.0, device="cpu"):
    """Balaie les pas : (pas essayés, erreurs relevées). model et optimizer sont inchangés au retour."""
    ### BEGIN SOLUTION
    model.to(device)
    saved = copy.deepcopy((model.state_dict(), optimizer.state_dict()))
    was_training = model.training
    steps = max(len(train_loader) - 1, 1)
    lrs, losses = [], []
    model.train()
    for i, (x, y) in enumerate(train_loader):
        lr = init_value * (final_value / init_value) ** (i / steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        loss = loss_fn(model(x.to(device)), y.to(device))
        lrs.append(lr)
        losses.append(loss.item())
        if loss.item() > 4 * min(losses):
            break
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.load_state_dict(saved[0])
    optimizer.load_state_dict(saved[1])
    model.train(was_training)
    return lrs, losses
    ### END SOLUTION

# %% grade_id="test_find_lr" points=3
torch.manual_seed(0)
x, y = torch.randn(30, 2), torch.arange(30) % 2
model = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
optimizer = torch.optim.SGD(model.parameters(), lr=0.25)
before = copy.deepcopy(model.state_dict())
loader = DataLoader(TensorDataset(x, y), 10)
lrs, losses = find_lr(model, nn.CrossEntropyLoss(), optimizer, loader, init_value=0.01, final_value=1.0)
assert len(lrs) == len(losses) == 3, "Un pas et une erreur par lot (rien n'explose ici)."
assert abs(lrs[0] - 0.01) < 1e-9, "Le premier pas est init_value."
assert abs(lrs[1] / lrs[0] - lrs[2] / lrs[1]) < 1e-6, "Chaque pas est le précédent, multiplié par une même constante."
assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items()), "Remettez l'état du modèle."
assert optimizer.param_groups[0]["lr"] == 0.25, "Remettez l'état de l'optimiseur."

# %% [markdown]
# Le balayage sur notre réseau (cellule non notée) : le corps figé sauf ses BatchNorm, une nouvelle tête, des lots de
# 12. L'échelle des pas est logarithmique. L'erreur d'un si petit lot est bruitée : on lit la tendance, pas les dents.

# %%
torch.manual_seed(0)
model = new_head(freeze(load_backbone()), len(labels), 64)
optimizer = torch.optim.Adam([parameter for parameter in model.parameters() if parameter.requires_grad])
small_batches = DataLoader(train_data, 12, shuffle=True)
lrs, losses = find_lr(model, nn.CrossEntropyLoss(), optimizer, small_batches, 1e-5, 10.0)

plt.figure(figsize=(6, 3.3))
plt.plot(lrs, losses, ".-")
plt.xscale("log")
plt.xlabel("pas (échelle logarithmique)")
plt.ylabel("erreur du lot")
plt.title("Chercher le pas : l'erreur pour des pas de plus en plus grands")
plt.show()

# %% [markdown]
# ## 8. Un pas par couche, puis dégeler
#
# Une fois la tête à peu près en place, on peut **dégeler** la fin du corps, et tout régler ensemble. Mais doucement :
# les premières couches savent des choses générales (des bords, des textures), qu'il faut à peine toucher ; les
# dernières sont plus liées aux anciennes classes ; la tête, elle, part de zéro. On donne donc à chacune son pas : $r$
# pour la tête, $r/3$ pour `layer4`, $r/9$ pour `layer3`. Un optimiseur accepte une liste de **groupes** :
#
# ```python
# optimizer = torch.optim.Adam([{"params": […], "lr": 0.001}, {"params": […], "lr": 0.0003}])
# ```
#
# Le piège : un paramètre qui n'est dans **aucun** groupe n'est jamais mis à jour, et rien ne le signale. On rencontre
# souvent des exemples qui listent `layer4` et `layer3`… et oublient la tête, la seule à devoir tout apprendre. À
# l'inverse, un paramètre dans deux groupes est refusé par l'optimiseur.

# %% [markdown]
# ### Exercice 8 — dégeler, un pas par couche (2 points)
#
# `model` est un `ResNet` de torchvision, dont `fc` a pu être remplacée.
#
# 1. `unfreeze(model, names)` : `names` est une liste de noms d'attributs du modèle, comme `["layer3", "layer4"]` ;
#    tous leurs paramètres demandent désormais leur gradient. Les autres paramètres restent comme ils étaient. Elle
#    rend `model`.
# 2. `parameter_groups(model, lr)` rend une liste de dictionnaires, chacun avec ses `"params"` et son `"lr"`, à donner
#    à un optimiseur. Chaque paramètre **qui demande son gradient** y est exactement une fois : ceux de `fc` avec le
#    pas `lr`, ceux de `layer4` avec `lr / 3`, ceux de `layer3` et **de tout le reste du réseau** (les BatchNorm du
#    début, par exemple) avec `lr / 9`. Les paramètres figés peuvent y être ou non. Le nombre de groupes est libre.

# %% grade_id="layer_rates" solution=true
def unfreeze(model, names):
    """Dégèle les couches de ces noms ; rend model."""
    ### BEGIN SOLUTION
    for name in names:
        for parameter in getattr(model, name).parameters():
            parameter.requires_grad = True
    return model
    ### END SOLUTION


def parameter_groups(model, lr):
    """Groupes de paramètres : fc à lr, layer4 à lr / 3, le reste à lr / 9."""
    ### BEGIN SOLUTION
    groups = {"fc": {"params": [], "lr": lr}, "layer4": {"params": [], "lr": lr / 3}}
    rest = {"params": [], "lr": lr / 9}
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            groups.get(name.split(".")[0], rest)["params"].append(parameter)
    return [*groups.values(), rest]
    ### END SOLUTION

# %% grade_id="test_layer_rates" points=2
with torch.device("meta"):
    model = ResNet(BasicBlock, [1, 1, 1, 1], num_classes=2)
for parameter in model.parameters():
    parameter.requires_grad = False
model.fc.weight.requires_grad = True
unfreeze(model, ["layer4"])
free = {name.split(".")[0] for name, parameter in model.named_parameters() if parameter.requires_grad}
assert free == {"layer4", "fc"}, "unfreeze dégèle les couches nommées, sans toucher aux autres."
optimizer = torch.optim.SGD(parameter_groups(model, 0.9), lr=123.0)
rates = {id(p): group["lr"] for group in optimizer.param_groups for p in group["params"]}
assert id(model.fc.weight) in rates, "La tête n'est dans aucun groupe : elle n'apprendrait jamais."
assert abs(rates[id(model.fc.weight)] - 0.9) < 1e-9, "La tête a le pas lr."
assert abs(rates[id(model.layer4[0].conv1.weight)] - 0.3) < 1e-9, "layer4 a le pas lr / 3."

# %% [markdown]
# Le réglage fin de bout en bout (cellule non notée, une dizaine de secondes) : une époque corps figé sauf BatchNorm,
# puis deux époques après avoir dégelé `layer3` et `layer4`. Avec si peu d'images, il n'y gagne pas toujours ; avec plus
# d'images, c'est ici que se prennent les derniers points.

# %%
torch.manual_seed(0)
model = new_head(freeze(load_backbone()), len(labels), 64)
fine_history = []
for names, lr, epochs in (([], 1e-3, 1), (["layer3", "layer4"], 3e-4, 2)):
    unfreeze(model, names)
    optimizer = torch.optim.Adam(parameter_groups(model, lr))
    history = train(model, optimizer, nn.CrossEntropyLoss(), train_loader, val_loader, epochs=epochs, device=device)
    fine_history += history["val_acc"]
    print(f"dégelé {names or 'rien'} : validation {history['val_acc'][-1]:.3f}")

# %% [markdown]
# Le projet est fini : une image, une réponse (cellule non notée).

# %%
model.to("cpu")
figure, axes = plt.subplots(1, 6, figsize=(11, 2.2), layout="constrained")
for axis, (path, truth) in zip(axes, test_data.samples[:: max(1, len(test_data) // 6)], strict=False):
    image = Image.open(path).convert("RGB")
    axis.imshow(image)
    axis.set_title(f"{predict_image(model, image, img_transforms, labels)} (vrai : {labels[truth]})", fontsize=8)
    axis.axis("off")
figure.suptitle("Quelques images de test, et la réponse du réseau")
plt.show()

# %% [markdown]
# ## 9. Augmenter, transformer, voter
#
# ### Augmentation
#
# Un chat retourné de gauche à droite est un chat. On multiplie donc les images d'**apprentissage** (et elles seules :
# la validation et le test doivent rester comparables) par de petites transformations tirées au hasard à chaque
# lecture : retournement, rotation, recadrage, couleurs. torchvision en a beaucoup ; elles s'ajoutent en tête du
# `Compose`.
#
# D'autres transformations changent l'**espace de couleurs** : `transforms.Grayscale(3)`, ou, en passant une fonction
# à `transforms.Lambda`, `image.convert("HSV")` (teinte, saturation, valeur). Toute fonction d'une image est une
# transformation ; quand elle a des réglages, on en fait une **classe**, avec une méthode `__call__`.
#
# Enfin, « commencer petit, puis agrandir » : on entraîne d'abord en 64 × 64, vite, puis on continue en 128 × 128 avec
# les mêmes poids. Un ResNet finit par un pooling adaptatif, il accepte les deux.

# %%
augmentation = transforms.Compose(
    [
        transforms.RandomHorizontalFlip(),
        transforms.RandomRotation(15),
        transforms.RandomResizedCrop((64, 64), scale=(0.7, 1.0)),
        transforms.ColorJitter(brightness=0.3, saturation=0.5, hue=0.2),
        transforms.RandomGrayscale(0.1),
    ]
)
torch.manual_seed(0)
saturation = transforms.Lambda(lambda image: image.convert("HSV").getchannel("S"))
image = Image.open(sorted((FOLDER / "train").glob("*/*"))[5]).convert("RGB")
versions = {"originale": image} | {f"version {i}": augmentation(image) for i in range(1, 7)}
versions["saturation (HSV)"] = saturation(image)
figure, axes = plt.subplots(1, 8, figsize=(12, 1.9), layout="constrained")
for axis, (title, version) in zip(axes, versions.items(), strict=True):
    axis.imshow(version, cmap="gray")
    axis.set_title(title, fontsize=8)
    axis.axis("off")
figure.suptitle("Une même image, augmentée")
plt.show()

# %% [markdown]
# ### Plusieurs réseaux valent mieux qu'un
#
# Des réseaux entraînés séparément ne se trompent pas tous sur les mêmes images. Un **ensemble** fait la moyenne de
# leurs **probabilités** (le softmax de leurs scores), puis répond la classe de la plus grande moyenne. Ce n'est pas
# un vote à la majorité : un réseau très sûr de lui pèse plus que deux hésitants.
#
# *À la main* : deux réseaux hésitent, $(0{,}6;\;0{,}4)$ chacun, un troisième est sûr, $(0{,}1;\;0{,}9)$. Le vote
# dirait la classe 0 ; la moyenne est $(0{,}433;\;0{,}567)$, donc la classe 1.

# %% [markdown]
# ### Exercice 9 — une transformation à vous, un ensemble (2 points)
#
# 1. `AddNoise(sigma)` est une classe de transformation : pour un tenseur `x` (`float32`, de taille quelconque),
#    `AddNoise(sigma)(x)` rend un **nouveau** tenseur `float32` de même taille, `x` plus un bruit gaussien de moyenne
#    0 et d'écart-type `sigma`, indépendant pour chaque valeur et tiré de nouveau à chaque appel. Les valeurs ne sont
#    ni bornées ni renormalisées ; `x` reste tel quel ; avec `sigma=0`, le résultat est égal à `x`.
# 2. `ensemble(models, x)` : `models` est une liste de réseaux, qui rendent chacun des scores de taille `(n, k)` pour
#    le lot `x` de `n` images. Le résultat est un tenseur `int64` de taille `(n,)` : pour chaque image, la classe de
#    la plus grande **moyenne des probabilités**. Les réseaux sont utilisés en mode `eval()` (leur mode au retour est
#    libre).

# %% grade_id="ensemble" solution=true
class AddNoise:
    """Transformation : ajoute un bruit gaussien d'écart-type sigma."""

    ### BEGIN SOLUTION
    def __init__(self, sigma):
        self.sigma = sigma

    def __call__(self, x):
        return x + self.sigma * torch.randn_like(x)
    ### END SOLUTION


def ensemble(models, x):
    """Classe de plus grande probabilité moyenne, pour chaque image du lot."""
    ### BEGIN SOLUTION
    with torch.no_grad():
        probabilities = [model.eval()(x).softmax(dim=1) for model in models]
    return torch.stack(probabilities).mean(dim=0).argmax(dim=1)
    ### END SOLUTION

# %% grade_id="test_ensemble" points=2
x = torch.ones(3, 20, 20)
noisy = AddNoise(0.5)(x)
assert (noisy.shape, noisy.dtype) == (x.shape, x.dtype), "Le bruit ne change ni la taille ni le type."
assert torch.equal(x, torch.ones(3, 20, 20)), "Le tenseur reçu doit rester tel quel."
assert 0.4 < noisy.std().item() < 0.6, "L'écart-type du bruit doit être sigma."
assert torch.equal(AddNoise(0)(x), x), "Avec sigma = 0, rien ne change."


class Constant(nn.Module):
    """Donne les mêmes probabilités à toutes les images."""

    def __init__(self, *probabilities):
        super().__init__()
        self.scores = nn.Parameter(torch.tensor(probabilities).log())

    def forward(self, x):
        return self.scores.expand(len(x), -1)


found = ensemble([Constant(0.6, 0.4), Constant(0.6, 0.4), Constant(0.1, 0.9)], torch.rand(4, 3, 8, 8))
assert (found.shape, found.dtype) == ((4,), torch.int64), "Une classe (entier) par image."
assert found.tolist() == [1, 1, 1, 1], "Relisez l'exemple fait à la main : moyenne des probabilités, et non vote."

# %% [markdown]
# Cinq têtes sur les mêmes traits, et leur ensemble, en test (cellule non notée).

# %%
heads = []
for seed in range(5):
    torch.manual_seed(seed)
    heads.append(make_head())
    optimizer = torch.optim.Adam(heads[-1].parameters(), lr=1e-3)
    train(heads[-1], optimizer, nn.CrossEntropyLoss(), *feature_loaders[:2], epochs=10)
x, y = cached["test"]
alone = [(ensemble([head], x) == y).float().mean().item() for head in heads]
together = (ensemble(heads, x) == y).float().mean().item()
print("seules :", [f"{value:.3f}" for value in alone], f"— ensemble : {together:.3f}")

# %% [markdown]
# ## Pour aller plus loin
#
# Questions ouvertes, non notées.
#
# 1. **Vos photographies.** Remplacez le contenu de `data/chats_poissons/` par deux classes à vous, rangées de la même
#    façon (dix photographies de chaque suffisent pour essayer) : rien d'autre ne change. Et avec plus de deux classes,
#    que faut-il changer dans `SimpleNet` ?
# 2. **L'augmentation.** Ajoutez `augmentation` en tête des transformations d'apprentissage, et refaites le réglage
#    fin. L'écart entre apprentissage et validation change-t-il ? Et avec `AddNoise` ?
# 3. **Figer aussi les BatchNorm.** Refaites la section 8 en figeant tout le corps, et en le gardant en mode `eval()`.
#    Avec si peu d'images, quelle version valide le mieux ?
# 4. **De quelles couches viennent les traits ?** Entraînez une tête sur la sortie de `layer2` ou de `layer3`
#    (moyennée sur les positions), au lieu de `layer4`.
# 5. **Un ensemble pondéré.** Donnez à chaque réseau un poids proportionnel à sa proportion de bonnes réponses en
#    validation, ou plus à celui qui se trompe le moins avec assurance. Gagne-t-on sur la moyenne simple ?
# 6. **Commencer petit, puis agrandir.** Entraînez en 64 × 64, puis reprenez les mêmes poids en 96 × 96.
# 7. **D'autres couleurs.** Les réseaux de ce TP ont vu des dessins recolorés au hasard. Sur des photographies, la
#    couleur aide-t-elle ? Comparez avec `transforms.Grayscale(3)`.
