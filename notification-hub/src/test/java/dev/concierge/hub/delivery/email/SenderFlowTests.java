package dev.concierge.hub.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.delivery.DeliveryFlow;
import dev.concierge.testsupport.TestTokens;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SenderFlowTests extends DeliveryFlow {
    @Test
    void aBusinessWritesInItsOwnName() throws Exception {
        String business = "cafe-" + userId;
        call(
                "PUT",
                "/notifications/senders/" + business,
                TestTokens.operator(),
                "{\"from\":\"Café Zoë <hello@cafe.example>\",\"replyTo\":\"desk@cafe.example\"}");

        receipt("sent", request(Map.of("businessId", business), "email"));
        receipt("sent", request(Map.of("businessId", "another"), "email"));

        MimeMessage mail = MAIL.to(address).getFirst();
        assertThat(mail.getFrom()).containsExactly(new InternetAddress("hello@cafe.example", "Café Zoë", "UTF-8"));
        assertThat(mail.getReplyTo()).containsExactly(new InternetAddress("desk@cafe.example"));
        assertThat(MAIL.to(address).getLast().getFrom()[0].toString()).contains("concierge@localhost");
    }

    @Test
    void whatChangedMeanwhileIsNeitherReplacedNorRemoved() {
        String path = "/notifications/senders/bar-" + userId;
        String operator = TestTokens.operator();
        call("PUT", path, operator, "{\"from\":\"one@bar.example\"}");
        String stale = tag(get(path, operator));
        call("PUT", path, operator, "{\"from\":\"two@bar.example\"}", "If-Match", stale);
        HttpResponse<String> present = get(path, operator);
        assertThat(present.body()).contains("two@bar.example");

        assertThat(call("PUT", path, operator, "{\"from\":\"three@bar.example\"}", "If-Match", stale)
                        .statusCode())
                .isEqualTo(412);
        assertThat(call("DELETE", path, operator, "", "If-Match", stale).statusCode())
                .isEqualTo(412);
        assertThat(get(path, operator).body()).isEqualTo(present.body());
        assertThat(call("DELETE", path, operator, "", "If-Match", tag(present)).statusCode())
                .isEqualTo(204);
        assertThat(get(path, operator).statusCode()).isEqualTo(404);
        assertThat(call("PUT", path, operator, "{\"from\":\"four@bar.example\"}", "If-Match", "*")
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void aSenderCanBeMadeWithoutReplacingOne() {
        String path = "/notifications/senders/inn-" + userId;
        String operator = TestTokens.operator();

        assertThat(call("PUT", path, operator, "{\"from\":\"one@inn.example\"}", "If-None-Match", "*")
                        .statusCode())
                .isEqualTo(200);
        assertThat(call("PUT", path, operator, "{\"from\":\"two@inn.example\"}", "If-None-Match", "*")
                        .statusCode())
                .isEqualTo(412);
        assertThat(get(path, operator).body()).contains("one@inn.example");
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThat(call("PUT", "/notifications/senders/x", TestTokens.operator(), "{\"from\":\"nobody\\r\\nBcc: x\"}")
                        .body())
                .contains("/from");
    }
}
