package dev.concierge.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is shown has a strong tag, and who knows it is not shown it again. */
abstract class ConditionalRules {
    private static final String TOKEN = IssuerInitializer.ISSUER.token("client", "app", "samples:read");
    private static final String OTHER = IssuerInitializer.ISSUER.token("client", "other", "samples:read");

    @LocalServerPort
    private int port;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*"})
    void whatIsKnownIsNotShownAgain(String known) {
        String tag = tag(TOKEN);

        Http.Answer answer = http.send(to(TOKEN).header("If-None-Match", known.formatted(tag)));

        assertThat(tag).matches("\"[\\w-]+\"");
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("ETag")).hasValue(tag);
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void theTagChangesWithWhatIsShown() {
        String tag = tag(TOKEN);

        Http.Answer answer = http.send(to(OTHER).header("If-None-Match", tag));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isPresent().isNotEqualTo(Optional.of(tag));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        If-Match      | <tag>          | 200
        If-Match      | *              | 200
        If-Match      | "other", <tag> | 200
        If-Match      | "other"        | 412
        If-Match      | W/<tag>        | 412
        If-None-Match | "other"        | 200
        If-None-Match | <tag>          | 412
        If-None-Match | *              | 412
        """)
    void whatIsExpectedIsHeldBeforeAChange(String header, String expected, int status) {
        HttpRequest.Builder change = to(TOKEN).PUT(HttpRequest.BodyPublishers.noBody());

        Http.Answer answer = http.send(change.header(header, expected.replace("<tag>", tag(TOKEN))));

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("code").asString("")).isEqualTo(status == 412 ? "precondition-failed" : "");
    }

    @Test
    void listsAndRefusalsHaveNoTag() {
        assertThat(http.get("/samples", TOKEN).header("ETag")).isEmpty();
        assertThat(http.send(http.to("/caller").header("If-None-Match", "*")).status())
                .isEqualTo(401);
    }

    private String tag(String token) {
        return http.send(to(token)).header("ETag").orElseThrow();
    }

    private HttpRequest.Builder to(String token) {
        return http.to("/caller").header("Authorization", "Bearer " + token);
    }
}
