package dev.concierge.gateway.route;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/**
 * Reads {@code X-Forwarded-*} when a proxy of ours sent it and drops it otherwise, so that from here on a request's
 * address and URI can be believed.
 */
final class TrustedProxies extends ForwardedHeaderTransformer {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /**
     * Proxies pass these on as a client sent them. The first would be believed before {@code X-Forwarded-For}; the second
     * becomes part of the path by which a route is chosen, but not of the one that access is checked by.
     */
    private static final List<String> NOT_OURS = List.of("Forwarded", "X-Forwarded-Prefix");

    private final List<IpSubnetFilterRule> blocks;
    private final ForwardedHeaderTransformer distrust = new ForwardedHeaderTransformer();

    TrustedProxies(List<String> blocks) {
        this.blocks = blocks.stream()
                .map(block -> new IpSubnetFilterRule(block, IpFilterRuleType.ACCEPT))
                .toList();
        distrust.setRemoveOnly(true);
    }

    @Override
    public ServerHttpRequest apply(ServerHttpRequest request) {
        if (!isTrusted(request.getRemoteAddress())) {
            return distrust.apply(request);
        }
        URI asked = request.getURI();
        String client = client(request.getHeaders().getValuesAsList(FORWARDED_FOR));
        // without the query, of which it would refuse what is not encoded
        ServerHttpRequest told = super.apply(request.mutate()
                .uri(AsSent.address(asked, asked.getRawPath(), null))
                .headers(headers -> {
                    NOT_OURS.forEach(headers::remove);
                    if (client != null) {
                        headers.set(FORWARDED_FOR, client);
                    }
                })
                .build());
        URI believed = told.getURI();
        return told.mutate()
                .uri(AsSent.address(believed, believed.getRawPath(), asked.getRawQuery()))
                .build();
    }

    /** The last hop that no proxy of ours vouches for; what stands before it may be invented. */
    private @Nullable String client(List<String> hops) {
        return hops.reversed().stream()
                .filter(hop -> !isTrusted(parsed(hop)))
                .findFirst()
                .orElse(hops.isEmpty() ? null : hops.getFirst());
    }

    private boolean isTrusted(@Nullable InetSocketAddress address) {
        return address != null && !address.isUnresolved() && blocks.stream().anyMatch(block -> block.matches(address));
    }

    private static @Nullable InetSocketAddress parsed(String hop) {
        try {
            return new InetSocketAddress(InetAddress.ofLiteral(hop), 0);
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }
}
