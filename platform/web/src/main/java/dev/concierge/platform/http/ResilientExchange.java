package dev.concierge.platform.http;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpExchangeAdapterDecorator;
import org.springframework.web.service.invoker.HttpRequestValues;

/** Calls of one other service: repeated where that is harmless, refused while the service is known to fail. */
final class ResilientExchange extends HttpExchangeAdapterDecorator {
    private static final Set<HttpMethod> REPEATABLE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);

    /** Bad gateway, unavailable, gateway time-out. */
    private static final Set<Integer> PASSING = Set.of(502, 503, 504);

    private final String service;
    private final Function<String, CircuitBreaker> circuits;
    private final Retries retries;

    /** @param circuits the circuit breaker of an operation: a method and the template of its URI */
    ResilientExchange(
            String service, HttpExchangeAdapter exchange, Function<String, CircuitBreaker> circuits, int retries) {
        super(exchange);
        this.service = service;
        this.circuits = circuits;
        this.retries = new Retries(retries, ResilientExchange::isOutage);
    }

    /** No answer, or one that says it is not our fault; any other answer is for the caller to read. */
    static boolean isFailureOfTheOther(Throwable failure) {
        return switch (failure) {
            case ResourceAccessException noAnswer -> true;
            case HttpServerErrorException error -> true;
            // also where it breaks off while it is read, which comes wrapped by whoever reads
            case RestClientException broken -> NestedExceptionUtils.getMostSpecificCause(broken) instanceof IOException;
            default -> false;
        };
    }

    /**
     * A failure that other requests would meet as well, so that trying again later or not at all is right. A 500 is of one
     * request: whoever sends it must not shut the operation for everybody.
     */
    static boolean isOutage(Throwable failure) {
        return isFailureOfTheOther(failure)
                && !(failure instanceof HttpServerErrorException error
                        && !PASSING.contains(error.getStatusCode().value()));
    }

    private <T extends @Nullable Object> T call(HttpRequestValues values, Supplier<T> exchange) {
        CircuitBreaker circuit = circuits.apply(values.getHttpMethod() + " " + values.getUriTemplate());
        Supplier<T> guarded = () -> circuit.executeSupplier(() -> withFreshToken(exchange));
        try {
            return mayRepeat(values) ? retries.call(guarded) : guarded.get();
        } catch (CallNotPermittedException open) {
            throw new ServiceUnavailable(service, open);
        } catch (RestClientException failure) {
            boolean refusedTwice = failure instanceof HttpClientErrorException.Unauthorized;
            throw refusedTwice || isFailureOfTheOther(failure) ? new ServiceUnavailable(service, failure) : failure;
        }
    }

    /** A refused token was dropped on the way back, so the second try carries a new one. */
    private static <T extends @Nullable Object> T withFreshToken(Supplier<T> exchange) {
        try {
            return exchange.get();
        } catch (HttpClientErrorException.Unauthorized refused) {
            return exchange.get();
        }
    }

    private static boolean mayRepeat(HttpRequestValues values) {
        return REPEATABLE.contains(values.getHttpMethod())
                || values.getHeaders().containsHeader("Idempotency-Key");
    }

    @Override
    public void exchange(HttpRequestValues values) {
        call(values, () -> {
            super.exchange(values);
            return true;
        });
    }

    @Override
    public HttpHeaders exchangeForHeaders(HttpRequestValues values) {
        return call(values, () -> super.exchangeForHeaders(values));
    }

    @Override
    public <T> @Nullable T exchangeForBody(HttpRequestValues values, ParameterizedTypeReference<T> type) {
        return this.<@Nullable T>call(values, () -> super.exchangeForBody(values, type));
    }

    @Override
    public ResponseEntity<Void> exchangeForBodilessEntity(HttpRequestValues values) {
        return call(values, () -> super.exchangeForBodilessEntity(values));
    }

    @Override
    public <T> ResponseEntity<T> exchangeForEntity(HttpRequestValues values, ParameterizedTypeReference<T> type) {
        return call(values, () -> super.exchangeForEntity(values, type));
    }
}
