#!/usr/bin/env bash
# Calls over loopback: classification, singly and by batches of 1,000 lines, against an echo of the same JSON on the same
# stack. Builds the service with the echo (profile "echo", into target/echo), checks the answers, then measures in turns and
# prints ratios. docs/benchmarks.md. Usage: src/bench/http/load.sh [seconds a turn] [turns]
set -euo pipefail
cd "$(dirname "$0")/../../.."
seconds=${1:-8} turns=${2:-5} port=${PORT:-18080}
url=http://127.0.0.1:$port
work=target/echo
if ! command -v wrk > /dev/null; then
  apt-get install -y -qq --no-install-recommends wrk
fi
./mvnw -q -Pecho -DskipTests package
java src/bench/http/Inputs.java 1000 > $work/inputs.ndjson
java ${JAVA_OPTIONS:-} -Dquarkus.http.port="$port" -Dquarkus.log.level=WARN -Ddouble-random.drafts=$work/drafts \
  -Ddouble-random.limits.concurrent-batches=16 \
  -jar $work/quarkus-app/quarkus-run.jar > $work/service.log 2>&1 &
service=$!
trap 'kill $service' EXIT
for _ in $(seq 300); do
  curl -sf $url/q/health/ready > /dev/null && break
  sleep 0.2
done

call() { curl -sf --data-binary @- -H "Content-Type: $1" "${@:3}" "$url$2"; }
head -1 $work/inputs.ndjson | call application/json /echo | cmp - <(head -1 $work/inputs.ndjson | tr -d '\n')
call application/x-ndjson /echo < $work/inputs.ndjson | cmp - $work/inputs.ndjson
call application/x-ndjson /decisions/classification -H 'Prefer: return=minimal' < $work/inputs.ndjson > $work/batch.ndjson
while read -r line; do call application/json /decisions/classification <<< "$line"; echo; done \
  < <(head -200 $work/inputs.ndjson) | cmp - <(head -200 $work/batch.ndjson)
echo "answers agree"

# one turn: prints calls a second and the 99th percentile in microseconds
turn() {
  local printed
  printed=$(CALL=$1 BODIES=$work/inputs.ndjson wrk -t1 -c8 -d"${seconds}"s --latency -s src/bench/http/post.lua $url)
  if grep -q 'Non-2xx\|Socket errors' <<< "$printed"; then echo "$printed" >&2; exit 1; fi
  awk '/99%/ { n = $2 + 0; if ($2 ~ /ms$/) n *= 1000; else if ($2 ~ /[0-9]s$/) n *= 1000000; p = n } /Requests\/sec/ { print $2, p }' <<< "$printed"
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
compare() {
  local name=$1 path=$2
  for _ in 1 2; do turn /echo > /dev/null; turn "$path" > /dev/null; done # warm
  : > $work/ratios
  for _ in $(seq "$turns"); do
    read -r echo_rate echo_tail < <(turn /echo)
    read -r rate tail < <(turn "$path")
    awk -v a="$rate" -v b="$echo_rate" -v c="$tail" -v d="$echo_tail" 'BEGIN { print a / b, c / d }' | tee -a $work/ratios >&2
  done
  printf '%-42s throughput %.2f of echo, p99 %.2f of echo (medians of %d)\n' "$name" \
    "$(cut -d' ' -f1 $work/ratios | median)" "$(cut -d' ' -f2 $work/ratios | median)" "$turns"
}
compare "classification" /decisions/classification
export WHOLE=1
PREFER=return=minimal compare "1,000 lines, return=minimal" /decisions/classification
compare "1,000 lines, with inputs and decision ids" /decisions/classification
