package dev.concierge.search.question;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoop;
import dev.concierge.platform.loop.Loop;
import java.sql.Date;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts by day what was asked, what found nothing and what led to a click; without who asked. Counts are kept in the process
 * for some seconds, so that a search writes nothing; what a kill loses of them is lost.
 */
@Component
public final class CountQuestions extends BackgroundLoop {
    private static final Logger log = LoggerFactory.getLogger(CountQuestions.class);
    private static final Duration WRITE_EVERY = Duration.ofSeconds(2);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final int KEPT_DAYS = 90;
    private static final int LONGEST = 100;
    /** Between two writings; a flood of different questions is not worth memory. */
    private static final int MOST = 10_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private Map<Asked, Counts> counts = new HashMap<>();
    /** Counts are of days, so there is something to forget once in each. */
    private @Nullable LocalDate forgottenOn;

    CountQuestions(JdbcClient jdbc, Clock clock) {
        super("questions", Workload.BACKGROUND::run, STOP);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Asked(LocalDate day, String words) {}

    private record Counts(long asked, long unanswered, long clicked) {
        private Counts and(Counts more) {
            return new Counts(asked + more.asked, unanswered + more.unanswered, clicked + more.clicked);
        }
    }

    public void onAnswer(String question, long found) {
        add(question, new Counts(1, found == 0 ? 1 : 0, 0));
    }

    void onClick(String question) {
        add(question, new Counts(0, 0, 1));
    }

    private synchronized void add(String question, Counts more) {
        String words = question.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        Asked asked = new Asked(today(), words);
        if (words.length() <= LONGEST && (counts.size() < MOST || counts.containsKey(asked))) {
            counts.merge(asked, more, Counts::and);
        }
    }

    private synchronized Map<Asked, Counts> taken() {
        Map<Asked, Counts> taken = counts;
        counts = new HashMap<>();
        return taken;
    }

    void write() {
        for (Map.Entry<Asked, Counts> one : taken().entrySet()) {
            jdbc.sql("""
                            INSERT INTO questions (day, words, asked, unanswered, clicked) VALUES (?, ?, ?, ?, ?)
                            ON CONFLICT (day, words) DO UPDATE SET asked = questions.asked + excluded.asked,
                              unanswered = questions.unanswered + excluded.unanswered, clicked = questions.clicked + excluded.clicked
                            """)
                    .params(
                            Date.valueOf(one.getKey().day()),
                            one.getKey().words(),
                            one.getValue().asked(),
                            one.getValue().unanswered(),
                            one.getValue().clicked())
                    .update();
        }
    }

    private void forget() {
        LocalDate today = today();
        if (!today.equals(forgottenOn)) {
            jdbc.sql("DELETE FROM questions WHERE day < ?")
                    .param(Date.valueOf(today.minusDays(KEPT_DAYS)))
                    .update();
            forgottenOn = today;
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Most frequent first, over the last days. */
    List<QuestionView> frequent(boolean unansweredOnly, int days, int limit) {
        return jdbc.sql("""
                        SELECT words, sum(asked) AS asked, sum(unanswered) AS unanswered, sum(clicked) AS clicked
                        FROM questions WHERE day > :since GROUP BY words
                        HAVING NOT :unanswered OR sum(unanswered) > 0
                        ORDER BY CASE WHEN :unanswered THEN sum(unanswered) ELSE sum(asked) END DESC, words LIMIT :limit
                        """)
                .param("since", Date.valueOf(today().minusDays(days)))
                .param("unanswered", unansweredOnly)
                .param("limit", limit)
                .query((row, _) -> QuestionView.of(
                        row.getString("words"),
                        row.getLong("asked"),
                        row.getLong("unanswered"),
                        row.getLong("clicked")))
                .list();
    }

    @Override
    protected void turn(Loop loop) throws InterruptedException {
        try {
            write();
            forget();
        } catch (DataAccessException away) {
            log.warn("Counts of questions are lost, they cannot be written: {}", away.getMessage());
        }
        loop.rest(WRITE_EVERY);
    }
}
