package dev.concierge.event.segment;

import dev.concierge.event.writekey.KnownWriteKeys;
import dev.concierge.platform.problem.ServletProblems;
import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.token.InvalidToken;
import dev.concierge.platform.security.token.TokenMissing;
import dev.concierge.platform.security.web.AccessRules;
import dev.concierge.platform.security.web.CallerAuthentication;
import dev.concierge.platform.web.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.util.ServletRequestPathUtils;

/** A filter chain of its own: the platform's, and write keys besides. */
@Configuration(proxyBeanMethods = false)
class SegmentConfiguration {
    @Bean
    @Order(0)
    SecurityFilterChain segmentSecurity(
            HttpSecurity http,
            ObjectProvider<Access> access,
            AuthenticationManagerResolver<HttpServletRequest> bearerTokens,
            ServletProblems problems,
            KnownWriteKeys keys,
            StrictJson json) {
        AccessRules rules = new AccessRules(access.orderedStream().toList());
        AuthenticationEntryPoint refused = (request, response, failure) -> problems.write(
                request,
                response,
                failure instanceof OAuth2AuthenticationException malformed
                        ? new InvalidToken(String.valueOf(malformed.getMessage()))
                        : new TokenMissing());
        return http.securityMatcher("/v1/**")
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .oauth2ResourceServer(resource ->
                        resource.authenticationManagerResolver(bearerTokens).authenticationEntryPoint(refused))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refused))
                .addFilterBefore(new WriteKeyFilter(keys, problems, json), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().access((authentication, context) -> {
                    HttpServletRequest request = context.getRequest();
                    rules.check(
                            HttpMethod.valueOf(request.getMethod()),
                            ServletRequestPathUtils.parse(request).pathWithinApplication(),
                            CallerAuthentication.caller(authentication.get()));
                    return new AuthorizationDecision(true);
                }))
                .build();
    }
}
