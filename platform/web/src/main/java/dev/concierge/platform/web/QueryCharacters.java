package dev.concierge.platform.web;

import dev.concierge.platform.problem.InvalidInput;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Names the character of a query that should have been encoded (RFC 3986, 3.4). Tomcat would end such a request before
 * any trace has begun, with nothing but its status.
 */
public final class QueryCharacters extends OncePerRequestFilter {
    /** What Tomcat is to let through, so that it is refused here. */
    public static final String REFUSED = "\"<>[\\]^`{|}";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        if (query != null) {
            check(query);
        }
        chain.doFilter(request, response);
    }

    /** @throws InvalidInput naming the parameter and the character */
    public static void check(String query) {
        for (String parameter : query.split("&", -1)) {
            checkParameter(parameter);
        }
    }

    private static void checkParameter(String parameter) {
        for (int i = 0; i < parameter.length(); i++) {
            char character = parameter.charAt(i);
            if (REFUSED.indexOf(character) >= 0) {
                String name = parameter.contains("=") ? parameter.substring(0, parameter.indexOf('=')) : parameter;
                throw new InvalidInput(
                        "?" + name, String.valueOf(character), "%%%02X in its place".formatted((int) character));
            }
        }
    }
}
