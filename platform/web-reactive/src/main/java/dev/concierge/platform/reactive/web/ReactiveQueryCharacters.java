package dev.concierge.platform.reactive.web;

import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.web.StrayCharacters;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Names the character of a request's address that should have been encoded, as on the servlet stack. Java's
 * {@code URI} takes some and fails on others, which Reactor would answer with nothing but a status.
 */
final class ReactiveQueryCharacters implements WebFilter, Ordered {
    /** The address as it came; nobody but {@link Encoding} sets it, and no such request goes further. */
    private static final String AS_IT_CAME = "concierge-address";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String address = exchange.getRequest().getHeaders().getFirst(AS_IT_CAME);
        if (address == null) {
            return chain.filter(exchange);
        }
        int query = address.indexOf('?');
        return Mono.fromRunnable(() -> {
            StrayCharacters.check(query < 0 ? "" : address.substring(query + 1));
            throw new InvalidInput("", "the path " + address, "its characters as %XX");
        });
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 5;
    }

    /** Lets such an address be parsed, so that it is refused where a trace has begun. */
    static final class Encoding extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                request.headers().remove(AS_IT_CAME);
                String address = request.uri();
                if (hasStray(address)) {
                    request.headers().set(AS_IT_CAME, address);
                    request.setUri(encoded(address));
                }
            }
            context.fireChannelRead(message);
        }

        private static boolean hasStray(String address) {
            for (int at = 0; at < address.length(); at++) {
                if (isStray(address.charAt(at))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isStray(int character) {
            return StrayCharacters.ALL.indexOf(character) >= 0;
        }

        private static String encoded(String address) {
            StringBuilder encoded = new StringBuilder(address.length() + 10);
            address.chars().forEach(character -> {
                if (isStray(character)) {
                    encoded.append("%%%02X".formatted(character));
                } else {
                    encoded.append((char) character);
                }
            });
            return encoded.toString();
        }
    }
}
