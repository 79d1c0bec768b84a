package dev.concierge.hub.socket;

import dev.concierge.hub.channel.Conversation;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** Opens sockets for callers with a token; everyone else gets what Phoenix answers, an empty 403. */
final class SocketDoor implements WebHandler {
    private final Function<String, Mono<Ticket>> tokens;
    private final Sockets sockets;
    private final SocketSettings settings;
    private final Clock clock;

    /** @param tokens the ticket of a good token, nothing for any other */
    SocketDoor(Function<String, Mono<Ticket>> tokens, Sockets sockets, SocketSettings settings, Clock clock) {
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
        return tokens.apply(token)
                // tokens are accepted a little longer, for clocks that differ; the socket would be closed at once
                .filter(ticket -> clock.instant().isBefore(ticket.expiresAt()))
                .publishOn(loop(exchange))
                .flatMap(ticket ->
                        open(exchange, ticket, request.offersPhoenix()).thenReturn(true))
                .switchIfEmpty(refuse(exchange, HttpStatus.FORBIDDEN).thenReturn(false))
                .then();
    }

    /**
     * The upgrade belongs on the event loop: elsewhere, Reactor Netty can hand the client's first frames to the HTTP
     * request that the socket is just replacing, where nobody reads them.
     */
    private static Scheduler loop(ServerWebExchange exchange) {
        AtomicReference<Connection> connection = new AtomicReference<>();
        netty(exchange).withConnection(connection::set);
        return Schedulers.fromExecutor(connection.get().channel().eventLoop());
    }

    private static HttpServerResponse netty(ServerWebExchange exchange) {
        return ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
    }

    private Mono<Void> open(ServerWebExchange exchange, Ticket ticket, boolean offersPhoenix) {
        HttpServerResponse netty = netty(exchange);
        int maxFrame = (int) settings.maxFrame().toBytes();
        WebsocketServerSpec.Builder spec =
                WebsocketServerSpec.builder().maxFramePayloadLength(maxFrame).handlePing(true);
        if (offersPhoenix) {
            spec.protocols(SocketRequest.PHOENIX);
        }
        return exchange.getResponse()
                .setComplete()
                .then(Mono.defer(() -> netty.sendWebsocket(
                        (inbound, outbound) -> talk(inbound.aggregateFrames(maxFrame), outbound, ticket),
                        spec.build())));
    }

    private Mono<Void> talk(WebsocketInbound inbound, WebsocketOutbound outbound, Ticket ticket) {
        AtomicReference<Connection> connection = new AtomicReference<>();
        inbound.withConnection(connection::set);
        Socket socket = new Socket(connection.get().channel(), outbound, new Conversation(ticket.caller()), sockets);
        limit(connection.get(), socket, ticket);
        return inbound.receiveFrames().doOnNext(socket::on).then();
    }

    private void limit(Connection connection, Socket socket, Ticket ticket) {
        Channel channel = connection.channel();
        int maxQueued = (int) settings.maxQueued().toBytes();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(maxQueued / 2, maxQueued));
        connection.onReadIdle(settings.idle().toMillis(), () -> socket.close(CloseReason.IDLE));
        Duration left = Duration.between(clock.instant(), ticket.expiresAt());
        ScheduledFuture<?> expiry = channel.eventLoop()
                .schedule(() -> socket.close(CloseReason.TOKEN_EXPIRED), left.toMillis(), TimeUnit.MILLISECONDS);
        sockets.add(socket);
        channel.closeFuture().addListener(_ -> {
            expiry.cancel(false);
            socket.leave();
            sockets.remove(socket);
        });
    }

    private static Mono<Void> refuse(ServerWebExchange exchange, HttpStatus status) {
        return Mono.defer(() -> {
            exchange.getResponse().setStatusCode(status);
            return exchange.getResponse().setComplete();
        });
    }
}
