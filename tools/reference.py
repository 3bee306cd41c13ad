"""The work of `covalence compare` in plain Python and PyTorch, to measure the same work in two languages.

Reads an MVSA-Single folder, prepares texts and pictures, runs a frozen ONNX image network, trains three systems (text
alone, image alone, both by attention over modalities), and prints one JSON object with seconds, scores and versions.
It keeps nothing between runs. `tools/benchmark.sh` runs it and the program by turns.

Needs Python 3.9 or newer and: pip install numpy onnxruntime torch pillow scikit-learn

    python tools/reference.py --data MVSA_Single --train-ids train-ids.txt --test-ids dev-ids.txt \
        --vectors glove.txt.gz --encoder network.onnx --epochs text=10,image=10,text+image=10 --threads 2

The image network takes `image` (pixels scaled by (value - 127) / 128) and gives `features`, as EfficientNet-Lite0 does.
The label rule is `standard`. A tenth of the training posts is set aside for validation, which is scored after every
epoch and decides nothing: as many epochs are trained as are asked for.
"""

import argparse
import gzip
import html
import json
import math
import os
import platform
import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from PIL import Image, ImageOps
from PIL import __version__ as pillow_version
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import train_test_split
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

LABELS, NEUTRAL = ["positive", "neutral", "negative"], 1
SYSTEMS = {"text": (True, False), "image": (False, True), "text+image": (True, True)}
OWN_LABEL_WEIGHT = 1.0
PAD, UNKNOWN = range(2)

def read_labels(folder):
    """Id -> (merged, text, image) class. Rule `standard`: equal labels stay, one neutral gives way, positive against
    negative is dropped."""
    labels = {}
    for line in (folder / "labelResultAll.txt").read_text("ascii").splitlines()[1:]:
        post, pair = line.split("\t")
        text, image = map(LABELS.index, pair.split(","))
        if text == image or image == NEUTRAL or text == NEUTRAL:
            labels[post] = (image if text == NEUTRAL else text, text, image)
    return labels

PLAIN = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2026": "..."})
TOKEN = re.compile(r"<\w+>|[^\W\d_]+(?:['-][^\W\d_]+)*|[^\w\s]")

def tokens(text):
    """Lower-cased words and marks of one tweet; addresses, mentions, numbers and lost emoji become learnt tokens."""
    text = html.unescape(text.strip()).translate(PLAIN)
    text = re.sub(r"^(RT\s+@\w+:?\s*)+", "", text)
    text = re.sub(r"https?:\S*|www\.\S+|\bhtt?p?s?\.\.\.$", " <url> ", text, flags=re.I)  # also one cut by an ellipsis
    text = re.sub(r"@\w+", " <user> ", text)
    text = re.sub(r"\?{2,}", " <lost> ", text)  # what is left of emoji in this corpus
    text = re.sub(r"#(?=\w)", " ", text).lower()
    text = re.sub(r"([^\W\d_])\1{2,}", r"\1\1", text)  # soooo -> soo
    text = re.sub(r"\d+(?:[.,:]\d+)*", " <number> ", text)
    return TOKEN.findall(text)

def read_vectors(file):
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return {word: np.array(values.split(), np.float32) for word, values in (line.split(" ", 1) for line in lines)}

def vocabulary(texts, training, vectors, generator):
    """Word -> row and the matrix. A word has a row if training shows it or the vectors hold it. Only words of the posts at
    hand are kept: rows never seen in training get no gradient and no decay, so they stay what the vectors say."""
    counts = Counter(word for i in training for word in texts[i])
    words = sorted({w for text in texts for w in text if w in counts or w in vectors})
    rows = {word: row for row, word in enumerate(["<pad>", "<unk>"] + words)}
    matrix = generator.normal(0, 0.2, (len(rows), len(next(iter(vectors.values()))))).astype(np.float32)
    for word, row in rows.items():
        if word in vectors:
            matrix[row] = vectors[word]
    matrix[[PAD, UNKNOWN]] = 0
    return rows, torch.from_numpy(matrix)

def text_tensors(texts, rows, longest):
    numbers = [torch.tensor([rows.get(w, UNKNOWN) for w in text[:longest]] or [UNKNOWN]) for text in texts]
    return pad_sequence(numbers, batch_first=True, padding_value=PAD), torch.tensor([len(n) for n in numbers])

def prepare(file):
    """File -> 3 x 224 x 224: short side 256 (bilinear, antialiased), centre crop, (value - 127) / 128."""
    with Image.open(file) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    width, height = picture.size
    short = min(width, height)
    picture = picture.resize((256 * width // short, 256 * height // short), Image.BILINEAR)
    left, top = round((picture.width - 224) / 2), round((picture.height - 224) / 2)
    pixels = np.asarray(picture.crop((left, top, left + 224, top + 224)), dtype=np.float32)
    return ((pixels - 127) / 128).transpose(2, 0, 1)

def image_features(files, encoder, threads, batch):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(encoder), options, providers=["CPUExecutionProvider"])
    features = []
    with ThreadPoolExecutor(threads) as pool:  # pictures of the next batch are decoded while this one is encoded
        decode = lambda start: [pool.submit(prepare, f) for f in files[start : start + batch]]
        waiting = decode(0)
        for start in range(0, len(files), batch):
            pixels = np.stack([p.result() for p in waiting])
            waiting = decode(start + batch)
            features.append(session.run(["features"], {"image": pixels})[0])
    return np.concatenate(features)

class Attention(nn.Module):
    """Weights softmax(v . tanh(W h + b)) over the states that the mask lets through."""
    def __init__(self, inputs, width):
        super().__init__()
        self.score = nn.Sequential(nn.Linear(inputs, width), nn.Tanh(), nn.Linear(width, 1, bias=False))

    def forward(self, states, mask):
        return self.score(states).squeeze(-1).masked_fill(~mask, -torch.inf).softmax(-1).unsqueeze(-1)

class TextEncoder(nn.Module):
    def __init__(self, matrix, width):
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(matrix.clone(), freeze=False, padding_idx=PAD)
        self.lstm = nn.LSTM(matrix.shape[1], width, batch_first=True, bidirectional=True)
        self.attention = Attention(2 * width, width)
        self.project = nn.Sequential(nn.Dropout(0.3), nn.Linear(2 * width, width), nn.ReLU())

    def forward(self, ids, lengths):
        embedded = nn.functional.dropout(self.embedding(ids), 0.3, self.training)
        packed = pack_padded_sequence(embedded, lengths, batch_first=True, enforce_sorted=False)
        states, _ = pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        weights = self.attention(states, torch.arange(states.shape[1]) < lengths[:, None])
        return self.project((weights * states).sum(1))

class Classifier(nn.Module):
    """Encoders of the modalities in use -> one vector each, all of one width -> vectors weighted by attention over the
    modalities and put side by side -> head. In training a small head on each vector learns that modality's own label."""
    def __init__(self, matrix, image_width, width, use_text, use_image):
        super().__init__()
        self.text = TextEncoder(matrix, width) if use_text else None
        self.image = nn.Sequential(nn.Dropout(0.5), nn.Linear(image_width, width), nn.ReLU()) if use_image else None
        self.label_columns = [1] * use_text + [2] * use_image
        self.own_heads = nn.ModuleList(nn.Linear(width, len(LABELS)) for _ in self.label_columns)
        self.attention = Attention(width, width)
        self.head = nn.Linear(width * len(self.label_columns), len(LABELS))
        self.dropout = nn.Dropout(0.5)

    def forward(self, ids, lengths, features):
        vectors = ([self.text(ids, lengths)] if self.text else []) + ([self.image(features)] if self.image else [])
        fused = stacked = torch.stack(vectors, 1)
        if len(vectors) > 1:  # all are present in this corpus; the mask is where a missing one would be left out
            fused = len(vectors) * self.attention(stacked, torch.ones(stacked.shape[:2], dtype=torch.bool)) * stacked
        own = [head(self.dropout(vector)) for head, vector in zip(self.own_heads, vectors)] if self.training else []
        return self.head(self.dropout(fused.flatten(1))), own

def batches(data, parts):
    for part in parts:
        ids, lengths, *others = (tensor[part] for tensor in data)
        yield ids[:, : int(lengths.max())], lengths, *others  # texts end with the longest of the batch

def shuffled(at, lengths, size):
    """Random batches of posts of like length: shuffle, sort within every eight batches, shuffle the batches."""
    pools = [pool[lengths[pool].argsort()] for pool in at[torch.randperm(len(at))].split(8 * size)]
    parts = [part for pool in pools for part in pool.split(size)]
    return [parts[i] for i in torch.randperm(len(parts))]

def predict(model, data, at):
    model.eval()
    by_length = data[1][at].argsort()
    with torch.inference_mode():
        found = torch.cat([model(*batch[:3])[0].argmax(-1) for batch in batches(data, at[by_length].split(128))])
    return found[by_length.argsort()].numpy()

def scores(truth, predicted):
    f1 = {kind + "F1": f1_score(truth, predicted, average=kind) for kind in ("macro", "weighted")}
    return {"accuracy": accuracy_score(truth, predicted), **f1}

def train(model, data, at, validation, epochs, arguments):
    """AdamW, warm-up over a tenth of the steps, then cosine to zero. Validation is scored after every epoch, but the last
    weights stay: 360 posts are too few to stop by."""
    counts = torch.bincount(data[3][at, 0], minlength=len(LABELS))
    merged_loss = nn.CrossEntropyLoss(weight=(len(at) / (len(LABELS) * counts)).sqrt())
    own_loss = nn.CrossEntropyLoss()
    groups = [{"params": [p for n, p in model.named_parameters() if ("embedding" in n) == word_rows], "weight_decay": decay}
              for word_rows, decay in ((False, 0.01), (True, 0.0))]
    optimizer = torch.optim.AdamW(groups, lr=arguments.rate, fused=True)
    steps = epochs * math.ceil(len(at) / arguments.batch)
    warm = max(1, steps // 10)
    factor = lambda s: (s + 1) / warm if s < warm else 0.5 * (1 + math.cos(math.pi * (s - warm) / max(1, steps - warm)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, factor)
    history = []
    for _ in range(epochs):
        model.train()
        for ids, lengths, features, labels in batches(data, shuffled(at, data[1], arguments.batch)):
            optimizer.zero_grad()
            merged, own = model(ids, lengths, features)
            loss = merged_loss(merged, labels[:, 0])
            for logits, column in zip(own, model.label_columns):
                loss = loss + OWN_LABEL_WEIGHT * own_loss(logits, labels[:, column])
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        history.append(scores(data[3][validation, 0].numpy(), predict(model, data, validation))["macroF1"])
    return history

def epochs_of(text):
    """`10`, or `text=12,image=8,text+image=7` -> epochs of each system."""
    if text.isdigit():
        return {name: int(text) for name in SYSTEMS}
    named = dict(part.split("=") for part in text.split(","))
    if set(named) != set(SYSTEMS):
        raise argparse.ArgumentTypeError(f"expected epochs for {', '.join(SYSTEMS)}, found {text}")
    return {name: int(epochs) for name, epochs in named.items()}

def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--data", type=Path, required=True, help="MVSA-Single folder: labelResultAll.txt and data/")
    add("--train-ids", type=Path, required=True, help="ids to train and validate on, one a line")
    add("--test-ids", type=Path, required=True, help="ids to test on, one a line")
    add("--vectors", type=Path, required=True, help="GloVe vectors as gzipped text")
    add("--encoder", type=Path, required=True, help="image network as ONNX file")
    add("--epochs", type=epochs_of, default="10", help="epochs of all systems, or text=12,image=8,text+image=7")
    add("--width", type=int, default=64, help="of the LSTM in each direction, and of each modality's vector")
    add("--batch", type=int, default=64, help="posts in a batch of training")
    add("--rate", type=float, default=1e-3, help="highest learning rate")
    add("--longest", type=int, default=48, help="tokens of a post that are read")
    add("--encoder-batch", type=int, default=8, help="pictures that go through the image network together")
    add("--seed", type=int, default=0, help="of the split, the initial weights and the order")
    add("--threads", type=int, default=os.cpu_count(), help="processor threads")
    return parser.parse_args()

def main():
    arguments = read_arguments()
    torch.set_num_threads(arguments.threads)
    start, seconds = time.perf_counter(), {}

    labels_of = read_labels(arguments.data)
    train_ids, test_ids = ([i for i in f.read_text("ascii").split() if i in labels_of]
                           for f in (arguments.train_ids, arguments.test_ids))
    posts = train_ids + test_ids
    labels = np.array([labels_of[i] for i in posts])
    training, validation = train_test_split(np.arange(len(train_ids)), test_size=0.1, random_state=arguments.seed,
                                            stratify=labels[: len(train_ids), 0])
    test = np.arange(len(train_ids), len(posts))
    texts = [tokens((arguments.data / "data" / f"{i}.txt").read_bytes().decode("gb18030")) for i in posts]
    rows, matrix = vocabulary(texts, training, read_vectors(arguments.vectors), np.random.default_rng(arguments.seed))
    ids, lengths = text_tensors(texts, rows, arguments.longest)
    seconds["readTexts"] = time.perf_counter() - start

    mark = time.perf_counter()
    features = image_features([arguments.data / "data" / f"{i}.jpg" for i in posts], arguments.encoder,
                              arguments.threads, arguments.encoder_batch)
    features = (features - features[training].mean(0)) / (features[training].std(0) + 1e-6)
    seconds["decodeAndFeatures"] = time.perf_counter() - mark

    data = (ids, lengths, torch.from_numpy(features), torch.from_numpy(labels))
    training, validation, test = map(torch.from_numpy, (training, validation, test))
    results = {}
    for name, modalities in SYSTEMS.items():
        torch.manual_seed(arguments.seed)
        mark = time.perf_counter()
        model = Classifier(matrix, features.shape[1], arguments.width, *modalities)
        history = train(model, data, training, validation, arguments.epochs[name], arguments)
        seconds["train " + name] = time.perf_counter() - mark
        results[name] = {part: scores(labels[at, 0], predict(model, data, at))
                         for part, at in (("validation", validation), ("test", test))}
        results[name]["validationMacroF1ByEpoch"] = history
    seconds["total"] = time.perf_counter() - start
    settings = {k: v for k, v in vars(arguments).items() if not isinstance(v, Path)}
    counts = {"training": len(training), "validation": len(validation), "test": len(test)}
    versions = {"python": platform.python_version(), "torch": torch.__version__, "numpy": np.__version__,
                "onnxruntime": onnxruntime.__version__, "pillow": pillow_version}
    print(json.dumps({"settings": settings, "posts": counts, "seconds": seconds, "scores": results,
                      "versions": versions}, indent=1))

if __name__ == "__main__":
    main()
