package dev.concierge.platform.reactive.security;

import dev.concierge.platform.problem.ProblemRule;
import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.token.InvalidToken;
import dev.concierge.platform.security.token.TokenMissing;
import dev.concierge.platform.security.token.Tokens;
import dev.concierge.platform.security.web.AccessRules;
import dev.concierge.platform.security.web.BearerToken;
import dev.concierge.platform.security.web.CallerAuthentication;
import dev.concierge.platform.security.web.HeaderCharacters;
import dev.concierge.platform.security.web.SecurityRule;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@AutoConfiguration(
        before = {ReactiveWebSecurityAutoConfiguration.class, ReactiveUserDetailsServiceAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(WebFluxConfigurer.class)
@EnableWebFluxSecurity
class ReactiveSecurityAutoConfiguration {
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 5)
    SecurityWebFilterChain platformSecurity(
            ServerHttpSecurity http,
            ObjectProvider<Access> access,
            ObjectProvider<AfterAuthentication> afterAuthentication,
            ReactiveAuthenticationManager bearerTokens) {
        afterAuthentication
                .orderedStream()
                .forEach(step -> http.addFilterAfter(
                        step::filter, SecurityWebFiltersOrder.SECURITY_CONTEXT_SERVER_WEB_EXCHANGE));
        AccessRules rules = new AccessRules(access.orderedStream().toList());
        ServerAuthenticationEntryPoint refused = (exchange, failure) -> Mono.error(
                failure instanceof OAuth2AuthenticationException malformed
                        ? new InvalidToken(String.valueOf(malformed.getMessage()))
                        : new TokenMissing());
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .oauth2ResourceServer(
                        resource -> resource.authenticationManagerResolver(exchange -> Mono.just(bearerTokens))
                                .bearerTokenConverter(exchange -> Mono.fromSupplier(() -> bearer(exchange)))
                                .authenticationEntryPoint(refused))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refused))
                .authorizeExchange(exchanges -> exchanges.anyExchange().access((authentication, context) -> {
                    ServerHttpRequest request = context.getExchange().getRequest();
                    return authentication
                            .<Boolean>map(known -> check(rules, request, known))
                            .switchIfEmpty(Mono.fromSupplier(() -> check(rules, request, null)))
                            .map(AuthorizationDecision::new);
                }))
                .build();
    }

    private static boolean check(AccessRules rules, ServerHttpRequest request, @Nullable Authentication known) {
        rules.check(request.getMethod(), request.getPath().pathWithinApplication(), CallerAuthentication.caller(known));
        return true;
    }

    private static @Nullable Authentication bearer(ServerWebExchange exchange) {
        String token = BearerToken.of(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
        return token == null ? null : new BearerTokenAuthenticationToken(token);
    }

    /** A token that is not known yet off the event loop: its signature is checked, and the issuer's keys may be fetched. */
    @Bean
    ReactiveAuthenticationManager bearerTokens(Tokens tokens) {
        return bearer -> {
            Authentication known = CallerAuthentication.known(tokens, bearer);
            return known != null
                    ? Mono.just(known)
                    : Mono.fromCallable(() -> CallerAuthentication.of(tokens, bearer))
                            .subscribeOn(Schedulers.boundedElastic());
        };
    }

    /** Not even the wrapper around each filter: nobody looks at them. */
    @Bean
    SecurityObservationSettings noObservationsPerFilter() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    ServerWebExchangeFirewall headersWithoutPatterns() {
        StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowedHeaderNames(HeaderCharacters::isName);
        firewall.setAllowedHeaderValues(HeaderCharacters::isValue);
        firewall.setAllowedParameterNames(HeaderCharacters::isName);
        return firewall;
    }

    @Bean
    ServerExchangeRejectedHandler firewallProblems() {
        return (exchange, failure) -> Mono.error(failure);
    }

    @Bean
    ProblemRule securityRule() {
        return new SecurityRule();
    }

    @Bean
    WebFluxConfigurer callerArguments() {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
                resolvers.addCustomResolver(new ReactiveCallerArguments());
            }
        };
    }
}
