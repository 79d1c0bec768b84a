CREATE TABLE users (
    user_id uuid PRIMARY KEY,
    -- Counts everything published about the guest (details, preferences, profile), so that one number orders it all.
    version bigint NOT NULL,
    -- The version at the last change of the columns below: what the ETag of the user shows.
    details_version bigint NOT NULL,
    first_name text,
    last_name text,
    email text NOT NULL,
    phone text,
    main_device_id text,
    dob date,
    latitude double precision,
    longitude double precision,
    is_active boolean NOT NULL,
    attributes jsonb NOT NULL,
    personal_attributes jsonb NOT NULL,
    registered_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

-- text_pattern_ops serves equality, uniqueness and the prefix search of the list alike.
CREATE UNIQUE INDEX users_email ON users (lower(email) text_pattern_ops);
CREATE INDEX users_name ON users (lower(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) text_pattern_ops);
CREATE INDEX users_last_name ON users (lower(last_name) text_pattern_ops);

-- Written out for each guest, never by a default of the code: what a guest agreed to must not change with a release.
CREATE TABLE preferences (
    user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    version bigint NOT NULL,
    preferences jsonb NOT NULL
);

CREATE TABLE profiles (
    user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    version bigint NOT NULL,
    stated jsonb NOT NULL,
    affinities jsonb NOT NULL,
    purchases jsonb,
    published jsonb NOT NULL
);
