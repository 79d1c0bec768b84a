create table item_kinds (
    kind   text primary key,
    name   text not null,
    schema jsonb not null,
    card   jsonb not null
);
insert into item_kinds (kind, name, schema, card) values
    ('experience', 'Experience', '{"type": "object"}', '{"title": "/title", "text": "/description", "image": "/media/0"}'),
    ('memory', 'Memory', '{"type": "object"}', '{"title": "/title", "text": "/description", "image": "/media/0"}'),
    ('gem', 'Gem', '{"type": "object"}', '{"title": "/title", "text": "/description", "image": "/media/0"}');

alter table items
    drop constraint items_type_check,
    add constraint items_kind foreign key (type) references item_kinds (kind),
    add column topics          text[] not null default '{}',
    add column languages       text[] not null default '{}',
    add column media           text[] not null default '{}',
    add column place           jsonb,
    add column price           jsonb,
    add column visibility      text not null default 'public' check (visibility in ('private', 'shared', 'public')),
    add column shared_with     text[] not null default '{}',
    add column owner           text,
    add column capacity        text check (capacity in ('self', 'partner', 'expert', 'help-desk')),
    add column creator         text not null default '',
    add column available_from  timestamptz,
    add column available_until timestamptz;

create index items_of_owner on items (owner, item_id) where owner is not null;
create index items_shared_with on items using gin (shared_with) where visibility = 'shared';
create index items_about on items using gin (topics);
