package dev.concierge.platform.problem;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The trace of a request, read from its observation because an error is often written outside its scope. */
public final class TraceId {
    private TraceId() {}

    public static @Nullable String of(Optional<? extends Observation.ContextView> request) {
        TracingContext tracing = request.map(context -> (TracingContext) context.get(TracingContext.class))
                .orElse(null);
        Span span = tracing == null ? null : tracing.getSpan();
        return span == null ? null : span.context().traceId();
    }
}
