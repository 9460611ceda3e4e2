#!/usr/bin/env bash
# The main job as a newcomer runs it: starts the host on an empty folder, walks one order through its life over HTTP, restarts, verifies the books.
# Usage: tests/smoke.sh FOLDER
set -eu
cd "$(dirname "$0")/.."
folder=$1
port=${SMOKE_PORT:-17071}
url="http://localhost:$port"
mkdir -p "$folder"
command -v curl >/dev/null || { apt-get update -qq && apt-get install -y -qq curl >/dev/null; }

say() { echo "smoke: $*"; }
fail() { echo "smoke FAILED: $*" >&2; [ -f "$folder/host.log" ] && tail -n 30 "$folder/host.log" >&2; exit 1; }
value() { sed -nE "s/.*\"$1\":\"([^\"]*)\".*/\1/p" | head -n 1; }

start() { # options...
  dotnet run --project src/Local -- --data "$folder/data" --port "$port" --clock manual "$@" >"$folder/host.log" 2>&1 &
  host=$!
  for _ in $(seq 1 240); do
    curl -fs "$url/health/ready" >/dev/null 2>&1 && return
    kill -0 "$host" 2>/dev/null || fail "the host did not start"
    sleep 0.5
  done
  fail "the host is not ready after two minutes"
}

stop() { pkill -TERM -f "GridCase.Local.*--port $port" 2>/dev/null || true; wait "$host" 2>/dev/null || true; }
trap stop EXIT

password() { # user
  tr -d '\n' <"$folder/data/first-run.json" | sed 's/}/}\n/g' | grep "\"user\": \"$1\"" | sed -nE 's/.*"password": "([^"]*)".*/\1/p'
}

sign_in() { # user
  code=$(curl -s -o "$folder/answer" -w '%{http_code}' -c "$folder/$1.cookies" -H 'Content-Type: application/json' \
    -d "{\"user\":\"$1\",\"password\":\"$(password "$1")\"}" "$url/api/session")
  [ "$code" = 204 ] || fail "sign-in of $1 answered $code: $(cat "$folder/answer")"
}

as() { # user, method, path, body?
  local user=$1 method=$2 path=$3 body=${4:-}
  code=$(curl -s -o "$folder/answer" -w '%{http_code}' -b "$folder/$user.cookies" -X "$method" -H 'Content-Type: application/json' \
    ${body:+-d "$body"} "$url$path")
  case $code in 2??) cat "$folder/answer" ;; *) fail "$user $method $path answered $code: $(cat "$folder/answer")" ;; esac
}

move() { say "$2 by $1"; as "$1" POST "/api/cases/$case/commands" "$3" >/dev/null; }
advance() { curl -fs -H 'Content-Type: application/json' -d "{\"advanceTo\":\"$1\"}" "$url/api/dev/clock" >/dev/null || fail "the clock did not move to $1"; }

start --start 2026-02-13T09:00:00+08:00
for user in hotline-operator dispatcher clerk-cgj supervisor-centre; do sign_in "$user"; done
case=$(as hotline-operator POST /api/hotline/orders \
  '{"orderNo":"SMOKE-1","receivedAt":"2026-02-13T09:00:00+08:00","kind":"complaint","category":"facility.manhole-cover","text":"路口的井盖不见了","gridCode":"440804001001001","caller":{"name":"张三","phone":"13812345678"}}' | value caseId)
[ -n "$case" ] || fail "the order became no case"
move dispatcher triage '{"command":"triage"}'
move dispatcher dispatch '{"command":"dispatch","unit":"440804-cgj"}'
advance 2026-02-25T18:00:00+08:00
as dispatcher GET "/api/cases/$case/facts" | grep -q '"escalated"' || fail "nobody was told that the unit did not sign"
move clerk-cgj sign-off '{"command":"sign-off"}'
move clerk-cgj contact '{"command":"contact","text":"已联系"}'
move clerk-cgj resolve '{"command":"resolve","text":"已补装井盖"}'
move supervisor-centre verify '{"command":"verify"}'
(as hotline-operator POST /api/hotline/orders/SMOKE-1/visits '{"attemptedAt":"2026-02-25T18:00:00+08:00","outcome":"reached","satisfaction":5}') 2>&1 |
  grep -q idempotency-key-required || fail "a visit without an idempotency key was not refused"
move hotline-operator visit '{"command":"visit","outcome":"reached","solved":"yes","satisfaction":5}'
move hotline-operator close '{"command":"close"}'
stop
start
sign_in dispatcher
as dispatcher GET "/api/cases/$case" | grep -q '"state":"closed"' || fail "after a restart the case is not closed"
stop
trap - EXIT
dotnet run --project src/Local -- verify --data "$folder/data" || fail "the books are not in order"
say "one order went its way from report to close, survived a restart, and the books are in order"
