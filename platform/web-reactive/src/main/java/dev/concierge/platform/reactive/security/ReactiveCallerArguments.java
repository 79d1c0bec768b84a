package dev.concierge.platform.reactive.security;

import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.token.TokenMissing;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Hands the caller to controllers of the reactive stack; nullable where no token is needed. */
final class ReactiveCallerArguments implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        Mono<Object> caller = Mono.justOrEmpty(ReactiveCaller.of(exchange));
        return parameter.isOptional() ? caller : caller.switchIfEmpty(Mono.error(TokenMissing::new));
    }
}
