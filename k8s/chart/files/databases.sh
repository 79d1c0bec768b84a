#!/bin/sh
# A database per service with an owner of the same name, who alone may connect; one for each db-password-<service> in
# the secrets folder. Creates what is missing. Run by the Postgres image at its first start, and by hand elsewhere:
#   CONCIERGE_SECRETS_DIR=FOLDER PGHOST=… POSTGRES_USER=… databases.sh
set -eu
for file in "${CONCIERGE_SECRETS_DIR:-/run/concierge/secrets}"/db-password-*; do
  name=$(basename "$file" | sed 's/^db-password-//; s/-/_/g')
  # No superuser, so that row-level security holds; it may create the roles that its own policies need. The password
  # comes through the environment: arguments can be read by every process.
  PASSWORD=$(cat "$file") psql -v ON_ERROR_STOP=1 -v name="$name" --no-psqlrc \
    --username "${POSTGRES_USER:-postgres}" --dbname "${POSTGRES_DB:-postgres}" <<'SQL'
\getenv password PASSWORD
SELECT format('CREATE ROLE %I LOGIN CREATEROLE', :'name')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'name') \gexec
ALTER ROLE :"name" PASSWORD :'password';
GRANT :"name" TO CURRENT_USER;
SELECT format('CREATE DATABASE %I OWNER %I', :'name', :'name')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
done
