package dev.concierge.platform.http;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/** Repeats what may be repeated, after a short pause that differs from caller to caller. */
final class Retries {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration JITTER = Duration.ofMillis(50);

    private final RetryTemplate template;

    Retries(int count, Predicate<Throwable> passing) {
        this.template = new RetryTemplate(RetryPolicy.builder()
                .maxRetries(count)
                .delay(FIRST_PAUSE)
                .jitter(JITTER)
                .multiplier(2)
                .predicate(passing)
                .build());
    }

    <T> T call(Supplier<T> action) {
        try {
            return template.execute(action::get);
        } catch (RetryException exhausted) {
            if (exhausted.getCause() instanceof RuntimeException last) {
                throw last;
            }
            throw new IllegalStateException("a supplier throws only unchecked exceptions", exhausted);
        }
    }
}
