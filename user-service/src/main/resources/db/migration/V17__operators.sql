-- The people who operate the fleet. Names are never given to somebody else: audit rows and tokens name them. Passwords are
-- kept as bcrypt, links and recovery codes as SHA-256, second factors sealed.
CREATE TABLE operators (
    name text PRIMARY KEY,
    role text NOT NULL CHECK (role IN ('VIEWER', 'OPERATOR', 'ADMIN')),
    password text,
    link bytea UNIQUE,
    link_until timestamptz,
    invited_by text NOT NULL,
    invited_at timestamptz NOT NULL,
    deactivated_at timestamptz,
    second_factor bytea,
    -- the last step of 30 seconds whose code was taken, so that none is taken twice
    second_factor_step bigint NOT NULL DEFAULT 0,
    -- shown, and not yet confirmed by a code
    next_second_factor bytea,
    CHECK ((link IS NULL) = (link_until IS NULL))
);

CREATE TABLE operator_recovery_codes (
    operator text NOT NULL REFERENCES operators (name),
    code bytea NOT NULL,
    PRIMARY KEY (operator, code)
);

-- The one whose password is the file operator-password.
INSERT INTO operators (name, role, invited_by, invited_at) VALUES ('operator', 'ADMIN', 'the installation', now());
