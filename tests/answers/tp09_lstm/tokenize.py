# %% right="mot ou caractère non blanc, boucle finditer"
def tokenize(text):
    tokens = []
    for m in re.finditer(r"\w+|\S", text.lower()):
        tokens.append(m.group(0))
    return tokens


# %% right="caractère par caractère"
def tokenize(text):
    tokens, mot = [], ""
    for c in text.lower():
        if c.isalnum() or c == "_":
            mot += c
        else:
            if mot:
                tokens.append(mot)
            mot = ""
            if not c.isspace():
                tokens.append(c)
    if mot:
        tokens.append(mot)
    return tokens


# %% right="espaces autour des signes, puis split"
def tokenize(text):
    return re.sub(r"([^\w\s])", r" \1 ", text.lower()).split()


# %% wrong="découpe aux espaces" trips="test_rule test_blanks"
def tokenize(text):
    return text.lower().split(" ")


# %% wrong="split sans séparer la ponctuation" trips="test_rule"
def tokenize(text):
    return text.lower().split()


# %% wrong="majuscules gardées" trips="test_rule"
def tokenize(text):
    return re.findall(r"\w+|[^\w\s]", text)


# %% wrong="signes jetés" trips="test_rule test_blanks"
def tokenize(text):
    return re.findall(r"\w+", text.lower())


# %% wrong="lettres sans accent seulement" trips="test_rule"
def tokenize(text):
    return re.findall(r"[a-z0-9_]+|[^\w\s]", text.lower())


# %% wrong="signes groupés" trips="test_rule"
def tokenize(text):
    return re.findall(r"\w+|[^\w\s]+", text.lower())


# %% wrong="le tiret bas coupe les mots" trips="test_rule"
def tokenize(text):
    return re.findall(r"[^\W_]+|[^\w\s]|_", text.lower())


# %% wrong="les espaces sont des tokens" trips="test_rule test_blanks"
def tokenize(text):
    return re.findall(r"\w+|\W", text.lower())


# %% wrong="un token vide pour un texte vide" trips="test_blanks"
def tokenize(text):
    return re.findall(r"\w+|[^\w\s]", text.lower()) or [""]
