package dev.concierge.curator.content;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
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
        return without(
                images,
                jdbc.sql("SELECT content_id FROM content WHERE content_id = ANY(?)")
                        .param(images.toArray(String[]::new)));
    }

    /** Keeps them, and none else, for the holder; those that are gone are answered. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> hold(UUID holder, Collection<String> images) {
        jdbc.sql("DELETE FROM content_holds WHERE holder = ?").param(holder).update();
        // a clean-up that runs now keeps what is locked here, or has removed it before
        return without(images, jdbc.sql("""
                                WITH there AS (
                                    SELECT content_id FROM content WHERE content_id = ANY(CAST(:images AS text[]))
                                    ORDER BY content_id FOR UPDATE)
                                INSERT INTO content_holds (holder, content_id) SELECT :holder, content_id FROM there
                                RETURNING content_id
                                """).param("holder", holder).param("images", images.toArray(String[]::new)));
    }

    private static List<String> without(Collection<String> images, StatementSpec there) {
        Set<String> found = there.query((row, _) -> row.getString("content_id")).set();
        return images.stream()
                .filter(image -> !found.contains(image))
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
