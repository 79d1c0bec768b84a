create table businesses (
    business_id text primary key,
    name        text not null,
    zone        text not null,
    added_at    timestamptz not null
);

create table locations (
    business_id text not null references businesses,
    location_id text not null,
    name        text not null,
    zone        text not null,
    added_at    timestamptz not null,
    primary key (business_id, location_id)
);

-- Every name that a path or a live channel may carry: `{b}` and `{b}-{l}`. Ids may contain hyphens, so two pairs can
-- join to one name; the second is refused here, whoever the tenants are.
create table channel_names (
    name        text primary key,
    business_id text not null,
    location_id text
);
