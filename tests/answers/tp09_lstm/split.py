# %% right="random.seed et int, le reste à la fin"
def stratified_split(labels, ratios=(0.6, 0.2, 0.2), seed=0):
    random.seed(seed)
    parts = [[], [], []]
    for label in (0, 1):
        rows = [i for i, y in enumerate(labels) if y == label]
        random.shuffle(rows)
        a = int(ratios[0] * len(rows))
        b = a + int(ratios[1] * len(rows))
        parts[0] += rows[:a]
        parts[1] += rows[a:b]
        parts[2] += rows[b:]
    return parts[0], parts[1], parts[2]


# %% right="permutation de torch et tenseurs d'indices"
def stratified_split(labels, ratios=(0.6, 0.2, 0.2), seed=0):
    g = torch.Generator().manual_seed(seed)
    y = torch.tensor(labels)
    train, valid, test = [], [], []
    for c in y.unique():
        idx = (y == c).nonzero().flatten()
        idx = idx[torch.randperm(len(idx), generator=g)]
        n1, n2 = round(len(idx) * ratios[0]), round(len(idx) * ratios[1])
        train.append(idx[:n1])
        valid.append(idx[n1 : n1 + n2])
        test.append(idx[n1 + n2 :])
    return torch.cat(train).tolist(), torch.cat(valid).tolist(), torch.cat(test).tolist()


# %% right="mélange général, puis chaque classe dans cet ordre"
def stratified_split(labels, ratios=(0.6, 0.2, 0.2), seed=0):
    order = list(range(len(labels)))
    random.Random(seed).shuffle(order)
    positive = [i for i in order if labels[i] == 1]
    negative = [i for i in order if labels[i] == 0]
    result = []
    start = 0.0
    for ratio in ratios:
        end = start + ratio
        part = positive[round(start * len(positive)) : round(end * len(positive))]
        part = part + negative[round(start * len(negative)) : round(end * len(negative))]
        result.append(sorted(part))
        start = end
    return result


# %% wrong="pas stratifié" trips="test_proportions"
def stratified_split(labels, ratios=(0.6, 0.2, 0.2), seed=0):
    rows = list(range(len(labels)))
    random.Random(seed).shuffle(rows)
    a = round(ratios[0] * len(rows))
    b = a + round(ratios[1] * len(rows))
    return rows[:a], rows[a:b], rows[b:]


# %% wrong="pas mélangé" trips="test_random"
def stratified_split(labels, ratios=(0.6, 0.2, 0.2), seed=0):
    rng = random.Random(seed)
    parts = [[], [], []]
    for label in (0, 1):
        rows = [i for i, y in enumerate(labels) if y == label]
        pass
        a = int(ratios[0] * len(rows))
        b = a + int(ratios[1] * len(rows))
        parts[0] += rows[:a]
        parts[1] += rows[a:b]
        parts[2] += rows[b:]
    return parts[0], parts[1], parts[2]


# %% wrong="graine ignorée" trips="test_random"
def stratified_split(labels, ratios=(0.6, 0.2, 0.2), seed=0):

    parts = [[], [], []]
    for label in (0, 1):
        rows = [i for i, y in enumerate(labels) if y == label]
        random.shuffle(rows)
        a = int(ratios[0] * len(rows))
        b = a + int(ratios[1] * len(rows))
        parts[0] += rows[:a]
        parts[1] += rows[a:b]
        parts[2] += rows[b:]
    return parts[0], parts[1], parts[2]


# %% wrong="toujours la même graine" trips="test_random"
def stratified_split(labels, ratios=(0.6, 0.2, 0.2), seed=0):
    rng = random.Random(0)
    parts = [[], [], []]
    for label in (0, 1):
        rows = [i for i, y in enumerate(labels) if y == label]
        rng.shuffle(rows)
        a = int(ratios[0] * len(rows))
        b = a + int(ratios[1] * len(rows))
        parts[0] += rows[:a]
        parts[1] += rows[a:b]
        parts[2] += rows[b:]
    return parts[0], parts[1], parts[2]


# %% wrong="les parties se recouvrent" trips="test_partition test_proportions"
def stratified_split(labels, ratios=(0.6, 0.2, 0.2), seed=0):
    rng = random.Random(seed)
    parts = [[], [], []]
    for label in (0, 1):
        rows = [i for i, y in enumerate(labels) if y == label]
        rng.shuffle(rows)
        a = int(ratios[0] * len(rows))
        b = a + int(ratios[1] * len(rows))
        parts[0] += rows[:a]
        parts[1] += rows[a:b]
        parts[2] += rows[a:]
    return parts[0], parts[1], parts[2]


# %% wrong="le reste est perdu" trips="test_partition"
def stratified_split(labels, ratios=(0.6, 0.2, 0.2), seed=0):
    rng = random.Random(seed)
    parts = [[], [], []]
    for label in (0, 1):
        rows = [i for i, y in enumerate(labels) if y == label]
        rng.shuffle(rows)
        a = int(ratios[0] * len(rows))
        b = a + int(ratios[1] * len(rows))
        c = int(ratios[2] * len(rows))
        parts[0] += rows[: a - 1]
        parts[1] += rows[a:b]
        parts[2] += rows[b : b + c]
    return parts[0], parts[1], parts[2]


# %% wrong="proportions du début ignorées" trips="test_proportions"
def stratified_split(labels, ratios=(0.6, 0.2, 0.2), seed=0):
    rng = random.Random(seed)
    parts = [[], [], []]
    for label in (0, 1):
        rows = [i for i, y in enumerate(labels) if y == label]
        rng.shuffle(rows)
        a = int(0.6 * len(rows))
        b = a + int(0.2 * len(rows))
        parts[0] += rows[:a]
        parts[1] += rows[a:b]
        parts[2] += rows[b:]
    return parts[0], parts[1], parts[2]


# %% wrong="des étiquettes au lieu des positions" trips="test_partition test_proportions test_random"
def stratified_split(labels, ratios=(0.6, 0.2, 0.2), seed=0):
    rng = random.Random(seed)
    parts = [[], [], []]
    for label in (0, 1):
        rows = [i for i, y in enumerate(labels) if y == label]
        rng.shuffle(rows)
        a = int(ratios[0] * len(rows))
        b = a + int(ratios[1] * len(rows))
        parts[0] += rows[:a]
        parts[1] += rows[a:b]
        parts[2] += rows[b:]
    return [[labels[i] for i in part] for part in parts]


# %% wrong="deux parties" trips="test_partition test_proportions test_random"
def stratified_split(labels, ratios=(0.6, 0.2, 0.2), seed=0):
    rng = random.Random(seed)
    parts = [[], [], []]
    for label in (0, 1):
        rows = [i for i, y in enumerate(labels) if y == label]
        rng.shuffle(rows)
        a = int(ratios[0] * len(rows))
        b = a + int(ratios[1] * len(rows))
        parts[0] += rows[:a]
        parts[1] += rows[a:b]
        parts[2] += rows[b:]
    return parts[0] + parts[1], parts[2]
