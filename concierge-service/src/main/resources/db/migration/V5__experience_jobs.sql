-- Each job's row says what is done next, when, and who may do it: whoever takes it raises the epoch, and a commit under an
-- older one changes nothing.
create table experience_jobs (
    request_id   uuid        primary key,
    generation   integer     not null,
    status       text        not null check (status in
        ('DRAFT', 'CONSENT_REQUIRED', 'RUNNING', 'ACTION_REQUIRED', 'UNDOING', 'DONE', 'FAILED', 'CANCELLED')),
    step         text        not null check (step in ('NAME', 'OFFER', 'IMAGES', 'INFO', 'ACTIVATION')),
    then_status  text,
    wanted       jsonb,
    business_id  text,
    name_key     text,
    actor        text        not null,
    owner        text,
    capacity     text        not null check (capacity in ('self', 'partner', 'expert', 'help-desk')),
    share        integer     check (share between 1 and 10000),
    consent      text        not null check (consent in ('NOT_NEEDED', 'ASKED', 'GIVEN', 'REFUSED')),
    consent_at   timestamptz,
    trouble      jsonb,
    offer_id     uuid,
    attempts     integer     not null,
    due_at       timestamptz not null,
    leased_until timestamptz not null,
    epoch        bigint      not null,
    version      bigint      not null,
    step_since   timestamptz not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);
create index experience_jobs_due on experience_jobs (due_at) where status in ('RUNNING', 'UNDOING');
create index experience_jobs_by_status on experience_jobs (status, request_id);
create index experience_jobs_of_actor on experience_jobs (actor, request_id);
create index experience_jobs_of_owner on experience_jobs (owner, request_id) where owner is not null;
create index experience_jobs_by_name on experience_jobs (name_key, request_id) where name_key is not null;

create table experience_names (
    business_id text not null,
    name_key    text not null,
    request_id  uuid not null references experience_jobs,
    primary key (business_id, name_key)
);
create index experience_names_of_job on experience_names (request_id);
