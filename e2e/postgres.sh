#!/usr/bin/env bash
# Runs a command with a PostgreSQL server of its own, which ends with it:
#   e2e/postgres.sh cargo nextest run -p uptake-state
# The command finds its URL in UPTAKE_TEST_POSTGRES. If that is set already, it is left so.
set -euo pipefail

if [ -n "${UPTAKE_TEST_POSTGRES:-}" ]; then
  exec "$@"
fi

# The programs of the newest version that Debian's packages installed, or those in PATH.
programs() {
  local found
  found=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  if [ -x "$found/initdb" ]; then
    echo "$found"
  elif command -v initdb >/dev/null; then
    dirname "$(command -v initdb)"
  fi
}

if [ -z "$(programs)" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends \
      postgresql </dev/null
  else
    echo 'missing: a PostgreSQL server; on Debian: apt-get install postgresql' >&2
    exit 1
  fi
fi
bin=$(programs)

# PostgreSQL refuses to run as root; its package brings an account for it.
as_server() {
  if [ "$(id -u)" = 0 ]; then
    runuser -u postgres -- "$@"
  else
    "$@"
  fi
}

# Short, and below a folder that the server's account may enter: a socket's path has 107
# characters at most.
dir=$(TMPDIR=/tmp mktemp -d -t uptake-pg.XXXXXX)
chmod 755 "$dir"
if [ "$(id -u)" = 0 ]; then
  chown postgres "$dir"
fi

stop() {
  local status=$? pid
  trap - EXIT INT TERM
  if pid=$(head -n 1 "$dir/data/postmaster.pid" 2>/dev/null) && [ -n "$pid" ]; then
    kill -QUIT "$pid" 2>/dev/null || true
    for _ in $(seq 100); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
  fi
  rm -rf "$dir"
  exit "$status"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd "$dir"
as_server "$bin/initdb" --pgdata "$dir/data" --username postgres --auth trust \
  --encoding UTF8 --locale C --no-sync >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }
# Nothing here outlives the command, so nothing need reach the disk.
options="-c listen_addresses= -c unix_socket_directories=$dir -c fsync=off -c full_page_writes=off"
options+=" -c synchronous_commit=off -c max_connections=200"
as_server "$bin/pg_ctl" --pgdata "$dir/data" --log "$dir/server.log" --options "$options" \
  --wait --silent start || { cat "$dir/server.log" >&2; exit 1; }
cd "$OLDPWD"

export UPTAKE_TEST_POSTGRES="postgres:///postgres?host=$dir&user=postgres"
"$@"
