package dev.concierge.localstack.process;

import java.time.Duration;

/**
 * How a process is asked to end.
 *
 * @param stage lower ones end first, the same ones together
 * @param signal the polite one; after the bound it is killed
 */
public record StopRule(int stage, String signal, int boundSeconds) {
    public static final StopRule SERVICE = new StopRule(0, "TERM", 25);
    public static final StopRule INFRASTRUCTURE = new StopRule(1, "TERM", 30);
    /** Its fast shutdown; the default one would wait for clients that never leave. */
    public static final StopRule DATABASE = new StopRule(2, "INT", 30);

    Duration bound() {
        return Duration.ofSeconds(boundSeconds);
    }
}
