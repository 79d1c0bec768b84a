package dev.concierge.event.segment;

import dev.concierge.event.writekey.KnownWriteKeys;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.ServletProblems;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.web.CallerAuthentication;
import dev.concierge.platform.web.StrictJson;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Knows who writes by the write key: in the name of Basic, as servers send it, or in the body, as browsers do. Bearer
 * tokens are the platform's to read.
 */
final class WriteKeyFilter extends OncePerRequestFilter {
    private static final String BASIC = "Basic ";
    private static final RequestMatcher PROTOCOL =
            PathPatternRequestMatcher.withDefaults().matcher("/v1/**");

    private final KnownWriteKeys keys;
    private final ServletProblems problems;
    private final StrictJson json;

    WriteKeyFilter(KnownWriteKeys keys, ServletProblems problems, StrictJson json) {
        this.keys = keys;
        this.problems = problems;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !PROTOCOL.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Optional<String> key = key(request);
            if (key.isPresent()) {
                String name = key.flatMap(keys::nameOf).orElseThrow(UnknownWriteKey::new);
                SecurityContextHolder.setContext(new SecurityContextImpl(CallerAuthentication.of(
                        new Caller("segment:" + name, Caller.Kind.CLIENT, Set.of("events:write"), Set.of()))));
            }
        } catch (Fact refused) {
            problems.write(request, response, refused);
            return;
        }
        chain.doFilter(request, response);
    }

    private Optional<String> key(HttpServletRequest request) throws IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return Optional.of(SegmentBody.of(request, json)
                            .tree()
                            .path("writeKey")
                            .asString(""))
                    .filter(key -> !key.isEmpty());
        }
        return header.regionMatches(true, 0, BASIC, 0, BASIC.length())
                ? Optional.of(nameOf(header.substring(BASIC.length()).strip()))
                : Optional.empty();
    }

    /** The key is the name; the password stays empty. */
    private static String nameOf(String credentials) {
        try {
            String both = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = both.indexOf(':');
            return colon < 0 ? both : both.substring(0, colon);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static final class UnknownWriteKey extends Fact {
        private static final long serialVersionUID = 1L;

        UnknownWriteKey() {
            super(Kind.UNAUTHENTICATED, "unknown-write-key", "There is no such write key, or it was revoked.");
        }
    }
}
