# %% right="unfold"
def conv2d(image, kernel, stride=1, padding=0):
    image = F.pad(image, [padding] * 4)
    f, g = kernel.shape
    patches = image.unfold(0, f, stride).unfold(1, g, stride)
    return (patches * kernel).sum(dim=(2, 3))


# %% right="une somme d'images décalées, bord fait à la main"
def conv2d(image, kernel, stride=1, padding=0):
    H, W = image.shape
    bord = torch.zeros(H + 2 * padding, W + 2 * padding, dtype=image.dtype)
    bord[padding : padding + H, padding : padding + W] = image
    f, g = kernel.shape
    h, w = H + 2 * padding - f + 1, W + 2 * padding - g + 1
    total = torch.zeros(h, w)
    for a in range(f):
        for b in range(g):
            total += kernel[a, b] * bord[a : a + h, b : b + w]
    return total[::stride, ::stride]


# %% right="quatre boucles et des listes"
def conv2d(image, kernel, stride=1, padding=0):
    I, K = image.tolist(), kernel.tolist()
    H, W, f, g = len(I), len(I[0]), len(K), len(K[0])
    carte = []
    for i in range(-padding, H + padding - f + 1, stride):
        ligne = []
        for j in range(-padding, W + padding - g + 1, stride):
            s = 0.0
            for a in range(f):
                for b in range(g):
                    if 0 <= i + a < H and 0 <= j + b < W:
                        s += K[a][b] * I[i + a][j + b]
            ligne.append(s)
        carte.append(ligne)
    return torch.tensor(carte)


# %% right="F.unfold et un produit matriciel, avec gradient"
def conv2d(image, kernel, stride=1, padding=0):
    f, g = kernel.shape
    colonnes = F.unfold(image[None, None], (f, g), padding=padding, stride=stride)[0]
    h = (image.shape[0] + 2 * padding - f) // stride + 1
    return (nn.Parameter(kernel).flatten() @ colonnes).reshape(h, -1)


# %% wrong="le noyau retourné" trips="test_values test_stride test_padding test_stride_and_padding"
def conv2d(image, kernel, stride=1, padding=0):
    image = F.pad(image, [padding] * 4)
    kernel = kernel.flip(0, 1)
    f, g = kernel.shape
    return (image.unfold(0, f, stride).unfold(1, g, stride) * kernel).sum(dim=(2, 3))


# %% wrong="le pas oublié" trips="test_stride test_stride_and_padding"
def conv2d(image, kernel, stride=1, padding=0):
    image = F.pad(image, [padding] * 4)
    f, g = kernel.shape
    return (image.unfold(0, f, 1).unfold(1, g, 1) * kernel).sum(dim=(2, 3))


# %% wrong="le pas : bonne taille, mais le noyau avance de 1" trips="test_stride test_stride_and_padding"
def conv2d(image, kernel, stride=1, padding=0):
    image = F.pad(image, [padding] * 4)
    f, g = kernel.shape
    h, w = (image.shape[0] - f) // stride + 1, (image.shape[1] - g) // stride + 1
    result = torch.zeros(h, w)
    for i in range(h):
        for j in range(w):
            result[i, j] = (image[i : i + f, j : j + g] * kernel).sum()
    return result


# %% wrong="le pas dans une seule direction" trips="test_stride test_stride_and_padding"
def conv2d(image, kernel, stride=1, padding=0):
    image = F.pad(image, [padding] * 4)
    f, g = kernel.shape
    return (image.unfold(0, f, stride).unfold(1, g, 1) * kernel).sum(dim=(2, 3))


# %% wrong="le padding oublié" trips="test_padding test_stride_and_padding"
def conv2d(image, kernel, stride=1, padding=0):
    f, g = kernel.shape
    return (image.unfold(0, f, stride).unfold(1, g, stride) * kernel).sum(dim=(2, 3))


# %% wrong="un bord qui répète l'image" trips="test_padding test_stride_and_padding"
def conv2d(image, kernel, stride=1, padding=0):
    if padding:
        image = F.pad(image[None, None], [padding] * 4, mode="replicate")[0, 0]
    f, g = kernel.shape
    return (image.unfold(0, f, stride).unfold(1, g, stride) * kernel).sum(dim=(2, 3))


# %% wrong="un bord à droite et en bas seulement" trips="test_padding test_stride_and_padding"
def conv2d(image, kernel, stride=1, padding=0):
    image = F.pad(image, [0, 2 * padding, 0, 2 * padding])
    f, g = kernel.shape
    return (image.unfold(0, f, stride).unfold(1, g, stride) * kernel).sum(dim=(2, 3))


# %% wrong="le padding ajouté après avoir compté les positions" trips="test_stride_and_padding"
def conv2d(image, kernel, stride=1, padding=0):
    f, g = kernel.shape
    h, w = (image.shape[0] - f) // stride + 1 + 2 * padding, (image.shape[1] - g) // stride + 1 + 2 * padding
    image = F.pad(image, [padding] * 4)
    result = torch.zeros(h, w)
    for i in range(h):
        for j in range(w):
            piece = image[i * stride : i * stride + f, j * stride : j * stride + g]
            result[i, j] = (piece * kernel[: piece.shape[0], : piece.shape[1]]).sum()
    return result


# %% wrong="un produit matriciel au lieu du produit terme à terme" trips="test_values test_stride test_padding test_stride_and_padding"
def conv2d(image, kernel, stride=1, padding=0):
    image = F.pad(image, [padding] * 4)
    f, g = kernel.shape
    patches = image.unfold(0, f, stride).unfold(1, g, stride)
    return (patches @ kernel.T).sum(dim=(2, 3))


# %% wrong="noyau supposé carré" trips="test_values test_stride test_padding test_stride_and_padding"
def conv2d(image, kernel, stride=1, padding=0):
    image = F.pad(image, [padding] * 4)
    f = len(kernel)
    h, w = (image.shape[0] - f) // stride + 1, (image.shape[1] - f) // stride + 1
    result = torch.zeros(h, w)
    for i in range(h):
        for j in range(w):
            result[i, j] = (image[i * stride : i * stride + f, j * stride : j * stride + f] * kernel).sum()
    return result
