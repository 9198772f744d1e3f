# %% right="paquets de vingt lots triés, lots mélangés"
def batches_by_length(lengths, batch_size=32):
    order = torch.randperm(len(lengths)).tolist()
    batches = []
    step = 20 * batch_size
    for start in range(0, len(order), step):
        pool = sorted(order[start : start + step], key=lambda i: lengths[i])
        batches += [pool[k : k + batch_size] for k in range(0, len(pool), batch_size)]
    random.shuffle(batches)
    return batches


# %% right="argsort de torch, tenseurs"
def batches_by_length(lengths, batch_size=32):
    chunks = torch.tensor(lengths).argsort(descending=True).split(batch_size)
    return [chunks[i].tolist() for i in torch.randperm(len(chunks))]


# %% right="petit lot au début, sample"
def batches_by_length(lengths, batch_size=32):
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    first = len(order) % batch_size
    batches = [order[:first]] if first else []
    batches += [order[i : i + batch_size] for i in range(first, len(order), batch_size)]
    return random.sample(batches, len(batches))


# %% wrong="au hasard, sans les longueurs" trips="test_padding"
def batches_by_length(lengths, batch_size=32):
    return [rows.tolist() for rows in torch.randperm(len(lengths)).split(batch_size)]


# %% wrong="du plus court au plus long" trips="test_order"
def batches_by_length(lengths, batch_size=32):
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    return [order[k : k + batch_size] for k in range(0, len(order), batch_size)]


# %% wrong="du plus long au plus court, ex æquo au hasard" trips="test_order"
def batches_by_length(lengths, batch_size=32):
    order = sorted(range(len(lengths)), key=lambda i: (-lengths[i], random.random()))
    return [order[k : k + batch_size] for k in range(0, len(order), batch_size)]


# %% wrong="toujours le même mélange" trips="test_order"
def batches_by_length(lengths, batch_size=32):
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    batches = [order[k : k + batch_size] for k in range(0, len(order), batch_size)]
    random.Random(0).shuffle(batches)
    return batches


# %% wrong="dernier lot perdu" trips="test_partition"
def batches_by_length(lengths, batch_size=32):
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    batches = [order[k * batch_size : (k + 1) * batch_size] for k in range(len(order) // batch_size)]
    random.shuffle(batches)
    return batches


# %% wrong="un lot par longueur" trips="test_partition"
def batches_by_length(lengths, batch_size=32):
    batches = []
    for n in set(lengths):
        rows = [i for i in range(len(lengths)) if lengths[i] == n]
        batches += [rows[k : k + batch_size] for k in range(0, len(rows), batch_size)]
    random.shuffle(batches)
    return batches


# %% wrong="des longueurs au lieu des positions" trips="test_partition test_padding test_order"
def batches_by_length(lengths, batch_size=32):
    order = [60 + n for n in sorted(lengths)]
    batches = [order[k : k + batch_size] for k in range(0, len(order), batch_size)]
    random.shuffle(batches)
    return [[n + 10**6 for n in batch] for batch in batches]


# %% wrong="trié puis tout mélangé" trips="test_padding"
def batches_by_length(lengths, batch_size=32):
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    random.shuffle(order)
    return [order[k : k + batch_size] for k in range(0, len(order), batch_size)]


# %% wrong="taille de lot figée à 32" trips="test_partition"
def batches_by_length(lengths, batch_size=32):
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    batches = [order[k : k + 32] for k in range(0, len(order), 32)]
    random.shuffle(batches)
    return batches
