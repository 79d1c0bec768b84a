package dev.concierge.gateway.limit;

import java.net.InetSocketAddress;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Where a request comes from, as the trusted proxies tell it. */
final class ClientAddress {
    private ClientAddress() {}

    static String of(ServerHttpRequest request) {
        InetSocketAddress address = request.getRemoteAddress();
        return address == null ? "unknown" : address.getHostString();
    }
}
