package dev.concierge.search.control;

import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.engine.Vocabulary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What operators set. */
@Repository
class Controls {
    private final JdbcClient jdbc;
    private final Clock clock;

    Controls(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Rule> rules() {
        return jdbc.sql("SELECT * FROM rules ORDER BY rule_id")
                .query(Controls::rule)
                .list();
    }

    List<Rule> rulesAfter(@Nullable UUID after, int limit) {
        return jdbc.sql(
                        "SELECT * FROM rules WHERE CAST(:after AS uuid) IS NULL OR rule_id > :after ORDER BY rule_id LIMIT :limit")
                .param("after", after, Types.OTHER)
                .param("limit", limit)
                .query(Controls::rule)
                .list();
    }

    void save(Rule rule) {
        jdbc.sql("""
                        INSERT INTO rules (rule_id, words, action, target, place, strength, from_at, until_at, changed_at)
                        VALUES (:id, :words, :action, :target, :place, :strength, :from, :until, :now)
                        ON CONFLICT (rule_id) DO UPDATE SET words = :words, action = :action, target = :target, place = :place,
                          strength = :strength, from_at = :from, until_at = :until, changed_at = :now
                        """)
                .param("id", rule.ruleId())
                .param("words", rule.words())
                .param("action", rule.action().name().toLowerCase(Locale.ROOT))
                .param("target", rule.target().toString())
                .param("place", rule.place())
                .param("strength", rule.strength())
                .param("from", at(rule.from()))
                .param("until", at(rule.until()))
                .param("now", at(clock.instant()))
                .update();
    }

    void removeRule(UUID rule) {
        jdbc.sql("DELETE FROM rules WHERE rule_id = ?").param(rule).update();
    }

    Vocabulary vocabulary() {
        Map<String, List<String>> synonyms = new HashMap<>();
        jdbc.sql("SELECT word, meanings FROM synonyms")
                .query((row, _) -> synonyms.put(row.getString("word"), Arrays.asList((String[])
                        row.getArray("meanings").getArray())))
                .list();
        return new Vocabulary(
                synonyms,
                new HashSet<>(jdbc.sql("SELECT word FROM stop_words")
                        .query(String.class)
                        .list()));
    }

    void setSynonyms(String word, List<String> meanings) {
        jdbc.sql("""
                        INSERT INTO synonyms (word, meanings) VALUES (?, ?)
                        ON CONFLICT (word) DO UPDATE SET meanings = excluded.meanings
                        """).params(word, meanings.toArray(String[]::new)).update();
    }

    void removeSynonyms(String word) {
        jdbc.sql("DELETE FROM synonyms WHERE word = ?").param(word).update();
    }

    void addStopWord(String word) {
        jdbc.sql("INSERT INTO stop_words (word) VALUES (?) ON CONFLICT DO NOTHING")
                .param(word)
                .update();
    }

    void removeStopWord(String word) {
        jdbc.sql("DELETE FROM stop_words WHERE word = ?").param(word).update();
    }

    private static @Nullable Timestamp at(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private static Rule rule(ResultSet row, int number) throws SQLException {
        return new Rule(
                row.getObject("rule_id", UUID.class),
                row.getString("words"),
                Rule.Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
                DocumentKey.of(row.getString("target")),
                row.getInt("place"),
                row.getDouble("strength"),
                instant(row.getTimestamp("from_at")),
                instant(row.getTimestamp("until_at")));
    }
}
