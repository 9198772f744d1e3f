# %% [markdown]
# # TP 3 — Le booléen ≠ appris par descente de gradient
#
# Jusqu'ici, les poids de vos neurones étaient tirés au hasard ou choisis à la main. Dans ce TP, c'est la machine qui
# les trouve : vous lui montrez quelques exemples, elle mesure son erreur et se corrige. Le problème est minuscule (un
# seul poids, quatre exemples), et c'est voulu : tout s'y calcule aussi à la main, on peut donc **voir** chaque étape.
# Les réseaux des TP suivants, avec leurs millions de poids, apprennent exactement de la même façon.
#
# **À la fin de ce TP, vous saurez**
#
# - voir l'apprentissage supervisé comme la minimisation d'une erreur ;
# - faire calculer un gradient par PyTorch, et éviter les pièges habituels ;
# - programmer une recherche au hasard, puis une descente de gradient, et choisir son pas ;
# - traiter tous les échantillons à la fois, sans boucle ;
# - utiliser un optimiseur de PyTorch (SGD, Adam), et en programmer un (Adagrad) ;
# - dire pourquoi une erreur nulle sur les exemples ne prouve pas que tout est appris.
#
# **Prérequis** : les TP 1 (tenseurs, *broadcasting*) et 2 (neurones). **Durée** : environ 2 h 30. Aucun GPU n'est
# nécessaire.
#
# **Comment le TP est noté.** Il y a neuf exercices, pour 20 points. Après chaque réponse, une cellule de tests vous
# guide : si elle passe, vous êtes sur la bonne voie. La note vient de vérifications cachées, qui posent les mêmes
# questions avec **d'autres valeurs** ; tout ce qu'elles exigent est dit dans l'énoncé. Les exercices sont notés
# indépendamment : une erreur dans l'un ne coûte rien dans les suivants, car vos fonctions y reçoivent en argument ce
# dont elles ont besoin. Gardez les noms des fonctions et l'ordre de leurs arguments.

# %% grade_id="imports" locked=true
import matplotlib.pyplot as plt
import torch

# %% [markdown]
# ## 1. Apprendre, c'est minimiser
#
# Dans l'apprentissage **supervisé**, chaque exemple est donné avec sa bonne réponse, la *référence*. On présente
# l'exemple au système, on compare sa réponse à la référence, et l'on résume tous les écarts par un seul nombre :
# l'**erreur**.
#
# ```
#   données (fixes)  ──►┌────────┐
#                       │ modèle │── réponses ───────►┌─────────────┐
#   poids W (libres) ──►└────────┘                    │ comparaison │──► erreur E(W)
#                               références (fixes) ──►└─────────────┘
# ```
#
# Les données et les références ne changent pas pendant l'apprentissage ; seuls les poids varient. L'erreur est donc
# une fonction des poids, et d'eux seuls :
#
# $$E : \mathbb{R}^p \to \mathbb{R}, \qquad W \mapsto E(W) \ge 0$$
#
# Si $E(W) = 0$, toutes les réponses sont exactes. **Apprendre, c'est chercher des poids qui rendent $E$ aussi petite
# que possible.**
#
# En général, on ne sait pas trouver le minimum d'une telle fonction à coup sûr. Elle peut avoir plusieurs *minima
# locaux* (des creux), et rien, au fond d'un creux, ne dit s'il en existe un plus profond ailleurs. En pratique, on ne
# cherche pas le meilleur minimum, mais un minimum assez bon. Pour en juger, on mesure l'erreur sur des exemples mis
# de côté, qui n'ont pas servi à apprendre : l'**ensemble de validation**. Si l'erreur y est faible aussi,
# l'apprentissage est réussi.

# %% [markdown]
# ## 2. Le gradient par PyTorch : *autograd*
#
# Pour descendre vers un minimum, il faut savoir dans quel sens modifier chaque poids. C'est ce que dit le
# **gradient**, le vecteur des dérivées de l'erreur par rapport à chaque poids. Vous n'aurez pas à dériver : PyTorch
# s'en charge, en deux passes.
#
# - **Passe avant** (*forward*) : on calcule l'erreur à partir des poids. Au passage, PyTorch note chaque opération
#   dans un *graphe de calcul*.
# - **Passe arrière** (*backward*) : PyTorch remonte ce graphe de l'erreur vers les poids. À chaque opération, il
#   multiplie par la dérivée de celle-ci : c'est la règle de dérivation des fonctions composées,
#
# $$\frac{\partial E}{\partial a}
# = \frac{\partial E}{\partial v}\cdot\frac{\partial v}{\partial u}\cdot\frac{\partial u}{\partial a}
# \qquad\text{si}\qquad a \longrightarrow u(a) \longrightarrow v(u) \longrightarrow E(v).$$
#
# Voici un exemple complet. On demande le gradient de $z = \frac14\sum_i x_i^2$ par rapport aux quatre valeurs de
# $x$ ; à la main, on trouve $\partial z/\partial x_i = x_i/2$.

# %%
x = torch.tensor([[1.0, -2.0], [3.0, 0.5]], requires_grad=True)  # « je voudrai le gradient par rapport à x »
y = x**2
z = y.mean()
print("y sait d'où il vient :", y.grad_fn)
print("z aussi              :", z.grad_fn)
print("avant la passe arrière, x.grad vaut", x.grad)
z.backward()
print("après :\n", x.grad)
print("x / 2 :\n", x.detach() / 2)

# %% [markdown]
# ### Les règles à connaître
#
# 1. **Demander le gradient.** `torch.tensor(0.5, requires_grad=True)` à la création, ou `a.requires_grad_()` ensuite.
#    Un tel tenseur, créé par vous et non par un calcul, est une *feuille* du graphe : c'est pour les feuilles que
#    PyTorch remplit `.grad`.
# 2. **Le drapeau se propage.** Tout résultat calculé à partir d'un tenseur qui demande son gradient le demande aussi.
#    Inutile, donc, de le réclamer pour l'erreur.
# 3. **`erreur.backward()`** lance la passe arrière. L'erreur doit être un seul nombre (un tenseur à un élément).
# 4. **`a.grad`** contient alors le gradient, de la même taille que `a`.
# 5. **Les gradients s'ajoutent** : un deuxième `backward()` *ajoute* son résultat à `a.grad`. Il faut donc remettre
#    celui-ci à zéro entre deux passes : `a.grad.zero_()` ou `a.grad = None`.
# 6. **Modifier un poids** se fait hors du graphe, dans un bloc `with torch.no_grad():`, et *sur place* (`a -= …`).
#    (`torch.set_grad_enabled(False)` coupe l'enregistrement de la même façon ; avec `True`, il le rétablit.)
# 7. **Rester dans PyTorch.** Le graphe ne connaît que les opérations de PyTorch. Dès que l'on passe par `.item()`,
#    par `float(…)` ou par NumPy, le fil est coupé et le gradient est perdu. On prend donc `torch.abs`, `torch.min`,
#    `torch.sum`…

# %%
a = torch.tensor(3.0, requires_grad=True)
reference = torch.tensor(1.0)
estimate = 2 * a
error = (estimate - reference) ** 2
for name, tensor in {"a": a, "référence": reference, "réponse": estimate, "erreur": error}.items():
    print(f"{name} demande son gradient : {tensor.requires_grad}")

error.backward()
print("premier backward  :", a.grad.item(), "(à la main : 2 × (2a − 1) × 2 = 20)")
((2 * a - reference) ** 2).backward()
print("deuxième backward :", a.grad.item(), "→ les gradients se sont ajoutés !")

with torch.no_grad():
    print("dans un bloc no_grad, 2 * a demande-t-il son gradient ?", (2 * a).requires_grad)

# %% [markdown]
# ### Les pièges classiques
#
# On trouve encore ces lignes dans de vieux tutoriels. Aucune ne fait ce que l'on croit :
#
# - `torch.FloatTensor(0)` pour « zéro » : c'est un tenseur **vide**, et il le reste quand on lui ajoute un nombre.
#   Écrivez `torch.tensor(0.0)`.
# - `a.require_grad = True` : aucun message, car Python crée simplement un attribut inutile, et il n'y aura pas de
#   gradient. Écrivez `a.requires_grad = True`, avec un **s** à *requires*.
# - `erreur.Backward()` : `AttributeError`. Écrivez `erreur.backward()`, sans majuscule.
# - `a -= pas * a.grad` hors de `no_grad` : `RuntimeError`, car on ne modifie pas sur place une feuille qui demande
#   son gradient. Placez cette ligne sous `with torch.no_grad():`.
# - `a = a - pas * a.grad` : cette ligne crée un **autre** tenseur, qui n'est plus une feuille ; son `.grad` reste
#   `None`, et le tour suivant échoue. Écrivez `a -= pas * a.grad`, sous `with torch.no_grad():`.

# %%
total = torch.FloatTensor(0)
total = total + torch.tensor(7.0)
print("FloatTensor(0) + 7        →", total, "de taille", tuple(total.shape))

b = torch.tensor(1.0)
b.require_grad = True  # la faute de frappe passe inaperçue…
print("avec require_grad = True  → requires_grad vaut", b.requires_grad)

b = torch.tensor(1.0, requires_grad=True)
try:
    b -= 0.1
except RuntimeError as problem:
    print("b -= 0.1 hors de no_grad  → RuntimeError :", problem)

b = b - 0.1
print("b = b - 0.1               → b est-il une feuille ?", b.is_leaf)

# %% [markdown]
# ### Exercice 1 — le gradient d'une moyenne (2 points)
#
# Généralisons l'exemple de $\frac14\sum x_i^2$ à une fonction $g$ quelconque, que l'on reçoit en argument. Écrivez
# `mean_gradient(g, x)`, qui rend le gradient par rapport à `x` de
#
# $$z = \operatorname{mean}(g(x)).$$
#
# - `g` prend un tenseur et rend un tenseur de même taille, par des opérations de PyTorch ;
# - `x` est un tenseur de flottants, de taille quelconque, qui ne demande pas son gradient ;
# - le résultat est un tenseur de la taille de `x` ;
# - **`x` doit rester tel quel** pour celui qui vous l'a prêté : mêmes valeurs, `x.requires_grad` toujours à `False`,
#   `x.grad` toujours à `None`. Deux appels de suite donnent ainsi le même résultat. *Indice : travaillez sur une
#   copie, `x.clone()`.*
#
# Exemple : pour $g(t) = 3t$ et un vecteur de 6 valeurs, le gradient vaut $3/6 = 0{,}5$ partout.

# %% grade_id="mean_gradient" solution=true
def mean_gradient(g, x):
    """Gradient de mean(g(x)) par rapport à x, calculé par autograd ; x reste tel quel."""
    ### BEGIN SOLUTION
    copy = x.clone().requires_grad_()
    g(copy).mean().backward()
    return copy.grad
    ### END SOLUTION

# %% grade_id="test_mean_gradient" points=2
given = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
found = mean_gradient(lambda t: 3 * t, given)
assert isinstance(found, torch.Tensor), "mean_gradient doit rendre un tenseur : avez-vous écrit return ?"
assert found.shape == given.shape, "Le gradient a la même taille que x."
assert torch.allclose(found, torch.full((6,), 0.5)), "Pour g(t) = 3t et six valeurs, le gradient vaut 0,5 partout."
assert not given.requires_grad, "Vous avez changé x.requires_grad : travaillez sur une copie."

# %% [markdown]
# ## 3. Notre problème : reconnaître « différent »
#
# On veut apprendre l'opérateur booléen $\ne$ : la réponse est 1 si $x$ et $y$ sont différents, 0 s'ils sont égaux.
# Voici les quatre échantillons dont nous disposons :
#
# | $x$ | $y$ | référence |
# |---|---|---|
# | 4 | 2 | 1 |
# | 6 | −3 | 1 |
# | 1 | 1 | 0 |
# | 3 | 3 | 0 |

# %% grade_id="samples" locked=true
X = torch.tensor([4.0, 6.0, 1.0, 3.0])
Y = torch.tensor([2.0, -3.0, 1.0, 3.0])
REF = torch.tensor([1.0, 1.0, 0.0, 0.0])

# %% [markdown]
# Le modèle choisi n'a qu'un poids, $a$ :
#
# $$f(x, y, a) = \min\big(a \times |x - y|,\; 1\big)$$
#
# La réponse croît avec la distance entre $x$ et $y$, puis **sature** à 1. Le poids $a$ règle la pente : la saturation
# commence à la distance $1/a$.

# %%
for weight in (0.1, 0.25, 0.5, 1.0):
    plt.plot([0, 1 / weight, 10.5], [0, 1, 1], label=f"a = {weight}")
plt.plot([2, 9, 0], [1, 1, 0], "ko", label="échantillons")
plt.xlim(-0.3, 10.5)
plt.xlabel("distance |x − y|")
plt.ylabel("réponse f(x, y, a)")
plt.title("Le modèle, pour quelques valeurs du poids")
plt.legend()
plt.show()

# %% [markdown]
# ### Exercice 2 — le modèle (2 points)
#
# Écrivez `f(x, y, a)`.
#
# - `x` et `y` sont deux tenseurs de flottants de même taille (une ou plusieurs dimensions) ;
# - `a` est un tenseur à une seule valeur, de taille `()` ; cette valeur peut être négative ;
# - le résultat a la taille de `x` et suit exactement la formule ;
# - le résultat reste **dans le graphe** : si `a` demande son gradient, on doit pouvoir l'obtenir. N'employez donc que
#   des opérations de PyTorch (règle 7).
#
# *Indice* : `torch.min(u, v)` compare deux **tenseurs** élément par élément ; la fonction `min` de Python, elle, ne
# convient pas.
#
# Exemple : si `x` vaut $(5, 0)$, `y` vaut $(2, 8)$ et $a = 0{,}2$, les distances sont 3 et 8 ; la réponse est
# $(0{,}6,\; 1)$, car $0{,}2 \times 8 = 1{,}6$ dépasse 1.

# %% grade_id="model" solution=true
def f(x, y, a):
    """Réponse du modèle, min(a |x − y|, 1), élément par élément."""
    ### BEGIN SOLUTION
    return torch.clamp(a * torch.abs(x - y), max=1)
    ### END SOLUTION

# %% grade_id="test_model" points=2
weight = torch.tensor(0.2, requires_grad=True)
answer = f(torch.tensor([5.0, 0.0]), torch.tensor([2.0, 8.0]), weight)
assert isinstance(answer, torch.Tensor), "f doit rendre un tenseur."
assert answer.shape == (2,), "Le résultat a la même taille que x."
assert torch.allclose(answer, torch.tensor([0.6, 1.0])), "f ne donne pas (0,6 ; 1) : relisez l'exemple de l'énoncé."
assert answer.requires_grad, "Le résultat n'est plus dans le graphe : n'employez que des opérations de PyTorch."

# %% [markdown]
# ### L'erreur totale, d'abord avec une boucle
#
# L'erreur d'un échantillon est le carré de l'écart entre la réponse et la référence ; l'erreur totale est la
# **somme** de ces carrés (et non leur moyenne : tout ce TP utilise la somme) :
#
# $$E(a) = \sum_{i=1}^{n} \big(f(x_i, y_i, a) - \mathrm{ref}_i\big)^2$$
#
# La cellule suivante montre la traduction la plus directe de cette formule, sur un autre modèle : une droite
# $x \mapsto a\,x$ et trois échantillons. Remarquez que `total` est créé sans demander de gradient : il le demande dès
# qu'on lui ajoute une erreur qui dépend de `a` (règle 2).

# %%
inputs, targets = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([2.0, 4.5, 5.5])
slope = torch.tensor(1.0, requires_grad=True)

total = torch.tensor(0.0)
print("au départ, total demande son gradient :", total.requires_grad)
for i in range(len(inputs)):
    estimate = slope * inputs[i]
    total = total + (estimate - targets[i]) ** 2
print("à la fin                              :", total.requires_grad)
total.backward()
print("erreur totale :", total.item(), " gradient :", slope.grad.item())

# %% [markdown]
# ### Exercice 3 — l'erreur totale, sans boucle (3 points)
#
# Une boucle sur quatre échantillons ne gêne personne ; sur un million, elle est des centaines de fois plus lente
# qu'un calcul fait d'un bloc. Rangez donc les échantillons côte à côte, comme dans les TP 1 et 2 : `f` reçoit
# **tous** les `x` et **tous** les `y` d'un coup et rend toutes les réponses, puis une somme conclut.
#
# ```
#   x   4   6   1   3 ┐
#   y   2  −3   1   3 ├─ f, un seul appel ─►  réponses  r₁  r₂  r₃  r₄
#   a                 ┘                       écarts², puis somme  ─►  E(a)
# ```
#
# Écrivez `total_error(f, x, y, ref, a)`, **sans boucle sur les échantillons**.
#
# - `f` est reçue en argument : ce peut être la vôtre ou un tout autre modèle ; appelez-la `f(x, y, a)` ;
# - `x`, `y` et `ref` sont de taille `(n,)`, `a` de taille `()` ;
# - le résultat est un tenseur à une seule valeur, de taille `()`, la **somme** des carrés des écarts, encore dans le
#   graphe ;
# - `f` n'est pas appelée une fois par échantillon : le nombre d'appels ne doit pas croître avec $n$ (un seul suffit).
#
# Exemple : avec le modèle `lambda x, y, a: a * x + y`, $x = (1, 2)$, $y = (0, 1)$, $\mathrm{ref} = (3, 3)$ et
# $a = 2$, les réponses sont $(2, 5)$, les écarts $(-1, 2)$, l'erreur totale $1 + 4 = 5$.

# %% grade_id="total_error" solution=true
def total_error(f, x, y, ref, a):
    """Somme des carrés des écarts entre f(x, y, a) et ref, sans boucle."""
    ### BEGIN SOLUTION
    return ((f(x, y, a) - ref) ** 2).sum()
    ### END SOLUTION

# %% grade_id="test_total_error" points=3
weight = torch.tensor(2.0, requires_grad=True)
found = total_error(
    lambda x, y, a: a * x + y, torch.tensor([1.0, 2.0]), torch.tensor([0.0, 1.0]), torch.tensor([3.0, 3.0]), weight
)
assert isinstance(found, torch.Tensor), "total_error doit rendre un tenseur."
assert found.shape == (), "Le résultat est un seul nombre, de taille () : avez-vous fait la somme ?"
assert found != 2.5, "On demande la somme des carrés, pas leur moyenne."
assert found == 5, "Sur l'exemple de l'énoncé, l'erreur totale vaut 5."
assert found.requires_grad, "L'erreur n'est plus dans le graphe : n'employez que des opérations de PyTorch."

# %% [markdown]
# ### L'erreur vue comme une fonction du poids
#
# Avec un seul poids, on peut dessiner $E$. Les deux échantillons où $x = y$ ont toujours une réponse nulle, donc une
# erreur nulle. Les deux autres, à distance 2 et 9, donnent
#
# $$E(a) = \max(0,\, 1 - 2a)^2 + \max(0,\, 1 - 9a)^2,
# \qquad E'(a) = 4\min(0,\, 2a - 1) + 18\min(0,\, 9a - 1).$$
#
# Vérifiez-le sur le papier. Les fonctions de la cellule suivante calculent ces deux formules sans PyTorch ; elles
# serviront de témoins.

# %% grade_id="by_hand" locked=true
def error_by_hand(a):
    """E(a) pour nos quatre échantillons."""
    return max(0.0, 1 - 2 * a) ** 2 + max(0.0, 1 - 9 * a) ** 2


def slope_by_hand(a):
    """E'(a), la pente de l'erreur."""
    return 4 * min(0.0, 2 * a - 1) + 18 * min(0.0, 9 * a - 1)

# %%
weights = [i / 500 for i in range(-50, 451)]
plt.plot(weights, [error_by_hand(a) for a in weights])
for a0 in (0.0, 0.25, 0.7):
    near = (a0 - 0.07, a0 + 0.07)
    plt.plot(near, [error_by_hand(a0) + slope_by_hand(a0) * (a - a0) for a in near], "r", linewidth=2)
    plt.plot(a0, error_by_hand(a0), "ko")
    plt.annotate(f"pente {slope_by_hand(a0):g}", (a0, error_by_hand(a0)), xytext=(10, 8), textcoords="offset points")
plt.axvline(0.5, color="gray", linestyle=":")
plt.ylim(-0.2, 4)
plt.xlabel("poids a")
plt.ylabel("erreur totale E(a)")
plt.title("L'erreur en fonction du poids : une pente, puis un plateau")
plt.show()

# %% [markdown]
# Trois choses à lire sur cette courbe :
#
# - la pente est très raide près de 0 ($E'(0) = -22$), puis douce ($E'(0{,}25) = -2$) dès que l'échantillon le plus
#   éloigné sature, à $a = 1/9$ ;
# - à partir de $a = 0{,}5$, tout sature : l'erreur est nulle, **la pente aussi**. C'est un *plateau* : il n'y a pas
#   un minimum, mais une infinité, et de là aucune pente n'indique plus où aller ;
# - la pente est négative quand il faut **augmenter** $a$ : on descend en allant à l'opposé de la pente.
#
# Vos fonctions trouvent-elles les mêmes valeurs ? (Cellule de contrôle, non notée.)

# %%
for value in (0.0, 0.25, 0.7):
    a = torch.tensor(value, requires_grad=True)
    error = total_error(f, X, Y, REF, a)
    error.backward()
    print(f"a = {value:4} : E = {error.item():.4f} (à la main {error_by_hand(value):.4f}),", end=" ")
    print(f"gradient = {a.grad.item():8.4f} (à la main {slope_by_hand(value):8.4f})")

# %% [markdown]
# ## 4. Une méthode naïve : chercher au hasard
#
# Oublions un instant les dérivées. Pour diminuer l'erreur, on peut essayer au hasard des poids voisins et garder ceux
# qui font mieux :
#
# ```
#   partir de w = w0
#   répéter n_iter fois :
#       tirer w2, un voisin de w au hasard
#       si l'erreur de w2 est plus petite que celle de w :
#           w ← w2
# ```
#
# L'erreur courante ne peut que descendre. « Voisin » veut dire : $w_2 = w + \sigma\, b$, où $b$ est un bruit de la
# taille de $w$, tiré à chaque essai, aussi souvent négatif que positif et d'amplitude voisine de 1.
# `torch.randn_like(w)` convient (loi normale) ; un bruit uniforme entre −1 et 1 aussi.
#
# *À la main* : $E(w) = |w - 1|$, $w_0 = 0$. Essai $w_2 = 0{,}3$ : l'erreur passe de 1 à 0,7, on garde. Essai
# $w_2 = 0{,}1$ : 0,9, on rejette. Essai $w_2 = 0{,}4$ : 0,6, on garde. L'historique des erreurs courantes est
# $(1;\; 0{,}7;\; 0{,}7;\; 0{,}6)$.

# %% [markdown]
# ### Exercice 4 — la recherche naïve (2 points)
#
# Écrivez `naive_search(error, w0, sigma, n_iter)`, qui rend le couple `(w, errors)`.
#
# - `error(w)` est une fonction reçue en argument : elle prend un tenseur de poids de la taille de `w0` et rend
#   l'erreur, un tenseur de taille `()` ;
# - `w0`, le point de départ, est un tenseur de flottants de taille quelconque, par exemple `()` ou `(3,)` ;
# - `sigma` (un flottant) règle la distance des essais, `n_iter` (un entier) leur nombre ;
# - `w` est le dernier poids gardé, un tenseur de la taille de `w0` ;
# - `errors` est la liste des `n_iter + 1` erreurs **courantes**, en nombres : d'abord celle de `w0`, puis, après
#   chaque essai, celle du poids que l'on a gardé. Comme dans l'exemple, un essai rejeté répète donc l'erreur
#   précédente.

# %% grade_id="naive_search" solution=true
def naive_search(error, w0, sigma, n_iter):
    """Recherche au hasard depuis w0 : rend (w, errors), errors ayant n_iter + 1 nombres."""
    ### BEGIN SOLUTION
    w, current = w0, error(w0).item()
    errors = [current]
    for _ in range(n_iter):
        trial = w + sigma * torch.randn_like(w)
        trial_error = error(trial).item()
        if trial_error < current:
            w, current = trial, trial_error
        errors.append(current)
    return w, errors
    ### END SOLUTION

# %% grade_id="test_naive_search" points=2
w, errors = naive_search(lambda w: (w - 1).abs().sum(), torch.zeros(2), 0.2, 50)
assert isinstance(w, torch.Tensor), "w doit être un tenseur."
assert w.shape == (2,), "w doit avoir la taille de w0."
assert len(errors) == 51, "errors doit contenir n_iter + 1 nombres : celle de w0, puis une par essai."
assert errors[0] == 2, "errors[0] est l'erreur du point de départ w0."
assert all(errors[i + 1] <= errors[i] for i in range(50)), "L'erreur courante ne doit jamais augmenter."
assert abs(errors[-1] - (w - 1).abs().sum()) < 1e-5, "errors[-1] doit être l'erreur du w que vous rendez."

# %% [markdown]
# Sur notre problème à un poids, la méthode réussit. Mais que devient-elle quand les poids sont nombreux ? La figure
# suivante part de $w = 0$ et cherche $w = (1, \dots, 1)$ ; plus il y a de poids, plus il est rare qu'un tirage soit
# bon pour **tous** à la fois. Un réseau a des milliers ou des millions de poids : le hasard n'y suffit pas.

# %%
torch.manual_seed(0)
for n_weights in (1, 10, 100, 1000):
    errors = naive_search(lambda w: ((w - 1) ** 2).mean(), torch.zeros(n_weights), 0.1, 300)[1]
    plt.plot(errors, label=f"{n_weights} poids")
plt.xlabel("essais")
plt.ylabel("erreur moyenne par poids")
plt.title("La recherche au hasard s'essouffle")
plt.legend()
plt.show()

# %% [markdown]
# ## 5. La descente de gradient
#
# Le gradient donne ce qui manquait : la direction dans laquelle l'erreur croît le plus vite. On fait donc un pas dans
# la direction opposée, et l'on recommence :
#
# $$W \;\leftarrow\; W - \text{pas} \times \nabla E(W)$$
#
# Le **pas** (en anglais *learning rate*, « taux d'apprentissage ») est un réel positif que l'on choisit. La figure
# suivante montre son importance sur la parabole $E(a) = (a - 1)^2$, dont la pente est $2(a - 1)$.

# %%
figure, axes = plt.subplots(1, 3, figsize=(12, 3.2), sharey=True, layout="constrained")
curve = [i / 50 for i in range(-60, 161)]
for axis, (step, verdict) in zip(
    axes, [(0.05, "trop petit : lent"), (0.9, "grand : rebonds"), (1.05, "trop grand : diverge")], strict=True
):
    path = [0.0]
    for _ in range(8):
        path.append(path[-1] - step * 2 * (path[-1] - 1))
    axis.plot(curve, [(a - 1) ** 2 for a in curve], color="lightgray")
    axis.plot(path, [(a - 1) ** 2 for a in path], "o-")
    axis.set(title=f"pas = {step} ({verdict})", xlabel="poids a")
axes[0].set_ylabel("erreur")
plt.show()

# %% [markdown]
# *À la main*, sur cette parabole, avec un pas de 0,1 et $a_0 = 0$ : l'erreur vaut 1 et la pente −2, donc
# $a_1 = 0 - 0{,}1 \times (-2) = 0{,}2$. Là, l'erreur vaut $0{,}64$ et la pente $-1{,}6$, donc
# $a_2 = 0{,}2 + 0{,}16 = 0{,}36$. Après deux itérations, on rend $a = 0{,}36$ et l'historique $(1;\; 0{,}64)$.
#
# Si l'on oublie de remettre le gradient à zéro, le premier pas est juste, mais le deuxième utilise
# $-2 - 1{,}6 = -3{,}6$ et mène à $0{,}56$ : l'erreur d'arrivée peut sembler bonne, le calcul est faux.

# %% [markdown]
# ### Exercice 5 — la descente de gradient (4 points)
#
# Écrivez `gradient_descent(error, step, n_iter=100, a0=0.0)`, qui rend le couple `(a, errors)`.
#
# - `error(a)` est une fonction reçue en argument : elle prend un poids, tenseur de taille `()`, et rend l'erreur,
#   tenseur de taille `()`, par des opérations de PyTorch ;
# - on part de `a0` (un flottant), et l'on fait **exactement** `n_iter` mises à jour
#   $a \leftarrow a - \text{pas} \times E'(a)$, sans arrêt anticipé ;
# - le gradient est calculé par PyTorch (ni à la main, ni par un optimiseur : celui-ci viendra à l'exercice 7) ;
# - `a` est le poids après la dernière mise à jour, un flottant ;
# - `errors` est la liste des `n_iter` erreurs, en flottants, relevées **avant** chaque mise à jour : `errors[0]` est
#   donc l'erreur en `a0`.
#
# Les étapes d'une itération : passe avant, relevé de l'erreur, passe arrière, mise à jour hors du graphe, remise à
# zéro du gradient.

# %% grade_id="gradient_descent" solution=true
def gradient_descent(error, step, n_iter=100, a0=0.0):
    """Descente de gradient à pas fixe : rend (a, errors), errors étant relevées avant chaque mise à jour."""
    ### BEGIN SOLUTION
    a = torch.tensor(a0, requires_grad=True)
    errors = []
    for _ in range(n_iter):
        current = error(a)
        errors.append(current.item())
        current.backward()
        with torch.no_grad():
            a -= step * a.grad
            a.grad.zero_()
    return a.item(), errors
    ### END SOLUTION

# %% grade_id="test_gradient_descent" points=4
a, errors = gradient_descent(lambda a: (a - 1) ** 2, 0.1, n_iter=1)
assert len(errors) == 1, "Une itération : errors doit contenir une seule erreur."
assert abs(errors[0] - 1) < 1e-5, "errors[0] est l'erreur en a0, avant toute mise à jour."
assert abs(a - 0.2) < 1e-5, "Après une mise à jour, la parabole de l'énoncé mène à a = 0,2."
a, errors = gradient_descent(lambda a: (a - 1) ** 2, 0.1, n_iter=2)
assert abs(a - 0.56) > 1e-5, "Les gradients se sont ajoutés : remettez a.grad à zéro à chaque itération."
assert abs(a - 0.36) < 1e-5, "Après deux mises à jour, la parabole de l'énoncé mène à a = 0,36."
assert len(errors) == 2, "Deux itérations : errors doit contenir deux erreurs."
assert abs(errors[1] - 0.64) < 1e-5, "errors doit être (1 ; 0,64) après deux itérations."

# %% [markdown]
# Apprenons maintenant l'opérateur ≠ avec votre code (cellule non notée). Le poids s'arrête au bord du plateau,
# $a \approx 0{,}5$, et l'erreur s'annule presque.

# %%
a, errors = gradient_descent(lambda a: total_error(f, X, Y, REF, a), 0.01)
print(f"a = {a:.5f}, erreur avant la dernière mise à jour : {errors[-1]:.1e}")
print("réponses :", f(X, Y, torch.tensor(a)).tolist(), " références :", REF.tolist())

# %% [markdown]
# ## 6. Choisir le pas
#
# Sur la parabole, un pas trop grand se trahit : l'erreur rebondit ou explose. Sur notre problème, il se cache ! Au
# départ la pente vaut −22 : le premier pas mène à $a = 22 \times \text{pas}$. S'il dépasse 0,5, il **atterrit sur le
# plateau** : l'erreur est nulle dès la première itération et plus rien ne bouge. Le poids ne dit plus rien des
# échantillons, seulement du pas que l'on a pris. Une erreur nulle ne prouve donc pas que le pas était bon : il faut
# aussi regarder **où** l'on est arrivé.
#
# La fonction `try_step` de la cellule suivante fait la descente depuis $a = 0$ avec les formules calculées à la main.
# Elle rend les `n_iter + 1` poids et leurs erreurs.

# %% grade_id="try_step" locked=true
def try_step(step, n_iter=100):
    """Descente à pas fixe depuis a = 0 sur nos quatre échantillons : les poids successifs et leurs erreurs."""
    weights = [0.0]
    for _ in range(n_iter):
        weights.append(weights[-1] - step * slope_by_hand(weights[-1]))
    return weights, [error_by_hand(a) for a in weights]

# %%
weights, errors = try_step(0.004, n_iter=20)
figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.2), layout="constrained")
curve = [i / 500 for i in range(0, 351)]
left.plot(curve, [error_by_hand(a) for a in curve], color="lightgray")
left.plot(weights, errors, ".-")
left.set(xlabel="poids a", ylabel="erreur", title="Vingt itérations, pas = 0,004")
right.semilogy(errors, ".-")
right.set(xlabel="itérations", ylabel="erreur (échelle logarithmique)", title="L'erreur au fil des itérations")
plt.show()

# %% [markdown]
# ### Exercice 6 — trop petit, bon, trop grand (2 points)
#
# Essayez plusieurs pas dans une cellule à vous, puis donnez trois nombres **strictement positifs**. Chacun est jugé
# après 100 mises à jour depuis $a = 0$, sur nos quatre échantillons (dernières valeurs des deux listes que rend
# `try_step(pas)`) :
#
# - `small_step`, un pas **trop petit** : l'erreur finale dépasse encore 0,1 ;
# - `good_step`, un **bon** pas : l'erreur finale est inférieure à 0,001 **et** le poids final ne dépasse pas 0,51 (on
#   est descendu jusqu'au bord du plateau, sans sauter dessus) ;
# - `large_step`, un pas **trop grand** : l'erreur finale est nulle, mais le poids final dépasse 1.
#
# N'importe quelle valeur qui remplit la condition est acceptée.

# %% grade_id="step" solution=true
# Trois pas : small_step = …, good_step = …, large_step = …
### BEGIN SOLUTION
small_step = 1e-3
good_step = 1e-2
large_step = 1e-1
### END SOLUTION

# %% grade_id="test_step" points=2
for name, step in {"small_step": small_step, "good_step": good_step, "large_step": large_step}.items():
    assert step > 0, f"{name} doit être strictement positif."
    weights, errors = try_step(step)
    print(f"{name:10} = {step:<8g} → après 100 mises à jour : a = {weights[-1]:.4g}, erreur = {errors[-1]:.2g}")
assert small_step < good_step < large_step, "Le bon pas se trouve entre le trop petit et le trop grand."

# %% [markdown]
# ## 7. Les optimiseurs de PyTorch
#
# La mise à jour et la remise à zéro se ressemblent d'un programme à l'autre. PyTorch les confie à un **optimiseur**,
# que l'on crée avec la liste des poids à régler et le pas (`lr`, pour *learning rate*) :
#
# ```python
# optimizer = torch.optim.SGD([w], lr=0.01)
# optimizer.zero_grad()   # remet à zéro les gradients des poids
# optimizer.step()        # met à jour les poids, d'après leur .grad
# ```
#
# `SGD` (*Stochastic Gradient Descent*) est notre descente à pas fixe. Pourquoi **stochastique** ? Ici, chaque
# gradient est calculé sur tous les échantillons. Quand il y en a des millions, on n'en prend à chaque itération qu'un
# petit groupe tiré au hasard (un *mini-batch*) : le gradient obtenu n'est qu'une estimation du vrai, aléatoire, donc
# « stochastique », mais il coûte bien moins cher, et son agitation aide parfois à quitter un mauvais creux. La
# formule de mise à jour, elle, ne change pas.
#
# Les autres optimiseurs (`Adagrad`, `RMSprop`, `Adam`…) s'emploient de la même façon ; seule leur formule diffère.
# `Adam` est souvent un bon premier choix.

# %% [markdown]
# ### Exercice 7 — la descente avec un optimiseur (2 points)
#
# Écrivez `optimizer_descent(optimizer_class, error, lr, n_iter=100, a0=0.0)`, qui rend le couple `(a, errors)` comme
# à l'exercice 5, mais laisse l'optimiseur faire les mises à jour.
#
# - `optimizer_class` est une classe d'optimiseur, par exemple `torch.optim.SGD` ou `torch.optim.Adam` ; on crée
#   l'optimiseur par `optimizer_class([a], lr=lr)`, **une seule fois** : certains ont une mémoire, qui serait perdue à
#   chaque création ;
# - `error(a)` prend un tenseur de taille `()` et rend l'erreur, tenseur de taille `()` ;
# - on part de `a0` (un flottant) et l'on fait exactement `n_iter` mises à jour ;
# - `a` est le poids final, un flottant ; `errors` est la liste des `n_iter` erreurs, en flottants, relevées **avant**
#   chaque mise à jour.
#
# Exemple : sur $E(a) = (a - 1)^2$ avec `torch.optim.SGD` et `lr=0.1`, deux itérations depuis 0 donnent encore
# $a = 0{,}36$ et l'historique $(1;\; 0{,}64)$.

# %% grade_id="optimizer_descent" solution=true
def optimizer_descent(optimizer_class, error, lr, n_iter=100, a0=0.0):
    """Descente par un optimiseur de PyTorch : rend (a, errors) comme gradient_descent."""
    ### BEGIN SOLUTION
    a = torch.tensor(a0, requires_grad=True)
    optimizer = optimizer_class([a], lr=lr)
    errors = []
    for _ in range(n_iter):
        optimizer.zero_grad()
        current = error(a)
        errors.append(current.item())
        current.backward()
        optimizer.step()
    return a.item(), errors
    ### END SOLUTION

# %% grade_id="test_optimizer_descent" points=2
a, errors = optimizer_descent(torch.optim.SGD, lambda a: (a - 1) ** 2, 0.1, n_iter=2)
assert a != 0, "Le poids n'a pas bougé : backward() doit venir entre zero_grad() et step()."
assert abs(a - 0.56) > 1e-5, "Les gradients se sont ajoutés : appelez optimizer.zero_grad() à chaque itération."
assert abs(a - 0.36) < 1e-5, "Avec SGD, l'exemple de l'énoncé mène à a = 0,36."
assert len(errors) == 2, "Deux itérations : errors doit contenir deux erreurs."
assert abs(errors[1] - 0.64) < 1e-5, "errors doit être (1 ; 0,64) sur cet exemple."
a, errors = optimizer_descent(torch.optim.Adam, lambda a: (a - 1) ** 2, 0.1, n_iter=1)
assert abs(a - 0.1) < 1e-4, "Le premier pas d'Adam vaut lr : utilisez l'optimiseur reçu en argument."

# %% [markdown]
# Comparons trois optimiseurs sur notre problème (cellule non notée ; elle utilise vos fonctions). Regardez aussi le
# poids final, dans la légende : l'élan d'Adam le porte un peu au-delà du bord du plateau, d'où rien ne le ramène.

# %%
for optimizer_class, lr in ((torch.optim.SGD, 0.01), (torch.optim.Adagrad, 0.1), (torch.optim.Adam, 0.05)):
    a, errors = optimizer_descent(optimizer_class, lambda a: total_error(f, X, Y, REF, a), lr)
    plt.plot(errors, label=f"{optimizer_class.__name__}, lr = {lr} → a = {a:.3f}")
plt.yscale("symlog", linthresh=1e-8)
plt.xlabel("itérations")
plt.ylabel("erreur")
plt.title("Trois optimiseurs sur l'opérateur ≠")
plt.legend()
plt.show()

# %% [markdown]
# ### Un pas pour chaque poids : Adagrad
#
# Le pas fixe est le même pour tous les poids, alors que l'un peut se trouver sur une pente de 100 et l'autre sur une
# pente de 1. Le pas qui convient au premier est trop petit pour le second. **Adagrad** donne à chaque poids un pas à
# lui, qui diminue d'autant plus vite que ses gradients ont été grands. Pour le poids $i$, de gradient $g_i$ :
#
# $$\mathrm{SSG}_i \leftarrow \mathrm{SSG}_i + g_i^2,
# \qquad
# w_i \leftarrow w_i - \frac{\alpha}{\sqrt{\mathrm{SSG}_i} + \varepsilon}\; g_i$$
#
# $\mathrm{SSG}_i$ est la somme des carrés de **tous** les gradients que ce poids a reçus (*sum of squared
# gradients*), 0 au départ ; le minuscule $\varepsilon$ évite de diviser par zéro. On trouve aussi
# $\sqrt{\mathrm{SSG}_i + \varepsilon}$ : la différence est invisible, et nous acceptons les deux.
#
# *À la main*, avec $\alpha = 1$ et deux poids $w = (10, 10)$ de gradients $(3, 30)$ : après un premier pas,
# $\mathrm{SSG} = (9, 900)$, et chaque poids perd $3/3 = 30/30 = 1$ : ils deviennent $(9, 9)$, malgré des pentes si
# différentes. Avec les gradients $(4, 0)$ au tour suivant, $\mathrm{SSG} = (25, 900)$ : le premier poids perd $4/5$
# et devient $8{,}2$, le second reste à 9.

# %% [markdown]
# ### Exercice 8 — un pas d'Adagrad (2 points)
#
# Écrivez `adagrad_step(param, grad, ssg, alpha, eps=1e-10)`, qui fait **une** mise à jour et rend le couple
# `(param, ssg)` des nouvelles valeurs.
#
# - `param`, `grad` et `ssg` sont trois tenseurs de flottants de même taille (une dimension ou plus), qui ne demandent
#   pas de gradient ; `grad` est donné ;
# - `ssg` est la somme **avant** cette mise à jour (des zéros au premier appel) ;
# - `alpha` et `eps` sont des flottants ;
# - si un gradient est nul, le poids ne bouge pas, même au premier appel (pas de `nan`) ;
# - `torch.optim` n'est pas permis ici ; vous pouvez, à votre choix, modifier les tenseurs reçus ou en créer d'autres.

# %% grade_id="adagrad_step" solution=true
def adagrad_step(param, grad, ssg, alpha, eps=1e-10):
    """Une mise à jour d'Adagrad : rend les nouveaux (param, ssg)."""
    ### BEGIN SOLUTION
    ssg = ssg + grad**2
    return param - alpha * grad / (ssg.sqrt() + eps), ssg
    ### END SOLUTION

# %% grade_id="test_adagrad_step" points=2
param, ssg = adagrad_step(torch.tensor([10.0, 10.0]), torch.tensor([3.0, 30.0]), torch.zeros(2), 1.0)
assert torch.allclose(ssg, torch.tensor([9.0, 900.0])), "ssg reçoit le carré de chaque gradient, poids par poids."
assert torch.allclose(param, torch.tensor([9.0, 9.0])), "Sur l'exemple de l'énoncé, les poids deviennent (9 ; 9)."
param, ssg = adagrad_step(param, torch.tensor([4.0, 0.0]), ssg, 1.0)
assert torch.allclose(ssg, torch.tensor([25.0, 900.0])), "ssg est une somme : gardez ce qu'elle contenait."
assert torch.allclose(param, torch.tensor([8.2, 9.0])), "Au deuxième pas, les poids deviennent (8,2 ; 9)."

# %% [markdown]
# Voyons l'effet dans une vallée étroite, $E(w) = \frac12\left(w_1^2 + 100\,w_2^2\right)$, de gradient
# $(w_1, 100\,w_2)$. Le pas fixe, bridé par la direction raide, avance à peine dans l'autre ; Adagrad avance dans les
# deux à la fois.

# %%
scale = torch.tensor([1.0, 100.0])
fixed, adaptive, ssg = torch.tensor([-2.0, 1.0]), torch.tensor([-2.0, 1.0]), torch.zeros(2)
fixed_path, adaptive_path = [fixed.tolist()], [adaptive.tolist()]
for _ in range(40):
    fixed = fixed - 0.018 * scale * fixed
    adaptive, ssg = adagrad_step(adaptive.clone(), scale * adaptive, ssg.clone(), 0.5)
    fixed_path.append(fixed.tolist())
    adaptive_path.append(adaptive.tolist())
plt.plot(*zip(*fixed_path, strict=True), ".-", label="pas fixe 0,018")
plt.plot(*zip(*adaptive_path, strict=True), ".-", label="Adagrad, α = 0,5")
plt.plot(0, 0, "k*", markersize=12, label="minimum")
plt.xlabel("w₁ (pente douce)")
plt.ylabel("w₂ (pente raide)")
plt.title("Quarante itérations dans une vallée étroite")
plt.legend()
plt.show()

# %% [markdown]
# Adagrad a un défaut : $\mathrm{SSG}$ ne fait que croître, si bien que les pas finissent par devenir infimes. On peut
# l'affaiblir peu à peu, par une moyenne où le passé s'efface, de facteur $\gamma$ entre 0 et 1 :
#
# $$\mathrm{SSG}_i \leftarrow \gamma\,\mathrm{SSG}_i + (1 - \gamma)\, g_i^2$$
#
# C'est l'idée de **RMSprop** et d'**Adadelta**. **Adam** y ajoute une moyenne du même genre pour le gradient
# lui-même, qui lui donne de l'élan. Tous gardent un pas propre à chaque poids.

# %% [markdown]
# ## 8. A-t-on vraiment appris « différent » ?
#
# L'erreur est nulle sur les quatre échantillons. Le modèle sait-il pour autant reconnaître n'importe quelles valeurs
# différentes ? Les échantillons n'en montrent que deux paires, à distance 2 et 9. Entre 0 et 2, ils ne disent rien,
# et le modèle y répond comme il peut.
#
# *Exemple* : avec $a = 0{,}25$, les valeurs 7 et 6 sont à distance 1 ; la réponse est $0{,}25$, bien loin de 1, alors
# qu'elles sont différentes.

# %% [markdown]
# ### Exercice 9 — hors des échantillons (1 point)
#
# 1. Le poids appris est $a = 0{,}5$. Donnez dans `counterexample` un couple `(x, y)` de deux nombres **différents**
#    que le modèle, avec ce poids, reconnaît mal : $f(x, y, 0{,}5) < 0{,}99$.
# 2. Supposons que le modèle ne serve qu'à comparer des nombres **entiers**. Donnez dans `integer_weight` une valeur
#    de $a$ (un nombre) pour laquelle il répond exactement 1 pour tous les couples d'entiers différents, et 0 pour les
#    égaux. Il y en a plusieurs : toutes sont acceptées.
#
# Remarquez que l'erreur de nos quatre échantillons ne fait aucune différence entre 0,5 et la valeur que vous venez de
# trouver. Rien ne pouvait donc mener la descente jusqu'à celle-ci : il aurait fallu d'autres exemples.

# %% grade_id="counterexample" solution=true
# Un couple et un nombre : counterexample = (…, …), integer_weight = …
### BEGIN SOLUTION
counterexample = (3.0, 4.0)
integer_weight = 1.0
### END SOLUTION

# %% grade_id="test_counterexample" points=1
assert len(counterexample) == 2, "counterexample doit être un couple (x, y)."
print(f"x = {counterexample[0]}, y = {counterexample[1]} : distance {abs(counterexample[0] - counterexample[1])}")
assert counterexample[0] != counterexample[1], "x et y doivent être différents."
assert integer_weight >= 0.5, "Avec ce poids, même nos quatre échantillons seraient mal appris."

# %% [markdown]
# ## Pour aller plus loin
#
# Questions ouvertes, non notées.
#
# 1. **D'autres départs.** Que fait la descente si l'on part de $a_0 = 0{,}8$ ? de $a_0 = -1$ avec un pas de 0,1 ? Un
#    départ au hasard serait-il une bonne idée ici ?
# 2. **De meilleurs exemples.** Ajoutez un cinquième échantillon qui amène la descente vers le poids de l'exercice 9.
#    Quel pas faut-il alors ?
# 3. **Un ensemble de validation.** Tirez 100 couples d'entiers entre −5 et 5 et leurs références. Tracez, en fonction
#    de $a$, l'erreur des quatre échantillons et celle des 100 couples. Que nous apprend la comparaison ?
# 4. **Stochastique, pour de bon.** Sur 1 000 couples, faites la descente avec, à chaque itération, 10 couples tirés
#    au hasard. Comparez la courbe de l'erreur, et le temps de calcul, avec ceux de la descente complète. Et si l'on
#    remplace la somme par la moyenne, comment faut-il changer le pas ?
# 5. **Toute la courbe d'un coup.** Avec des `a` de taille `(m, 1)` et des échantillons de taille `(n,)`, calculez les
#    `m` erreurs sans aucune boucle. De même, menez `m` descentes en parallèle, depuis `m` départs.
# 6. **Combien coûte une boucle ?** Écrivez l'erreur totale avec une boucle et mesurez (`%timeit`) les deux versions
#    pour 10, 1 000 et 100 000 échantillons.
# 7. **Adam à la main.** Cherchez sa formule dans la documentation de `torch.optim.Adam`, écrivez `adam_step` et
#    comparez-la avec l'optimiseur.
