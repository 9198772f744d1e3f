# %% right="reshape, movedim, flatten"
def to_image(v):
    return v.reshape((1, 28, 28))


def hwc_to_chw(image):
    return image.movedim(-1, 0)


def flatten_batch(x):
    return x.flatten(start_dim=1)


# %% right="unflatten, deux transpositions, contiguous puis view"
def to_image(v):
    return v.unflatten(0, (28, 28)).unsqueeze(0)


def hwc_to_chw(image):
    return image.transpose(0, 2).transpose(1, 2).contiguous()


def flatten_batch(x):
    return x.contiguous().view(len(x), -1)


# %% right="pile de canaux, produit des tailles"
def to_image(v):
    return v[None].view(-1, 28, 28)


def hwc_to_chw(image):
    return torch.stack([image[:, :, c] for c in range(image.shape[2])])


def flatten_batch(x):
    p = 1
    for size in x.shape[1:]:
        p *= size
    return x.reshape(x.shape[0], p)


# %% right="numpy"
def to_image(v):
    return torch.from_numpy(v.numpy().reshape(1, 28, 28))


def hwc_to_chw(image):
    return torch.from_numpy(np.transpose(image.numpy(), (2, 0, 1)).copy())


def flatten_batch(x):
    return torch.stack([sample.reshape(-1) for sample in x])


# %% wrong="l'image est une copie" trips="test_to_image"
def to_image(v):
    return v.clone().view(1, 28, 28)


def hwc_to_chw(image):
    return image.permute(2, 0, 1)


def flatten_batch(x):
    return x.flatten(1)


# %% wrong="canal oublié" trips="test_to_image"
def to_image(v):
    return v.view(28, 28)


def hwc_to_chw(image):
    return image.permute(2, 0, 1)


def flatten_batch(x):
    return x.flatten(1)


# %% wrong="resize_ change le vecteur reçu" trips="test_to_image"
def to_image(v):
    return v.resize_(1, 28, 28)


def hwc_to_chw(image):
    return image.permute(2, 0, 1)


def flatten_batch(x):
    return x.flatten(1)


# %% wrong="image lue par colonnes" trips="test_to_image"
def to_image(v):
    return v.view(1, 28, 28).transpose(1, 2)


def hwc_to_chw(image):
    return image.permute(2, 0, 1)


def flatten_batch(x):
    return x.flatten(1)


# %% wrong="reshape au lieu de permute" trips="test_hwc_to_chw"
def to_image(v):
    return v.view(1, 28, 28)


def hwc_to_chw(image):
    h, w, c = image.shape
    return image.reshape(c, h, w)


def flatten_batch(x):
    return x.flatten(1)


# %% wrong="transposée complète (C, W, H)" trips="test_hwc_to_chw"
def to_image(v):
    return v.view(1, 28, 28)


def hwc_to_chw(image):
    return image.permute(2, 1, 0)


def flatten_batch(x):
    return x.flatten(1)


# %% wrong="permutation inverse" trips="test_hwc_to_chw"
def to_image(v):
    return v.view(1, 28, 28)


def hwc_to_chw(image):
    return image.permute(1, 2, 0)


def flatten_batch(x):
    return x.flatten(1)


# %% wrong="le lot est aplati aussi" trips="test_flatten_batch test_flatten_a_batch_that_is_not_contiguous"
def to_image(v):
    return v.view(1, 28, 28)


def hwc_to_chw(image):
    return image.permute(2, 0, 1)


def flatten_batch(x):
    return x.flatten()


# %% wrong="taille 784 en dur" trips="test_flatten_batch test_flatten_a_batch_that_is_not_contiguous"
def to_image(v):
    return v.view(1, 28, 28)


def hwc_to_chw(image):
    return image.permute(2, 0, 1)


def flatten_batch(x):
    return x.reshape(-1, 784)


# %% wrong="échantillons rangés en colonnes" trips="test_flatten_batch test_flatten_a_batch_that_is_not_contiguous"
def to_image(v):
    return v.view(1, 28, 28)


def hwc_to_chw(image):
    return image.permute(2, 0, 1)


def flatten_batch(x):
    return x.reshape(-1, x.shape[0])


# %% wrong="view sur un lot non contigu" trips="test_flatten_a_batch_that_is_not_contiguous"
def to_image(v):
    return v.view(1, 28, 28)


def hwc_to_chw(image):
    return image.permute(2, 0, 1)


def flatten_batch(x):
    return x.view(x.shape[0], -1)
