-- Clients that admins made, besides those of the installation, which are settings and files. Ids are never given to somebody
-- else: tokens and audit rows name them. Secrets are generated and kept as SHA-256.
CREATE TABLE api_clients (
    client_id text PRIMARY KEY,
    scopes jsonb NOT NULL,
    -- none: all there are
    businesses jsonb NOT NULL,
    secret text NOT NULL,
    previous_secret text,
    previous_until timestamptz,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    renewed_at timestamptz,
    withdrawn_at timestamptz,
    revision integer NOT NULL,
    CHECK ((previous_secret IS NULL) = (previous_until IS NULL))
);
