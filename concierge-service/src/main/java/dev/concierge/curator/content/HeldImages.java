package dev.concierge.curator.content;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who needs which images, so that they stay. */
@Component
public class HeldImages {
    private final JdbcClient jdbc;

    HeldImages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which of them are not there. */
    @Transactional(readOnly = true)
    public List<String> missing(Collection<String> images) {
        List<String> there = jdbc.sql("SELECT content_id FROM content WHERE content_id = ANY(?)")
                .param(images.toArray(String[]::new))
                .query((row, _) -> row.getString("content_id"))
                .list();
        return images.stream()
                .filter(image -> !there.contains(image))
                .distinct()
                .toList();
    }

    /** Keeps them, and none else, for the holder; those that are gone are answered. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> hold(UUID holder, Collection<String> images) {
        jdbc.sql("DELETE FROM content_holds WHERE holder = ?").param(holder).update();
        // a clean-up that runs now keeps what is locked here, or has removed it before
        List<String> there = jdbc.sql(
                        "SELECT content_id FROM content WHERE content_id = ANY(?) ORDER BY content_id FOR UPDATE")
                .param(images.toArray(String[]::new))
                .query((row, _) -> row.getString("content_id"))
                .list();
        there.forEach(image -> jdbc.sql("INSERT INTO content_holds (holder, content_id) VALUES (?, ?)")
                .params(holder, image)
                .update());
        return images.stream()
                .filter(image -> !there.contains(image))
                .distinct()
                .toList();
    }

    /** Lets go of all that the holder kept; their grace begins now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(UUID holder, Instant now) {
        jdbc.sql("""
                        WITH gone AS (DELETE FROM content_holds WHERE holder = :holder RETURNING content_id)
                        UPDATE content SET since = :now WHERE content_id IN (SELECT content_id FROM gone)
                        """).param("holder", holder).param("now", Timestamp.from(now)).update();
    }
}
