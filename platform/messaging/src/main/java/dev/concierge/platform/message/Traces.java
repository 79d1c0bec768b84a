package dev.concierge.platform.message;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries traces over tables and topics, as W3C {@code traceparent} values. */
public final class Traces implements MessageScope {
    private final ObservationRegistry observations;
    private final Tracer tracer;

    public Traces(ObservationRegistry observations, Tracer tracer) {
        this.observations = observations;
        this.tracer = tracer;
    }

    @Override
    public void run(String name, Map<String, String> headers, Runnable action) {
        ReceiverContext<Map<String, String>> context = new ReceiverContext<>(Map::get, Kind.CONSUMER);
        context.setCarrier(headers);
        Observation.createNotStarted("message.handled", () -> context, observations)
                .contextualName(name)
                .observe(action);
    }

    /** The W3C {@code traceparent} of the current span, for messages and effects that continue it; null outside any. */
    public @Nullable String traceparent() {
        Span span = tracer.currentSpan();
        if (span == null) {
            return null;
        }
        TraceContext context = span.context();
        String sampled = Boolean.TRUE.equals(context.sampled()) ? "01" : "00";
        return "00-" + context.traceId() + "-" + context.spanId() + "-" + sampled;
    }
}
