package dev.concierge.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Guards the choice of Reactor Netty: some of its versions left a request unread after some hundreds on one connection. */
@OnReactive
class KeepAliveTests {
    private static final int ROUNDS = 250;

    @LocalServerPort
    private int port;

    @Test
    void answersEveryRequestOfOneConnection() {
        Http http = new Http(port);
        String token = IssuerInitializer.ISSUER.token("client", "app", "samples:read");
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(http.get("/open").status()).isEqualTo(200);
            assertThat(http.get("/health").status()).isEqualTo(200);
            assertThat(http.get("/caller", token).status()).isEqualTo(200);
            assertThat(http.get("/livez").status()).isEqualTo(200);
        }
    }
}
