"""Pretrain TP 8's backbone: a small ResNet that has seen drawings of everything but cats and fish.

    python data/pretrain_backbone.py --from DIR --minutes 50      # writes source/tp08_transfert/data/backbone.pt

``ResNet(BasicBlock, [1, 1, 1, 1])`` of torchvision learns to name the drawings of ``DIR`` (see ``drawings.py``), each
on a random background, in the classes that many icon sets draw; none by an artist of the parts val, test and holdout of
the cats and fish, and no animal that resembles them. The classes' layer is then thrown away.

Pictures are made as it goes, and the time decides how many, so another run gives other weights, of about the same
worth: ``backbone.txt`` says what was measured on the weights that are shipped.
"""

import argparse
import math
import random
import re
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from drawings import ARTISTS, OTHER_SETS, Drawings, pictures, stacked
from make_pets import HOLDOUT, RELEASED
from PIL import Image
from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet

TARGET = RELEASED.parent / "backbone.pt"
SEED, SIZE, RENDERED = 20_240_309, 64, 80
MEAN, STD = (torch.tensor(values)[:, None, None] for values in ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]))
LEAST_SETS, LEAST_SETS_OF_ANIMALS, PER_SET = 15, 5, 3
BATCH, RATE, DECAY, SMOOTHING = 96, 0.1, 5e-4, 0.05
# Tokens of names that say how a thing is drawn, not what it is.
STYLES = """
outline outlined filled fill solid line linear bold duotone light thin regular rounded round sharp twotone
broken baseline alt variant face simple color remix pop 16 20 24 28 32 48 12 10 1 2 3 01 02 03 one two three
""".split()  # noqa: SIM905 - easier to read and to edit
FORBIDDEN = (
    r"(^|-)(cat|cats|kitten|kitty|tiger|lion|leopard|leo|paw|fish|blowfish|pisces|shark|whale|dolphin|carp|seal|orca|"
    r"seafood|sushi|pet|pets|yarn)(-|$)"
)
ABSTRACT = (
    r"(^|-)(arrow|arrows|align|chevron|caret|border|file|folder|text|corner|circle|square|angle|up|down|left|right|"
    r"off|plus|minus|on|open|closed|full|half|empty|low|slash|code|copyright|info|list|menu|check|stop|play|pause|search|"
    r"zoom|share|download|upload|undo|redo|refresh|edit|copy|crop|filter|grid|link|power|radio|save|send|settings|rss|"
    r"repeat|shuffle|forward|terminal|bluetooth|wifi|facebook|instagram|twitter|youtube|github|google|android|power|"
    r"close|delete|expand|dashboard|inbox|history|archive|usb|bar|chart|comment|chat|table|group|text|label|label)(-|$)"
)
ANIMALS = """
ant badger bat bear beaver bee bird bison boar bug butterfly camel chicken cow crab cricket crocodile deer
dinosaur dodo dog donkey dove dragon duck eagle elephant ewe flamingo fox frog giraffe goat goose gorilla
hamster hedgehog horse kangaroo koala lizard llama mammoth monkey mosquito moose mouse octopus otter owl ox
panda parrot peacock penguin pig pigeon poodle rabbit raccoon ram rat rhinoceros rooster scorpion sheep shrimp
skunk sloth snail snake spider squid squirrel swan turkey turtle unicorn wolf worm zebra dog-face wolf-face
fox-face baby-chick polar-bear lady-beetle jellyfish lobster oyster orangutan hippopotamus
""".split()  # noqa: SIM905 - easier to read and to edit


def vocabulary(drawings: Drawings) -> dict[str, list[tuple[str, str]]]:
    """Classes, each with the (set, icon) pairs that draw it."""
    sets = [name for names in ARTISTS["train"].values() for name in names] + list(OTHER_SETS)
    found = defaultdict(lambda: defaultdict(list))
    for name in sets:
        for icon in sorted(drawings.icons(name)["icons"]):
            word = "-".join(token for token in icon.split("-") if token not in STYLES)
            if word and not re.search(FORBIDDEN, icon) and not re.search(ABSTRACT, word):
                found[word][name].append(icon)
    kept = {}
    for word, by_set in sorted(found.items()):
        if len(by_set) >= (LEAST_SETS_OF_ANIMALS if word in ANIMALS else LEAST_SETS):
            kept[word] = [(name, icon) for name, icons in by_set.items() for icon in icons[:PER_SET]]
    return kept


def network(classes: int) -> ResNet:
    """torchvision's class, with one block a stage."""
    return ResNet(BasicBlock, [1, 1, 1, 1], num_classes=classes, zero_init_residual=True)


def batch(layers, plain, rows, generator, hardness=1.0):
    """Normalised pictures of these drawings; with less ``hardness``, larger and on plainer backgrounds."""
    scales = (0.8 - 0.3 * hardness, 1.0)
    made = pictures(layers[rows], plain[rows], SIZE, SIZE, generator, scales, stretch=0.4, clutter=hardness)
    if torch.rand((), generator=generator) < 0.2:  # some batches without colours
        made = made.mean(1, keepdim=True).expand_as(made)
    return ((made - MEAN) / STD).contiguous(memory_format=torch.channels_last)


@torch.no_grad()
def accuracy(model, layers, plain, labels, rows, generator) -> float:
    """Proportion of drawings never learnt that it names."""
    model.eval()
    right = sum(
        (model(batch(layers, plain, part, generator)).argmax(1) == labels[part]).sum().item()
        for part in rows.split(256)
    )
    model.train()
    return right / len(rows)


def pets(folder: Path) -> tuple[torch.Tensor, torch.Tensor]:
    """The pictures of a part of the cats and fish, as the TP reads them (64 × 64, normalised)."""
    images, labels = [], []
    for label, name in enumerate(("chat", "poisson")):
        for path in sorted((folder / name).glob("*.jpg")):
            try:
                image = Image.open(path).convert("RGB").resize((SIZE, SIZE), Image.Resampling.BILINEAR)
            except OSError:
                continue
            images.append((torch.from_numpy(np.array(image)).permute(2, 0, 1) / 255 - MEAN) / STD)
            labels.append(label)
    return torch.stack(images), torch.tensor(labels)


@torch.no_grad()
def features(model, images) -> torch.Tensor:
    """What the network gives its last layer."""
    model.eval()
    last, model.fc = model.fc, nn.Identity()
    result = torch.cat([model(part) for part in images.split(128)])
    model.fc = last
    model.train()
    return result


def transfer(model, parts, seeds=3) -> dict[str, tuple[float, float]]:
    """Frozen features and a small head: mean and sd, over seeds, of the accuracy on each part but the first."""
    found = {name: features(model, images) for name, (images, _) in parts.items()}
    results = defaultdict(list)
    for seed in range(seeds):
        torch.manual_seed(seed)
        head = nn.Sequential(nn.Linear(512, 64), nn.ReLU(), nn.Dropout(0.2), nn.Linear(64, 2))
        optimizer = torch.optim.Adam(head.parameters(), 1e-3)
        for _ in range(20):
            for rows in torch.randperm(len(found["train"])).split(32):
                optimizer.zero_grad()
                nn.functional.cross_entropy(head(found["train"][rows]), parts["train"][1][rows]).backward()
                optimizer.step()
        head.eval()
        for name in list(parts)[1:]:
            right = (head(found[name]).argmax(1) == parts[name][1]).double().mean().item()
            results[name].append(right)
    return {name: (float(np.mean(values)), float(np.std(values, ddof=1))) for name, values in results.items()}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", type=Path, required=True, metavar="DIR")
    parser.add_argument("--minutes", type=float, default=50, help="of this process's time (50)")
    parser.add_argument("--to", type=Path, default=TARGET)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    random.seed(SEED)
    generator = torch.Generator().manual_seed(SEED)
    drawings = Drawings(arguments.source)
    words = vocabulary(drawings)
    rendered, labels, unseen = [], [], []
    for label, icons in enumerate(words.values()):
        kept_out = set(random.sample(range(len(icons)), len(icons) // 10))
        for number, (name, icon) in enumerate(icons):
            rendered.append(drawings.render(name, icon, RENDERED))
            labels.append(label)
            unseen.append(number in kept_out)
    layers, plain = stacked(rendered)
    labels, unseen = torch.tensor(labels), torch.tensor(unseen)
    learnt, kept_out = torch.where(~unseen)[0], torch.where(unseen)[0]
    by_class = [learnt[labels[learnt] == label] for label in range(len(words))]
    print(f"{len(words)} classes, {len(learnt)} drawings learnt, {len(kept_out)} kept out", flush=True)
    print(" ".join(words), flush=True)

    parts = {part: pets(RELEASED / part) for part in ("train", "val", "test")} | {"holdout": pets(HOLDOUT)}
    model = network(len(words)).to(memory_format=torch.channels_last)
    average = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995), use_buffers=True
    )
    optimizer = torch.optim.SGD(model.parameters(), RATE, momentum=0.9, nesterov=True, weight_decay=DECAY)
    budget, step, shown, start = arguments.minutes * 60, 0, 0, time.process_time()
    while (spent := time.process_time() - start) < budget:
        part = spent / budget
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, 0.1 + part / 0.04) * (0.005 + 0.5 * (1 + math.cos(math.pi * part)))
        chosen = torch.randint(len(words), (BATCH,), generator=generator).tolist()
        rows = torch.stack([by_class[c][torch.randint(len(by_class[c]), (), generator=generator)] for c in chosen])
        with torch.autocast("cpu", torch.bfloat16):
            scores = model(batch(layers, plain, rows, generator, min(1, 3 * part)))
        loss = nn.functional.cross_entropy(scores.float(), labels[rows], label_smoothing=SMOOTHING)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        average.update_parameters(model)
        step += 1
        if step % 50 == 0:
            right = (scores.argmax(1) == labels[rows]).float().mean()
            print(f"{spent / 60:5.1f} min  step {step}  loss {loss.item():.3f}  {right:.3f}", flush=True)
        if spent / budget > (shown + 1) / 12:
            shown += 1
            report(average.module, arguments.to, parts, (layers, plain, labels, kept_out), step, spent, len(words))
    report(average.module, arguments.to, parts, (layers, plain, labels, kept_out), step, budget, len(words))


def report(model, path, parts, drawn, step, spent, classes) -> None:
    """Save the weights in half precision, without the classes' layer, and say what they are worth."""
    state = {name: value for name, value in model.state_dict().items() if not name.startswith("fc.")}
    half = {name: value.half().contiguous() if value.is_floating_point() else value for name, value in state.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(half, path)
    layers, plain, labels, rows = drawn
    named = accuracy(model, layers, plain, labels, rows, torch.Generator().manual_seed(1))
    lines = [
        f"{path.name} : ResNet(BasicBlock, [1, 1, 1, 1]) de torchvision, en float16, sans sa couche fc ;",
        "préentraîné par data/pretrain_backbone.py sur des dessins de jeux d'icônes ouverts (data/drawings.py),",
        "ni chats ni poissons, et aucun dessin d'un artiste de val, de test ou des images cachées.",
        "",
        f"{classes} classes, {step * BATCH} images de {SIZE} x {SIZE} pixels, {spent / 60:.0f} minutes d'un cœur.",
        f"Dessins jamais appris, reconnus parmi les {classes} classes : {named:.3f}.",
        "",
        "Chats et poissons, traits figés et tête 512-64-2 (20 époques, Adam 0,001, 3 graines), moyenne et écart-type :",
        *(f"  {name:8} {mean:.3f}  {sd:.3f}" for name, (mean, sd) in transfer(model, parts).items()),
    ]
    path.with_suffix(".txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines[5:]), flush=True)


if __name__ == "__main__":
    main()
