package dev.concierge.platform.security;

import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpMethod;

/**
 * The routes of a service and whom each answers; one bean per service. What is not listed is denied. The platform's
 * own routes (health, probes, OpenAPI) are added by the platform.
 */
public final class Access {
    private final List<Route> routes = new ArrayList<>();
    private boolean honoursBusinesses;

    /**
     * The routes listed from here on answer tokens for some businesses only, and nothing of other businesses to them. All
     * others answer no such token.
     */
    public Access honouringBusinesses() {
        honoursBusinesses = true;
        return this;
    }

    /** A route that needs no token. */
    public Access open(HttpMethod method, String pattern) {
        routes.add(new Route(method, pattern, List.of(), true));
        return this;
    }

    /** A route that answers whoever holds one of the grants. */
    public Access allow(HttpMethod method, String pattern, Grant... grants) {
        if (grants.length == 0) {
            throw new IllegalArgumentException(
                    method + " " + pattern + ": no grants (expected: at least one, or open)");
        }
        routes.add(new Route(method, pattern, List.of(grants), honoursBusinesses));
        return this;
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /**
     * @param pattern a Spring path pattern, such as <code>/users/{userId}</code>
     * @param grants empty for an open route
     * @param honoursBusinesses whether it answers tokens for some businesses only
     */
    public record Route(HttpMethod method, String pattern, List<Grant> grants, boolean honoursBusinesses) {
        public boolean isOpen() {
            return grants.isEmpty();
        }
    }
}
