package dev.concierge.platform.security.web;

import dev.concierge.platform.problem.ProblemRule;
import dev.concierge.platform.problem.ServletProblems;
import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.token.InvalidToken;
import dev.concierge.platform.security.token.TokenMissing;
import dev.concierge.platform.security.token.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.ServletRequestPathUtils;

@AutoConfiguration(before = {ServletWebSecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(WebMvcConfigurer.class)
class ServletSecurityAutoConfiguration {
    /** A service's own chain, such as the authorization server's, goes before by its order. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 5)
    SecurityFilterChain platformSecurity(
            HttpSecurity http,
            ObjectProvider<Access> access,
            AuthenticationManagerResolver<HttpServletRequest> bearerTokens,
            ServletProblems problems) {
        AccessRules rules = new AccessRules(access.orderedStream().toList());
        AuthenticationEntryPoint refused = (request, response, failure) -> problems.write(
                request,
                response,
                failure instanceof OAuth2AuthenticationException malformed
                        ? new InvalidToken(String.valueOf(malformed.getMessage()))
                        : new TokenMissing());
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .oauth2ResourceServer(resource -> resource.authenticationManagerResolver(bearerTokens)
                        .bearerTokenResolver(request -> BearerToken.of(request.getHeader(HttpHeaders.AUTHORIZATION)))
                        .authenticationEntryPoint(refused))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refused))
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

    @Bean
    AuthenticationManagerResolver<HttpServletRequest> bearerTokens(Tokens tokens) {
        AuthenticationManager manager = bearer -> CallerAuthentication.of(tokens, bearer);
        return request -> manager;
    }

    /** Not even the wrapper around each filter: nobody looks at them. */
    @Bean
    SecurityObservationSettings noObservationsPerFilter() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    HttpFirewall headersWithoutPatterns() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(HeaderCharacters::isName);
        firewall.setAllowedHeaderValues(HeaderCharacters::isValue);
        firewall.setAllowedParameterNames(HeaderCharacters::isName);
        return firewall;
    }

    @Bean
    RequestRejectedHandler firewallProblems(ServletProblems problems) {
        return problems::write;
    }

    @Bean
    ProblemRule securityRule() {
        return new SecurityRule();
    }

    @Bean
    WebMvcConfigurer callerArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArguments());
            }
        };
    }
}
