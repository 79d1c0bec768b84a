-- Interactions are forgotten by when they came, not by when they happened: a log of former years is learned from, too. What
-- is there already counts from now.
alter table interactions add received_at timestamptz not null default now();
create index interactions_by_age on interactions (received_at);

-- Jobs are forgotten once nothing is left of what they made.
create index experience_jobs_by_age on experience_jobs (updated_at) where status in ('FAILED', 'CANCELLED');
