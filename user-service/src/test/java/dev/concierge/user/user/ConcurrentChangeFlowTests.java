package dev.concierge.user.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A hundred changes of one guest at the same time. */
class ConcurrentChangeFlowTests extends UserServiceFlow {
    private static final int CHANGES = 100;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void noChangeIsLostAndEachHasItsVersion() {
        String path = "/users/" + registered(Map.of());
        String userId = path.substring(path.lastIndexOf('/') + 1);
        String token = app();

        List<Answer> answers = atOnce(number -> number % 2 == 0
                ? call("PATCH", path, token, Map.of("attributes", Map.of("a" + number, number)))
                : put(path + "/preferences", token, Map.of("zone", number % 4 == 1 ? "Europe/Berlin" : "Asia/Tokyo")));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(get(path, token).json().at("/attributes")).hasSize(CHANGES / 2);
        assertThat(jdbc.sql("SELECT version FROM users WHERE user_id = ?::uuid")
                        .param(userId)
                        .query(Long.class)
                        .single())
                .isEqualTo(CHANGES);
        assertThat(jdbc.sql("SELECT u.revision + p.revision FROM users u JOIN preferences p USING (user_id)"
                                + " WHERE user_id = ?::uuid")
                        .param(userId)
                        .query(Integer.class)
                        .single())
                .isEqualTo(CHANGES);
        await().untilAsserted(() -> assertThat(messages.received("users").stream()
                        .filter(it -> it.key().equals(userId))
                        .map(it -> it.data().at("/version").asLong()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, CHANGES).boxed().toList()));
    }

    @Test
    void ofAllWhoChangeTheSameRepresentationOneMay() {
        String path = "/users/" + registered(Map.of());
        String token = app();
        String tag = get(path, token).header("ETag");

        List<Answer> answers =
                atOnce(number -> call("PATCH", path, token, Map.of("firstName", "Ada " + number), "If-Match", tag));

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).containsOnly(200, 412);
    }

    private static List<Answer> atOnce(IntFunction<Answer> change) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Answer>> answers = IntStream.range(0, CHANGES)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> answered(change, number), threads))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    /** A pool has a few connections, and who waits too long for one is told to come again. */
    private static Answer answered(IntFunction<Answer> change, int number) {
        Answer answer = change.apply(number);
        while (answer.status() == 503 || answer.status() == 429) {
            answer = change.apply(number);
        }
        return answer;
    }
}
