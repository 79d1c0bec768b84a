package dev.concierge.curator.experience;

import dev.concierge.platform.input.Texts;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Names of experiences, each once in its business whatever its case, blanks and way of writing a letter. */
@Repository
class Names {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int LONGEST = 200;
    private static final int TRIED = 20;
    private static final int OFFERED = 3;

    private final JdbcClient jdbc;

    Names(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static String key(String name) {
        String form = Normalizer.normalize(name, Normalizer.Form.NFKC).strip();
        return BLANKS.matcher(form).replaceAll(" ").toLowerCase(Locale.ROOT);
    }

    /** Whether it is the job's from now on; who comes at the same time waits for the other's end. */
    boolean reserve(String business, String name, UUID job) {
        jdbc.sql(
                        "INSERT INTO experience_names (business_id, name_key, request_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .params(business, key(name), job)
                .update();
        return jdbc.sql("SELECT request_id FROM experience_names WHERE business_id = ? AND name_key = ?")
                .params(business, key(name))
                .query(UUID.class)
                .single()
                .equals(job);
    }

    void release(UUID job) {
        jdbc.sql("DELETE FROM experience_names WHERE request_id = ?").param(job).update();
    }

    /** Gives back all of the job's names but one. */
    void releaseAllBut(String name, UUID job) {
        jdbc.sql("DELETE FROM experience_names WHERE request_id = ? AND name_key <> ?")
                .params(job, key(name))
                .update();
    }

    /** What is said where the name is somebody else's. */
    Trouble taken(CreateExperience content) {
        return Trouble.nameTaken(content.name(), alternatives(content.businessId(), content.name()));
    }

    /** Some that are like it and free at the moment. */
    private List<String> alternatives(String business, String name) {
        String stem = Texts.cut(name, LONGEST - " 21".length());
        List<String> like = IntStream.rangeClosed(2, TRIED + 1)
                .mapToObj(number -> stem + " " + number)
                .toList();
        Set<String> taken = new HashSet<>(
                jdbc.sql("SELECT name_key FROM experience_names WHERE business_id = ? AND name_key = ANY(?)")
                        .param(business)
                        .param(like.stream().map(Names::key).toArray(String[]::new))
                        .query((row, _) -> row.getString("name_key"))
                        .list());
        return like.stream()
                .filter(candidate -> !taken.contains(key(candidate)))
                .limit(OFFERED)
                .toList();
    }
}
