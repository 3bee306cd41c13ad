#!/usr/bin/env bash
# Pictures a second while all of DenseNet-121 is fitted (224 x 224): this program and plain PyTorch, by turns.
#
#     tools/finetune.sh [ROUNDS] [PRECISION] [BATCH] [STEPS]
#
# ROUNDS (3) is how often each is run, PRECISION float32 (the default) or bfloat16, BATCH (16) pictures, STEPS (4)
# the steps that count, after one that does not. THREADS (all cores) and PYTHON (python3, with torch) come from the
# environment. Weights and pictures are random. On a machine that does other work, read the ratio alone; PINNED=yes
# then runs both at once, each on one thread and a core of its own, and lets them change cores from round to round.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
rounds=${1:-3}
precision=${2:-float32}
batch=${3:-16}
steps=${4:-4}
threads=${THREADS:-$(getconf _NPROCESSORS_ONLN)}
pinned=${PINNED:-}
if [ -n "$pinned" ]; then
  threads=1
fi
python=${PYTHON:-python3}
target=$here/training/target

"$here/covalence" --version >&2 # builds what the program needs
(cd "$here" && mvn -B -q -pl core,evaluation,runtime,training test-compile -Dspotless.check.skip=true) >&2

# As ./covalence sets them, for both.
export MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=1073741824 MALLOC_TRIM_THRESHOLD_=2147483648
export OPENBLAS_NUM_THREADS=1 OMP_WAIT_POLICY=passive
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# measure NAME COMMAND...: a line with the rate and, where there is GNU time, the peak memory in MB.
measure() {
  local name=$1 peak=-
  shift
  if /usr/bin/time -f %M true >/dev/null 2>&1; then
    /usr/bin/time -o "$work/$name.peak" -f %M "$@" >"$work/$name.rate"
    peak=$(($(tail -n 1 "$work/$name.peak") / 1024))
  else
    "$@" >"$work/$name.rate"
  fi
  echo "$name $(tail -n 1 "$work/$name.rate") $peak" | tee -a "$work/all" >&2
}

# on CORE COMMAND...: there alone where that was asked for.
on() {
  local core=$1 name=$2
  shift 2
  if [ -n "$pinned" ]; then
    measure "$name" taskset -c "$core" "$@"
  else
    measure "$name" "$@"
  fi
}

ours() {
  on "$1" covalence "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1g -XX:+UseSerialGC \
    -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -Dorg.bytedeco.javacpp.maxbytes=0 \
    -cp "$target/test-classes:$here/cli/target/lib/*" \
    org.covalence.train.FineTuningSpeed "$precision" "$threads" "$batch" 1 "$steps"
}

theirs() {
  on "$1" python "$python" "$here/tools/finetune_reference.py" "$precision" "$threads" "$batch" 1 "$steps"
}

for ((round = 1; round <= rounds; round++)); do
  if [ -n "$pinned" ]; then
    ours $((round % 2)) &
    theirs $(((round + 1) % 2)) &
    wait
  elif ((round % 2 == 0)); then
    # By turns, so that whatever changes on the machine meets both.
    theirs 0
    ours 0
  else
    ours 0
    theirs 0
  fi
done

echo "$precision, batch $batch, $threads threads, $rounds rounds; $("$python" -c 'import torch; print("torch", torch.__version__)')"
awk '
  { n[$1]++; rate[$1, n[$1]] = $2; if ($3 > peak[$1]) peak[$1] = $3 }
  END {
    for (name in n) printf "%-10s peak %s MB\n", name, peak[name]
    for (i = 1; i <= n["python"]; i++) printf "round %d: %.2f and %.2f pictures/s, ratio %.2f\n", i, \
      rate["covalence", i], rate["python", i], rate["covalence", i] / rate["python", i]
  }' "$work/all"
