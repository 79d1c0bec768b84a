package dev.concierge.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@OnServlet
class ServletQueryTests {
    private static final String TOKEN = IssuerInitializer.ISSUER.token("client", "app", "samples:read");

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
        a[]=1 ?a[] [
        q=1&b={x} ?b {
        q=a|b ?q |
        q=a^b ?q ^
        """)
    void namesTheCharacterThatShouldHaveBeenEncoded(String query, String pointer, String character) throws IOException {
        String answer = RawRequest.answer(
                port,
                "GET /times?" + query + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                        + "\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains(
                        "\"pointer\":\"" + pointer + "\"",
                        "\"detail\":\"" + character + " (expected: %",
                        "\"traceId\":");
    }
}
