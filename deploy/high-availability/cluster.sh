#!/usr/bin/env bash
# A PostgreSQL that survives the loss of a machine, from Debian's packages, on loopback as an example: three nodes kept
# by Patroni (streaming replication, synchronous commit, automatic failover), the choice of the primary kept in etcd, and
# HAProxy as the one address that always leads to the primary.
#   cluster.sh start DIR         makes and starts everything; prints the address for `dimona serve --store`
#   cluster.sh primary DIR       the name of the node that is primary now
#   cluster.sh kill DIR NODE     ends the node and its Patroni at once, as the loss of its machine would
#   cluster.sh revive DIR NODE   starts the node again; it joins as a standby
#   cluster.sh stop DIR          stops everything and removes DIR
# On real machines each node has its own, etcd runs on three, and passwords and TLS stand in place of `trust`.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

action=${1:?start, primary, kill, revive or stop}
folder=$(realpath -m "${2:?a folder}")
base=${DIMONA_CLUSTER_PORT:-15400}  # nodes use base+1..3, their Patroni base+11..13, etcd base+20, HAProxy base+30
nodes=(1 2 3)

fail() { printf 'cluster.sh: %s\n' "$1" >&2; exit 1; }
as_server() { if [[ $(id -u) == 0 ]]; then setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"; else "$@"; fi; }
in_background() {  # NAME COMMAND...
    local name=$1
    shift
    # A session of its own, whose number is kept: all of it can be ended at once.
    # shellcheck disable=SC2016
    as_server setsid bash -c 'echo $$ >"$0"; exec "$@"' "$folder/$name.pid" "$@" >>"$folder/$name.log" 2>&1 </dev/null &
}
end() { [[ ! -f $folder/$1.pid ]] || kill "-$2" -- "-$(cat "$folder/$1.pid")" 2>/dev/null || true; rm -f "$folder/$1.pid"; }
state_of() { curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$((base + 10 + $1))/$2" || true; }
primary() { local node; for node in "${nodes[@]}"; do [[ $(state_of "$node" primary) != 200 ]] || echo "$node"; done; }
fill_in() { sed -e "s|@NODE@|$1|g" -e "s|@FOLDER@|$folder|g" -e "s|@PORT@|$((base + $1))|g" -e "s|@REST@|$((base + 10 + $1))|g" \
                -e "s|@ETCD@|$((base + 20))|g" "$here/patroni.yml.in"; }
start_node() { in_background "node$1" patroni "$folder/node$1.yml"; }

case $action in
    start)
        for program in patroni etcd haproxy curl; do
            command -v $program >/dev/null || fail "there is no $program: apt install patroni etcd-server haproxy python3-etcd curl postgresql-15"
        done
        mkdir -p "$folder"
        [[ $(id -u) != 0 ]] || chown postgres "$folder"
        in_background etcd etcd --name dimona --data-dir "$folder/etcd" --log-level error \
            --listen-client-urls "http://127.0.0.1:$((base + 20))" --advertise-client-urls "http://127.0.0.1:$((base + 20))" \
            --listen-peer-urls "http://127.0.0.1:$((base + 21))" --initial-advertise-peer-urls "http://127.0.0.1:$((base + 21))" \
            --initial-cluster "dimona=http://127.0.0.1:$((base + 21))"
        for node in "${nodes[@]}"; do fill_in "$node" >"$folder/node$node.yml"; start_node "$node"; done
        {
            cat "$here/haproxy.cfg.in"
            for node in "${nodes[@]}"; do
                echo "    server node$node 127.0.0.1:$((base + node)) check port $((base + 10 + node))"
            done
        } | sed "s|@LISTEN@|$((base + 30))|" >"$folder/haproxy.cfg"
        in_background haproxy haproxy -db -f "$folder/haproxy.cfg"
        for _ in $(seq 1 240); do
            ready=0
            for node in "${nodes[@]}"; do [[ $(state_of "$node" health) != 200 ]] || ready=$((ready + 1)); done
            if [[ $ready == "${#nodes[@]}" && -n $(primary) && $(state_of "$(primary)" primary) == 200 ]] &&
                curl -s "http://127.0.0.1:$((base + 11))/cluster" | grep -q sync_standby; then
                echo "postgresql://postgres@127.0.0.1:$((base + 30))/postgres"
                exit 0
            fi
            sleep 0.5
        done
        fail "the cluster did not become ready; see $folder/*.log"
        ;;
    primary) echo "node$(primary)" ;;
    kill)
        node=${3:?a node}
        postmaster=$(head -n 1 "$folder/$node/postmaster.pid" 2>/dev/null || true)
        end "$node" KILL
        # shellcheck disable=SC2046
        [[ -z $postmaster ]] || kill -KILL "$postmaster" $(pgrep --parent "$postmaster") 2>/dev/null || true
        ;;
    revive) start_node "${3#node}" ;;
    stop)
        for node in "${nodes[@]}"; do end "node$node" TERM; done
        for _ in $(seq 1 40); do pgrep -f "$folder/node" >/dev/null || break; sleep 0.25; done
        pkill -KILL -f "$folder/node" || true
        end haproxy TERM
        end etcd TERM
        sleep 0.5
        rm -rf "$folder"
        ;;
    *) fail "unknown action $action" ;;
esac
