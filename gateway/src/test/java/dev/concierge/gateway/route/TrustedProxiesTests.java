package dev.concierge.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class TrustedProxiesTests {
    private final TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.0/8", "fd00::/8"));

    @Test
    void strangersClaimsAreDropped() {
        ServerHttpRequest request = proxies.apply(from("203.0.113.9", "X-Forwarded-For", "1.1.1.1"));

        assertThat(address(request)).isEqualTo("203.0.113.9");
        assertThat(request.getHeaders().containsHeader("X-Forwarded-For")).isFalse();
    }

    @Test
    void theLastAddressThatNoProxyVouchesForIsTheClient() {
        ServerHttpRequest request =
                proxies.apply(from("10.0.0.1", "X-Forwarded-For", "6.6.6.6, 203.0.113.9, 10.0.0.7"));

        assertThat(address(request)).isEqualTo("203.0.113.9");
    }

    @Test
    void aProxyTellsHowItWasCalled() {
        ServerHttpRequest request = proxies.apply(from("fd00::1", "X-Forwarded-Proto", "https"));

        assertThat(request.getURI().getScheme()).isEqualTo("https");
    }

    @Test
    void theQueryStaysAsItCame() {
        URI asked = URI.create("http://gateway/users?email=x%40y&a[]=1");

        ServerHttpRequest request = proxies.apply(MockServerHttpRequest.method(HttpMethod.GET, asked)
                .remoteAddress(new InetSocketAddress("10.0.0.1", 1234))
                .header("X-Forwarded-Proto", "https")
                .build());

        assertThat(request.getURI()).hasToString("https://gateway/users?email=x%40y&a[]=1");
    }

    @Test
    void whatProxiesPassOnUnseenIsDropped() {
        ServerHttpRequest prefixed = proxies.apply(from("10.0.0.1", "X-Forwarded-Prefix", "/ops/user-service"));
        ServerHttpRequest forwarded = proxies.apply(from("10.0.0.1", "Forwarded", "for=6.6.6.6;proto=https"));

        assertThat(prefixed.getURI().getPath()).isEqualTo("/users");
        assertThat(address(forwarded)).isEqualTo("10.0.0.1");
        assertThat(forwarded.getURI().getScheme()).isEqualTo("http");
    }

    private static ServerHttpRequest from(String address, String header, String value) {
        return MockServerHttpRequest.get("http://gateway/users")
                .remoteAddress(new InetSocketAddress(address, 1234))
                .header(header, value)
                .build();
    }

    private static String address(ServerHttpRequest request) {
        InetSocketAddress address = request.getRemoteAddress();
        return address == null ? "" : address.getHostString();
    }
}
