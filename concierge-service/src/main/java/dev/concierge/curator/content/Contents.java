package dev.concierge.curator.content;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which images are kept. */
@Repository
class Contents {
    private final JdbcClient jdbc;

    Contents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A kept image.
     *
     * @param bytes of its largest size
     */
    record Kept(String contentId, String mediaType, int width, int height, long bytes) {}

    /** Locks it until the transaction ends; the grace of one that is there begins anew. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(Kept image, String uploader, Instant now) {
        jdbc.sql("""
                        INSERT INTO content (content_id, media_type, width, height, bytes, uploader, uploaded_at, since)
                        VALUES (:id, :type, :width, :height, :bytes, :uploader, :now, :now)
                        ON CONFLICT (content_id) DO UPDATE SET since = excluded.since
                        """)
                .param("id", image.contentId())
                .param("type", image.mediaType())
                .param("width", image.width())
                .param("height", image.height())
                .param("bytes", image.bytes())
                .param("uploader", uploader)
                .param("now", Timestamp.from(now))
                .update();
    }

    @Transactional(readOnly = true)
    public Optional<Kept> find(String contentId) {
        return jdbc.sql("SELECT content_id, media_type, width, height, bytes FROM content WHERE content_id = ?")
                .param(contentId)
                .query((row, _) -> new Kept(
                        row.getString("content_id"),
                        row.getString("media_type"),
                        row.getInt("width"),
                        row.getInt("height"),
                        row.getLong("bytes")))
                .optional();
    }

    /** Takes out some that nobody has needed since then; whoever wants one of them now waits for the transaction's end. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> removeUnheld(Instant then, int most) {
        return jdbc.sql("""
                        DELETE FROM content WHERE content_id IN (
                            SELECT content_id FROM content c WHERE since < :then
                              AND NOT EXISTS (SELECT FROM content_holds h WHERE h.content_id = c.content_id)
                            LIMIT :most FOR UPDATE SKIP LOCKED)
                          AND NOT EXISTS (SELECT FROM content_holds h WHERE h.content_id = content.content_id)
                        RETURNING content_id
                        """)
                .param("then", Timestamp.from(then))
                .param("most", most)
                .query((row, _) -> row.getString("content_id"))
                .list();
    }
}
