package dev.concierge.hub.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.delivery.DeliveryFlow;
import dev.concierge.testsupport.TestTokens;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
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
    void whatIsNoAddressIsRefused() {
        assertThat(call("PUT", "/notifications/senders/x", TestTokens.operator(), "{\"from\":\"nobody\\r\\nBcc: x\"}")
                        .body())
                .contains("/from");
    }
}
