package dev.concierge.gateway.socket;

import dev.concierge.gateway.route.PassedHeaders;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.TcpClient;

/**
 * Lets the service answer a WebSocket handshake before the client hears anything, then passes bytes. Spring Cloud Gateway
 * upgrades first and dials afterwards, so that a client takes every refusal for a connection that opened and broke.
 */
final class PassSockets implements GlobalFilter, Ordered {
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);

    private final OpenSockets sockets;
    private final PassedHeaders passed;
    private final Duration patience;
    private final TcpClient services;

    PassSockets(OpenSockets sockets, PassedHeaders passed, HttpClientProperties timeouts) {
        this.sockets = sockets;
        this.passed = passed;
        this.patience = Objects.requireNonNullElse(timeouts.getResponseTimeout(), USUAL_PATIENCE);
        this.services = TcpClient.create(ConnectionProvider.newConnection())
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Objects.requireNonNullElse(timeouts.getConnectTimeout(), (int) USUAL_PATIENCE.toMillis()))
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.TCP_NODELAY, true);
    }

    /** Before Spring Cloud Gateway's own filter for WebSockets, which is one before the last. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 2;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!"websocket".equalsIgnoreCase(request.getHeaders().getUpgrade())) {
            return chain.filter(exchange);
        }
        return request.getMethod().equals(org.springframework.http.HttpMethod.GET)
                ? pass(exchange)
                : chain.filter(withoutUpgrade(exchange));
    }

    /** Only a GET can become a WebSocket (RFC 6455, 4.1), and a server may overlook the wish (RFC 9110, 7.8). */
    private static ServerWebExchange withoutUpgrade(ServerWebExchange exchange) {
        return exchange.mutate()
                .request(request -> request.headers(headers -> headers.remove(HttpHeaders.UPGRADE)))
                .build();
    }

    private Mono<Void> pass(ServerWebExchange exchange) {
        return Mono.defer(() -> {
            URI address = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
            ClientEnd client = new ClientEnd(exchange.getResponse());
            sockets.add(client.channel());
            return connected(address)
                    .flatMap(service -> service.ask(handshake(exchange, address), patience)
                            .flatMap(answer -> answered(exchange, client, service, answer)))
                    .onErrorResume(failure -> {
                        sockets.remove(client.channel());
                        return Mono.error(failure);
                    });
        });
    }

    private Mono<ServiceEnd> connected(URI address) {
        boolean secure = "https".equals(address.getScheme());
        TcpClient client = secure ? services.secure() : services;
        int port = address.getPort() > 0 ? address.getPort() : secure ? 443 : 80;
        return client.host(address.getHost()).port(port).connect().map(ServiceEnd::new);
    }

    private FullHttpRequest handshake(ServerWebExchange exchange, URI address) {
        String query = address.getRawQuery();
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.GET, address.getRawPath() + (query == null ? "" : "?" + query));
        HttpHeaders headers = passed.toService(exchange);
        headers.forEach((name, values) -> request.headers().set(name, values));
        request.headers()
                .set(HttpHeaders.HOST, address.getAuthority())
                .set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE)
                .set(HttpHeaders.UPGRADE, "websocket")
                .remove(HttpHeaders.CONTENT_LENGTH);
        return request;
    }

    private Mono<Void> answered(
            ServerWebExchange exchange, ClientEnd client, ServiceEnd service, FullHttpResponse answer) {
        HttpHeaders told = new HttpHeaders();
        answer.headers().forEach(header -> told.add(header.getKey(), header.getValue()));
        return answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)
                ? opened(exchange.getResponse(), client, service, answer)
                : refused(exchange.getResponse(), client, service, answer, PassedHeaders.toClient(told));
    }

    /** Ends with the client's connection, by being cancelled. */
    private Mono<Void> opened(
            ServerHttpResponse response, ClientEnd client, ServiceEnd service, FullHttpResponse answer) {
        return response.setComplete().then(Mono.<Void>create(sink -> {
            sink.onCancel(service.channel()::close);
            client.relayTo(service, answer, end -> sockets.opened(client.channel(), end));
        }));
    }

    private Mono<Void> refused(
            ServerHttpResponse response,
            ClientEnd client,
            ServiceEnd service,
            FullHttpResponse answer,
            HttpHeaders headers) {
        byte[] body = ByteBufUtil.getBytes(answer.content());
        HttpStatusCode status = HttpStatusCode.valueOf(answer.status().code());
        answer.release();
        service.channel().close();
        sockets.remove(client.channel());
        response.setStatusCode(status);
        headers.forEach((name, values) -> response.getHeaders().put(name, values));
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
