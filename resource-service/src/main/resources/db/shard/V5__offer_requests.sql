-- What jobs of other services had made here, so that it is made once, activated, and taken back with all that was made for
-- it. What is withdrawn stays as a mark: a call that comes late is refused.
create table offer_requests (
    business_id  text        not null,
    request_id   uuid        not null,
    location_id  text        not null,
    offer_id     uuid        not null,
    units        text[]      not null,
    resources    text        not null,
    request_hash bytea,
    requested_at timestamptz not null,
    withdrawn_at timestamptz,
    primary key (business_id, request_id)
);
select isolate('offer_requests');
