package dev.concierge.hub.socket;

import dev.concierge.hub.channel.Conversation;
import dev.concierge.platform.security.Caller;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;

/** Opens sockets for callers with a token; everyone else gets what Phoenix answers, an empty 403. */
final class SocketDoor implements WebHandler {
    private final SocketTokens tokens;
    private final Sockets sockets;
    private final SocketSettings settings;
    private final Clock clock;

    SocketDoor(SocketTokens tokens, Sockets sockets, SocketSettings settings, Clock clock) {
        this.tokens = tokens;
        this.sockets = sockets;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        SocketRequest request = new SocketRequest(exchange.getRequest());
        if (!request.isUpgrade()) {
            return refuse(exchange, HttpStatus.BAD_REQUEST);
        }
        if (!sockets.isAccepting()) {
            return refuse(exchange, HttpStatus.SERVICE_UNAVAILABLE);
        }
        String token = request.token();
        if (!request.comesFrom(settings.origins()) || !request.speaksV2() || token == null) {
            return refuse(exchange, HttpStatus.FORBIDDEN);
        }
        return Mono.empty();
    }

    private static Mono<Void> refuse(ServerWebExchange exchange, HttpStatus status) {
        exchange.getResponse().setStatusCode(status);
        return exchange.getResponse().setComplete();
    }
}
