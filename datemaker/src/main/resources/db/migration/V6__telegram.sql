-- Which guest a Telegram account is, by the link of their page that brought them to the bot.
create table telegram_accounts (
    account_id bigint primary key,
    user_id    uuid   not null
);

create index telegram_accounts_of_guest on telegram_accounts (user_id);

-- One row: the next update to read, and who reads now.
create table telegram_updates (
    only_one    boolean     primary key default true check (only_one),
    next_update bigint      not null default 0,
    holder      uuid,
    held_until  timestamptz not null default '1970-01-01Z'
);

insert into telegram_updates default values;
