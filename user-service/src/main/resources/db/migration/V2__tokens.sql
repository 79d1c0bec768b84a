CREATE TABLE signing_keys (
    key_id uuid PRIMARY KEY,
    state text NOT NULL CHECK (state IN ('next', 'active', 'retired')),
    public_key text NOT NULL,
    -- AES-GCM; gone once the key is retired, since nothing is signed with it any more.
    sealed_private_key bytea,
    created_at timestamptz NOT NULL,
    retired_at timestamptz,
    CHECK ((state = 'retired') = (retired_at IS NOT NULL)),
    CHECK ((state = 'retired') = (sealed_private_key IS NULL))
);
CREATE UNIQUE INDEX signing_keys_one_next_one_active ON signing_keys (state) WHERE state <> 'retired';

-- Authorization codes of operators who sign in: the schema of Spring Authorization Server, for PostgreSQL.
CREATE TABLE oauth2_authorization (
    id varchar(100) PRIMARY KEY,
    registered_client_id varchar(100) NOT NULL,
    principal_name varchar(200) NOT NULL,
    authorization_grant_type varchar(100) NOT NULL,
    authorized_scopes varchar(1000),
    attributes text,
    state varchar(500),
    authorization_code_value text,
    authorization_code_issued_at timestamptz,
    authorization_code_expires_at timestamptz,
    authorization_code_metadata text,
    access_token_value text,
    access_token_issued_at timestamptz,
    access_token_expires_at timestamptz,
    access_token_metadata text,
    access_token_type varchar(100),
    access_token_scopes varchar(1000),
    oidc_id_token_value text,
    oidc_id_token_issued_at timestamptz,
    oidc_id_token_expires_at timestamptz,
    oidc_id_token_metadata text,
    refresh_token_value text,
    refresh_token_issued_at timestamptz,
    refresh_token_expires_at timestamptz,
    refresh_token_metadata text,
    user_code_value text,
    user_code_issued_at timestamptz,
    user_code_expires_at timestamptz,
    user_code_metadata text,
    device_code_value text,
    device_code_issued_at timestamptz,
    device_code_expires_at timestamptz,
    device_code_metadata text
);
