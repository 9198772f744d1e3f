# %% right="randrange, filter, copies"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% right="torch et concaténations"
def random_swap(words, n=5):
    order = list(range(len(words)))
    for _ in range(n):
        if len(order) >= 2:
            i, j = torch.randperm(len(order))[:2].tolist()
            order[i], order[j] = order[j], order[i]
    return [words[k] for k in order]


def random_deletion(words, p=0.5):
    keep = torch.rand(len(words)) >= p
    out = [w for w, k in zip(words, keep) if k]
    if not out and words:
        out = [words[torch.randint(len(words), (1,)).item()]]
    return out


def random_insertion(words, n, synonyms, stop_words=()):
    out = list(words)
    pool = [synonyms[w] for w in words if w in synonyms if w not in set(stop_words)]
    while pool and len(out) < len(words) + n:
        k = random.randrange(len(out) + 1)
        out = out[:k] + [random.choice(random.choice(pool))] + out[k:]
    return out


# %% right="boucles explicites, copy"
import copy


def random_swap(words, n=5):
    new = copy.deepcopy(words)
    for _ in range(n):
        if len(new) > 1:
            a, b = random.sample(range(len(new)), k=2)
            tmp = new[a]
            new[a] = new[b]
            new[b] = tmp
    return new


def random_deletion(words, p=0.5):
    new = []
    for w in words:
        if random.random() < p:
            continue
        new.append(w)
    if len(new) == 0 and len(words) > 0:
        new.append(random.choice(words))
    return new


def random_insertion(words, n, synonyms, stop_words=()):
    new = words.copy()
    usable = []
    for w in words:
        if w in stop_words:
            continue
        if synonyms.get(w):
            usable.append(w)
    for _ in range(n):
        if len(usable) > 0:
            new.insert(random.randrange(0, len(new) + 1), random.sample(synonyms[random.choice(usable)], 1)[0])
    return new


# %% wrong="swap sur place (source)" trips="test_new_lists"
def random_swap(words, n=5):
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="swap d'un seul mot lève une erreur (source)" trips="test_short_lists test_new_lists"
def random_swap(words, n=5):
    words = list(words)
    for _ in range(n):
        i, j = random.sample(range(len(words)), 2)
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="swap : tout mélangé" trips="test_swap"
def random_swap(words, n=5):
    return random.sample(words, len(words))


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="swap : n ignoré" trips="test_swap"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(5):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="swap : un seul échange" trips="test_swap"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(min(n, 1)):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="swap : voisins seulement" trips="test_swap"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i = random.randrange(len(words) - 1)
        j = i + 1
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="swap : toujours le premier mot" trips="test_swap"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = 0, random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="swap : le mot est copié, pas échangé" trips="test_swap"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i] = words[j]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="swap : dernier mot jamais tiré" trips="test_swap"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words) - 1), random.randrange(len(words) - 1)
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="deletion : p inversé" trips="test_deletion"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) < p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="deletion : un seul tirage pour tous" trips="test_deletion"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(words) if random.random() > p else []
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="deletion : ordre perdu" trips="test_deletion"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    random.shuffle(remaining)
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="deletion : exactement p n mots" trips="test_deletion"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(words)[: round((1 - p) * len(words))]
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="deletion : peut tout retirer" trips="test_deletion test_short_lists"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    return [w for w in words if random.random() >= p]


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="deletion : toujours le premier mot gardé" trips="test_deletion"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [words[0]]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="deletion : une chaîne au lieu d'une liste" trips="test_deletion"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return random.choice(words)
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="deletion : sur place" trips="test_deletion test_new_lists"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    for w in words:
        if random.random() < p and len(words) > 1:
            words.remove(w)
    return words


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="deletion : la liste reçue pour un seul mot (source)" trips="test_new_lists"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return words
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="deletion : vide, erreur (source)" trips="test_short_lists"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) == 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="insertion : sur place (source)" trips="test_new_lists"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="insertion : toujours à la fin" trips="test_insertion"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.append(new)
    return result


# %% wrong="insertion : jamais à la fin" trips="test_insertion"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randrange(len(result)), new)
    return result


# %% wrong="insertion : une liste insérée" trips="test_insertion"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = synonyms[random.choice(candidates)]
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="insertion : mots vides non écartés" trips="test_insertion test_short_lists"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="insertion : mots vides retirés du texte (source)" trips="test_insertion test_short_lists"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = [w for w in words if w not in stop_words]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="insertion : erreur sans candidat (source)" trips="test_short_lists test_new_lists"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="insertion : un mot sans synonyme lève une erreur" trips="test_insertion test_short_lists test_new_lists"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="insertion : n ignoré" trips="test_insertion"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(1):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="insertion : remplace le mot" trips="test_insertion"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result[random.randrange(len(result))] = new
    return result


# %% wrong="insertion : toujours le premier synonyme" trips="test_insertion"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = synonyms[random.choice(candidates)][0]
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="insertion : toujours le même mot" trips="test_insertion"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return result
    for _ in range(n):
        new = random.choice(synonyms[candidates[0]])
        result.insert(random.randint(0, len(result)), new)
    return result


# %% wrong="insertion : synonymes des mots insérés" trips="test_insertion"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = list(words)
    for _ in range(n):
        candidates = [w for w in result if w not in stop_words and w in synonyms]
        if not candidates:
            return result
        result.insert(random.randint(0, len(result)), random.choice(synonyms[random.choice(candidates)]))
    return result


# %% wrong="insertion : la liste reçue si rien ne convient" trips="test_new_lists"
def random_swap(words, n=5):
    words = words.copy()
    if len(words) < 2:
        return words
    for _ in range(n):
        i, j = random.randrange(len(words)), random.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return words


def random_deletion(words, p=0.5):
    if len(words) <= 1:
        return list(words)
    remaining = list(filter(lambda _: random.uniform(0, 1) > p, words))
    if len(remaining) == 0:
        return [random.choice(words)]
    return remaining


def random_insertion(words, n, synonyms, stop_words=()):
    result = words[:]
    candidates = [w for w in words if w not in stop_words and w in synonyms]
    if not candidates:
        return words
    for _ in range(n):
        new = random.choice(synonyms[random.choice(candidates)])
        result.insert(random.randint(0, len(result)), new)
    return result
