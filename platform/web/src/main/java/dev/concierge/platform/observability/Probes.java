package dev.concierge.platform.observability;

import java.util.Set;

/** Whose answer must not depend on how busy a service is: a busy one that is restarted is busier. */
public final class Probes {
    public static final Set<String> PATHS = Set.of("/livez", "/readyz", "/health");

    private Probes() {}
}
