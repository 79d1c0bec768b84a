-- Which messages of other shards are in the outbox, until they are gone there: a hand-over that is repeated has no effect.
create table handed_over (
    shard      text not null,
    message_id uuid not null,
    primary key (shard, message_id)
);
