#!/usr/bin/env bash
# What Maven runs: `build` packs the console into target/classes/console, `test` checks its types and rules.
# What is as it was at the last build is not built again; without Node.js the jar holds no console, and the gateway says so.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
built=target/classes/console

usable() {
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null \
    && command -v npm >/dev/null
}

fingerprint() {
  find src public scripts index.html package.json package-lock.json tsconfig.json vite.config.ts vitest.config.ts build.sh ../contracts/http \
    -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

# each step by itself: bash does not stop at a failure inside a condition
install() {
  if cmp -s package-lock.json node_modules/.installed-lock.json; then return 0; fi
  npm ci --no-audit --no-fund --loglevel=error || return 1
  cp package-lock.json node_modules/.installed-lock.json
}

# A fleet without a console is better than none; CI wants it whole.
without() {
  echo "The console is not built: $1. The gateway shows a page that says so; everything else works." >&2
  if [ -n "${CI:-}" ]; then exit 1; fi
  rm -rf "$built"
  exit 0
}

case "${1:-}" in
  build)
    now=$(fingerprint)
    if [ -s "$built/index.html" ] && [ "$(cat "$built/fingerprint" 2>/dev/null)" = "$now" ]; then exit 0; fi
    usable || without "it needs Node.js 20.19 or newer with npm on the PATH"
    install || without "its packages could not be fetched from the npm registry"
    npm run --silent build -- --logLevel warn
    echo "$now" > "$built/fingerprint"
    ;;
  test)
    if ! usable; then
      if [ -n "${CI:-}" ]; then echo "The tests of the console need Node.js 20.19 or newer with npm." >&2; exit 1; fi
      echo "SKIPPED tests of the console: they need Node.js 20.19 or newer with npm." >&2
      exit 0
    fi
    install
    npm run --silent check
    npm run --silent test
    ;;
  *)
    echo "usage: build.sh build|test" >&2
    exit 2
    ;;
esac
