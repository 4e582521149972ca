#!/usr/bin/env bash
# A private PostgreSQL 15 for tests and benchmarks, in a folder of its own and durable as in production.
#   postgresql.sh start DIR     makes and starts it (or starts it again); prints its address, also into DIR/uri
#   postgresql.sh stop DIR      stops it and removes DIR
#   postgresql.sh kill DIR      ends all its processes at once, as a power cut would
#   postgresql.sh restart DIR   starts it again after a kill, on the same port
# As root the server runs as the user `postgres`, which the Debian package makes.
set -euo pipefail

programs=${POSTGRESQL_BIN:-/usr/lib/postgresql/15/bin}
action=${1:?start, stop, kill or restart}
folder=$(realpath -m "${2:?a folder}")
data=$folder/data

fail() { printf 'postgresql.sh: %s\n' "$1" >&2; exit 1; }
as_server() { if [[ $(id -u) == 0 ]]; then setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"; else "$@"; fi; }
is_running() { [[ -f $data/postmaster.pid ]] && kill -0 "$(head -n 1 "$data/postmaster.pid")" 2>/dev/null; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

make() {
    [[ -x $programs/initdb ]] || fail "there is no $programs/initdb; install postgresql-15 (script/setup does)"
    mkdir -p "$folder"
    [[ $(id -u) != 0 ]] || chown postgres "$folder"
    as_server "$programs/initdb" --pgdata="$data" --auth=trust --username=dimona --encoding=UTF8 --locale=C.UTF-8 \
        >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; fail "the database could not be made"; }
}

# Addresses and sizes stand on the command line, so that a restart has them too. The socket's path would be too long
# in a deep folder: TCP on loopback only.
start_server() {
    local port
    port=$(cat "$folder/port")
    as_server "$programs/pg_ctl" --pgdata="$data" --log="$folder/server.log" --wait --timeout=60 --silent start \
        --options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200 \
                   -c shared_buffers=256MB -c max_wal_size=2GB -c fsync=on -c synchronous_commit=on" \
        </dev/null >/dev/null 2>&1 || { tail -n 5 "$folder/server.log" >&2; return 1; }
}

case $action in
    start)
        if ! is_running; then
            [[ -f $data/PG_VERSION ]] || make
            for _ in 1 2 3; do  # another program may take a free port before we do
                free_port >"$folder/port"
                start_server && break
            done
        fi
        is_running || fail "the server did not start; see $folder/server.log"
        printf 'postgresql://dimona@127.0.0.1:%s/postgres\n' "$(cat "$folder/port")" | tee "$folder/uri"
        ;;
    restart)
        is_running || start_server || fail "the server did not start again; see $folder/server.log"
        ;;
    kill)
        if is_running; then
            leader=$(head -n 1 "$data/postmaster.pid")
            children=$(pgrep --parent "$leader" || true)
            # shellcheck disable=SC2086
            kill -KILL "$leader" $children 2>/dev/null || true
            while kill -0 "$leader" 2>/dev/null; do sleep 0.01; done
        fi
        ;;
    stop)
        if is_running; then
            as_server "$programs/pg_ctl" --pgdata="$data" --mode=immediate --wait --silent stop || true
        fi
        rm -rf "$folder"
        ;;
    *) fail "unknown action $action" ;;
esac
