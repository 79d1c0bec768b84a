#!/bin/sh
# secrets.sh FOLDER: one file per secret of an installation, written once; a file that exists is left alone.
# Compose runs it before everything else; for Kubernetes: kubectl create secret generic concierge-secrets --from-file=FOLDER
set -eu
folder=$1
services='gateway user-service event-service journey-service resource-service notification-hub dorathy-search concierge-service datemaker'

# write NAME BYTES FROM TO: random bytes in base64, with some characters translated
write() {
  [ -s "$folder/$1" ] || {
    # through a temporary name, so that a crash leaves either no secret or a whole one
    head -c "$2" /dev/urandom | base64 | tr -d '\n' | tr "$3" "$4" >"$folder/.new"
    chmod "${CONCIERGE_SECRETS_MODE:-0400}" "$folder/.new"
    mv -f "$folder/.new" "$folder/$1"
  }
}
readable() { write "$1" 30 '+/' '-_'; }

umask 077
mkdir -p "$folder"
write signing-key 32 + +
readable operator-password
readable postgres-password
readable kafka-password
readable cache-password
readable turn-secret
readable client-secret-app
readable client-secret-cli
for service in $services; do
  readable "client-secret-$service"
  case $service in
    gateway) ;; # owns no database
    *) readable "db-password-$service" ;;
  esac
done
