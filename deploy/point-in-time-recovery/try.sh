#!/usr/bin/env bash
# Tries it: a PostgreSQL that archives its log, declarations, a moment, more declarations; then the store as it was at
# that moment, on a second server, verified. Everything in a folder of its own that is removed again.
#   deploy/point-in-time-recovery/try.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

programs=/usr/lib/postgresql/15/bin
dimona=build/release/dimona
folder=$(mktemp -d /tmp/dimona-pitr-XXXXXX)
chmod 755 "$folder"
if [[ $(id -u) == 0 ]]; then chown postgres "$folder"; fi
as_server() { if [[ $(id -u) == 0 ]]; then setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"; else "$@"; fi; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
start() { as_server "$programs/pg_ctl" -D "$1" -l "$1.log" -w -t 60 -s start \
    -o "-p $2 -c listen_addresses=127.0.0.1 -c unix_socket_directories='' $3" </dev/null >/dev/null; }
stop() { as_server "$programs/pg_ctl" -D "$1" -m fast -w -s stop 2>/dev/null || true; }
trap 'stop "$folder/first"; stop "$folder/second"; rm -rf "$folder"' EXIT

as_server mkdir "$folder/archive"
as_server "$programs/initdb" -D "$folder/first" -A trust -U dimona --locale=C.UTF-8 -E UTF8 >/dev/null
port=$(free_port)
start "$folder/first" "$port" "-c archive_mode=on -c archive_command='cp %p $folder/archive/%f'"
uri=postgresql://dimona@127.0.0.1:$port/postgres
"$dimona" verify --store "$uri" >/dev/null  # makes the tables

# 1. A base backup, once in a while; the archive does the rest.
as_server "$programs/pg_basebackup" -d "$uri" -D "$folder/second" -c fast

# 2. Life goes on; in the middle of it a moment that somebody will want back.
"$dimona" simulate --store "$uri" --periods 4000 >"$folder/simulate.log" 2>&1 &
simulation=$!
until [[ $(psql -At "$uri" -c 'SELECT count(*) FROM journal') -gt 1000 ]]; do sleep 0.05; done
IFS='|' read -r moment entries < <(psql -At "$uri" -c 'SELECT max(sequence), clock_timestamp() FROM journal' | awk -F'|' '{print $2 "|" $1}')
wait "$simulation"
all=$(psql -At "$uri" -c 'SELECT count(*) FROM journal')
psql -q -At "$uri" -c 'SELECT pg_switch_wal()' >/dev/null
stop "$folder/first"

# 3. The store as it was.
as_server touch "$folder/second/recovery.signal"
port=$(free_port)
start "$folder/second" "$port" "-c restore_command='cp $folder/archive/%f %p' -c recovery_target_time='$moment' -c recovery_target_action=promote"
uri=postgresql://dimona@127.0.0.1:$port/postgres
until [[ $(psql -At "$uri" -c 'SELECT pg_is_in_recovery()') == f ]]; do sleep 0.1; done
restored=$(psql -At "$uri" -c 'SELECT count(*) FROM journal')
"$dimona" verify --store "$uri"
"$dimona" rebuild --check --store "$uri"
printf 'at %s there were %s entries, later %s; restored: %s\n' "$moment" "$entries" "$all" "$restored"
[[ $restored -ge $entries && $restored -lt $all ]]
