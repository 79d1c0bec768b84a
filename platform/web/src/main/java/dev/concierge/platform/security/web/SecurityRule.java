package dev.concierge.platform.security.web;

import dev.concierge.platform.problem.ProblemAnswer;
import dev.concierge.platform.problem.ProblemRule;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;

/** What Spring Security itself refuses, on both stacks. */
public final class SecurityRule implements ProblemRule {
    private static final String SERVLET_FIREWALL = "org.springframework.security.web.firewall.RequestRejectedException";

    @Override
    public @Nullable ProblemAnswer answer(Throwable failure) {
        if (failure instanceof ServerExchangeRejectedException
                || failure.getClass().getName().equals(SERVLET_FIREWALL)) {
            return ProblemAnswer.of(
                    400, "bad-request", "The request line or a header has characters that are refused.");
        }
        if (failure instanceof AccessDeniedException) {
            return ProblemAnswer.of(403, "forbidden", "This token may not do that.");
        }
        return null;
    }
}
