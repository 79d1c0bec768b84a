package dev.concierge.datemaker.telegram;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which guest a Telegram account is, and how far its updates have been read. */
@OnTelegram
@Repository
class TelegramChats {
    private final JdbcClient jdbc;

    TelegramChats(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * From now on this account is that guest, unless it is another one: a link that somebody sends makes nobody of whom
     * they know into somebody else.
     */
    void link(long account, UUID guest) {
        jdbc.sql(
                        "insert into telegram_accounts (account_id, user_id) values (?, ?) on conflict (account_id) do nothing")
                .params(account, guest)
                .update();
    }

    /** From now on this account is nobody whose page is known. */
    void unlink(long account) {
        jdbc.sql("delete from telegram_accounts where account_id = ?")
                .param(account)
                .update();
    }

    Optional<UUID> guest(long account) {
        return jdbc.sql("select user_id from telegram_accounts where account_id = ?")
                .param(account)
                .query((row, _) -> row.getObject("user_id", UUID.class))
                .optional();
    }

    /**
     * The update to ask for next, if nobody else asks now: Telegram answers one process at a time.
     *
     * @param holder who asks
     */
    OptionalLong take(UUID holder, Instant now, Duration claim) {
        return jdbc.sql("""
                        update telegram_updates set holder = :holder, held_until = :until
                        where holder = :holder or held_until < :now returning next_update
                        """)
                .param("holder", holder)
                .param("until", now.plus(claim).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** @return whether the claim still held: else another process has read on */
    boolean readTo(UUID holder, long next) {
        return jdbc.sql("update telegram_updates set next_update = ? where holder = ? and next_update < ?")
                        .params(next, holder, next)
                        .update()
                > 0;
    }
}
