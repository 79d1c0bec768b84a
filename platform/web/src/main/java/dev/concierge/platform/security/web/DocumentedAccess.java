package dev.concierge.platform.security.web;

import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Grant;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

/**
 * Says in the OpenAPI document whom each operation answers, read from the rules that decide it: as a security
 * requirement, and as {@code x-callers} for what OpenAPI has no words for; {@code x-businesses} where tokens for some
 * businesses are answered, too. Routes that no operation describes, such as
 * those of a protocol's filters, stand in {@code x-rules}. An operation without callers answers nobody.
 */
final class DocumentedAccess implements GlobalOpenApiCustomizer {
    private static final String BEARER = "bearer";
    private static final String CALLERS = "x-callers";
    private static final String BUSINESSES = "x-businesses";
    private static final String RULES = "x-rules";

    private final AccessRules rules;
    private final List<Access.Route> listed;

    DocumentedAccess(List<Access> access) {
        this.rules = new AccessRules(access);
        this.listed = access.stream().flatMap(list -> list.routes().stream()).toList();
    }

    @Override
    public void customise(OpenAPI document) {
        Set<Access.Route> described = new HashSet<>();
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> rules.route(
                                        HttpMethod.valueOf(method.name()), PathContainer.parsePath(path))
                                .ifPresent(route -> {
                                    described.add(route);
                                    describe(operation, route);
                                })));
        List<Map<String, Object>> others = listed.stream()
                .filter(route -> !described.contains(route))
                .map(DocumentedAccess::rule)
                .toList();
        if (!others.isEmpty()) {
            document.addExtension(RULES, others);
        }
        if (document.getComponents() == null) {
            document.setComponents(new Components());
        }
        document.getComponents()
                .addSecuritySchemes(
                        BEARER,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme(BEARER)
                                .bearerFormat("JWT"));
    }

    private static void describe(Operation operation, Access.Route route) {
        operation.setSecurity(route.grants().stream()
                .map(grant -> new SecurityRequirement()
                        .addList(BEARER, grant.scope() == null ? List.of() : List.of(grant.scope())))
                .distinct()
                .toList());
        operation.addExtension(CALLERS, callers(route));
        if (route.honoursBusinesses() && !route.isOpen()) {
            operation.addExtension(BUSINESSES, true);
        }
    }

    private static Map<String, Object> rule(Access.Route route) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("method", route.method().name());
        rule.put("path", route.pattern());
        rule.put(CALLERS, callers(route));
        return rule;
    }

    private static List<Map<String, String>> callers(Access.Route route) {
        return route.grants().stream().map(DocumentedAccess::caller).toList();
    }

    private static Map<String, String> caller(Grant grant) {
        Map<String, String> caller = new LinkedHashMap<>();
        caller.put("kind", grant.kind().name().toLowerCase(Locale.ROOT));
        if (grant.scope() != null) {
            caller.put("scope", grant.scope());
        }
        if (grant.ownerVariable() != null) {
            caller.put("own", grant.ownerVariable());
        }
        return caller;
    }
}
