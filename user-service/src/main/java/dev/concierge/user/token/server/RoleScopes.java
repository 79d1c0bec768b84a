package dev.concierge.user.token.server;

import dev.concierge.user.token.operator.OperatorAccounts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Of the scopes that the dashboard asks for, those of the operator's role (RFC 6749, 3.3 lets a server give fewer). */
final class RoleScopes implements AuthenticationConverter {
    private final AuthenticationConverter standard = new OAuth2AuthorizationCodeRequestAuthenticationConverter();
    private final OperatorAccounts operators;

    RoleScopes(OperatorAccounts operators) {
        this.operators = operators;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        Authentication asked = standard.convert(request);
        if (asked instanceof OAuth2AuthorizationCodeRequestAuthenticationToken code
                && code.getPrincipal() instanceof UsernamePasswordAuthenticationToken operator) {
            return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                    code.getAuthorizationUri(),
                    code.getClientId(),
                    operator,
                    code.getRedirectUri(),
                    code.getState(),
                    scopes(operator.getName(), code.getScopes()),
                    code.getAdditionalParameters());
        }
        return asked;
    }

    private Set<String> scopes(String operator, Set<String> asked) {
        return operators
                .active(operator)
                .map(account -> asked.stream()
                        .filter(scope -> account.role().has(scope))
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }
}
