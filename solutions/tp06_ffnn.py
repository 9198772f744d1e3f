# %% [markdown]
# # TP 6 — Une couche cachée : le réseau *feed-forward*
#
# La régression softmax du TP 5 n'a qu'une couche : un poids par pixel et par classe. On lui ajoute ici une **couche
# cachée**, puis deux. Le réseau y gagne beaucoup ; le programme, lui, change à peine. C'est donc le bon moment pour
# regarder chaque pièce de près : ce que calcule le réseau, une mise à jour à la loupe, la boucle d'apprentissage avec
# sa validation, et enfin les images sur lesquelles le réseau se trompe.
#
# **À la fin de ce TP, vous saurez**
#
# - définir un réseau à une ou deux couches cachées, et compter ses paramètres ;
# - passer des scores aux log-probabilités, aux probabilités, et choisir l'erreur qui va avec ;
# - décomposer une mise à jour : gradients, poids avant, poids après ;
# - écrire la boucle d'apprentissage avec des `DataLoader`, et suivre l'erreur de **validation** sans la fausser ;
# - écrire un réseau comme une classe ;
# - montrer les images mal classées, et mesurer les bonnes réponses classe par classe.
#
# **Prérequis** : les TP 1 à 5. **Durée** : environ 3 h. Aucun GPU n'est nécessaire.
#
# **Comment le TP est noté.** Il y a huit exercices, pour 20 points. Après chaque réponse, une cellule de tests vous
# guide : si elle passe, vous êtes sur la bonne voie. La note vient de vérifications cachées, qui posent les mêmes
# questions avec **d'autres valeurs** ; tout ce qu'elles exigent est dit dans l'énoncé. Les exercices sont notés
# indépendamment : une erreur dans l'un ne coûte rien dans les suivants. Gardez les noms des fonctions et l'ordre de
# leurs arguments. Les fonctions sont vérifiées sur le CPU.

# %% grade_id="imports" locked=true
import copy
import itertools

import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
from torchinfo import summary
from torchvision import datasets

# %% [markdown]
# ## 1. Les données, en trois parties
#
# Ce sont celles du TP 5, préparées de la même façon : des images `float32` entre 0 et 1, de taille `(n, 1, 28, 28)`, et
# leurs étiquettes `int64`. Mais nous les séparons cette fois en **trois** :
#
# | partie | sert à |
# |---|---|
# | apprentissage (`x_train`, `y_train`) | régler les poids |
# | validation (`x_valid`, `y_valid`) | surveiller l'apprentissage, choisir le pas, le nombre d'époques… |
# | test (`x_test`, `y_test`) | juger, une fois tous les choix faits |
#
# La validation est un cinquième des images d'apprentissage, tiré au hasard et mis de côté. Si l'on choisissait le pas
# en regardant le test, le test ne serait plus une surprise pour le réseau, et son résultat serait trop beau.
#
# Cette cellule vous est donnée ; les exercices peuvent s'appuyer sur elle.

# %% grade_id="data" locked=true
mnist_train = datasets.MNIST("data", train=True, download=True)
mnist_test = datasets.MNIST("data", train=False, download=True)


def _images_and_labels(mnist, rows):
    return mnist.data[rows].float().div(255).unsqueeze(1), mnist.targets[rows]


_order = torch.randperm(len(mnist_train), generator=torch.Generator().manual_seed(0))
_cut = len(mnist_train) * 4 // 5
x_train, y_train = _images_and_labels(mnist_train, _order[:_cut])
x_valid, y_valid = _images_and_labels(mnist_train, _order[_cut:])
x_test, y_test = _images_and_labels(mnist_test, slice(None))
print(f"{len(x_train)} images d'apprentissage, {len(x_valid)} de validation, {len(x_test)} de test")

# %% [markdown]
# ## 2. Une couche cachée
#
# Entre les 784 pixels et les 10 scores, on place une couche de 128 neurones :
#
# $$h = \mathrm{ReLU}(W_1 x + b_1), \qquad s = W_2 h + b_2, \qquad \mathrm{ReLU}(t) = \max(t, 0)$$
#
# ```
#   image (1, 28, 28) ─Flatten─► 784 ──W₁, b₁──► 128 ─ReLU─► 128 ──W₂, b₂──► 10 scores
#                                                couche cachée
# ```
#
# On dit *cachée* parce qu'elle n'est ni l'entrée ni la sortie : personne ne dit à ces 128 neurones ce qu'ils doivent
# répondre. Le réseau est dit *feed-forward* (à propagation avant) parce que l'information ne va que dans un sens.
#
# **La ReLU est indispensable.** Sans elle, $s = W_2 (W_1 x + b_1) + b_2 = (W_2 W_1)\, x + (W_2 b_1 + b_2)$ : deux
# couches linéaires de suite n'en font qu'une (TP 2), et l'on serait revenu à la régression softmax du TP 5, avec treize
# fois plus de paramètres. Avec elle, au contraire, un réseau assez large peut approcher toute fonction continue d'aussi
# près que l'on veut, sur un domaine borné. (Encore faut-il trouver les poids.)
#
# **Combien de paramètres ?** C'est la dimension de l'espace où l'on cherche le minimum. Une couche de $n$ entrées et
# $m$ sorties a $n m$ poids et $m$ biais. *À la main*, pour un réseau 2-3-2 (2 entrées, 3 neurones cachés, 2 sorties) :
# $(2 \times 3 + 3) + (3 \times 2 + 2) = 17$. La ReLU n'en a aucun.

# %% [markdown]
# ### Exercice 1 — le réseau 784-128-10 (2 points)
#
# 1. Créez `model_ffnn`, le réseau ci-dessus : il reçoit des images de taille `(n, 1, 28, 28)` et rend leurs dix
#    **scores**, de taille `(n, 10)`. Une ReLU suit la couche cachée ; rien ne suit la couche de sortie. Les deux
#    couches sont des `nn.Linear`, avec leurs biais.
# 2. Écrivez `dense_parameters(sizes)`, le nombre (entier) de paramètres, poids et biais, d'un réseau dont `sizes`
#    donne les tailles successives, de l'entrée à la sortie : une liste d'au moins deux entiers. Celui de l'exemple :
#    `dense_parameters([2, 3, 2])` vaut 17. Chaque couche est reliée entièrement à la suivante.

# %% grade_id="model_ffnn" solution=true
# model_ffnn = …
### BEGIN SOLUTION
model_ffnn = nn.Sequential(nn.Flatten(), nn.Linear(28 * 28, 128), nn.ReLU(), nn.Linear(128, 10))
### END SOLUTION


def dense_parameters(sizes):
    """Nombre de paramètres d'un réseau entièrement relié, de tailles données (de l'entrée à la sortie)."""
    ### BEGIN SOLUTION
    return sum((n + 1) * m for n, m in itertools.pairwise(sizes))
    ### END SOLUTION

# %% grade_id="test_model_ffnn" points=2
scores = model_ffnn(torch.rand(3, 1, 28, 28))
assert scores.shape == (3, 10), "Pour trois images, model_ffnn doit rendre trois lignes de dix scores."
assert dense_parameters([2, 3, 2]) == 17, "Relisez le calcul fait à la main pour le réseau 2-3-2."
assert dense_parameters([5, 1]) == 6, "Une seule couche de 5 entrées et une sortie : 5 poids et un biais."

# %% [markdown]
# La bibliothèque `torchinfo` décrit un réseau, couche par couche (cellule non notée). Votre calcul donne-t-il le même
# total ?

# %%
print(summary(model_ffnn, input_size=(1, 1, 28, 28), verbose=0))
print("votre calcul, pour 784-128-10 :", dense_parameters([784, 128, 10]))
print("la régression softmax du TP 5 :", dense_parameters([784, 10]))

# %% [markdown]
# ## 3. Scores, log-probabilités, probabilités
#
# Au TP 5, le modèle rendait des scores (des *logits*), et `nn.CrossEntropyLoss` faisait le reste : log-softmax, puis
# l'opposé de la valeur de la bonne classe. On peut aussi couper entre les deux : le modèle se termine par un
# **log-softmax**, et l'erreur ne fait plus que la seconde moitié ; elle s'appelle `nn.NLLLoss` (*negative log
# likelihood*).
#
# ```
#   scores ──log-softmax──► log-probabilités ──NLLLoss──► erreur
#      │                          │
#      │                          └──exp──► probabilités
#      └───────────────── CrossEntropyLoss ─────────────► la même erreur
# ```
#
# $$\ln p_j = s_j - \ln \sum_{i} e^{s_i}, \qquad \ell = -\ln p_c \quad (c \text{ : la bonne classe})$$
#
# Les sorties du modèle sont alors les *logarithmes* des probabilités : négatives ou nulles, et dont les exponentielles
# ont pour somme 1. Pourquoi ne pas rendre directement les probabilités ? Parce que beaucoup sont minuscules, et que
# $\ln$ d'une probabilité arrondie à 0 vaut $-\infty$.
#
# *À la main* : pour les scores $(0, \ln 3)$, les log-probabilités sont $(\ln 0{,}25;\; \ln 0{,}75) \approx
# (-1{,}386;\; -0{,}288)$. Pour la classe 0, l'erreur vaut $1{,}386$.
#
# **Quelle dimension ?** `nn.LogSoftmax(dim=…)` doit savoir quelles probabilités ont pour somme 1 : celles d'une ligne,
# ou celles d'une colonne ? Les sorties sont de taille `(n, 10)`, une ligne par image. Avec `dim=1`, chaque *ligne*
# donne dix probabilités de somme 1. Avec `dim=0`, ce sont les *colonnes* : les images du lot se partageraient la
# probabilité d'être un 3, ce qui n'a pas de sens. Aucune erreur ne s'affiche pourtant.

# %%
scores = torch.tensor([[0.0, 1.0986], [2.0, 2.0], [-1.0, 3.0]])
labels = torch.tensor([0, 1, 1])
for dim in (1, 0):
    chances = nn.LogSoftmax(dim=dim)(scores).exp()
    print(f"dim={dim} : sommes des lignes {chances.sum(dim=1).tolist()}, des colonnes {chances.sum(dim=0).tolist()}")
print("CrossEntropyLoss sur les scores  :", nn.CrossEntropyLoss()(scores, labels).item())
print("NLLLoss sur les log-probabilités :", nn.NLLLoss()(nn.LogSoftmax(dim=1)(scores), labels).item())
print("NLLLoss sur les scores (!)       :", nn.NLLLoss()(scores, labels).item())

# %% [markdown]
# La dernière ligne est une faute fréquente : une « erreur » négative, qui peut baisser sans fin. Le modèle et l'erreur
# vont par deux.
#
# (Pour prédire une grandeur plutôt qu'une classe, on emploie l'erreur quadratique moyenne, `nn.MSELoss`, parfois
# divisée par 2 pour simplifier la dérivée. La *RMSE* est encore autre chose : la racine carrée de la MSE.)

# %% [markdown]
# ### Exercice 2 — un modèle qui rend des log-probabilités (3 points)
#
# 1. Créez `model_log`, un réseau 784-128-64-10 : des images de taille `(n, 1, 28, 28)`, deux couches cachées de 128
#    et 64 neurones, chacune suivie d'une ReLU, une couche de sortie, puis un log-softmax. Il rend les dix
#    log-probabilités de chaque image, de taille `(n, 10)`. Les trois couches sont des `nn.Linear`, avec leurs biais.
# 2. Créez `criterion_log`, l'erreur qui va avec : `criterion_log(model_log(x), y)` est l'entropie croisée **moyenne**
#    des images `x`, de bonnes classes `y`.
# 3. Écrivez `probabilities(log_probabilities)`, qui rend les probabilités, de même taille que le tenseur reçu.

# %% grade_id="model_log" solution=true
# model_log = … et criterion_log = …
### BEGIN SOLUTION
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
    nn.LogSoftmax(dim=1),
)
criterion_log = nn.NLLLoss()
### END SOLUTION


def probabilities(log_probabilities):
    """Les probabilités dont on donne les logarithmes."""
    ### BEGIN SOLUTION
    return log_probabilities.exp()
    ### END SOLUTION

# %% grade_id="test_model_log" points=3
found = model_log(torch.rand(4, 1, 28, 28))
assert found.shape == (4, 10), "Pour quatre images, model_log doit rendre quatre lignes de dix log-probabilités."
assert (found <= 0).all(), "Le logarithme d'une probabilité est négatif ou nul."
example = torch.tensor([[0.25, 0.75], [0.5, 0.5]])
assert torch.allclose(probabilities(example.log()), example), "probabilities : quelle est la fonction inverse de ln ?"
error = criterion_log(example.log(), torch.tensor([0, 0]))
assert abs(float(error) - 1.0397) < 1e-3, "criterion_log : l'erreur est ici (1,386 + 0,693) / 2."

# %% [markdown]
# Un lot d'images, et ce qu'en pense le réseau qui n'a rien appris (cellule non notée). `next(iter(loader))` donne le
# premier lot d'un `DataLoader`. L'erreur est proche de $\ln 10 \approx 2{,}303$ : chaque classe a environ une chance
# sur dix.

# %%
def view_classify(image, chances, axes):
    """Une image et ses dix probabilités."""
    axes[0].imshow(image[0], cmap="gray_r")
    axes[0].axis("off")
    axes[1].barh(range(10), chances)
    axes[1].set(yticks=range(10), xlim=(0, 1), xlabel="probabilité", ylabel="chiffre")


images, labels = next(iter(DataLoader(TensorDataset(x_train, y_train), batch_size=64)))
with torch.no_grad():
    log_probabilities = model_log(images)
print("erreur sur un lot de 64 images :", criterion_log(log_probabilities, labels).item())

figure, axes = plt.subplots(1, 2, figsize=(6, 2.6), layout="constrained")
view_classify(images[0], probabilities(log_probabilities)[0], axes)
figure.suptitle("Avant l'apprentissage")
plt.show()

# %% [markdown]
# ## 4. Une mise à jour, à la loupe
#
# Comment une erreur, à la sortie, peut-elle dire quoi changer aux poids de la *première* couche ? Par la règle de
# dérivation des fonctions composées, en remontant le réseau : c'est la **rétropropagation**. Si $z = W_1 x + b_1$,
# $h = \mathrm{ReLU}(z)$ et $s = W_2 h + b_2$, alors, en allant de l'erreur vers l'entrée,
#
# $$\frac{\partial \ell}{\partial W_1} = \frac{\partial \ell}{\partial s}\,\frac{\partial s}{\partial h}\,
# \frac{\partial h}{\partial z}\,\frac{\partial z}{\partial W_1}$$
#
# *À la main*, avec un seul neurone par couche, sans biais, et l'erreur $\ell = (s - 4)^2$ : pour $x = 2$, $w_1 = 1$,
# $w_2 = 3$,
#
# ```
#   avant    z = w₁x = 2     h = ReLU(z) = 2        s = w₂h = 6             ℓ = (6 − 4)² = 4
#   arrière  ∂ℓ/∂s = 2(s − 4) = 4      ∂ℓ/∂w₂ = 4·h = 8      ∂ℓ/∂h = 4·w₂ = 12      ∂ℓ/∂w₁ = 12·1·x = 24
#   pas 0,01    w₁ = 1 − 0,24 = 0,76         w₂ = 3 − 0,08 = 2,92         nouvelle erreur ≈ 0,192
# ```
#
# Le « 1 » est la pente de la ReLU, en un point positif. Si $z$ était négatif, ce serait 0 : le neurone, éteint, ne
# recevrait aucun gradient. Autograd fait-il le même calcul ?

# %%
w1, w2 = torch.tensor(1.0, requires_grad=True), torch.tensor(3.0, requires_grad=True)
print("avant backward :", w1.grad, w2.grad)
error = (w2 * torch.relu(w1 * 2) - 4) ** 2
error.backward()
print("après backward :", w1.grad, w2.grad)
with torch.no_grad():
    w1 -= 0.01 * w1.grad
    w2 -= 0.01 * w2.grad
    print(f"poids {w1.item():.2f} et {w2.item():.2f}, erreur {((w2 * torch.relu(w1 * 2) - 4) ** 2).item():.3f}")

# %% [markdown]
# Avant la première passe arrière, `.grad` vaut `None` : il n'y a pas encore de gradient. Ensuite, chaque `backward()`
# **ajoute** le sien à ce qui s'y trouve ; d'où `optimizer.zero_grad()`, avant chaque nouvelle passe.
#
# Pour un réseau entier, une mise à jour se fait toujours en quatre temps : gradients à zéro, passe avant, passe
# arrière, `optimizer.step()`. Écrivons-la en gardant une trace de tout. Attention : `optimizer.step()` modifie les
# poids **sur place**. Qui note `model.weight` sans le copier retrouvera, après coup, les *nouveaux* poids sous le nom
# des anciens (TP 5, section 5).

# %% [markdown]
# ### Exercice 3 — une mise à jour, avec sa trace (2 points)
#
# Écrivez `one_step(model, criterion, optimizer, images, labels)`, qui fait **une** mise à jour de `model`, sur place,
# avec le lot `images`, `labels`, et rend un dictionnaire :
#
# - `"loss"` : l'erreur `criterion(model(images), labels)` d'avant la mise à jour, un flottant ;
# - `"before"`, `"gradients"`, `"after"` : trois listes de tenseurs, un par paramètre, dans l'ordre de
#   `model.parameters()` : les paramètres avant la mise à jour, les gradients de l'erreur qui ont servi à la faire, et
#   les paramètres après.
#
# `model` accepte les images telles quelles ; le modèle, l'erreur et l'optimiseur sont quelconques, et tous les
# paramètres servent. Les `.grad` peuvent contenir, à l'appel, des restes d'un autre calcul : ils ne doivent avoir aucun
# effet. Le dictionnaire est une trace : il ne doit plus changer, même si l'on appelle de nouveau la fonction, ou si
# l'on modifie le modèle.

# %% grade_id="one_step" solution=true
def one_step(model, criterion, optimizer, images, labels):
    """Une mise à jour de model ; rend sa trace : "loss", "before", "gradients" et "after"."""
    ### BEGIN SOLUTION
    before = [parameter.detach().clone() for parameter in model.parameters()]
    optimizer.zero_grad()
    loss = criterion(model(images), labels)
    loss.backward()
    gradients = [parameter.grad.clone() for parameter in model.parameters()]
    optimizer.step()
    after = [parameter.detach().clone() for parameter in model.parameters()]
    return {"loss": loss.item(), "before": before, "gradients": gradients, "after": after}
    ### END SOLUTION

# %% grade_id="test_one_step" points=2
model = nn.Linear(1, 1, bias=False)
nn.init.constant_(model.weight, 3.0)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
trace = one_step(model, nn.MSELoss(), optimizer, torch.tensor([[2.0]]), torch.tensor([[4.0]]))
assert abs(trace["loss"] - 4) < 1e-4, "L'erreur, avant la mise à jour, vaut (3 × 2 − 4)² = 4."
assert len(trace["before"]) == len(trace["gradients"]) == len(trace["after"]) == 1, "Un tenseur par paramètre."
assert abs(trace["gradients"][0].item() - 8) < 1e-4, "Le gradient vaut ici 2 × (6 − 4) × 2 = 8."
assert abs(trace["after"][0].item() - 2.92) < 1e-4, "Le poids, après, vaut 3 − 0,01 × 8."
assert abs(trace["before"][0].item() - 3) < 1e-4, "Le poids, avant, valait 3 : l'avez-vous copié ?"

# %% [markdown]
# Une mise à jour de `model_log`, sur un lot de 64 images (cellule non notée). Chaque pixel a 128 poids dans la première
# couche : la figure montre la grandeur moyenne de leur gradient, pixel par pixel. Pourquoi est-elle nulle au bord ?

# %%
torch.manual_seed(0)
optimizer = torch.optim.SGD(model_log.parameters(), lr=0.05)
trace = one_step(model_log, criterion_log, optimizer, images, labels)
with torch.no_grad():
    print(f"erreur : {trace['loss']:.4f} avant, {criterion_log(model_log(images), labels).item():.4f} après")
first = next(k for k, value in enumerate(trace["before"]) if tuple(value.shape) == (128, 784))
change = (trace["after"][first] - trace["before"][first]).abs()
print(f"poids de la première couche : changés de {change.mean():.1e} en moyenne, de {change.max():.1e} au plus")
plt.figure(figsize=(3.4, 3))
plt.imshow(trace["gradients"][first].abs().mean(dim=0).reshape(28, 28), cmap="viridis")
plt.colorbar()
plt.title("Gradient moyen, par pixel")
plt.show()

# %% [markdown]
# ## 5. La boucle d'apprentissage, et la validation
#
# La boucle est celle du TP 5, avec deux changements.
#
# **Les lots viennent de `DataLoader`.** `for images, labels in train_loader:` parcourt une fois tous les lots ; le
# mélange est fait par le `DataLoader`, à chaque parcours. Le dernier lot peut être plus petit. (C'est pourquoi on
# aplatit par `nn.Flatten()` ou `images.view(len(images), -1)`, et jamais par `images.resize_(64, 784)` : sur un dernier
# lot de 32 images, `resize_` ne dit rien et invente les 32 qui manquent.)
#
# **Après chaque époque, on mesure l'erreur de validation** : celle du modèle, tel qu'il est alors, sur des images qui
# n'ont pas servi à le régler. Trois précautions :
#
# - sous `torch.no_grad()` : on mesure, on n'apprend pas ;
# - en mode évaluation. Certaines couches, que vous verrez bientôt, n'agissent pas de la même façon pendant
#   l'apprentissage et après : `model.train()` et `model.eval()` disent au modèle où l'on en est. On appelle donc
#   `model.train()` au début de *chaque* époque, et `model.eval()` avant de valider ;
# - en **additionnant** les lots, chacun avec son poids. `criterion` donne la moyenne d'un lot : on la multiplie par la
#   taille du lot, on ajoute, et l'on divise à la fin par le nombre d'images.
#
# *À la main*, trois lots de 10, 10 et 5 images, d'erreurs moyennes 0,4, 0,5 et 1 :
#
# | calcul | résultat | |
# |---|---|---|
# | $(10 \times 0{,}4 + 10 \times 0{,}5 + 5 \times 1) / 25$ | **0,56** | la moyenne des 25 images |
# | $(0{,}4 + 0{,}5 + 1) / 3$ | 0,633 | moyenne des lots : le petit lot compte trop |
# | $5 \times 1 / 25$ | 0,2 | `=` au lieu de `+=` : seul le dernier lot est compté |
#
# La dernière faute se trouve dans un cours publié : la courbe de validation y passe, à tort, bien en dessous de celle
# de l'apprentissage.

# %% [markdown]
# ### Exercice 4 — l'entraînement, avec validation (5 points)
#
# Écrivez `training(model, criterion, optimizer, train_loader, valid_loader, epochs=15)`, qui entraîne `model` sur place
# et rend un dictionnaire de deux listes d'`epochs` flottants, `"train_loss"` et `"valid_loss"`. À chaque époque :
#
# 1. le modèle est mis en mode apprentissage ; chaque lot de `train_loader` passe une fois dans le modèle et donne une
#    mise à jour, avec l'erreur `criterion(model(images), labels)` ; les restes de gradients sont sans effet ;
#    `"train_loss"` reçoit la **moyenne, sur toutes les images de l'époque**, des erreurs ainsi relevées, avant chaque
#    mise à jour ;
# 2. puis le modèle est mis en mode évaluation ; `"valid_loss"` reçoit l'**erreur moyenne sur toutes les images** de
#    `valid_loader`, calculée sans graphe. La validation ne change rien au modèle, son mode excepté.
#
# Le modèle, l'optimiseur et les tailles des lots sont quelconques ; `train_loader` et `valid_loader` sont des
# `DataLoader` ; `criterion`, quelconque aussi, rend la moyenne d'un lot. On fait toutes les époques. À l'appel, le
# modèle peut être dans l'un ou l'autre mode.

# %% grade_id="training" solution=true
def training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    """Entraîne model ; rend les listes "train_loss" et "valid_loss", une valeur par époque."""
    ### BEGIN SOLUTION
    history = {"train_loss": [], "valid_loss": []}
    for _ in range(epochs):
        model.train()
        total, count = 0.0, 0
        for images, labels in train_loader:
            optimizer.zero_grad()
            loss = criterion(model(images), labels)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(labels)
            count += len(labels)
        history["train_loss"].append(total / count)

        model.eval()
        total, count = 0.0, 0
        with torch.no_grad():
            for images, labels in valid_loader:
                total += criterion(model(images), labels).item() * len(labels)
                count += len(labels)
        history["valid_loss"].append(total / count)
    return history
    ### END SOLUTION

# %% grade_id="test_training" points=5
torch.manual_seed(0)
y = torch.arange(25) % 2
x = torch.eye(2)[y] + 0.1 * torch.rand(25, 2)
loader = DataLoader(TensorDataset(x, y), batch_size=10, shuffle=True)
model = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5))
history = training(model, nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=0.5), loader, loader, epochs=8)
assert len(history["train_loss"]) == 8, 'history["train_loss"] doit contenir une valeur par époque.'
assert len(history["valid_loss"]) == 8, 'history["valid_loss"] doit contenir une valeur par époque.'
assert history["valid_loss"][-1] < 0.6 * history["valid_loss"][0], "L'erreur devrait avoir nettement baissé ici."
last = nn.CrossEntropyLoss()(model.eval()(x), y).item()
assert abs(history["valid_loss"][-1] - last) < 1e-4, (
    "La dernière erreur de validation doit être celle du modèle final, en mode évaluation, sur les 25 échantillons."
)

# %% [markdown]
# L'entraînement pour de vrai : `model_log`, par lots de 64, avec SGD et un pas de 0,05 (cellule non notée). L'erreur
# doit baisser d'une époque à l'autre.
#
# Le pas compte beaucoup. Avec un pas de 0,003 et cinq époques, le même réseau ne reconnaît qu'un peu plus d'un chiffre
# sur deux s'il n'a que quelques milliers d'images ; avec les 60 000 du MNIST complet, il fait dix fois plus de mises à
# jour par époque et approche de neuf sur dix.

# %%
torch.manual_seed(0)
train_loader = DataLoader(TensorDataset(x_train, y_train), batch_size=64, shuffle=True)
valid_loader = DataLoader(TensorDataset(x_valid, y_valid), batch_size=256)
optimizer = torch.optim.SGD(model_log.parameters(), lr=0.05)
history = training(model_log, criterion_log, optimizer, train_loader, valid_loader, epochs=10)
for epoch, (seen, unseen) in enumerate(zip(history["train_loss"], history["valid_loss"], strict=True), start=1):
    print(f"époque {epoch:2} : erreur {seen:.3f} (apprentissage), {unseen:.3f} (validation)")

with torch.no_grad():
    chances = probabilities(model_log(x_test[:3]))
figure, axes = plt.subplots(1, 6, figsize=(12, 2.4), layout="constrained", width_ratios=[1, 1.3] * 3)
for k in range(3):
    view_classify(x_test[k], chances[k], axes[2 * k : 2 * k + 2])
figure.suptitle("Après l'apprentissage : trois images de test")
plt.show()

# %% [markdown]
# ### SGD ou Adam ?
#
# La comparaison du TP 5, refaite avec `model_ffnn` : mêmes lots de 512, même point de départ, dix époques (cellule
# non notée). Regardez les deux courbes d'Adam. Au début, l'erreur de validation est *sous* celle d'apprentissage : la
# première est mesurée à la fin de l'époque, la seconde en moyenne pendant l'époque, quand le réseau était moins bon.
# Puis elles se croisent : le réseau commence à connaître par cœur ses images d'apprentissage.

# %%
torch.manual_seed(0)
criterion = nn.CrossEntropyLoss()
big_batches = DataLoader(TensorDataset(x_train, y_train), batch_size=512, shuffle=True)
trained = {}
plt.figure(figsize=(6.5, 3.5), layout="constrained")
for name, color in (("SGD", "tab:blue"), ("Adam", "tab:orange")):
    trained[name] = copy.deepcopy(model_ffnn)
    parameters = trained[name].parameters()
    optimizer = torch.optim.SGD(parameters, lr=0.005) if name == "SGD" else torch.optim.Adam(parameters)
    history = training(trained[name], criterion, optimizer, big_batches, valid_loader, epochs=10)
    plt.plot(history["train_loss"], color=color, label=f"{name}, apprentissage")
    plt.plot(history["valid_loss"], "--", color=color, label=f"{name}, validation")
    with torch.no_grad():
        good = (trained[name](x_valid).argmax(dim=1) == y_valid).float().mean().item()
    print(f"{name:4} : {good:.3f} de bonnes réponses (validation)")
plt.xlabel("époques")
plt.ylabel("entropie croisée")
plt.title("784-128-10 : SGD (pas 0,005) et Adam, lots de 512")
plt.legend()
plt.show()

# %% [markdown]
# **Une bonne proportion ne prouve pas que le réseau est le bon.** Nous avons entraîné, de la même façon que ce réseau
# (2 000 images, Adam, lots de 64, dix époques), trois variantes fautives :
#
# | réseau | bonnes réponses sur 1 000 chiffres jamais vus |
# |---|---|
# | 784-128-10 | 0,917 |
# | sans ReLU | 0,912 |
# | terminé par `nn.Softmax(dim=1)`, avec `nn.CrossEntropyLoss` | 0,894 |
# | terminé par `nn.LogSoftmax(dim=0)`, avec `nn.NLLLoss` | 0,920 |
#
# (Moyennes de plusieurs entraînements ; celles du premier réseau varient de 0,914 à 0,920.) Aucune de ces fautes ne
# saute aux yeux. Sans ReLU, le réseau n'est qu'une régression softmax, et passe pour bon : l'écart ne se creuse qu'avec
# plus d'images et d'époques. Avec `dim=0`, il paraît même meilleur, mais sa réponse à une image dépend des *autres
# images du lot*, et ses sorties ne sont pas des probabilités. C'est pourquoi vos modèles sont jugés sur **ce qu'ils
# calculent**, avec des poids que nous choisissons, et non sur leur seul score.

# %% [markdown]
# ## 6. Un réseau comme une classe
#
# Avec `nn.Sequential`, le réseau est un objet. Avec une **classe** dérivée de `nn.Module` (TP 2 et 4), c'est une
# *famille* de réseaux : les tailles deviennent des arguments.
#
# ```python
# class Double(nn.Module):
#     def __init__(self, n):
#         super().__init__()
#         self.layer = nn.Linear(n, 2 * n)    # les couches se créent ici, une fois
#
#     def forward(self, x):                   # le calcul se décrit ici
#         return torch.tanh(self.layer(x))
# ```
#
# Pour aplatir dans `forward`, `x.view(-1, 784)` convient à des images `(n, 1, 28, 28)` comme à des lignes déjà
# aplaties.

# %% [markdown]
# ### Exercice 5 — la classe `MLP` (2 points)
#
# Écrivez la classe `MLP(hidden_1, hidden_2)` (*multilayer perceptron*), un réseau 784-`hidden_1`-`hidden_2`-10 :
#
# - deux couches cachées, chacune suivie d'une ReLU, puis une couche de sortie, que rien ne suit : le réseau rend des
#   **scores**, de taille `(n, 10)` ; les trois couches sont des `nn.Linear`, avec leurs biais ;
# - il accepte des images de taille `(n, 1, 28, 28)` comme des lignes de taille `(n, 784)`, quel que soit `n ≥ 1`.
#
# Les noms des attributs et la façon d'enchaîner les couches sont libres.

# %% grade_id="MLP" solution=true
class MLP(nn.Module):
    """Réseau 784-hidden_1-hidden_2-10, avec des ReLU sur les couches cachées ; rend des scores."""

    ### BEGIN SOLUTION
    def __init__(self, hidden_1, hidden_2):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(28 * 28, hidden_1),
            nn.ReLU(),
            nn.Linear(hidden_1, hidden_2),
            nn.ReLU(),
            nn.Linear(hidden_2, 10),
        )

    def forward(self, x):
        return self.layers(x.view(-1, 28 * 28))
    ### END SOLUTION

# %% grade_id="test_MLP" points=2
mlp = MLP(12, 9)
assert mlp(torch.rand(4, 1, 28, 28)).shape == (4, 10), "Quatre images : quatre lignes de dix scores."
assert mlp(torch.rand(1, 784)).shape == (1, 10), "Le réseau doit aussi accepter des lignes de 784 pixels."
shapes = sorted(tuple(parameter.shape) for parameter in mlp.parameters())
assert (9, 12) in shapes, "Entre les deux couches cachées de MLP(12, 9), il y a un tenseur de poids de taille (9, 12)."

# %% [markdown]
# Le réseau 784-120-84-10, par lots de 64, SGD et un pas de 0,1 (cellule non notée). Les deux erreurs sont tracées
# telles quelles, à la même échelle : ne divisez jamais une courbe par sa propre somme, on ne pourrait plus les
# comparer. (Avec un pas de 0,01 et des lots de 256, ce réseau dépasse 90 % de bonnes réponses en quinze époques sur
# 60 000 images, mais reste autour de 50 % sur 6 000.)

# %%
torch.manual_seed(0)
mlp = MLP(120, 84)
print(summary(mlp, input_size=(1, 1, 28, 28), verbose=0).total_params, "paramètres")
optimizer = torch.optim.SGD(mlp.parameters(), lr=0.1)
history = training(mlp, criterion, optimizer, train_loader, valid_loader, epochs=15)
plt.figure(figsize=(6, 3.2), layout="constrained")
plt.plot(range(1, 16), history["train_loss"], label="apprentissage")
plt.plot(range(1, 16), history["valid_loss"], label="validation")
plt.xlabel("époque")
plt.ylabel("entropie croisée")
plt.title("784-120-84-10 : l'erreur, époque par époque")
plt.legend()
plt.show()

# %% [markdown]
# ## 7. Où le réseau se trompe-t-il ?
#
# Une proportion résume tout le test en un nombre. Pour comprendre, il faut regarder les images manquées, une à une.
#
# *À la main* : si les réponses sont $(7, 2, 1, 0, 4)$ et les bonnes classes $(7, 3, 1, 0, 9)$, les échantillons mal
# classés sont ceux d'indices 1 et 4.

# %% [markdown]
# ### Exercice 6 — les images mal classées (2 points)
#
# Écrivez `misclassified(model, x, y)`, qui rend les indices des échantillons de `x` dont la réponse (la classe du plus
# grand score) n'est pas la bonne classe, donnée par `y`.
#
# - Le résultat est un tenseur d'entiers (`int64`) de taille `(m,)`, dans l'ordre croissant, pour $m$ erreurs ; de
#   taille `(1,)` s'il n'y en a qu'une, `(0,)` s'il n'y en a aucune.
# - `model` rend des scores, de taille `(n, k)`, avec un nombre quelconque de classes, sans ex æquo entre les plus
#   grands ; `x` a $n \ge 1$ échantillons, et `y` est de taille `(n,)`.

# %% grade_id="misclassified" solution=true
def misclassified(model, x, y):
    """Indices, croissants, des échantillons mal classés."""
    ### BEGIN SOLUTION
    with torch.no_grad():
        return (model(x).argmax(dim=1) != y).nonzero().flatten()
    ### END SOLUTION

# %% grade_id="test_misclassified" points=2
scores = torch.tensor([[0.1, 0.9, 0.0], [0.2, 0.3, 0.5], [3.0, 1.0, 2.0], [0.0, 0.0, -1.0]])
scores[3, 1] = 4.0
found = misclassified(nn.Identity(), scores, torch.tensor([1, 0, 2, 1]))
assert found.tolist() == [1, 2], "Ici, les échantillons d'indices 1 et 2 sont mal classés."
assert found.dtype == torch.int64, "Les indices sont des entiers (int64)."
found = misclassified(nn.Identity(), scores, torch.tensor([1, 2, 0, 1]))
assert found.shape == (0,), "Ici, aucun échantillon n'est mal classé : un tenseur de taille (0,)."

# %% [markdown]
# Combien d'erreurs le réseau 784-128-10 entraîné par Adam fait-il sur le test ? En voici quelques-unes (cellule non
# notée), avec la réponse et sa probabilité. Vous seriez-vous trompé aussi ?

# %%
errors = misclassified(trained["Adam"], x_test, y_test)
print(f"{len(errors)} images de test mal classées sur {len(x_test)}")
with torch.no_grad():
    chances = trained["Adam"](x_test[errors]).softmax(dim=1)
figure, axes = plt.subplots(2, 8, figsize=(12, 3.9), layout="constrained")
for axis, index, chance in zip(axes.flat, errors, chances, strict=False):
    axis.imshow(x_test[index, 0], cmap="gray_r")
    answer, sure = chance.argmax().item(), chance.max().item()
    axis.set_title(f"{y_test[index].item()} pris pour {answer}\n({sure:.0%})", fontsize=9)
for axis in axes.flat:
    axis.axis("off")
figure.suptitle("Des images de test mal classées")
plt.show()

# %% [markdown]
# Une proportion globale peut cacher une classe que le réseau ignore. On compte donc aussi **classe par classe** : parmi
# les échantillons *dont la bonne classe est* $c$, quelle proportion a reçu la réponse $c$ ?
#
# *À la main*, trois classes, bonnes classes $(0, 0, 0, 1)$, réponses $(0, 0, 1, 1)$ : la classe 0 a $2/3$ de bonnes
# réponses ; la classe 1 en a $1/1 = 1$ (l'une des deux réponses « 1 » est fausse, mais elle concerne un échantillon de
# la classe 0) ; la classe 2 est **absente** : $0/0$, que l'on note `nan` (*not a number*, `float("nan")`). La
# proportion globale est $3/4$ ; ce n'est pas la moyenne des classes, qui n'ont pas toutes le même effectif.

# %% [markdown]
# ### Exercice 7 — les bonnes réponses, classe par classe (2 points)
#
# Écrivez `accuracy_per_class(model, x, y, n_classes=10)`, qui rend un couple :
#
# - un tenseur de flottants de taille `(n_classes,)` : pour chaque classe, la proportion, entre 0 et 1, de bonnes
#   réponses parmi les échantillons dont c'est la bonne classe ; `nan` pour une classe absente de `y` ;
# - la proportion **globale** de bonnes réponses, un flottant, qui n'est jamais `nan`.
#
# `model` rend des scores de taille `(n, n_classes)`, sans ex æquo entre les plus grands ; `x` a $n \ge 1$ échantillons,
# et `y`, de taille `(n,)`, donne leurs bonnes classes, des entiers (`int64`) entre 0 et `n_classes - 1`.

# %% grade_id="accuracy_per_class" solution=true
def accuracy_per_class(model, x, y, n_classes=10):
    """Proportion de bonnes réponses de chaque classe (nan si elle est absente), et proportion globale."""
    ### BEGIN SOLUTION
    with torch.no_grad():
        right = model(x).argmax(dim=1) == y
    per_class = torch.bincount(y[right], minlength=n_classes) / torch.bincount(y, minlength=n_classes)
    return per_class, right.float().mean().item()
    ### END SOLUTION

# %% grade_id="test_accuracy_per_class" points=2
scores = torch.tensor([[2.0, 1.0, 0.0], [0.5, 0.0, 0.4], [0.0, 1.0, 0.5], [0.1, 0.7, 0.2]])
per_class, overall = accuracy_per_class(nn.Identity(), scores, torch.tensor([0, 0, 0, 1]), 3)
assert per_class.shape == (3,), "Une proportion par classe, même absente."
assert abs(per_class[0].item() - 2 / 3) < 1e-4, "Deux des trois échantillons de classe 0 sont bien classés."
assert abs(per_class[1].item() - 1) < 1e-4, "Le seul échantillon de classe 1 est bien classé."
assert per_class[2].isnan(), "La classe 2 est absente : nan."
assert abs(overall - 0.75) < 1e-4, "Trois bonnes réponses sur quatre en tout."

# %% [markdown]
# Classe par classe, pour les deux réseaux (cellule non notée), puis vingt prédictions. Quel chiffre est le plus
# difficile ? Avec quels autres est-il confondu ? (La matrice de confusion du TP 5 le dirait.)

# %%
mlp.eval()
figure, axis = plt.subplots(figsize=(8, 3.2), layout="constrained")
for shift, name, model in ((-0.2, "784-128-10", trained["Adam"]), (0.2, "784-120-84-10", mlp)):
    per_class, overall = accuracy_per_class(model, x_test, y_test)
    axis.bar(torch.arange(10) + shift, per_class, 0.4, label=f"{name} : {overall:.3f} en tout")
axis.set(xticks=range(10), xlabel="chiffre", ylabel="proportion de bonnes réponses", ylim=(0.5, 1))
axis.set_title("Les bonnes réponses, classe par classe (test)")
axis.legend(loc="lower right")
plt.show()

with torch.no_grad():
    answers = mlp(x_test[:20]).argmax(dim=1)
figure, axes = plt.subplots(2, 10, figsize=(12, 3), layout="constrained")
for axis, image, answer, truth in zip(axes.flat, x_test, answers.tolist(), y_test.tolist(), strict=False):
    axis.imshow(image[0], cmap="gray_r")
    axis.set_title(f"{answer} ({truth})", color="green" if answer == truth else "red")
    axis.axis("off")
figure.suptitle("Réponse (bonne classe) : en vert si elles sont égales, en rouge sinon")
plt.show()

# %% [markdown]
# ## 8. Tout assembler
#
# Des tenseurs au réseau entraîné, il reste à fabriquer les lots, choisir l'erreur et l'optimiseur, et lancer la boucle.

# %% [markdown]
# ### Exercice 8 — apprendre à lire des chiffres (2 points)
#
# Écrivez `learn_digits(training, model, x_train, y_train, x_valid, y_valid)`.
#
# - `training` est reçue en argument : elle a exactement la signature de l'exercice 4. Appelez-la **une fois**, et
#   rendez l'historique qu'elle rend.
# - `model` est entraîné sur place ; il rend des **scores**. L'erreur est l'entropie croisée moyenne.
# - `train_loader` et `valid_loader` sont deux `DataLoader`. Le premier contient tous les échantillons d'apprentissage,
#   **mélangés à chaque parcours** ; le second, tous ceux de validation (l'ordre n'importe pas). À chaque parcours,
#   chaque échantillon sert une fois, avec son étiquette. N'écrivez aucun nombre d'images : ils sont quelconques.
# - L'optimiseur, son pas, la taille des lots et le nombre d'époques sont **libres** (pour que l'essai reste court : des
#   lots d'au moins 32 images, 15 époques au plus). Entraîné ainsi sur 2 000 chiffres, un réseau 784-128-10 doit
#   reconnaître, parmi des chiffres jamais vus, au moins la proportion que donnent, au hasard près, cinq époques d'Adam
#   avec son pas par défaut et des lots de 64. Cette recette, suivie pendant dix époques, suffit donc ; servez-vous de
#   la validation si vous en cherchez une autre.

# %% grade_id="learn_digits" solution=true
def learn_digits(training, model, x_train, y_train, x_valid, y_valid):
    """Entraîne model sur place, avec training ; rend l'historique."""
    ### BEGIN SOLUTION
    train_loader = DataLoader(TensorDataset(x_train, y_train), batch_size=64, shuffle=True)
    valid_loader = DataLoader(TensorDataset(x_valid, y_valid), batch_size=256)
    optimizer = torch.optim.Adam(model.parameters())
    return training(model, nn.CrossEntropyLoss(), optimizer, train_loader, valid_loader, epochs=10)
    ### END SOLUTION

# %% grade_id="test_learn_digits" points=2
def pretend_training(model, criterion, optimizer, train_loader, valid_loader, epochs=15):
    sizes = [sum(len(labels) for _, labels in loader) for loader in (train_loader, valid_loader)]
    assert sizes == [130, 70], "Les DataLoader doivent contenir tous les échantillons : ici, 130 et 70."
    orders = [torch.cat([images.flatten() for images, _ in train_loader]).tolist() for _ in range(2)]
    assert orders[0] != orders[1], "train_loader doit mélanger les échantillons, de nouveau à chaque parcours."
    error = criterion(torch.tensor([[0.0, 1.0986]]), torch.tensor([0]))
    assert abs(float(error) - 1.386) < 1e-2, "L'erreur doit être l'entropie croisée des scores."
    assert epochs <= 15, "Quinze époques au plus."
    return {"train_loss": [2.0, 1.0], "valid_loss": [2.5, 1.5]}


x, y = torch.arange(200.0).reshape(200, 1), torch.arange(200) % 2
history = learn_digits(pretend_training, nn.Linear(1, 2), x[:130], y[:130], x[130:], y[130:])
assert history == {"train_loss": [2.0, 1.0], "valid_loss": [2.5, 1.5]}, "Rendez l'historique rendu par training."

# %% [markdown]
# Sur nos chiffres (cellule non notée ; elle utilise vos fonctions) : un dernier réseau, appris sur `x_train`, surveillé
# sur `x_valid`, et jugé, une seule fois, sur `x_test`.

# %%
torch.manual_seed(0)
final = MLP(128, 64)
history = learn_digits(training, final, x_train, y_train, x_valid, y_valid)
final.eval()
with torch.no_grad():
    error = nn.functional.cross_entropy(final(x_test), y_test).item()
_, overall = accuracy_per_class(final, x_test, y_test)
best = history["valid_loss"].index(min(history["valid_loss"])) + 1
print(f"test : erreur {error:.3f}, {overall:.3f} de bonnes réponses ; meilleure validation à l'époque {best}")

# %% [markdown]
# ## Pour aller plus loin
#
# Questions ouvertes, non notées.
#
# 1. **Sans autograd.** Pour `model_ffnn` et l'entropie croisée, $\partial \ell / \partial s = p - e_c$ (les
#    probabilités, moins 1 pour la bonne classe). Écrivez la passe arrière à la main, avec des produits de matrices, et
#    comparez vos gradients à ceux de PyTorch.
# 2. **Log-softmax deux fois.** Que donne `nn.CrossEntropyLoss` sur les sorties de `model_log` ? Pourquoi ? Et
#    `nn.CrossEntropyLoss` sur des probabilités ?
# 3. **`dim=0`.** Le réseau terminé par `nn.LogSoftmax(dim=0)` trouve presque toujours le bon chiffre. Expliquez
#    pourquoi. Que répond-il à un lot d'une seule image ?
# 4. **La largeur.** Tracez l'erreur de validation selon le nombre de neurones cachés (8, 32, 128, 512…), et le nombre
#    de paramètres. Où s'arrête le progrès ?
# 5. **Le meilleur moment.** Gardez une copie des poids chaque fois que l'erreur de validation bat son record (avec
#    quelle précaution ?), et rechargez-la à la fin. Qu'y gagne-t-on au bout de 100 époques ?
# 6. **Les neurones cachés.** Affichez, comme des images, les poids de quelques neurones de la première couche. Y
#    reconnaît-on des chiffres, comme au TP 5 ?
# 7. **Les erreurs communes.** Deux réseaux différents se trompent-ils sur les mêmes images ? Et si l'on faisait la
#    moyenne de leurs probabilités ?
