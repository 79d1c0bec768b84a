package dev.concierge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.gateway.FakeFleet;
import dev.concierge.gateway.route.FleetService;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who tries tokens is slowed down by address: three at once, then one a second. */
@FlowTest(
        properties = {
            "concierge.gateway.limit.refused-per-second=1",
            "concierge.gateway.limit.refused-burst=3",
            "concierge.gateway.route.trusted-proxies=127.0.0.0/8"
        })
class RefusalLimitFlowTests extends FakeFleet {
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private String address = "";

    @BeforeEach
    void comeFromSomewhereElse() {
        address = "203.0.113." + ADDRESSES.incrementAndGet();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer garbage", "Basic YTpi", "Bearer "})
    void refusedCredentialsAreCountedByAddress(String credentials) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            statuses.add(ask("/users/1", credentials).statusCode());
        }

        assertThat(statuses).containsExactly(401, 401, 401, 429);
    }

    @Test
    void requestsWithoutATokenAreCountedToo() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            statuses.add(
                    send(request("/users/1").header("X-Forwarded-For", address)).statusCode());
        }

        assertThat(statuses).containsExactly(401, 401, 401, 429);
    }

    @Test
    void aRightTokenIsNotToldFromWrongOnesWhileTheAddressIsShut() throws Exception {
        String right = "Bearer " + TestTokens.client("users:read");
        for (int i = 0; i < 4; i++) {
            ask("/users/1", "Bearer garbage");
        }

        HttpResponse<String> shut = ask("/users/1", right);

        assertThat(shut.statusCode()).isEqualTo(429);
        assertThat(shut.headers().firstValue("Retry-After")).contains("1");
        assertThat(fake(FleetService.USER).wasLeftAlone()).isTrue();
        address = "203.0.113.250";
        assertThat(ask("/users/1", right).statusCode()).isEqualTo(200);
    }

    @Test
    void secretsThatAServiceRefusesCountAsWell() throws Exception {
        for (int i = 0; i < 4; i++) {
            ask("/oauth2/refused", "Basic YTpi");
        }

        assertThat(ask("/oauth2/refused", "Basic YTpi").statusCode()).isEqualTo(429);
    }

    @Test
    void openDoorsStayOpen() throws Exception {
        for (int i = 0; i < 4; i++) {
            ask("/users/1", "Bearer garbage");
        }

        assertThat(send(request("/docs").header("X-Forwarded-For", address)).statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> ask(String path, String authorization) throws Exception {
        return send(request(path).header("Authorization", authorization).header("X-Forwarded-For", address));
    }
}
