package dev.concierge.event.door;

import dev.concierge.event.capture.CaptureRequest;
import dev.concierge.event.capture.TurnedAway;
import dev.concierge.platform.problem.Problem;
import dev.concierge.platform.problem.ServletProblems;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.web.CallerAuthentication;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts what tells of events and is answered with a problem, whoever found it: a filter, a controller, the reader of
 * bodies. What came as far as {@link dev.concierge.event.capture.Capture} is counted there, by its names.
 */
public final class CountRefused extends OncePerRequestFilter {
    /** As routes are found: an escaped letter in a path is that letter. */
    private static final RequestMatcher TELLING = new OrRequestMatcher(Stream.of(
                    "/event",
                    "/events",
                    "/events/batch",
                    "/interactions",
                    "/interactions/batch",
                    "/events/imports",
                    "/v1/**")
            .map(path -> PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, path))
            .toList());

    private static final String CLIENT = CountRefused.class.getName() + ".client";
    private static final String ITEMS = CountRefused.class.getName() + ".items";

    private final TurnedAway turnedAway;

    CountRefused(TurnedAway turnedAway) {
        this.turnedAway = turnedAway;
    }

    /** Of how many things a request tells, once that could be read. */
    public static void noteItems(HttpServletRequest request, int items) {
        request.setAttribute(ITEMS, items);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !TELLING.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        Problem problem = ServletProblems.answerTo(request);
        // not found: a call of the protocol that is none of ours
        if (problem != null && problem.status() != HttpStatus.NOT_FOUND.value() && !TurnedAway.isCounted(request)) {
            turnedAway.add(client(request), problem.code(), items(request));
        }
    }

    private static String client(HttpServletRequest request) {
        return request.getAttribute(CLIENT) instanceof String client ? client : TurnedAway.UNKNOWN;
    }

    private static int items(HttpServletRequest request) {
        return request.getAttribute(ITEMS) instanceof Integer items ? items : 1;
    }

    /** Who calls is forgotten by the time a problem is written. */
    static final class NoteCaller extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            try {
                chain.doFilter(request, response);
            } finally {
                Caller caller = CallerAuthentication.caller(
                        SecurityContextHolder.getContext().getAuthentication());
                if (caller != null) {
                    request.setAttribute(CLIENT, CaptureRequest.clientOf(caller));
                }
            }
        }
    }
}
