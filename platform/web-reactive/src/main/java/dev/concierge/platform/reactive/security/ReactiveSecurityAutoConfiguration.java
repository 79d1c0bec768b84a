package dev.concierge.platform.reactive.security;

import dev.concierge.platform.problem.ProblemRule;
import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.token.Tokens;
import dev.concierge.platform.security.web.AccessRules;
import dev.concierge.platform.security.web.CallerAuthentication;
import dev.concierge.platform.security.web.HeaderCharacters;
import dev.concierge.platform.security.web.SecurityRule;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.header.HttpHeaderWriterWebFilter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@AutoConfiguration(
        before = {ReactiveWebSecurityAutoConfiguration.class, ReactiveUserDetailsServiceAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(WebFluxConfigurer.class)
@EnableWebFluxSecurity
class ReactiveSecurityAutoConfiguration {
    /**
     * The steps themselves, not those that {@code ServerHttpSecurity} strings together: of its nine filters, each a
     * publisher or more around all that follow, a bearer token needs three.
     */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 5)
    SecurityWebFilterChain platformSecurity(
            ObjectProvider<Access> access,
            ObjectProvider<AfterAuthentication> afterAuthentication,
            ReactiveAuthenticationManager bearerTokens) {
        AccessRules rules = new AccessRules(access.orderedStream().toList());
        List<WebFilter> steps = new ArrayList<>();
        steps.add(new HttpHeaderWriterWebFilter(new UsualHeaders()));
        steps.add(new BearerTokens(bearerTokens));
        afterAuthentication.orderedStream().forEach(step -> steps.add(step::filter));
        steps.add((exchange, chain) -> {
            ServerHttpRequest request = exchange.getRequest();
            rules.check(request.getMethod(), request.getPath().pathWithinApplication(), ReactiveCaller.of(exchange));
            return chain.filter(exchange);
        });
        return new MatcherSecurityWebFilterChain(ServerWebExchangeMatchers.anyExchange(), steps);
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
