# %% right="dictionnaire, unsqueeze"
def classify_tweet(tweet, model, tokenize, encode):
    categories = {0: "Negative", 1: "Positive"}
    indices = encode(tokenize(tweet))
    model.eval()
    with torch.no_grad():
        scores = model(torch.tensor(indices).unsqueeze(0), torch.tensor([len(indices)]))
    return categories[scores.argmax().item()]


# %% right="comparaison des deux scores, avec graphe"
def classify_tweet(tweet, model, tokenize, encode):
    was_training = model.training
    model.eval()
    x = torch.tensor(encode(tokenize(tweet))).view(1, -1)
    negative, positive = model(x, torch.tensor([x.shape[1]]))[0].tolist()
    model.train(was_training)
    if positive > negative:
        return "Positive"
    return "Negative"


# %% right="softmax superflu, device du modèle"
def classify_tweet(tweet, model, tokenize, encode):
    device = next(model.parameters()).device
    ids = encode(tokenize(tweet.strip()))
    x = torch.as_tensor([ids], device=device)
    with torch.inference_mode():
        p = model.eval()(x, torch.LongTensor([len(ids)])).softmax(dim=-1).squeeze(0)
    return ["Negative", "Positive"][int(p.argmax())]


# %% wrong="catégories inversées" trips="test_answers test_any_text test_eval_mode"
def classify_tweet(tweet, model, tokenize, encode):
    categories = {0: "Positive", 1: "Negative"}
    indices = encode(tokenize(tweet))
    model.eval()
    with torch.no_grad():
        scores = model(torch.tensor([indices]), torch.tensor([len(indices)]))
    return categories[scores.argmax().item()]


# %% wrong="un nombre au lieu du nom" trips="test_answers test_any_text test_eval_mode"
def classify_tweet(tweet, model, tokenize, encode):
    categories = {0: "Negative", 1: "Positive"}
    indices = encode(tokenize(tweet))
    model.eval()
    with torch.no_grad():
        scores = model(torch.tensor([indices]), torch.tensor([len(indices)]))
    return scores.argmax().item()


# %% wrong="en français" trips="test_answers test_any_text test_eval_mode"
def classify_tweet(tweet, model, tokenize, encode):
    categories = {0: "négatif", 1: "positif"}
    indices = encode(tokenize(tweet))
    model.eval()
    with torch.no_grad():
        scores = model(torch.tensor([indices]), torch.tensor([len(indices)]))
    return categories[scores.argmax().item()]


# %% wrong="mode eval oublié" trips="test_eval_mode"
def classify_tweet(tweet, model, tokenize, encode):
    categories = {0: "Negative", 1: "Positive"}
    indices = encode(tokenize(tweet))

    with torch.no_grad():
        scores = model(torch.tensor([indices]), torch.tensor([len(indices)]))
    return categories[scores.argmax().item()]


# %% wrong="mode train" trips="test_answers test_any_text test_eval_mode"
def classify_tweet(tweet, model, tokenize, encode):
    categories = {0: "Negative", 1: "Positive"}
    indices = encode(tokenize(tweet))
    model.train()
    with torch.no_grad():
        scores = model(torch.tensor([indices]), torch.tensor([len(indices)]))
    return categories[scores.argmax().item()]


# %% wrong="pas de lot" trips="test_answers test_any_text test_eval_mode"
def classify_tweet(tweet, model, tokenize, encode):
    categories = {0: "Negative", 1: "Positive"}
    indices = encode(tokenize(tweet))
    model.eval()
    with torch.no_grad():
        scores = model(torch.tensor(indices), torch.tensor(len(indices)))
    return categories[scores.argmax().item()]


# %% wrong="seuil sur le score positif" trips="test_answers test_any_text test_eval_mode"
def classify_tweet(tweet, model, tokenize, encode):
    categories = {0: "Negative", 1: "Positive"}
    indices = encode(tokenize(tweet))
    model.eval()
    with torch.no_grad():
        scores = model(torch.tensor([indices]), torch.tensor([len(indices)]))
    return categories[int(scores[0, 1] > 0)]


# %% wrong="longueur de la chaîne" trips="test_answers test_any_text test_eval_mode"
def classify_tweet(tweet, model, tokenize, encode):
    categories = {0: "Negative", 1: "Positive"}
    indices = encode(tokenize(tweet))
    model.eval()
    with torch.no_grad():
        scores = model(torch.tensor([indices]), torch.tensor([len(tweet)]))
    return categories[scores.argmax().item()]


# %% wrong="encode reçoit la chaîne" trips="test_answers test_any_text test_eval_mode"
def classify_tweet(tweet, model, tokenize, encode):
    categories = {0: "Negative", 1: "Positive"}
    indices = encode(tweet)
    model.eval()
    with torch.no_grad():
        scores = model(torch.tensor([indices]), torch.tensor([len(indices)]))
    return categories[scores.argmax().item()]


# %% wrong="erreur sur un texte vide" trips="test_any_text"
def classify_tweet(tweet, model, tokenize, encode):
    categories = {0: "Negative", 1: "Positive"}
    assert tokenize(tweet)[0]
    indices = encode(tokenize(tweet))
    model.eval()
    with torch.no_grad():
        scores = model(torch.tensor([indices]), torch.tensor([len(indices)]))
    return categories[scores.argmax().item()]


# %% wrong="réponse neutre pour un texte vide" trips="test_any_text"
def classify_tweet(tweet, model, tokenize, encode):
    categories = {0: "Negative", 1: "Positive"}
    if not tokenize(tweet):
        return "Neutral"
    indices = encode(tokenize(tweet))
    model.eval()
    with torch.no_grad():
        scores = model(torch.tensor([indices]), torch.tensor([len(indices)]))
    return categories[scores.argmax().item()]


# %% wrong="tronqué à vingt tokens" trips="test_any_text"
def classify_tweet(tweet, model, tokenize, encode):
    categories = {0: "Negative", 1: "Positive"}
    indices = encode(tokenize(tweet)[:20])
    model.eval()
    with torch.no_grad():
        scores = model(torch.tensor([indices]), torch.tensor([len(indices)]))
    return categories[scores.argmax().item()]


# %% wrong="mots inconnus retirés" trips="test_any_text"
def classify_tweet(tweet, model, tokenize, encode):
    categories = {0: "Negative", 1: "Positive"}
    indices = encode(tokenize(tweet))
    indices = [i for i in indices if i] or [0]
    model.eval()
    with torch.no_grad():
        scores = model(torch.tensor([indices]), torch.tensor([len(indices)]))
    return categories[scores.argmax().item()]
