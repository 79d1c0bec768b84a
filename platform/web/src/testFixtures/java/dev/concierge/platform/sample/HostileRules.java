package dev.concierge.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests made to break something: never an error of ours, never a look inside. */
abstract class HostileRules {
    private static final String TOKEN = IssuerInitializer.ISSUER.token("client", "app", "samples:read");

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /open/%zz HTTP/1.1",
                "GET /samples/%00 HTTP/1.1",
                "GET /samples/%C3%28 HTTP/1.1",
                "GET /samples/..%2f..%2fetc HTTP/1.1",
                "GET /samples/../../etc HTTP/1.1",
                "GET /samples//x HTTP/1.1",
                "GET /samples/a;b=c HTTP/1.1",
                "GET /samples/a|b HTTP/1.1",
                "GET /samples/a\\b HTTP/1.1",
                "GET /samples?limit=%zz HTTP/1.1",
                "GET /samples?cursor=%ff%fe HTTP/1.1",
                "GET /samples?limit=1&limit=2 HTTP/1.1",
                "G<T /samples HTTP/1.1",
                "BREW /samples HTTP/1.1",
                "TRACE /samples HTTP/1.1",
                "OPTIONS /samples HTTP/1.1",
                "HEAD /samples HTTP/1.1",
                "POST /samples HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: x",
                "POST /samples HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: -1",
                "POST /samples HTTP/1.1\r\nContent-Type: application/json; charset=nope\r\nContent-Length: 0",
                "POST /samples HTTP/1.1\r\nContent-Type: application/json;;;=\r\nContent-Length: 0",
                "POST /samples HTTP/1.1\r\nContent-Type: */*\r\nContent-Length: 0",
                "POST /samples HTTP/1.1\r\nContent-Type: application/*;charset=utf-8\r\nContent-Length: 0",
                "POST /samples HTTP/1.1\r\nContent-Type: multipart/form-data\r\nContent-Length: 0",
                "GET /samples HTTP/1.1\r\nAccept: nonsense",
                "GET /samples HTTP/1.1\r\nAccept: */*;q=nope",
                "GET /samples HTTP/1.1\r\nX-Forwarded-Port: nope",
                "GET /samples HTTP/1.1\r\nX-Forwarded-Host: a b:c",
                "GET /samples HTTP/1.1\r\nX-Forwarded-Proto: ht tp",
                "GET /samples HTTP/1.1\r\nForwarded: for=\"[\";proto=;host=:::",
                "GET /samples HTTP/1.1\r\ntraceparent: 00-nope",
                "GET /samples HTTP/1.1\r\nAccept-Language: 1234567890-",
                "GET /samples HTTP/1.1\r\nIf-Modified-Since: nope",
                "GET /samples HTTP/1.1\r\nRange: bytes=nope",
                "GET /samples HTTP/1.1\r\nOrigin: nope",
                "GET /samples HTTP/1.1\r\nCookie: =;;a",
                "nonsense",
            })
    void neverBreaks(String head) throws IOException {
        String answer = RawRequest.answer(
                port, head + "\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN + "\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .matches("(?s)HTTP/1.[01] [1234].*")
                .doesNotContain("Exception")
                .doesNotContain("<html")
                .doesNotContain("at org.");
        if (answer.matches("(?s)HTTP/1.1 4.*\r\n\r\n.+")) {
            assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz", "2;=\0", "2;a=\"b", "-2", "2 2", "99999999999999999999", "2\r{}"})
    void aBodyInMalformedChunksIsTheSendersFault(String chunk) throws IOException {
        String answer = RawRequest.answer(
                port,
                "POST /samples HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                        + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                        + chunk + "\r\n{}\r\n0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400");
    }

    /** Ten of a megabyte, each without its end, are more than a service holds. */
    @Test
    void oneCallersBodiesThatNeverEndKeepNobodyElseWaiting() throws IOException {
        String flooding = IssuerInitializer.ISSUER.token("client", "flood", "samples:read");
        String most = "POST /samples HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + flooding
                + "\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{\"name\": \""
                + "a".repeat(990_000);
        String other = "POST /samples HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                + "\r\nContent-Type: application/json\r\nContent-Length: 1\r\nConnection: close\r\n\r\n{";
        List<Socket> flood = new ArrayList<>();
        try {
            for (int at = 0; at < 10; at++) {
                flood.add(RawRequest.begun(port, most));
            }

            await().pollInterval(Duration.ofMillis(200))
                    .during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(RawRequest.answer(port, other)).startsWith("HTTP/1.1 400"));
        } finally {
            for (Socket socket : flood) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: localhost\r\nHost: evil.example\r\n", "Host: a\r\nhost: a\r\n"})
    void aRequestNamesOneHost(String hosts) throws IOException {
        String answer = RawRequest.answer(port, "GET /open HTTP/1.1\r\n" + hosts + "Connection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
        a[]=1 ?a[] [
        q=1&b={x} ?b {
        q=a|b ?q |
        q=a^b ?q ^
        q=%20&c=a<b ?c <
        """)
    void namesTheCharacterThatShouldHaveBeenEncoded(String query, String pointer, String character) throws IOException {
        String answer = RawRequest.answer(
                port,
                "GET /times?" + query + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                        + "\r\nconcierge-address: /times?x=1\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains(
                        "\"pointer\":\"" + pointer + "\"",
                        "\"detail\":\"" + character + " (expected: %",
                        "\"traceId\":");
    }
}
