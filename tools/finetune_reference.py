"""Pictures a second while all of DenseNet-121 is fitted in plain PyTorch, as org.covalence.train.FineTuningSpeed does.

The network is written out, since only its speed matters here: torchvision's layers, in its order, with its way of
concatenating and its rectifiers in place. Random weights, random pictures of 224 x 224, channels last, AdamW with its
norm of gradients shortened to 1. `tools/finetune.sh` runs this and the program by turns.

Needs Python 3.9 or newer and: pip install torch

    python tools/finetune_reference.py float32|bfloat16 THREADS BATCH WARM_UP STEPS
"""

import statistics
import sys
import time

import torch
from torch import nn

GROWTH, MIDDLE = 32, 128


class DenseLayer(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.norm1 = nn.BatchNorm2d(channels)
        self.conv1 = nn.Conv2d(channels, MIDDLE, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(MIDDLE)
        self.conv2 = nn.Conv2d(MIDDLE, GROWTH, 3, padding=1, bias=False)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, features):
        x = self.conv1(self.relu(self.norm1(torch.cat(features, 1))))
        return self.conv2(self.relu(self.norm2(x)))


class DenseBlock(nn.Module):
    def __init__(self, channels, layers):
        super().__init__()
        self.layers = nn.ModuleList(DenseLayer(channels + i * GROWTH) for i in range(layers))

    def forward(self, x):
        features = [x]
        for layer in self.layers:
            features.append(layer(features))
        return torch.cat(features, 1)


def densenet121(classes):
    channels = 64
    stages = [nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1)]
    blocks = (6, 12, 24, 16)
    for b, layers in enumerate(blocks):
        stages.append(DenseBlock(channels, layers))
        channels += layers * GROWTH
        if b + 1 < len(blocks):
            stages += [nn.BatchNorm2d(channels), nn.ReLU(inplace=True), nn.Conv2d(channels, channels // 2, 1, bias=False),
                       nn.AvgPool2d(2, 2)]
            channels //= 2
    stages += [nn.BatchNorm2d(channels), nn.ReLU(inplace=True), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
               nn.Linear(channels, classes)]
    return nn.Sequential(*stages)


def main():
    precision = sys.argv[1]
    threads, batch, warm_up, steps = map(int, sys.argv[2:6])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    network = densenet121(3).to(memory_format=torch.channels_last)
    network.train()
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-4, weight_decay=0.01)
    pictures = torch.randn(batch, 3, 224, 224)
    targets = torch.arange(batch) % 3
    seconds = []
    for step in range(warm_up + steps):
        start = time.perf_counter()
        optimiser.zero_grad()
        x = pictures.contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=precision == "bfloat16"):
            logits = network(x)
        loss = nn.functional.cross_entropy(logits.float(), targets)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        loss.item()
        seconds.append(time.perf_counter() - start)
    print(f"{batch / statistics.median(seconds[warm_up:]):.3f}")


if __name__ == "__main__":
    main()
