# %% [markdown]
# # TP 9 — Du texte : un LSTM qui lit des tweets
#
# Une image a une taille fixe, et tous ses pixels arrivent en même temps. Un texte est une **suite** : il peut être
# court ou long, et l'ordre des mots compte. « Pas mal, vraiment » et « vraiment pas mal » disent presque la même
# chose, « the dog bit the man » et « the man bit the dog » pas du tout. Dans ce TP, vous partez de tweets bruts, en
# anglais, et vous allez jusqu'à un programme auquel on peut parler : il répond *Positive* ou *Negative*. Puis vous
# regardez honnêtement ce qu'il vaut.
#
# **À la fin de ce TP, vous saurez**
#
# - passer d'un texte à des nombres : tokens, vocabulaire, indices ;
# - réunir dans un même lot des textes de longueurs différentes, sans que cela change les réponses ;
# - utiliser un *embedding* et un LSTM, les entraîner et les interroger ;
# - comparer un modèle à une référence simple, et accepter le résultat ;
# - augmenter des données textuelles, et mesurer si cela sert à quelque chose.
#
# **Prérequis** : les TP 5 et 6 (boucle d'apprentissage, entropie croisée). **Durée** : environ 3 h. Aucun GPU n'est
# nécessaire.
#
# **Comment le TP est noté.** Il y a neuf exercices, pour 20 points. Après chaque réponse, une cellule de tests vous
# guide : si elle passe, vous êtes sur la bonne voie. La note vient de vérifications cachées, qui posent les mêmes
# questions avec **d'autres valeurs** ; tout ce qu'elles exigent est dit dans l'énoncé. Les exercices sont notés
# indépendamment : vos fonctions reçoivent en argument ce dont elles ont besoin, une erreur dans l'une ne coûte donc
# rien dans les suivantes. Gardez les noms des fonctions et l'ordre de leurs arguments. Tout est vérifié sur le CPU.

# %% grade_id="imports" locked=true
import random
import re
from collections import Counter

import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence

# %% [markdown]
# ## 1. Les données : des tweets notés par des humains
#
# Le fichier `data/tweets/tweets.tsv`, placé à côté de ce notebook, contient un tweet par ligne : une étiquette, une
# note et le texte, séparés par des tabulations. Vingt personnes ont donné à chaque tweet une note entre $-4$ (très
# négatif) et $4$ (très positif) ; la note du fichier est leur moyenne. Nous en avons fait deux classes :
#
# $$\text{étiquette} = \begin{cases} 1 & \text{(positif) si la note est supérieure à } 0{,}5 \\
# 0 & \text{(négatif) si la note est inférieure à } -0{,}5 \end{cases}$$
#
# et nous avons retiré les tweets neutres, entre les deux, ainsi que les tweets obscènes ou haineux. Les noms et les
# adresses avaient déjà été remplacés par `@anonymous` et `http://url_removed`. (Provenance et licence :
# `data/tweets/LICENCE.txt`.) La cellule suivante lit le fichier ; elle ne vous demande rien.

# %% grade_id="tweets" locked=true
texts, labels, scores = [], [], []
with open("data/tweets/tweets.tsv", encoding="utf-8") as file:
    next(file)  # les noms des colonnes
    for line in file:
        label, score, text = line.rstrip("\n").split("\t")
        texts.append(text)
        labels.append(int(label))
        scores.append(float(score))
print(f"{len(texts)} tweets, dont {100 * sum(labels) / len(labels):.1f} % de positifs")

# %% [markdown]
# **Toujours regarder ses données** (cellule non notée). Il y a bien plus de tweets positifs que de négatifs : un
# « modèle » qui répond toujours *Positive* aurait raison presque trois fois sur quatre. C'est à ce chiffre-là, et non à
# 50 %, qu'il faudra comparer.

# %%
for i in (3, 9, 12, 26, 28, 42):
    print(f"{scores[i]:5.2f}  {'positif' if labels[i] else 'négatif'}  {texts[i]}")
figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3), layout="constrained")
left.hist(scores, bins=[k / 4 for k in range(-16, 17)], color="tab:gray")
left.axvspan(-0.5, 0.5, color="tab:orange", alpha=0.2)
left.set(xlabel="note moyenne (bande : tweets neutres, retirés)", ylabel="tweets", title="Les notes")
right.hist([len(text) for text in texts], bins=range(0, 161, 5), color="tab:gray")
right.set(xlabel="caractères", ylabel="tweets", title="La longueur des textes")
plt.show()

# %% [markdown]
# ## 2. Du texte aux tokens
#
# On découpe d'abord le texte en **tokens** : des mots, des nombres, des signes. Découper aux espaces ne suffit pas :
# `"Great!"` et `"great"` seraient deux mots différents, sans rapport l'un avec l'autre. Voici notre règle :
#
# 1. le texte est mis en minuscules ;
# 2. un **mot** est une suite, la plus longue possible, de lettres (accentuées ou non), de chiffres et de `_` ;
# 3. tout autre caractère qui n'est pas un blanc (espace, tabulation, fin de ligne) est un token **à lui seul** ;
# 4. les blancs séparent, et ne sont jamais des tokens.
#
# | texte | tokens |
# |---|---|
# | `"Don't worry: be happy!"` | `["don", "'", "t", "worry", ":", "be", "happy", "!"]` |
# | `"  Café   2nd_try... "` | `["café", "2nd_try", ".", ".", "."]` |
# | `"@anonymous :)"` | `["@", "anonymous", ":", ")"]` |
# | `""` | `[]` |
#
# D'autres règles sont possibles (garder `:)` entier, par exemple) ; il faut surtout en choisir **une**, la même pour
# apprendre et pour répondre.

# %% [markdown]
# ### Exercice 1 — découper un texte (1 point)
#
# Écrivez `tokenize(text)`, qui rend la liste des tokens (des chaînes) du texte, dans l'ordre, selon cette règle.
#
# *Indice* : dans une expression régulière, `\w` désigne une lettre, un chiffre ou `_`, `\s` un blanc, `[^\w\s]` un
# caractère qui n'est ni l'un ni l'autre, et `a|b` veut dire « a, sinon b ». `re.findall(motif, text)` rend la liste de
# tous les morceaux du texte que le motif reconnaît.

# %% grade_id="tokenize" solution=true
def tokenize(text):
    """Liste des tokens du texte, en minuscules."""
    ### BEGIN SOLUTION
    return re.findall(r"\w+|[^\w\s]", text.lower())
    ### END SOLUTION

# %% grade_id="test_tokenize" points=1
found = tokenize("Don't worry: be happy!")
assert isinstance(found, list), "tokenize doit rendre une liste."
assert found == ["don", "'", "t", "worry", ":", "be", "happy", "!"], f"Relisez le premier exemple : vous rendez {found}"
assert tokenize("  Café   2nd_try... ") == ["café", "2nd_try", ".", ".", "."], "Relisez le deuxième exemple."
assert tokenize("") == [], "Un texte vide n'a aucun token."

# %% [markdown]
# ## 3. Le vocabulaire : des tokens aux indices
#
# Un réseau ne reçoit que des nombres : on donne à chaque token un **indice**. Le **vocabulaire** est la liste des
# tokens connus. On le construit sur les textes d'apprentissage *seulement* : le modèle n'apprendrait rien d'un mot
# qu'il ne voit jamais pendant l'apprentissage, et les textes de test doivent rester inconnus jusqu'au bout.
#
# Les deux premiers indices sont réservés à des **tokens spéciaux** :
#
# - `<unk>` (*unknown*), indice **0** : tous les tokens inconnus ;
# - `<pad>` (*padding*), indice **1** : du remplissage, dont nous aurons besoin pour former des lots.
#
# Les mots rares sont nombreux, et l'on n'apprend rien d'un mot vu une fois. `max_size` limite donc le vocabulaire aux
# mots les plus fréquents, **sans compter** les deux tokens spéciaux : avec `max_size=20000` et assez de mots, le
# vocabulaire a 20 002 entrées.
#
# *Exemple* : pour les textes `["a", "b", "a"]` et `["c", "a", "b"]`, `a` vient 3 fois, `b` 2 fois, `c` une fois.
#
# | indice | 0 | 1 | 2 | 3 | 4 |
# |---|---|---|---|---|---|
# | sans limite (longueur 5) | `<unk>` | `<pad>` | `a` | `b` | `c` |
# | `max_size=2` (longueur 4) | `<unk>` | `<pad>` | `a` | `b` | |
#
# Avec `max_size=2`, l'indice de `c` est 0, comme celui de n'importe quel mot inconnu.

# %% [markdown]
# ### Exercice 2 — le vocabulaire (2 points)
#
# Écrivez la classe `Vocabulary(texts, max_size=None)`. `texts` est une liste de textes, chacun étant une **liste de
# tokens** (éventuellement vide). On garde les `max_size` tokens les plus fréquents, tous si `max_size` vaut `None` ou
# dépasse leur nombre ; leurs indices vont du plus fréquent (2) au moins fréquent. L'ordre entre tokens aussi fréquents
# est libre. Aucun texte ne contient `"<unk>"` ni `"<pad>"`.
#
# | pour un vocabulaire `v` | résultat |
# |---|---|
# | `len(v)` | nombre d'entrées, tokens spéciaux compris |
# | `v.index(word)` | indice du token `word` (une chaîne) ; 0 s'il n'est pas dans le vocabulaire |
# | `v.word(i)` | token d'indice `i`, de 0 à `len(v) - 1` : `v.word(0)` est `"<unk>"`, `v.word(1)` est `"<pad>"` |
# | `v.most_common(k)` | liste des `k` couples (token, nombre d'occurrences) les plus fréquents, dans l'ordre |
#
# On a aussi `v.index("<unk>") == 0` et `v.index("<pad>") == 1`. Dans `most_common(k)`, les tokens spéciaux ne comptent
# pas, et `k` ne dépasse pas le nombre de tokens gardés. *Indice* : un `Counter` compte ce qu'on lui donne
# (`counter.update(liste)`), et `counter.most_common(k)` rend les `k` plus fréquents (tous, si `k` vaut `None`).

# %% grade_id="vocabulary" solution=true
class Vocabulary:
    """Tokens connus et leurs indices ; 0 pour <unk>, 1 pour <pad>."""

    ### BEGIN SOLUTION
    def __init__(self, texts, max_size=None):
        self.frequencies = Counter()
        for tokens in texts:
            self.frequencies.update(tokens)
        self.words = ["<unk>", "<pad>"] + [word for word, _ in self.frequencies.most_common(max_size)]
        self.indices = {word: i for i, word in enumerate(self.words)}

    def __len__(self):
        return len(self.words)

    def index(self, word):
        return self.indices.get(word, 0)

    def word(self, i):
        return self.words[i]

    def most_common(self, k):
        return self.frequencies.most_common(k)
    ### END SOLUTION

# %% grade_id="test_vocabulary" points=2
trial = Vocabulary([["a", "b", "a"], ["c", "a", "b"]])
assert len(trial) == 5, "Trois tokens différents et deux tokens spéciaux : len doit donner 5."
assert [trial.index(word) for word in ("<unk>", "<pad>", "a", "b", "c")] == [0, 1, 2, 3, 4], "Relisez l'exemple."
assert trial.index("z") == 0, "Un mot inconnu a l'indice 0."
assert trial.word(1) == "<pad>", "v.word est l'inverse de v.index."
assert [tuple(pair) for pair in trial.most_common(2)] == [("a", 3), ("b", 2)], "most_common : relisez l'énoncé."
small = Vocabulary([["a", "b", "a"], ["c", "a", "b"]], max_size=2)
assert len(small) == 4, "max_size ne compte pas les deux tokens spéciaux."
assert small.index("c") == 0, "Un mot que max_size écarte est inconnu : indice 0."

# %% [markdown]
# Les mots de nos tweets (cellule non notée). La courbe de droite, en échelle logarithmique, est presque une droite :
# quelques mots viennent sans cesse, et plus de la moitié ne viennent qu'une fois (c'est la *loi de Zipf*).

# %%
tokens = [tokenize(text) for text in texts]
everything = Vocabulary(tokens)
common = everything.most_common(25)
figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4), layout="constrained")
left.barh([word for word, _ in common], [count for _, count in common], color="tab:blue")
left.invert_yaxis()
left.tick_params(axis="y", labelsize=7)
left.set(xlabel="occurrences", title="Les 25 tokens les plus fréquents")
counts = [count for _, count in everything.most_common(len(everything) - 2)]
right.loglog(range(1, len(counts) + 1), counts)
right.set(xlabel="rang du token", ylabel="occurrences", title="Tous les tokens, du plus fréquent au plus rare")
plt.show()
print(f"{len(counts)} tokens différents, dont {sum(count == 1 for count in counts)} ne viennent qu'une fois")
lengths = [len(words) for words in tokens]
print(f"longueur : {sum(lengths) / len(lengths):.1f} tokens en moyenne, de {min(lengths)} à {max(lengths)}")

# %% [markdown]
# ## 4. Apprentissage, validation, test
#
# On sépare les tweets en trois parties : l'**apprentissage** règle les poids, la **validation** sert à surveiller et à
# choisir, le **test** ne sert qu'une fois, à la fin. Comme les classes sont déséquilibrées et les parties petites, un
# tirage quelconque pourrait donner à l'une bien plus de négatifs qu'à l'autre. Un découpage **stratifié** l'évite : on
# mélange puis on découpe *chaque classe séparément*, dans les mêmes proportions, et l'on réunit.
#
# *À la main* : 10 tweets positifs et 5 négatifs, en proportions $(0{,}6 ;\; 0{,}2 ;\; 0{,}2)$. La première partie
# reçoit 6 positifs et 3 négatifs, les deux autres 2 positifs et 1 négatif chacune.

# %% [markdown]
# ### Exercice 3 — un découpage stratifié (2 points)
#
# Écrivez `stratified_split(labels, ratios=(0.6, 0.2, 0.2), seed=0)`. `labels` est une liste de 0 et de 1 ; `ratios`
# contient trois proportions, de somme 1. Le résultat est un triplet de **listes d'indices** (des positions dans
# `labels`) :
#
# - chaque position est dans une liste, et une seule ;
# - de chaque classe, chaque liste reçoit la proportion demandée, à **moins de deux tweets** près (cela laisse libre la
#   façon d'arrondir) ;
# - les tweets de chaque classe sont mélangés avant d'être répartis ; l'ordre à l'intérieur d'une liste est libre ;
# - avec la même `seed`, un entier, on obtient le même découpage, même si l'on a tiré d'autres nombres au hasard entre
#   les deux appels ; avec une autre, un autre découpage.
#
# *Indice* : `random.Random(seed)` est un générateur à part, avec sa propre graine ; il a les mêmes méthodes que le
# module `random`, par exemple `shuffle(liste)`.

# %% grade_id="split" solution=true
def stratified_split(labels, ratios=(0.6, 0.2, 0.2), seed=0):
    """Trois listes de positions, où chaque classe a la même proportion."""
    ### BEGIN SOLUTION
    generator = random.Random(seed)
    parts = [], [], []
    for label in (0, 1):
        rows = [i for i, y in enumerate(labels) if y == label]
        generator.shuffle(rows)
        first, second = round(ratios[0] * len(rows)), round((ratios[0] + ratios[1]) * len(rows))
        for part, chosen in zip(parts, (rows[:first], rows[first:second], rows[second:]), strict=True):
            part.extend(chosen)
    return parts
    ### END SOLUTION

# %% grade_id="test_split" points=2
y = [1, 1, 0] * 5
parts = stratified_split(y, seed=3)
assert len(parts) == 3, "On demande trois listes."
assert sorted(i for part in parts for i in part) == list(range(15)), "Chaque position : dans une liste, et une seule."
for part, positive, negative in zip(parts, (6, 2, 2), (3, 1, 1), strict=True):
    good = sum(y[i] for i in part)
    assert abs(good - positive) < 2, "Relisez l'exemple : les positifs ne sont pas répartis comme demandé."
    assert abs(len(part) - good - negative) < 2, "Relisez l'exemple : les négatifs ne sont pas répartis comme demandé."
assert [sorted(part) for part in stratified_split(y, seed=3)] == [sorted(part) for part in parts], "Même graine…"

# %% [markdown]
# Avec nos tweets (cellule non notée). Nos données sont petites : nous gardons 80 % des tweets pour apprendre. Dans le
# test, environ un token sur huit est inconnu du vocabulaire de l'apprentissage.
#
# Un détail qui n'en est pas un : pourquoi `sorted(train_rows)` ? `max_size` coupe au milieu des mots vus une seule
# fois, et `Counter` garde alors les premiers rencontrés. Si la liste commence par tous les négatifs, comme souvent
# après un découpage stratifié, les mots rares des négatifs restent, ceux des positifs deviennent `<unk>` : pendant
# l'apprentissage, `<unk>` trahit l'étiquette, et le modèle s'y fie. Nous l'avons mesuré : l'erreur d'apprentissage
# baisse bien plus vite, et la proportion de bonnes réponses en validation est d'abord **sous** celle de « toujours
# positif », à peine au-dessus après cinq époques. L'ordre du fichier, lui, est tiré au hasard.

# %%
train_rows, valid_rows, test_rows = stratified_split(labels, ratios=(0.8, 0.1, 0.1), seed=0)
vocabulary = Vocabulary([tokens[i] for i in sorted(train_rows)], max_size=3000)
for name, rows in (("apprentissage", train_rows), ("validation", valid_rows), ("test", test_rows)):
    unknown = [vocabulary.index(word) == 0 for i in rows for word in tokens[i]]
    positive = sum(labels[i] for i in rows) / len(rows)
    print(f"{name:13} : {len(rows):4} tweets, {positive:.1%} de positifs, {sum(unknown) / len(unknown):.1%} d'inconnus")
print("entrées du vocabulaire :", len(vocabulary))

# %% [markdown]
# ## 5. Des lots de textes inégaux
#
# Un lot est *un* tenseur, donc un rectangle. Pour y ranger des textes de longueurs différentes, on complète les plus
# courts **à la fin** avec l'indice de `<pad>`, et l'on retient les vraies longueurs :
#
# ```
#   [5, 2, 9, 4]         5  2  9  4
#   [7]          ──►  x = 7  1  1  1     lengths = [4, 1, 2]
#   [3, 6]               3  6  1  1
# ```
#
# La longueur du lot est celle de son texte **le plus long** : inutile de remplir davantage. Un texte sans aucun token
# pose un problème, car un LSTM doit lire au moins un mot : on le remplace par un seul `<unk>`.
#
# ### Et torchtext ?
#
# De nombreux tutoriels font tout cela avec la bibliothèque torchtext, et sa classe `Field`. Elle est **abandonnée** et
# ne s'installe plus avec les versions actuelles de PyTorch. Rien n'y était magique : voici ce que devient chacune de
# ses options.
#
# | option de `Field` | ce qu'elle réglait | ici |
# |---|---|---|
# | `sequential` | est-ce un texte, à découper ? | le texte, oui ; l'étiquette (`LabelField`), non |
# | `tokenize`, `lower` | la découpe, les minuscules | `tokenize` (exercice 1) |
# | `use_vocab` | passer par un vocabulaire ? | `Vocabulary` (exercice 2) pour le texte ; étiquettes : déjà 0 ou 1 |
# | `unk_token`, `pad_token` | les tokens spéciaux | `<unk>` (0), `<pad>` (1) |
# | `init_token`, `eos_token` | des tokens de début et de fin | inutiles ici ; il en faut pour *produire* du texte |
# | `fix_length` | une même longueur pour tous | `max_length` tronque ; on remplit jusqu'au plus long du lot |
# | `dtype` | le type du tenseur | `int64` |
# | `pad_first`, `truncate_first` | remplir, tronquer par le début | non : tout se fait à la fin |
# | `build_vocab`, `BucketIterator` | le vocabulaire, les lots par longueur | exercices 2 et 5 |

# %% [markdown]
# ### Exercice 4 — encoder et assembler (2 points)
#
# 1. `encode(tokens, vocabulary, max_length=None)` : la **liste** des indices (des entiers) des tokens, dans l'ordre.
#    De `vocabulary`, reçu en argument, n'utilisez que `vocabulary.index(word)`. Si `max_length`, un entier strictement
#    positif, est donné, on ne garde que les `max_length` premiers tokens. On ne remplit pas ici. Si `tokens` est vide,
#    le résultat est `[0]`.
# 2. `collate(pairs)` : `pairs` est une liste non vide de couples (liste non vide d'indices, étiquette 0 ou 1). Le
#    résultat est le triplet `(x, lengths, y)` de tenseurs `int64`, pour $B$ couples dont le plus long a $L$ indices :
#    - `x`, de taille `(B, L)`, les indices, un texte par ligne, complétés **à la fin** par des **1** ;
#    - `lengths`, de taille `(B,)`, les longueurs sans le remplissage ;
#    - `y`, de taille `(B,)`, les étiquettes.
#
#    L'ordre des couples est conservé. `pad_sequence` est importée, mais rien n'oblige à l'utiliser.

# %% grade_id="encode" solution=true
def encode(tokens, vocabulary, max_length=None):
    """Liste des indices des tokens (les max_length premiers) ; [0] s'il n'y en a aucun."""
    ### BEGIN SOLUTION
    return [vocabulary.index(word) for word in tokens[:max_length]] or [0]
    ### END SOLUTION


def collate(pairs):
    """Couples (indices, étiquette) → x (B, L), lengths (B,), y (B,), en int64."""
    ### BEGIN SOLUTION
    x = pad_sequence([torch.tensor(indices) for indices, _ in pairs], batch_first=True, padding_value=1)
    lengths = torch.tensor([len(indices) for indices, _ in pairs])
    return x, lengths, torch.tensor([label for _, label in pairs])
    ### END SOLUTION

# %% grade_id="test_encode" points=2
class TrialVocabulary:  # un vocabulaire pour cet essai
    def index(self, word):
        return {"so": 2, "good": 3, "!": 4}.get(word, 0)


assert encode(["so", "very", "good", "!"], TrialVocabulary()) == [2, 0, 3, 4], "encode : un indice par token."
assert encode(["so", "very", "good", "!"], TrialVocabulary(), max_length=2) == [2, 0], "On garde les premiers tokens."
assert encode([], TrialVocabulary()) == [0], "Un texte sans token devient un seul <unk>."
x, lengths, y = collate([([5, 2, 9, 4], 1), ([7], 0), ([3, 6], 1)])
assert x.tolist() == [[5, 2, 9, 4], [7, 1, 1, 1], [3, 6, 1, 1]], "x : relisez l'exemple."
assert lengths.tolist() == [4, 1, 2], "lengths : les longueurs sans le remplissage."
assert y.tolist() == [1, 0, 1], "y : les étiquettes, dans l'ordre."
assert x.dtype == lengths.dtype == y.dtype == torch.int64, "Les trois tenseurs sont des int64."

# %% [markdown]
# ### Des lots par longueur
#
# Si l'on forme les lots au hasard, chacun contient sans doute un texte long : presque la moitié des cases sont du
# remplissage, et le calcul aussi. Si l'on réunit des textes de longueurs **voisines**, il n'y a presque plus rien à
# remplir. (torchtext appelait cela un `BucketIterator` : des seaux de textes de longueurs voisines.)
#
# Mais il faut garder du hasard. Si les lots venaient toujours du plus court au plus long, le modèle verrait à chaque
# époque tous les tweets courts, puis tous les longs, et finirait chaque fois sur ces derniers. On **mélange donc
# l'ordre des lots**, de nouveau à chaque époque.
#
# ```
#   positions :  0  1  2  3  4  5
#   longueurs :  3  9  4  8  3  9
#
#   lots de 2, au hasard    : [0 1] [2 3] [4 5]   6 + 4 + 6 = 16 cases remplies
#   lots de 2, par longueur : [0 4] [2 3] [1 5]   0 + 4 + 0 =  4 cases remplies
# ```

# %% [markdown]
# ### Exercice 5 — former les lots (2 points)
#
# Écrivez `batches_by_length(lengths, batch_size=32)`. `lengths` est la liste (non vide) des longueurs des textes ; le
# résultat est une liste de lots, chacun étant une liste de positions dans `lengths`.
#
# - Chaque position est dans un lot, et un seul ; tous les lots ont `batch_size` positions, sauf **un** au plus, plus
#   petit, qui contient le reste (il peut être n'importe où).
# - Le remplissage total (pour chaque lot, la somme des écarts à son plus long texte) ne dépasse pas le **quart** de
#   celui de lots formés au hasard. Nos essais ont des centaines de textes, de longueurs variées, et des dizaines de
#   lots.
# - L'ordre des lots est tiré **au hasard** : il ne suit pas les longueurs, et deux appels successifs donnent (presque
#   toujours) deux ordres différents. L'ordre à l'intérieur d'un lot est libre.
#
# Trier toutes les positions par longueur, couper en lots, puis mélanger les lots convient ; d'autres façons aussi.

# %% grade_id="batches" solution=true
def batches_by_length(lengths, batch_size=32):
    """Liste de lots de positions, de longueurs voisines, dans un ordre tiré au hasard."""
    ### BEGIN SOLUTION
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i], random.random()))
    batches = [order[start : start + batch_size] for start in range(0, len(order), batch_size)]
    random.shuffle(batches)
    return batches
    ### END SOLUTION

# %% grade_id="test_batches" points=2
sizes = [3, 9, 4, 8, 3, 9, 20]
found = batches_by_length(sizes, batch_size=2)
assert sorted(i for batch in found for i in batch) == list(range(7)), "Chaque position : dans un lot, et un seul."
assert sorted(len(batch) for batch in found) == [1, 2, 2, 2], "Sept textes par lots de 2 : trois lots de 2, un de 1."
sizes = [1 + (7 * i) % 40 for i in range(400)]
waste = sum(max(sizes[i] for i in batch) - sizes[j] for batch in batches_by_length(sizes, 10) for j in batch)
assert waste < 1600, f"{waste} cases de remplissage : des lots formés au hasard en auraient environ 6 500."
orders = [[sizes[batch[0]] for batch in batches_by_length(sizes, 10)] for _ in range(2)]
assert orders[0] != orders[1], "Deux appels doivent donner les lots dans deux ordres différents."
assert orders[0] != sorted(orders[0]), "Les lots ne doivent pas venir du plus court au plus long."

# %% [markdown]
# Sur nos tweets (cellule non notée) : chaque ligne est un tweet, les cases jaunes sont du remplissage.

# %%
data = [(encode(words, vocabulary), label) for words, label in zip(tokens, labels, strict=True)]
train_data, valid_data, test_data = ([data[i] for i in rows] for rows in (train_rows, valid_rows, test_rows))
lengths = [len(indices) for indices, _ in train_data]
by_length = batches_by_length(lengths)
at_random = torch.randperm(len(train_data)).split(32)
figure, axes = plt.subplots(2, 3, figsize=(11, 4.2), layout="constrained")
for row, batches, title in ((axes[0], at_random, "au hasard"), (axes[1], by_length, "par longueur")):
    waste = sum((collate([train_data[i] for i in batch])[0] == 1).sum().item() for batch in batches)
    cells = sum(lengths) + waste
    for axis, batch in zip(row, batches[:3], strict=False):
        axis.imshow(collate([train_data[i] for i in batch])[0] == 1, aspect="auto", interpolation="nearest")
        axis.set(ylabel="tweets", xticks=[], yticks=[])
    row[1].set_title(f"Lots {title} : {waste / cells:.0%} de remplissage sur l'ensemble des lots", fontsize=10)
axes[1][1].set_xlabel("rang du token dans le tweet")
plt.show()

# %% [markdown]
# ## 6. Le modèle
#
# ### L'embedding : un vecteur par mot
#
# Les indices ne sont que des numéros : le mot 12 n'est pas « deux fois » le mot 6. La couche `nn.Embedding(V, E)`
# contient un tableau de $V$ lignes et $E$ colonnes, tiré au hasard au départ : la ligne $i$ est le vecteur du mot
# d'indice $i$. L'appeler, c'est lire des lignes ; le tableau est un paramètre, que l'apprentissage règle comme les
# autres (le `grad_fn` du résultat le montre). Les indices doivent être des entiers.

# %%
embedding = nn.Embedding(5, 2)  # cinq mots, deux nombres par mot
print(embedding.weight)
print("le mot 1          :", embedding(torch.tensor([1])))
print("un lot de 2 textes :", tuple(embedding(torch.tensor([[1, 4, 4], [0, 2, 3]])).shape))
try:
    embedding(torch.tensor([1.0]))
except RuntimeError as error:
    print("indice flottant   :", str(error)[:60], "…")

# %% [markdown]
# ### Lire une suite : du réseau récurrent au LSTM
#
# Un réseau convolutif (TP 7) regarde une fenêtre de taille fixe : il ne sait pas relier le premier mot d'un texte au
# dernier, sauf à empiler beaucoup de couches. Un **réseau récurrent** (RNN) lit les mots un par un et tient un résumé
# de ce qu'il a lu, l'**état caché** $h_t$, calculé à partir du mot $x_t$ et de l'état précédent :
#
# $$h_t = \tanh(W x_t + U h_{t-1} + b), \qquad h_0 = 0$$
#
# Les poids sont les mêmes à chaque pas : le réseau accepte donc des textes de toute longueur. Pour l'entraîner, on
# remonte la suite de pas en pas, et le gradient est multiplié à chaque fois par une matrice voisine. Au bout de vingt
# mots, il a souvent disparu (*vanishing gradient*) ou explosé (*exploding gradient*) : un RNN simple apprend mal ce qui
# relie des mots éloignés.
#
# Le **LSTM** (*long short-term memory*) ajoute une mémoire $c_t$ et trois **portes**, des nombres entre 0 et 1 : que
# garder de la mémoire ($f_t$, *forget*), qu'y écrire ($i_t$, *input*), qu'en montrer ($o_t$, *output*).
#
# $$\begin{aligned}
# i_t,\, f_t,\, o_t &= \sigma(\text{trois fonctions affines de } x_t \text{ et } h_{t-1}) \\
# g_t &= \tanh(\text{une quatrième}) \\
# c_t &= f_t \odot c_{t-1} + i_t \odot g_t \\
# h_t &= o_t \odot \tanh(c_t)
# \end{aligned}$$
#
# La mémoire passe d'un pas au suivant par une somme : si $f_t$ est proche de 1, le gradient traverse sans s'éteindre.
# (Le produit $\odot$ se fait terme à terme.)
#
# ```
#   indices ──Embedding──► vecteurs ──LSTM──► h_1, h_2, …, h_T ──le dernier──► Linear ──► 2 scores
# ```
#
# `nn.LSTM(E, H, batch_first=True)` reçoit des vecteurs de taille `(B, L, E)` et rend `output, (h, c)` :
#
# - `output`, de taille `(B, L, H)` : tous les états cachés ;
# - `h` et `c`, de taille `(1, B, H)` : les derniers. Le 1 est le nombre de couches (attention à `squeeze()` : avec un
#   lot d'un seul texte, il retire aussi la dimension du lot).
#
# Sans `batch_first=True`, la couche attend `(L, B, E)` : elle prend les textes pour des pas de temps, sans message
# d'erreur.
#
# ### Le piège du remplissage
#
# Le LSTM lit *toutes* les colonnes de `x`, `<pad>` compris. L'état lu après les `<pad>` n'est plus le même : la réponse
# à un tweet dépendrait alors de ses voisins de lot. Voyez :

# %%
torch.manual_seed(0)
words, lstm = nn.Embedding(10, 4), nn.LSTM(4, 3, batch_first=True)
alone = lstm(words(torch.tensor([[5, 2, 9, 4, 3]])))[1][0]
padded = lstm(words(torch.tensor([[5, 2, 9, 4, 3, 1, 1, 1, 1, 1]])))[1][0]
print("dernier état, seul              :", alone.detach().flatten())
print("dernier état, après cinq <pad>  :", padded.detach().flatten())
print("plus grand écart                :", (alone - padded).abs().max().item())

# %% [markdown]
# L'erreur est sournoise : avec des lots par longueur, il y a peu de remplissage, et la proportion de bonnes réponses
# n'en souffre presque pas (mesuré sur un jeu voisin : 0,829 au lieu de 0,840). Elle ne se voit qu'en comparant les
# scores d'un même tweet, seul et accompagné. C'est ce que feront les vérifications. Deux remèdes, au choix :
#
# - `pack_padded_sequence(vectors, lengths, batch_first=True, enforce_sorted=False)` range le lot en oubliant le
#   remplissage ; le LSTM accepte le résultat à la place des vecteurs, et le `h` qu'il rend alors est, pour chaque
#   texte, celui de son **dernier vrai mot**, dans l'ordre du lot (`lengths` doit être sur le CPU) ;
# - ou bien prendre dans `output`, pour chaque texte, l'état de rang `lengths - 1`. Un LSTM lit de gauche à droite : ce
#   qui vient après n'a pas d'effet sur cet état.

# %% [markdown]
# ### Exercice 6 — le classifieur (3 points)
#
# Écrivez la classe `OurFirstLSTM(hidden_size, embedding_dim, vocab_size)`, un `nn.Module` :
#
# - un `nn.Embedding` de `vocab_size` mots et `embedding_dim` nombres par mot, un `nn.LSTM` à une couche, à sens unique,
#   de `hidden_size` états, un `nn.Linear` de `hidden_size` à **2** scores : une par classe (négatif, positif). Chacun
#   avec ses réglages par défaut (biais compris ; `batch_first` et `padding_idx` sont libres). Aucun autre paramètre.
# - `model(x, lengths)`, où `x` (`int64`, taille `(B, L)`) et `lengths` (`int64`, taille `(B,)`) viennent de `collate` :
#   les scores, de taille `(B, 2)`, même pour $B = 1$, calculés par la couche linéaire à partir de l'état caché du LSTM
#   après le **dernier vrai mot** de chaque texte. Rien ne vient après la couche linéaire. Le résultat ne dépend ni du
#   remplissage, ni des autres textes du lot ; les longueurs sont dans un ordre quelconque.
#
# Il y a $VE + 4H(E + H + 2) + 2(H + 1)$ paramètres, pour $V$ mots, $E$ nombres par mot et $H$ états : par exemple
# 6 161 602 pour `OurFirstLSTM(100, 300, 20002)`. Les noms des couches sont libres.

# %% grade_id="lstm" solution=true
class OurFirstLSTM(nn.Module):
    """Embedding, LSTM, couche linéaire : deux scores par texte."""

    ### BEGIN SOLUTION
    def __init__(self, hidden_size, embedding_dim, vocab_size):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.encoder = nn.LSTM(embedding_dim, hidden_size, batch_first=True)
        self.predictor = nn.Linear(hidden_size, 2)

    def forward(self, x, lengths):
        packed = pack_padded_sequence(self.embedding(x), lengths, batch_first=True, enforce_sorted=False)
        _, (hidden, _) = self.encoder(packed)
        return self.predictor(hidden[-1])
    ### END SOLUTION

# %% grade_id="test_lstm" points=3
trial = OurFirstLSTM(5, 4, 30)
count = sum(parameter.numel() for parameter in trial.parameters())
assert count == 30 * 4 + 4 * 5 * (4 + 5 + 2) + 2 * (5 + 1), f"{count} paramètres : ce n'est pas le compte de l'énoncé."
x = torch.tensor([[5, 2, 9, 4, 3, 8], [7, 6, 2, 1, 1, 1]])
together = trial(x, torch.tensor([6, 3]))
assert together.shape == (2, 2), "Deux textes : deux lignes de deux scores."
alone = trial(x[1:, :3], torch.tensor([3]))
assert alone.shape == (1, 2), "Un lot d'un seul texte donne une seule ligne de deux scores."
assert torch.allclose(together[1:], alone, atol=1e-6), "Les scores du second texte changent avec le remplissage."
assert not torch.allclose(trial(torch.tensor([[6, 7, 2]]), torch.tensor([3])), alone), "L'ordre des mots doit compter."

# %% [markdown]
# ## 7. L'apprentissage
#
# La boucle est celle des TP précédents. Trois points demandent de l'attention.
#
# - **La moyenne.** L'erreur d'un lot est une moyenne sur ses tweets. Pour la moyenne sur *toutes* les données, il faut
#   donc multiplier chaque erreur par le **nombre de tweets** du lot, puis diviser la somme par le nombre total de
#   tweets. (Multiplier par `x.shape[1]`, la longueur des textes, ou diviser par le nombre de lots, donne un nombre qui
#   a l'air d'une erreur et n'en est pas une : c'est une faute fréquente.) *À la main* : un lot de 3 tweets, d'erreur
#   0,2, et un lot d'un seul, d'erreur 1, font $(3 \times 0{,}2 + 1)/4 = 0{,}4$, et non $0{,}6$.
# - **Les modes.** `model.train()` pour apprendre, `model.eval()` pour mesurer : notre modèle n'a ni *dropout* ni
#   normalisation, mais la boucle doit aller à tous.
# - **Mesurer sans graphe**, sous `torch.no_grad()`.

# %% [markdown]
# ### Exercice 7 — mesurer et entraîner (4 points)
#
# Les données sont des listes de couples (liste d'indices, étiquette), et le modèle s'appelle comme celui de
# l'exercice 6, `model(x, lengths)`. Les fonctions des exercices 4 et 5 sont reçues **en argument** : `collate(pairs)`
# et `make_batches(lengths, batch_size)`, qui s'appellent et rendent leurs résultats comme il y est décrit. (Vous
# recevez `make_batches(lengths, batch_size)` et non `batches_by_length` : ne vous servez que de l'argument.)
#
# 1. `evaluate(model, data, collate, batch_size=32)` rend le couple (erreur, proportion de bonnes réponses), deux
#    nombres : l'entropie croisée moyenne **sur les tweets** de `data` (non vide), et la proportion de tweets bien
#    classés, entre 0 et 1. Le modèle est en mode `eval`, et n'enregistre pas de graphe. Par lots ou d'un seul coup,
#    c'est au choix.
# 2. `training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32)` entraîne le
#    modèle sur place. À **chaque** époque, en mode `train` : de nouveaux lots donnés par `make_batches`, et une mise à
#    jour par lot, dans l'ordre, avec l'entropie croisée moyenne du lot. On fait toutes les époques. La fonction rend un
#    dictionnaire de trois listes d'`epochs` nombres :
#    - `"loss_train"` : l'erreur moyenne **sur les tweets** de l'époque, celle de chaque lot étant relevée avant sa mise
#      à jour ;
#    - `"loss_valid"` et `"acc_valid"` : les deux mesures d'`evaluate`, sur `valid_data`, à la fin de chaque époque.
#
# Un modèle entraîné par votre fonction (embedding 64, 64 états, Adam avec un pas de 0,005, lots de 32, 1 900 tweets)
# doit aussi bien classer des tweets qu'il n'a jamais vus. Nous l'appelons pour cela cinq fois, une époque chaque fois.

# %% grade_id="training" solution=true
def evaluate(model, data, collate, batch_size=32):
    """Erreur moyenne et proportion de bonnes réponses sur data."""
    ### BEGIN SOLUTION
    model.eval()
    total, good = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(data), batch_size):
            x, lengths, y = collate(data[start : start + batch_size])
            scores = model(x, lengths)
            total += nn.functional.cross_entropy(scores, y, reduction="sum").item()
            good += (scores.argmax(dim=1) == y).sum().item()
    return total / len(data), good / len(data)
    ### END SOLUTION


def training(model, optimizer, train_data, valid_data, make_batches, collate, epochs=5, batch_size=32):
    """Entraîne model ; rend les listes "loss_train", "loss_valid" et "acc_valid", une valeur par époque."""
    ### BEGIN SOLUTION
    history = {"loss_train": [], "loss_valid": [], "acc_valid": []}
    lengths_of_all = [len(indices) for indices, _ in train_data]
    for _ in range(epochs):
        model.train()
        total = 0.0
        for batch in make_batches(lengths_of_all, batch_size):
            x, lengths, y = collate([train_data[i] for i in batch])
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x, lengths), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history["loss_train"].append(total / len(train_data))
        loss_valid, acc_valid = evaluate(model, valid_data, collate, batch_size)
        history["loss_valid"].append(loss_valid)
        history["acc_valid"].append(acc_valid)
    return history
    ### END SOLUTION

# %% grade_id="test_training" points=4
class FirstWord(nn.Module):  # un modèle pour cet essai : il ne regarde que le premier mot
    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(4, 2)
        nn.init.zeros_(self.table.weight)

    def forward(self, x, lengths):
        assert len(lengths) == len(x), "Appelez le modèle avec x et lengths, tels que collate les rend."
        return self.table(x[:, 0])


def trial_collate(pairs):
    longest = max(len(indices) for indices, _ in pairs)
    x = torch.tensor([indices + [1] * (longest - len(indices)) for indices, _ in pairs])
    return x, torch.tensor([len(indices) for indices, _ in pairs]), torch.tensor([label for _, label in pairs])


trial_data = [([2, 3], 0), ([3], 1), ([2, 2, 3], 0), ([3, 2], 1), ([2], 0)]
trial = FirstWord()
with torch.no_grad():
    trial.table.weight[2:, 0] = torch.tensor([2.0, 1.0])
loss, proportion = evaluate(trial, trial_data, trial_collate, batch_size=4)
assert abs(proportion - 3 / 5) < 1e-6, "evaluate : trois tweets sur cinq sont bien classés, la proportion est 0,6."
assert abs(loss - (3 * 0.126928 + 2 * 1.313262) / 5) < 1e-4, "evaluate : l'erreur est la moyenne sur les tweets."
trial = FirstWord()
optimizer = torch.optim.SGD(trial.parameters(), lr=1.0)
history = training(
    trial, optimizer, trial_data, trial_data, lambda *_: [[0, 1, 2, 3], [4]], trial_collate, epochs=6, batch_size=4
)
for key in ("loss_train", "loss_valid", "acc_valid"):
    assert len(history[key]) == 6, f"history[{key!r}] doit contenir une valeur par époque."
assert abs(history["loss_train"][0] - 0.649358) < 1e-3, "loss_train : moyenne sur les tweets, avant les mises à jour."
assert history["loss_valid"][-1] < 0.2, "Cet essai est facile : l'erreur devrait presque s'annuler."
assert history["acc_valid"][-1] == 1, "Cet essai est facile : tout devrait être bien classé à la fin."

# %% [markdown]
# Place à l'apprentissage (cellule non notée), avec vos fonctions : quelques secondes. On pourrait tout envoyer sur un
# GPU, s'il y en a un (`device = "cuda" if torch.cuda.is_available() else "cpu"`, puis `.to(device)` pour le modèle, `x`
# et `y`) ; un si petit modèle n'y gagnerait pas grand-chose, et nous restons sur le CPU.

# %%
torch.manual_seed(0)
random.seed(0)
model = OurFirstLSTM(hidden_size=64, embedding_dim=64, vocab_size=len(vocabulary))
optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
history = training(model, optimizer, train_data, valid_data, batches_by_length, collate, epochs=5)

figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.2), layout="constrained")
epochs = range(1, 6)
left.plot(epochs, history["loss_train"], "o-", label="apprentissage")
left.plot(epochs, history["loss_valid"], "o-", label="validation")
left.set(xlabel="époque", ylabel="entropie croisée", title="L'erreur", xticks=epochs)
left.legend()
right.plot(epochs, history["acc_valid"], "o-", color="tab:orange", label="validation")
right.axhline(sum(y for _, y in valid_data) / len(valid_data), color="gray", ls="--", label="toujours « positif »")
right.set(xlabel="époque", ylabel="bonnes réponses", title="Les bonnes réponses", xticks=epochs)
right.legend()
plt.show()
print("test :", "erreur {:.3f}, bonnes réponses {:.3f}".format(*evaluate(model, test_data, collate)))

# %% [markdown]
# L'erreur d'apprentissage tombe presque à zéro ; celle de validation cesse vite de descendre, hésite, et avec d'autres
# graines remonte nettement. Cet écart est le **surapprentissage** : avec moins de deux mille tweets, le modèle peut les
# apprendre par cœur, et les époques de plus ne lui apprennent presque rien qui serve ailleurs.
#
# ### Où se trompe-t-il ?

# %%
with torch.no_grad():
    x, lengths, y = collate(test_data)
    answers = model(x, lengths).argmax(dim=1)
confusion = torch.zeros(2, 2, dtype=torch.int64)
for truth, answer in zip(y.tolist(), answers.tolist(), strict=True):
    confusion[truth, answer] += 1

plt.figure(figsize=(3.6, 3.2), layout="constrained")
plt.imshow(confusion, cmap="Blues")
for row in range(2):
    for column in range(2):
        color = "white" if confusion[row, column] > confusion.max() / 2 else "black"
        plt.text(column, row, confusion[row, column].item(), ha="center", va="center", color=color)
plt.xticks(range(2), ["négatif", "positif"])
plt.yticks(range(2), ["négatif", "positif"])
plt.xlabel("réponse du modèle")
plt.ylabel("vraie étiquette")
plt.title("Confusion (test)")
plt.show()
recalls = confusion.diag() / confusion.sum(dim=1)
print(f"négatifs retrouvés : {recalls[0]:.1%}, positifs retrouvés : {recalls[1]:.1%}, moyenne : {recalls.mean():.1%}")

# %% [markdown]
# Il retrouve mieux les positifs, bien plus nombreux, que les négatifs. La moyenne des deux pourcentages (on dit
# *balanced accuracy*) n'est pas trompée par le déséquilibre : un modèle qui répond toujours « positif » y a 50 %.

# %% [markdown]
# ## 8. Parler au modèle

# %% [markdown]
# ### Exercice 8 — `classify_tweet` (1 point)
#
# Écrivez `classify_tweet(tweet, model, tokenize, encode)`, qui rend la chaîne `"Negative"` (classe 0) ou `"Positive"`
# (classe 1) : la réponse du modèle, **en mode `eval`**, au texte `tweet`. Tout est reçu en argument :
#
# - `tokenize(tweet)` rend la liste des tokens, vide s'il n'y en a aucun ;
# - `encode(tokens)` rend leur liste d'indices, **jamais vide** ;
# - `model(x, lengths)`, comme à l'exercice 6 : attention, il attend un **lot**, ici d'un seul texte.
#
# Tout texte doit recevoir une réponse : vide, très long, plein de mots inconnus ou d'émojis. Il n'y a pas d'ex æquo
# entre les scores.

# %% grade_id="classify" solution=true
def classify_tweet(tweet, model, tokenize, encode):
    """"Negative" ou "Positive", selon le modèle."""
    ### BEGIN SOLUTION
    indices = encode(tokenize(tweet))
    model.eval()
    with torch.no_grad():
        scores = model(torch.tensor([indices]), torch.tensor([len(indices)]))
    return ("Negative", "Positive")[scores.argmax(dim=1).item()]
    ### END SOLUTION

# %% grade_id="test_classify" points=1
class LastWord(nn.Module):  # un modèle pour cet essai : positif si le dernier indice est pair
    def __init__(self):
        super().__init__()
        self.unused = nn.Linear(1, 1)

    def forward(self, x, lengths):
        last = x[torch.arange(len(x)), lengths - 1] % 2
        return torch.stack([last, 1 - last], dim=1).float()


for tweet, answer in (("so so", "Positive"), ("so bad", "Negative"), ("", "Positive")):
    found = classify_tweet(tweet, LastWord(), str.split, lambda words: [len(word) for word in words] or [0])
    assert found == answer, f"Sur cet essai, la réponse à {tweet!r} devrait être {answer!r} ; vous rendez {found!r}."

# %% [markdown]
# À vous (cellule non notée) : changez les phrases. Essayez une négation, de l'ironie, un mot que le modèle n'a jamais
# lu.

# %%
def ask(tweet):
    return classify_tweet(tweet, model, tokenize, lambda words: encode(words, vocabulary))


for tweet in (
    "What a beautiful day, thanks everyone!",
    "I hate this rain, worst week ever :(",
    "I don't hate it.",
    "Great, another Monday…",
    "🙂",
    "Bonjour tout le monde",
):
    print(f"{ask(tweet)}  {tweet}")

# %% [markdown]
# ### L'état du LSTM le long d'une phrase
#
# Puisque le modèle sait lire un texte jusqu'à une longueur donnée, on peut lui demander son avis **après chaque mot** :
# il suffit de répéter le texte dans un lot, avec les longueurs $1, 2, 3\ldots$ La courbe monte et descend avec les mots
# qui l'ont marqué.

# %%
figure, axes = plt.subplots(3, 1, figsize=(10, 7), layout="constrained")
for axis, tweet in zip(
    axes,
    (
        "I was so happy this morning but now I hate this terrible day :(",
        "Not a great start , but what an awesome show , thanks for the fun night !",
        "Sorry , the phone is dead and I miss my friends .",
    ),
    strict=True,
):
    words = tokenize(tweet)
    indices = torch.tensor([encode(words, vocabulary)])
    with torch.no_grad():
        reading = model(indices.expand(len(words), -1), torch.arange(1, len(words) + 1)).softmax(dim=1)[:, 1]
    axis.axhline(0.5, color="gray", lw=0.8)
    colors = ["tab:green" if p > 0.5 else "tab:red" for p in reading]
    axis.bar(range(len(words)), reading - 0.5, bottom=0.5, color=colors)
    axis.set(ylim=(0, 1), ylabel="P(positif)")
    axis.set_xticks(range(len(words)), words, rotation=30)
axes[0].set_title("L'avis du modèle après chaque mot")
plt.show()

# %% [markdown]
# ## 9. Un concurrent tout simple
#
# Le LSTM fait-il mieux qu'un modèle qui ignore l'ordre des mots ? Le **sac de mots** (*bag of words*) représente un
# tweet par un vecteur de $V$ zéros et uns : 1 pour chaque mot présent. Une seule couche linéaire, celle du TP 5, donne
# les scores. C'est la **référence** (*baseline*) à laquelle tout modèle de texte devrait être comparé (cellules non
# notées).

# %%
def bag(pairs):
    x = torch.zeros(len(pairs), len(vocabulary))
    for row, (indices, _) in zip(x, pairs, strict=True):
        row[indices] = 1
    x[:, 0] = 0  # les mots inconnus ne disent rien
    return x, torch.tensor([label for _, label in pairs])


torch.manual_seed(0)
x, y = bag(train_data)
linear = nn.Linear(len(vocabulary), 2)
optimizer = torch.optim.Adam(linear.parameters(), lr=0.02, weight_decay=1e-3)
for _ in range(60):
    optimizer.zero_grad()
    nn.functional.cross_entropy(linear(x), y).backward()
    optimizer.step()
with torch.no_grad():
    x_test, y_test = bag(test_data)
    bag_accuracy = (linear(x_test).argmax(dim=1) == y_test).float().mean().item()
print(f"toujours « positif » : {sum(label for _, label in test_data) / len(test_data):.3f}")
print(f"LSTM                 : {evaluate(model, test_data, collate)[1]:.3f}")
print(f"sac de mots          : {bag_accuracy:.3f}")
print(f"(sur {len(test_data)} tweets de test, l'incertitude est d'environ 0,05)")

# %% [markdown]
# Une seule mesure sur si peu de tweets ne départage pas deux modèles. Nous avons donc recommencé avec cinq découpages,
# en mesurant chaque fois sur plus de mille tweets (moyenne, et écart-type d'un découpage à l'autre) :
#
# | | bonnes réponses | moyenne des deux classes |
# |---|---|---|
# | toujours « positif » | 0,730 | 0,500 |
# | LSTM, 5 époques | 0,832 ± 0,012 | 0,766 ± 0,020 |
# | sac de mots | **0,863** ± 0,012 | **0,779** ± 0,018 |
#
# (Sur les mêmes données avant que nous n'en retirions des tweets : 0,840 et 0,865.) **Le sac de mots gagne.** Il
# s'entraîne aussi dix fois plus vite. Ce n'est pas une faute de votre part : avec deux mille tweets, un modèle qui doit
# *découvrir* que l'ordre compte n'a pas assez d'exemples, et dans des textes si courts, un mot (*love*, *hate*) suffit
# souvent. Le LSTM montre ce qu'il vaut avec beaucoup plus de données, ou sur des tâches où l'ordre est tout, comme
# traduire ou écrire. Retenez la méthode : **commencez par la référence simple**, et ne croyez un modèle compliqué que
# s'il la bat.
#
# Son autre mérite : il se lit. Le poids d'un mot dit s'il parle pour ou contre.

# %%
weights = (linear.weight[1] - linear.weight[0]).detach()
order = [i for i in weights.argsort().tolist() if i > 1]
chosen = order[:12] + order[-12:]
plt.figure(figsize=(9, 3.2), layout="constrained")
plt.bar(range(24), weights[chosen], color=["tab:red"] * 12 + ["tab:green"] * 12)
plt.xticks(range(24), [vocabulary.word(i) for i in chosen], rotation=60)
plt.ylabel("poids (positif − négatif)")
plt.title("Les mots qui comptent le plus pour le sac de mots")
plt.show()

# %% [markdown]
# ## 10. Augmenter des textes
#
# Pour des images, on fabrique facilement de nouveaux exemples : un miroir, un recadrage. Pour des textes, une méthode
# de 2019 (*EDA, Easy Data Augmentation*, J. Wei et K. Zou) propose des opérations très simples sur la liste des mots :
#
# - **échange** (*random swap*) : échanger deux mots tirés au hasard, et recommencer ;
# - **suppression** (*random deletion*) : retirer chaque mot avec une probabilité $p$ ;
# - **insertion** (*random insertion*) : insérer quelque part un synonyme d'un mot du texte, et recommencer. On écarte
#   les **mots vides** (*stop words* : *the*, *is*, *of*…), trop courants pour porter un sens.
#
# *Exemples* pour `["such", "a", "great", "day"]` : un échange peut donner `["day", "a", "great", "such"]` ; une
# suppression, `["such", "great"]` ; une insertion, avec les synonymes `{"great": ["superb"]}`,
# `["superb", "such", "a", "great", "day"]`.
#
# Ces fonctions doivent être **pures** : elles rendent une liste neuve et laissent intacte celle qu'elles ont reçue
# (sinon l'original, que l'on veut garder, serait perdu). Elles doivent aussi marcher sur un texte vide ou d'un seul
# mot. Les versions que l'on trouve dans les tutoriels y échouent souvent.

# %% grade_id="synonyms" locked=true
synonyms = {}
for line in """
    great: superb terrific / good: fine nice / love: adore cherish / happy: glad cheerful / awesome: amazing wonderful
    nice: lovely pleasant / fun: enjoyable amusing / funny: hilarious comical / beautiful: gorgeous pretty
    best: finest greatest / better: finer nicer / thanks: thank cheers / cool: neat great / amazing: incredible
    hope: wish trust / like: enjoy appreciate / win: triumph victory / sweet: lovely kind / glad: happy pleased
    bad: poor awful / hate: detest despise / sad: unhappy gloomy / sorry: sad apologetic / terrible: horrible dreadful
    worst: poorest lousiest / tired: weary exhausted / sick: ill unwell / hard: tough difficult / wrong: mistaken
    miss: lack need / angry: mad furious / pain: ache hurt / lost: missing gone / stupid: silly dumb / today: now
    day: morning date / night: evening / work: job labor / job: work post / home: house / friend: pal buddy
    friends: pals buddies / movie: film / game: match / big: large huge / little: small tiny / new: fresh recent
    time: moment / really: truly / people: folks / song: tune / food: meal / looks: seems / want: wish
""".replace("/", "\n").strip().splitlines():
    word, others = line.split(":")
    synonyms[word.strip()] = others.split()
stop_words = set()
for line in """
    the a an and or but if so of to in on at by for with from up out as is are was were be been am i you he she it
    we they me him her us them my your his its our their this that these those not no do does did have has had will
    would can could should just there here then than too
""".splitlines():
    stop_words.update(line.split())
print(f"{len(synonyms)} mots ont des synonymes, par exemple great : {synonyms['great']} ; {len(stop_words)} mots vides")

# %% [markdown]
# ### Exercice 9 — trois augmentations (3 points)
#
# `words` est toujours une liste de chaînes, éventuellement vide. Le résultat est toujours une **nouvelle** liste, et
# `words` reste telle quelle.
#
# - `random_swap(words, n=5)` : `n` fois de suite, on tire au hasard deux positions, quelconques, et l'on échange les
#   mots qui s'y trouvent. (Que les deux positions puissent ou non être égales est libre.) Une liste de zéro ou un mot
#   est rendue à l'identique (en copie).
# - `random_deletion(words, p=0.5)` : chaque mot est retiré avec la probabilité `p`, indépendamment des autres ; l'ordre
#   des autres est gardé. S'il ne restait rien, on rend une liste d'un seul mot, tiré au hasard dans `words` ; une liste
#   vide donne une liste vide.
# - `random_insertion(words, n, synonyms, stop_words=())` : `synonyms` associe à des mots la liste (non vide) de leurs
#   synonymes. `n` fois de suite, on tire au hasard un mot de `words` qui a des synonymes et n'est pas dans
#   `stop_words`, puis l'un de ses synonymes, et l'on insère ce dernier à un endroit tiré au hasard : entre deux mots,
#   au début ou à la fin. On insère donc **exactement** `n` mots ; les mots de `words` sont tous là, dans leur ordre.
#   Seuls les mots de la liste reçue donnent des synonymes, pas les mots déjà insérés. Si aucun mot ne convient, on rend
#   une copie de `words`.

# %% grade_id="augmentation" solution=true
def random_swap(words, n=5):
    """Copie de words après n échanges de deux mots tirés au hasard."""
    ### BEGIN SOLUTION
    words = list(words)
    for _ in range(n if len(words) > 1 else 0):
        i, j = random.sample(range(len(words)), 2)
        words[i], words[j] = words[j], words[i]
    return words
    ### END SOLUTION


def random_deletion(words, p=0.5):
    """Copie de words où chaque mot est retiré avec la probabilité p ; il en reste au moins un."""
    ### BEGIN SOLUTION
    kept = [word for word in words if random.random() >= p]
    return kept or random.sample(words, min(1, len(words)))
    ### END SOLUTION


def random_insertion(words, n, synonyms, stop_words=()):
    """Copie de words où n synonymes de ses mots sont insérés au hasard."""
    ### BEGIN SOLUTION
    candidates = [word for word in words if word in synonyms and word not in stop_words]
    longer = list(words)
    for _ in range(n if candidates else 0):
        synonym = random.choice(synonyms[random.choice(candidates)])
        longer.insert(random.randrange(len(longer) + 1), synonym)
    return longer
    ### END SOLUTION

# %% grade_id="test_augmentation" points=3
sentence = ["such", "a", "great", "day"]
swapped = random_swap(sentence)
assert sentence == ["such", "a", "great", "day"], "random_swap a modifié la liste reçue : travaillez sur une copie."
assert sorted(swapped) == sorted(sentence), "random_swap garde les mêmes mots."
assert [random_swap([]), random_swap(["day"])] == [[], ["day"]], "random_swap : zéro ou un mot, rien à échanger."
assert random_deletion(sentence, p=0) == sentence, "Avec p = 0, random_deletion ne retire rien."
assert len(random_deletion(sentence, p=1)) == 1, "Avec p = 1, il doit rester un mot."
assert random_deletion([]) == [], "random_deletion d'une liste vide : une liste vide."
longer = random_insertion(sentence, 2, {"great": ["superb"], "a": ["one"]}, {"a"})
assert len(longer) == 6, "n = 2 : il y a deux mots de plus."
assert longer.count("superb") == 2, "Seul « superb » pouvait être inséré : « a » est un mot vide."
assert [word for word in longer if word != "superb"] == sentence, "Les mots du texte gardent leur ordre."
assert random_insertion(["a"], 3, {"great": ["superb"]}) == ["a"], "Aucun mot n'a de synonyme : rien à insérer."

# %% [markdown]
# **Est-ce que cela sert ?** Mesurons (cellule non notée ; une dizaine de secondes). On part d'un petit jeu de 600
# tweets, on ajoute à chacun une version augmentée, et l'on entraîne un modèle neuf. Pour comparer à armes égales, le
# modèle « sans augmentation » voit chaque tweet deux fois.

# %%
def accuracy_with(change, seed):
    random.seed(seed)
    torch.manual_seed(seed)
    rows = random.sample(train_rows, 600)
    few = [data[i] for i in rows] + [(encode(change(tokens[i]), vocabulary), labels[i]) for i in rows]
    small = OurFirstLSTM(hidden_size=64, embedding_dim=64, vocab_size=len(vocabulary))
    optimizer = torch.optim.Adam(small.parameters(), lr=5e-3)
    training(small, optimizer, few, valid_data[:1], batches_by_length, collate, epochs=4)
    return evaluate(small, valid_data + test_data, collate)[1]


changes = {
    "sans (deux fois le même)": list,
    "échanges": lambda words: random_swap(words, 3),
    "suppressions": lambda words: random_deletion(words, 0.2),
    "insertions": lambda words: random_insertion(words, 2, synonyms, stop_words),
}
found = {name: accuracy_with(change, seed=0) for name, change in changes.items()}
plt.figure(figsize=(7, 2.4), layout="constrained")
plt.barh(list(found), list(found.values()), color="tab:purple")
plt.gca().invert_yaxis()
plt.xlim(0.5, 1)
plt.xlabel("bonnes réponses (validation et test réunis)")
plt.title("Un entraînement de chaque, sur 600 tweets")
plt.show()

# %% [markdown]
# D'une graine à l'autre, ces nombres bougent de plusieurs centièmes : un seul entraînement ne dit rien. Nous l'avons
# répété (huit fois avec 600 tweets, six fois avec 1 883), en mesurant sur près de 600 autres tweets :
#
# | | 600 tweets, 5 époques | moyenne des deux classes | 1 883 tweets, 3 époques |
# |---|---|---|---|
# | deux fois le même | 0,741 ± 0,058 | 0,703 | 0,843 ± 0,008 |
# | échanges | 0,766 ± 0,029 | 0,713 | 0,845 ± 0,014 |
# | suppressions | 0,770 ± 0,015 | 0,680 | 0,847 ± 0,009 |
# | insertions | 0,784 ± 0,019 | 0,680 | 0,844 ± 0,015 |
#
# Avec peu de données, l'augmentation semble gagner deux à quatre centièmes et rendre l'entraînement plus régulier ;
# mais, à en croire la moyenne des deux classes, elle le fait surtout en répondant plus souvent « positif ». Avec toutes
# les données, elle n'apporte rien de plus que de voir chaque tweet deux fois. Sans la ligne « deux fois le même » (une
# seule fois : 0,826), nous aurions cru le contraire : **comparez toujours à armes égales**.

# %% [markdown]
# ## Pour aller plus loin
#
# Questions ouvertes, non notées.
#
# 1. **S'arrêter à temps.** Gardez les poids de l'époque où l'erreur de validation est la plus basse. Que gagne-t-on
#    sur le test ?
# 2. **Les réglages d'origine.** Ce TP est né d'un modèle à 300 nombres par mot et 100 états, entraîné avec un pas de
#    0,02. Est-il meilleur que le nôtre ? Plus long à entraîner ?
# 3. **Le piège, mesuré.** Écrivez la version fautive, qui lit l'état après les `<pad>`, et entraînez-la avec des lots
#    formés au hasard, puis par longueur. Pourquoi la différence ?
# 4. **Dans les deux sens.** Avec `bidirectional=True`, un second LSTM lit le texte à l'envers. Quel état faut-il
#    prendre pour lui, et que deviennent les `<pad>` ?
# 5. **Les classes déséquilibrées.** Donnez plus de poids aux tweets négatifs (`weight=` de `CrossEntropyLoss`). Que
#    deviennent la proportion de bonnes réponses et la moyenne des deux classes ?
# 6. **Les notes.** Les étiquettes viennent de notes entre $-4$ et $4$. Prédisez la note elle-même (une sortie,
#    `MSELoss`). Les erreurs portent-elles sur les tweets dont la note est proche de 0 ?
# 7. **Un autre domaine.** Les auteurs de ces données ont aussi fait noter plus de dix mille phrases tirées de
#    critiques de films (`movieReviewSnippets_GroundTruth.txt`, paquet vaderSentiment). Votre modèle de tweets y est-il
#    encore bon ? Et un modèle entraîné sur elles ? (Nous avons mesuré : LSTM, 3 époques, 0,746 ; sac de mots, 0,778.)
# 8. **Qui a raison ?** Sur quels tweets le sac de mots et le LSTM ne sont-ils pas d'accord ? Pourquoi ?
