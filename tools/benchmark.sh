#!/usr/bin/env bash
# Times `covalence compare` with a cold and a warm feature cache, and tools/reference.py on the same work, by turns.
#
#     COVALENCE_SHARED=FOLDER tools/benchmark.sh [ROUNDS] [CSV]
#
# ROUNDS (3) is how often each is run. CSV, where named, receives every single measurement.
# THREADS (all cores), PYTHON (python3) and OPTIONS (none; further flags for compare) come from the environment.
#
# "Cold" computes all image features, "warm" finds them in the cache; the reference has no cache and computes them
# each time. It trains each system for as many epochs as compare did, at the same width and batch size. compare does
# more: the linear baseline, intervals and tests, and the saved model. Run it on a machine that does nothing else.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
shared=${COVALENCE_SHARED:?set it to the folder with data/mvsa-single and weights}
rounds=${1:-3}
csv=${2:-}
threads=${THREADS:-$(getconf _NPROCESSORS_ONLN)}
python=${PYTHON:-python3}
data=$shared/data/mvsa-single
vectors=$shared/weights/glove-100d.txt.gz
encoder=$shared/weights/efficientnet-lite0-imagenet.onnx

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
measured=$work/measured.csv
echo "round,what,seconds,peak_mb" >"$measured"

if /usr/bin/time -v true >/dev/null 2>&1; then
  has_time=yes
else
  has_time=no
  echo "there is no GNU time: peak memory is not measured" >&2
fi

# measure ROUND NAME COMMAND...: one line of the measurements; what the command says is shown if it fails.
measure() {
  local round=$1 name=$2 seconds peak=
  shift 2
  echo "round $round: $name" >&2
  if [ "$has_time" = yes ]; then
    if ! /usr/bin/time -v -o "$work/time" "$@" >"$work/$name.out" 2>"$work/$name.err"; then
      cat "$work/$name.err" >&2
      exit 1
    fi
    # Elapsed time is written as [hours:]minutes:seconds.
    seconds=$(awk '/Elapsed/ { n = split($NF, t, ":"); s = 0; for (i = 1; i <= n; i++) s = 60 * s + t[i]; print s }' "$work/time")
    peak=$(awk '/Maximum resident/ { printf "%.0f", $NF / 1024 }' "$work/time")
  else
    local TIMEFORMAT=%R
    if ! { time "$@" >"$work/$name.out" 2>"$work/$name.err"; } 2>"$work/time"; then
      cat "$work/$name.err" >&2
      exit 1
    fi
    seconds=$(<"$work/time")
  fi
  echo "$round,$name,$seconds,$peak" >>"$measured"
}

# ours ROUND NAME CACHE
ours() {
  rm -rf "$work/run"
  # shellcheck disable=SC2086
  measure "$1" "$2" "$here/covalence" compare --data "$data" --train-ids "$data/train-ids.txt" \
    --test-ids "$data/dev-ids.txt" --word-vectors "$vectors" --image-encoder "$encoder" \
    --threads "$threads" --cache "$3" --out "$work/run" ${OPTIONS:-}
}

reference() {
  local epochs='' name
  for name in text image text+image; do
    epochs=$epochs${epochs:+,}$name=$(awk 'END { print NR }' "$work/run/training/$name.jsonl")
  done
  measure "$1" reference env ORT_DISABLE_TELEMETRY=1 OMP_NUM_THREADS="$threads" "$python" "$here/tools/reference.py" \
    --data "$data" --train-ids "$data/train-ids.txt" --test-ids "$data/dev-ids.txt" --vectors "$vectors" \
    --encoder "$encoder" --threads "$threads" --epochs "$epochs" --width 64 --batch 64
  # What is left of the reference without decoding and image features: the counterpart of a warm cache.
  "$python" - "$work/reference.out" "$measured" "$1" <<'PYTHON'
import json, sys
document, measured, round_ = sys.argv[1:]
features = json.load(open(document))["seconds"]["decodeAndFeatures"]
whole = float(open(measured).read().split()[-1].split(",")[2])
open(measured, "a").write(f"{round_},reference-without-features,{whole - features:.2f},\n")
PYTHON
}

"$here/covalence" --version >&2 # builds, where that is needed, before anything is timed
find "$data" -type f -exec cat {} + >/dev/null # so that no run has to wait for the disk alone
for ((round = 1; round <= rounds; round++)); do
  # By turns, so that whatever changes on the machine meets both.
  if ((round % 2 == 0)); then
    reference "$round"
  fi
  ours "$round" cold "$work/cache-$round"
  ours "$round" warm "$work/cache-$round"
  if ((round % 2 == 1)); then
    reference "$round"
  fi
done

if [ -n "$csv" ]; then
  cp "$measured" "$csv"
fi

# statistic NAME COLUMN: median, lowest and highest.
statistic() {
  awk -F, -v what="$1" -v column="$2" '$2 == what && $column != "" { print $column }' "$measured" | sort -n |
    awk '{ v[NR] = $1 } END { if (NR) printf "%.1f %.1f %.1f", (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2, v[1], v[NR]
           else printf "- - -" }'
}

median() {
  local all
  all=$(statistic "$1" 3)
  echo "${all%% *}"
}

# ratio A B: how many times as long A takes as B.
ratio() {
  awk -v a="$(median "$1")" -v b="$(median "$2")" 'BEGIN { if (b > 0) printf "%.2f", a / b; else printf "-" }'
}

cpu=$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
java_version=$("${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | head -n 1)
posts=$("$python" -c 'import json, sys; print(sum(json.load(open(sys.argv[1]))["posts"].values()))' "$work/reference.out")
versions=$("$python" -c 'import json, sys; print(", ".join(f"{k} {v}" for k, v in json.load(open(sys.argv[1]))["versions"].items()))' "$work/reference.out")
echo "$(uname -s) $(uname -m), ${cpu:-unknown processor}, $threads threads; $java_version; $versions"
echo "$rounds rounds, $posts posts; seconds from start to end of the process, median [lowest, highest]"
echo
printf '%-28s %10s  %-20s %14s\n' "" seconds "" "peak MB"
for what in cold warm reference reference-without-features; do
  read -r middle low high <<<"$(statistic "$what" 3)"
  read -r peak _ <<<"$(statistic "$what" 4)"
  printf '%-28s %10s  %-20s %14s\n' "$what" "$middle" "[$low, $high]" "$peak"
done
echo
echo "reference / cold:                      $(ratio reference cold)"
echo "reference without features / warm:     $(ratio reference-without-features warm)"
awk -v cold="$(median cold)" -v warm="$(median warm)" -v posts="$posts" \
  'BEGIN { if (cold > warm) printf "decoding and features (cold - warm):   %.0f posts a second\n", posts / (cold - warm) }'
