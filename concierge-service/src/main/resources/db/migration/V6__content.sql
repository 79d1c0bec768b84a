-- Images by the SHA-256 of what is kept of them; the bytes lie in files or in S3. What nobody holds any more goes after a
-- grace time, counted from since.
create table content (
    content_id  text        primary key check (content_id ~ '^[0-9a-f]{64}$'),
    media_type  text        not null,
    width       integer     not null,
    height      integer     not null,
    bytes       bigint      not null,
    uploader    text        not null,
    uploaded_at timestamptz not null,
    since       timestamptz not null
);
create table content_holds (
    holder     uuid not null,
    content_id text not null references content,
    primary key (holder, content_id)
);
create index content_holds_of_content on content_holds (content_id);
