#!/usr/bin/env bash
# Builds the judges that are not built yet: all of them, or those named. See README.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
node="../../node_modules/.bin/node" # the pinned Node, which runs TypeScript
if [ ! -x "$node" ]; then
  echo "judges: the repository's packages are not installed; run: npm ci" >&2
  exit 1
fi
exec "$node" install.ts "$@"
