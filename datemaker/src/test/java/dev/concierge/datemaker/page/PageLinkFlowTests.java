package dev.concierge.datemaker.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** A link to a guest's page, when somebody else has it. */
@FlowTest(topics = {"bookings", "notifications", "users"})
class PageLinkFlowTests {
    @LocalServerPort
    private int port;

    private final UUID ada = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();

    @Test
    void aLinkThatOthersHaveSeenIsWithdrawnByItsGuestAlone() {
        String seen = link(ada);
        String others = link(bob);
        assertThat(link(ada)).isEqualTo(seen);
        assertThat(status(HttpMethod.GET, seen + "/dates", "")).isEqualTo(200);

        assertThat(status(HttpMethod.DELETE, "/dating/pages/" + ada, TestTokens.guest(bob)))
                .isEqualTo(404);
        assertThat(status(HttpMethod.GET, seen + "/dates", "")).isEqualTo(200);
        assertThat(status(HttpMethod.DELETE, "/dating/pages/" + ada, TestTokens.guest(ada)))
                .isEqualTo(204);

        assertThat(status(HttpMethod.GET, seen + "/dates", "")).isEqualTo(404);
        assertThat(status(HttpMethod.GET, link(ada) + "/dates", "")).isEqualTo(200);
        assertThat(link(ada)).isNotEqualTo(seen);
        assertThat(status(HttpMethod.GET, others + "/dates", "")).isEqualTo(200);
    }

    private String link(UUID guest) {
        JsonNode made =
                Objects.requireNonNull(exchange(HttpMethod.POST, "/dating/pages/" + guest, TestTokens.guest(guest))
                        .expectStatus()
                        .isOk()
                        .expectBody(JsonNode.class)
                        .returnResult()
                        .getResponseBody());
        String url = made.path("url").asString();
        return url.substring(url.indexOf("/dating/"));
    }

    private int status(HttpMethod method, String path, String token) {
        return exchange(method, path, token)
                .returnResult(byte[].class)
                .getStatus()
                .value();
    }

    /** @param token empty for none: the link is the key */
    private RestTestClient.ResponseSpec exchange(HttpMethod method, String path, String token) {
        RestTestClient.RequestBodySpec request = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build()
                .method(method)
                .uri(path);
        return token.isEmpty()
                ? request.exchange()
                : request.headers(headers -> headers.setBearerAuth(token)).exchange();
    }
}
