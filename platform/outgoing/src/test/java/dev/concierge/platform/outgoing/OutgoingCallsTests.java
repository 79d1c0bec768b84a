package dev.concierge.platform.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.outgoing.OutgoingAnswer.Answered;
import dev.concierge.platform.outgoing.OutgoingAnswer.Refused;
import dev.concierge.platform.outgoing.OutgoingAnswer.TimedOut;
import dev.concierge.platform.outgoing.OutgoingAnswer.TooMany;
import dev.concierge.platform.outgoing.OutgoingAnswer.Unreachable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** Whom we call may answer anything, for as long as it likes. */
class OutgoingCallsTests {
    private static final int MOST = 1024;
    private static final int EACH = 2;

    private final Target target = new Target();
    private final CountDownLatch held = new CountDownLatch(1);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OutgoingCalls calls = new OutgoingCalls(
            new OutgoingSettings(
                    List.of("127.0.0.0/8"),
                    List.of(),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(2),
                    DataSize.ofBytes(MOST),
                    8,
                    8,
                    EACH),
            SystemDefaultDnsResolver.INSTANCE,
            meters);

    @AfterEach
    void end() throws IOException {
        held.countDown();
        calls.close();
        target.close();
    }

    @Test
    void sendsWhatItIsGivenAndNothingOfItsOwn() {
        OutgoingAnswer answer = calls.send(new OutgoingCall(
                "POST",
                url("/hook?a=b%20c"),
                Map.of("Content-Type", "application/json", "X-Mine", "1"),
                "{}".getBytes(StandardCharsets.UTF_8),
                "business-1"));

        assertThat(answer).isInstanceOfSatisfying(Answered.class, answered -> {
            assertThat(answered.status()).isEqualTo(200);
            assertThat(answered.isSuccess()).isTrue();
            assertThat(answered.headers()).containsEntry("x-one", List.of("1"));
            assertThat(answered.body()).isEqualTo(Target.ascii("ok"));
            assertThat(answered.whole()).isTrue();
        });
        assertThat(target.heads.getFirst())
                .containsExactlyInAnyOrder(
                        "POST /hook?a=b%20c HTTP/1.1",
                        "Content-Type: application/json",
                        "X-Mine: 1",
                        "Content-Length: 2",
                        "Host: 127.0.0.1:" + target.port(),
                        "Connection: keep-alive",
                        "User-Agent: Concierge");
        assertThat(meters.get("outgoing.calls")
                        .tag("outcome", "answered")
                        .timer()
                        .count())
                .isOne();
    }

    @Test
    void readsNoMoreThanItMayOfAnAnswerWithoutEnd() {
        target.reply = out -> {
            out.write(Target.ascii("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
            while (true) {
                out.write(Target.ascii("400\r\n" + "x".repeat(1024) + "\r\n"));
            }
        };

        assertThat(get("a")).isInstanceOfSatisfying(Answered.class, answered -> {
            assertThat(answered.body()).hasSize(MOST);
            assertThat(answered.whole()).isFalse();
        });
    }

    @Test
    void linesAreHandedOverAsTheyComeAndNoMoreThanMayBeRead() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        CountDownLatch seen = new CountDownLatch(1);
        target.reply = out -> {
            out.write(Target.ascii("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\ndata: 1\r\n\n"));
            out.flush();
            seen.await();
            out.write(Target.ascii("data: 2"));
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<OutgoingAnswer> answer = threads.submit(() -> calls.stream(call("a"), lines::add));
            assertThat(lines.poll(1, TimeUnit.SECONDS)).isEqualTo("data: 1");
            seen.countDown();
            assertThat(answer.get())
                    .isInstanceOfSatisfying(
                            Answered.class, whole -> assertThat(whole.whole()).isTrue());
        }
        assertThat(lines).containsExactly("", "data: 2");

        target.reply = out -> {
            out.write(Target.ascii("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"));
            while (true) {
                out.write(Target.ascii("x".repeat(100) + "\n"));
            }
        };
        lines.clear();
        assertThat(calls.stream(call("a"), lines::add))
                .isInstanceOfSatisfying(
                        Answered.class, cut -> assertThat(cut.whole()).isFalse());
        assertThat(lines).hasSize(MOST / 101);
    }

    @Test
    void anAnswerThatDripsEndsWithTheCallsTime() {
        target.reply = out -> {
            out.write(Target.ascii("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"));
            while (!held.await(50, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
        };
        long start = System.nanoTime();

        assertThat(calls.send(call("a").within(Duration.ofMillis(400)))).isInstanceOf(TimedOut.class);
        // The whole answer would take 50 seconds.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void headsWithoutEndAreNoAnswer() {
        target.reply = out -> {
            out.write(Target.ascii("HTTP/1.1 200 OK\r\n"));
            while (true) {
                out.write(Target.ascii("X-More: " + "y".repeat(100) + "\r\n"));
            }
        };
        assertThat(get("a")).isInstanceOf(Unreachable.class);

        target.reply = out -> {
            out.write(Target.ascii("HTTP/1.1 200 OK\r\nX: "));
            while (true) {
                out.write('y');
            }
        };
        assertThat(get("a")).isInstanceOf(Unreachable.class);
    }

    @Test
    void anAnswerIsNotDecoded() {
        target.reply = out ->
                out.write(Target.ascii("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"));

        assertThat(get("a"))
                .isInstanceOfSatisfying(
                        Answered.class, answered -> assertThat(answered.body()).isEqualTo(Target.ascii("abc")));
    }

    @Test
    void oneCallersSlowHostsLeaveTheOthersTheirShare() throws Exception {
        target.reply = out -> {
            held.await();
            out.write(Target.ascii("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
        };
        try (ExecutorService flood = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < EACH; i++) {
                flood.submit(() -> get("flooding"));
            }
            await().until(() -> target.connections.get() == EACH);

            assertThat(get("flooding")).isInstanceOf(TooMany.class);
            target.reply = out -> out.write(Target.ascii("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"));
            assertThat(get("bystander")).isInstanceOf(Answered.class);
            held.countDown();
        }
        await("the share comes back")
                .untilAsserted(() -> assertThat(get("flooding")).isInstanceOf(Answered.class));
    }

    @Test
    void whereNobodyListensNothingIsReached() throws IOException {
        int port = target.port();
        target.close();

        assertThat(calls.send(new OutgoingCall("GET", "http://127.0.0.1:" + port + "/", Map.of(), new byte[0], "a")))
                .isInstanceOf(Unreachable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Host|evil",
                "Content-Length|0",
                "Transfer-Encoding|chunked",
                "Connection|close",
                "Proxy-Authorization|x",
                "Upgrade|h2c",
                "X:Y|1",
                "X Y|1",
                "'X\r\nY'|1",
                "X|'1\r\nHost: evil'",
                "X|'1\n2'",
                "X|é"
            })
    void headersOfTheConnectionAreNotTheCallers(String name, String value) {
        assertThat(calls.send(new OutgoingCall("GET", url("/"), Map.of(name, value), new byte[0], "a")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).startsWith("headers:"));
        assertThat(target.connections).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"CONNECT", "TRACE", "OPTIONS", "get", "'GET / HTTP/1.1\r\nX: y'"})
    void otherMethodsAreRefused(String method) {
        assertThat(calls.send(new OutgoingCall(method, url("/"), Map.of(), new byte[0], "a")))
                .isInstanceOf(Refused.class);
        assertThat(target.connections).hasValue(0);
    }

    private OutgoingAnswer get(String caller) {
        return calls.send(call(caller));
    }

    private OutgoingCall call(String caller) {
        return new OutgoingCall("GET", url("/"), Map.of(), new byte[0], caller);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + target.port() + path;
    }
}
