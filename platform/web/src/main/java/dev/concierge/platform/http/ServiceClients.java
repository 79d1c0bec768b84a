package dev.concierge.platform.http;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Makes {@code @HttpExchange} clients of the other services. An answer of 4xx reaches the caller as Spring's
 * {@code HttpClientErrorException}; everything that is the other's fault as {@link ServiceUnavailable}.
 */
public final class ServiceClients {
    private static final Logger log = LoggerFactory.getLogger(ServiceClients.class);
    private static final int CALLS_JUDGED = 20;
    private static final int CALLS_BEFORE_JUDGING = 10;
    private static final int TRIAL_CALLS = 3;

    private final Map<String, URI> addresses;
    private final RestClient.Builder http;
    private final OwnToken token;
    private final HttpSettings settings;
    private final Map<String, CircuitBreaker> circuits = new ConcurrentHashMap<>();

    ServiceClients(Map<String, URI> addresses, RestClient.Builder http, OwnToken token, HttpSettings settings) {
        this.addresses = Map.copyOf(addresses);
        this.http = http;
        this.token = token;
        this.settings = settings;
    }

    /**
     * A client of the service with this short name, such as {@code user}; all clients of one service share a circuit
     * breaker for each of its operations, so that one that fails shuts no other.
     *
     * @param type an interface with {@code @HttpExchange} methods
     */
    public <T> T create(Class<T> type, String service) {
        URI address = addresses.get(service);
        if (address == null) {
            throw new IllegalArgumentException("service: " + service + " (expected: one of " + addresses.keySet()
                    + ", concierge.services.<name>.url)");
        }
        RestClient client = http.clone()
                .baseUrl(address)
                .requestInterceptor(this::withToken)
                .build();
        ResilientExchange exchange = new ResilientExchange(
                service,
                RestClientAdapter.create(client),
                operation -> circuits.computeIfAbsent(service + " " + operation, this::circuit),
                settings.retries());
        return HttpServiceProxyFactory.builderFor(exchange).build().createClient(type);
    }

    private ClientHttpResponse withToken(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        String bearer = token.value();
        request.getHeaders().setBearerAuth(bearer);
        ClientHttpResponse response = execution.execute(request, body);
        if (response.getStatusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
            token.forget(bearer);
        }
        return response;
    }

    private CircuitBreaker circuit(String operation) {
        CircuitBreaker circuit = CircuitBreaker.of(
                operation,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(CALLS_JUDGED)
                        .minimumNumberOfCalls(CALLS_BEFORE_JUDGING)
                        .permittedNumberOfCallsInHalfOpenState(TRIAL_CALLS)
                        .waitDurationInOpenState(settings.circuitOpen())
                        .recordException(ResilientExchange::isOutage)
                        .ignoreExceptions(ServiceUnavailable.class)
                        .build());
        circuit.getEventPublisher()
                .onStateTransition(event -> log.warn(
                        "calls of {}: {} -> {}",
                        operation,
                        event.getStateTransition().getFromState(),
                        event.getStateTransition().getToState()));
        return circuit;
    }
}
