"""Writes the tweets of TP 9: the students' part, and the hold-out that no release has.

``python data/make_tweets.py --from DIR`` writes; with ``--check`` it only compares, and exits 1 on
a difference. Same source, same bytes. The source is ``tweets_GroundTruth.txt`` of vaderSentiment (Hutto & Gilbert,
2014): id, mean of twenty human scores in [-4, 4], text; names and addresses were already removed there.

Kept: clearly positive or negative tweets (``|score| > 0.5``), one of those that differ by case and punctuation only,
and none that is obscene, demeans people, bears on a subject to be left alone in an exercise or still gives an
address. Mild swearing stays: without "damn", "hell" and "sucks", a sixth of the negative tweets would go, and with
them the balance of the labels.
"""

import argparse
import html
import random
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
STUDENTS = ROOT / "source" / "tp09_lstm" / "data" / "tweets"
HOLDOUT = ROOT / "graders" / "data" / "tweets"
SOURCE_FILE, LICENCE_FILE = "tweets_GroundTruth.txt", "LICENSE-MIT.txt"
SEED = 20_240_229
LEAST_SCORE = 0.5
HOLDOUT_SHARE = 0.2
HEADER = "label\tscore\ttext"

# Words that keep a tweet out (* stands for any letters, _ for a space): coarse, sexual, slurs, subjects to leave alone.
KEPT_OUT = """
    fuck* *fucker* fck fk fuk wtf stfu gtfo omfg lmfao ffs shit* bullshit bitch* biatch cunt* dick dicks dicking
    dickhead* cock cocks pussy pussies ass asses asshole* arse* badass* jackass* dumbass* lmao bastard* piss* crap*
    wank* twat* prick* bollocks bugger* douche* turd* tits titties boob* whore* slut* hoe hoes skank* hooker*
    prostitut* pimp* porn* sex sexy sexual* sext* nude* naked horny penis vagina* anal orgasm* erotic* virgin* condom*
    sucking kinky xxx fart* poop* butt assole fckng shag* sperm dirty_talk undo_your_top of_the_night under_arm_hair
    nigg* fag faggot* gay gays gayer homo homos lesbian* trann* retard* midget* spastic* cripple* negro* blacks jew
    jews nazi* hitler* racis* islam* muslim* terroris* osama qaeda slave* genocide* lynch* rape* rapist* raping
    molest* suicid* murder* abortion* pedoph* incest* abuse* kush weed cocaine hindu* boers saddam obl hiv illuminati
    extremist* white_people black_lover broken_english
"""
# Telephone numbers, mail and web addresses that are still there.
PERSONAL = r"\d{3}\W{1,2}\d{3}\W\d{4}|\w@\w+\.\w|http(?!://url_removed)|www\."
NOTICE = """\
Tweets notés par des humains.

Provenance : « tweets_GroundTruth.txt », dans le paquet vaderSentiment 3.3.2 (PyPI, dossier additional_resources),
publié avec C. J. Hutto et E. Gilbert, « VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media
Text », ICWSM 2014. Chaque note est la moyenne de vingt avis humains, de -4 (très négatif) à 4 (très positif). Les noms
et les adresses y avaient été remplacés par « @anonymous » et « http://url_removed ».

Modifications : tweets neutres ({least} au plus, en valeur absolue), presque identiques, obscènes ou haineux retirés ;
entités HTML décodées ; colonne « label » ajoutée (1 : positif, 0 : négatif) ; ordre tiré au hasard.

Licence de ces textes :

"""


def read(folder: Path) -> list[tuple[float, str]]:
    """Scores and texts of the source, entities decoded and blanks made plain."""
    lines = (folder / SOURCE_FILE).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip()]
    return [(float(score), " ".join(html.unescape(text).split())) for _, score, text in rows]


def key(text: str) -> str:
    """What two tweets share when only case, punctuation or an address tells them apart."""
    return re.sub(r"http\S*|@anonymous|\W|_", "", text.lower())


def kept_out() -> re.Pattern[str]:
    """Matches a tweet that holds one of the words; a hashtag or a stretched letter hides none."""
    words = "|".join(word.replace("*", r"\w*").replace("_", " ") for word in KEPT_OUT.split())
    return re.compile(rf"(?<![a-z])(?:{words})(?![a-z])|f\*|fuck|shit|bitch|{PERSONAL}")


def select(rows: list[tuple[float, str]]) -> list[tuple[int, float, str]]:
    """Label, score and text of the tweets that are kept, in the source's order."""
    unwanted, seen, kept = kept_out(), set(), []
    for score, text in rows:
        wanted = abs(score) > LEAST_SCORE and key(text) and not unwanted.search(text.lower().replace("’", "'"))
        if wanted and key(text) not in seen:
            seen.add(key(text))
            kept.append((int(score > 0), score, text))
    return kept


def split(kept: list[tuple[int, float, str]]) -> tuple[list[tuple[int, float, str]], list[tuple[int, float, str]]]:
    """The students' part and the hold-out, shuffled, with the same proportion of labels."""
    rng = random.Random(SEED)
    students, holdout = [], []
    for label in (0, 1):
        rows = [row for row in kept if row[0] == label]
        rng.shuffle(rows)
        cut = round(HOLDOUT_SHARE * len(rows))
        holdout += rows[:cut]
        students += rows[cut:]
    rng.shuffle(students)
    rng.shuffle(holdout)
    return students, holdout


def tsv(rows: list[tuple[int, float, str]]) -> bytes:
    """The bytes of a file: a header, then one tweet a line."""
    return "\n".join([HEADER, *(f"{label}\t{score:.2f}\t{text}" for label, score, text in rows), ""]).encode()


def files(folder: Path) -> dict[Path, bytes]:
    """Every file to write, and its content."""
    students, holdout = split(select(read(folder)))
    licence = (folder / LICENCE_FILE).read_text(encoding="utf-8")
    notice = NOTICE.format(least=str(LEAST_SCORE).replace(".", ",")) + licence.strip() + "\n"
    return {
        STUDENTS / "tweets.tsv": tsv(students),
        STUDENTS / "LICENCE.txt": notice.encode(),
        HOLDOUT / "holdout.tsv": tsv(holdout),
        HOLDOUT / "LICENCE.txt": (notice + "\nPartie réservée à la correction.\n").encode(),
    }


def main() -> int:
    """Write the files, or with ``--check`` name those that differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", type=Path, required=True, help=f"folder of {SOURCE_FILE}")
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 on a difference")
    options = parser.parse_args()
    stale = [path for path, content in files(options.source).items() if not _holds(path, content)]
    for path in stale:
        if options.check:
            print(f"{path.relative_to(ROOT)} differs: run `python data/make_tweets.py --from {options.source}`")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files(options.source)[path])
            print(f"written: {path.relative_to(ROOT)}")
    return int(options.check and bool(stale))


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


if __name__ == "__main__":
    sys.exit(main())
