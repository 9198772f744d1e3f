"""The tweets of TP 9: what students get, what is held out, and the generator's own promises; no source file needed."""

import importlib.util

import pytest

from tests.answer_files import ROOT

STUDENTS = ROOT / "source" / "tp09_lstm" / "data" / "tweets"
HOLDOUT = ROOT / "graders" / "data" / "tweets"
FILES = {"students": STUDENTS / "tweets.tsv", "holdout": HOLDOUT / "holdout.tsv"}


@pytest.fixture(scope="module")
def make_tweets():
    spec = importlib.util.spec_from_file_location("make_tweets", ROOT / "data" / "make_tweets.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(part):
    header, *lines = FILES[part].read_bytes().decode("utf-8").removesuffix("\n").split("\n")
    assert header == "label\tscore\ttext"
    return [line.split("\t") for line in lines]


@pytest.mark.parametrize("part", FILES)
def test_labels_are_the_sign_of_clear_scores(part, make_tweets):
    for label, score, text in rows(part):
        assert abs(float(score)) >= make_tweets.LEAST_SCORE
        assert label == str(int(float(score) > 0))
        assert text == " ".join(text.split())
        assert text


def test_no_tweet_is_in_both_parts_or_twice_in_one(make_tweets):
    keys = {part: [make_tweets.key(text) for _, _, text in rows(part)] for part in FILES}
    for found in keys.values():
        assert len(set(found)) == len(found)
    assert not set(keys["students"]) & set(keys["holdout"])


@pytest.mark.parametrize("part", FILES)
def test_nothing_obscene_or_hateful_is_left(part, make_tweets):
    unwanted = make_tweets.kept_out()
    assert not [text for _, _, text in rows(part) if unwanted.search(text.lower())]


def test_the_filter_sees_words_and_not_pieces_of_words(make_tweets):
    unwanted = make_tweets.kept_out()
    assert all(unwanted.search(text) for text in ("what a bitchy day", "#wtf", "this is shit!", "f*** you", "so, sexy"))
    assert not any(unwanted.search(text) for text in ("cocktails", "a class act", "scrap it", "hello", "a passage"))


def test_the_holdout_has_the_same_proportion_of_labels(make_tweets):
    shares = {part: sum(label == "1" for label, _, _ in rows(part)) / len(rows(part)) for part in FILES}
    assert abs(shares["students"] - shares["holdout"]) < 0.002
    count = sum(len(rows(part)) for part in FILES)
    assert len(rows("holdout")) / count == pytest.approx(make_tweets.HOLDOUT_SHARE, abs=0.001)


@pytest.mark.parametrize("text", ["call 916-923-5646", "write to me@home.org", "see http: ...", "on www.shop.com"])
def test_personal_addresses_keep_a_tweet_out(text, make_tweets):
    assert make_tweets.kept_out().search(text)
    assert not make_tweets.kept_out().search("@anonymous see http://url_removed")


@pytest.mark.parametrize("folder", [STUDENTS, HOLDOUT], ids=["students", "holdout"])
def test_licence_and_provenance_go_with_the_texts(folder):
    notice = (folder / "LICENCE.txt").read_text(encoding="utf-8")
    assert "MIT License" in notice
    assert "vaderSentiment" in notice
    assert "Copyright (c) 2016 C.J. Hutto" in notice


def test_same_source_same_bytes_and_a_difference_is_named(make_tweets, tmp_path, monkeypatch, capsys):
    source = tmp_path / "source"
    source.mkdir()
    lines = [f"{i}\t{(-1) ** i * (1 + i / 100)}\ttweet number {i} &amp; more" for i in range(40)]
    lines += ["98\t0.2\tneutral", "99\t-2.0\toh shit", "100\t1.5\tTweet, number 2 & more!"]
    (source / make_tweets.SOURCE_FILE).write_text("\n".join(lines), encoding="utf-8")
    (source / make_tweets.LICENCE_FILE).write_text("The MIT License", encoding="utf-8")
    monkeypatch.setattr(make_tweets, "ROOT", tmp_path)
    monkeypatch.setattr(make_tweets, "STUDENTS", tmp_path / "students")
    monkeypatch.setattr(make_tweets, "HOLDOUT", tmp_path / "holdout")
    for arguments, code in ((["--check"], 1), ([], 0), (["--check"], 0)):
        monkeypatch.setattr("sys.argv", ["make_tweets.py", "--from", str(source), *arguments])
        assert make_tweets.main() == code
    kept = (tmp_path / "students" / "tweets.tsv").read_text().splitlines()[1:]
    held = (tmp_path / "holdout" / "holdout.tsv").read_text().splitlines()[1:]
    assert (len(kept), len(held)) == (32, 8)
    assert all("number" in line and "& more" in line for line in kept + held)
    (tmp_path / "holdout" / "holdout.tsv").write_text("changed")
    assert make_tweets.main() == 1
    assert "holdout.tsv differs: run" in capsys.readouterr().out
