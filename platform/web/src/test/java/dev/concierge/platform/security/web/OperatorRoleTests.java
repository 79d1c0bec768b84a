package dev.concierge.platform.security.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.Grant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

class OperatorRoleTests {
    private final AccessRules rules = new AccessRules(List.of(new Access()
            .allow(HttpMethod.GET, "/samples", Grant.operator())
            .allow(HttpMethod.POST, "/samples", Grant.client("samples:write"), Grant.operator())
            .allow(HttpMethod.PUT, "/samples/{id}", Grant.operator("access:write"))
            .allow(HttpMethod.PUT, "/own/password", Grant.anyOperator())
            .allow(HttpMethod.POST, "/door", new Grant(Caller.Kind.OPERATOR, null, null))));

    @Test
    void aViewerOnlyReads() {
        passes(HttpMethod.GET, "/samples", "viewer");
        passes(HttpMethod.HEAD, "/samples", "viewer");
        assertThatThrownBy(() -> check(HttpMethod.POST, "/samples", Set.of("viewer")))
                .isInstanceOf(AccessRules.NotAllowed.class)
                .hasMessageContaining("an operator whose role is not viewer");
    }

    @Test
    void aViewerChangesWhatIsTheirOwn() {
        passes(HttpMethod.PUT, "/own/password", "viewer");
    }

    /** The gateway, where services decide by the role. */
    @Test
    void aDoorOfAllKindsLeavesRolesToWhoIsBehindIt() {
        passes(HttpMethod.POST, "/door", "viewer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "admin", "expert"})
    void everyOtherOperatorChangesThings(String role) {
        passes(HttpMethod.POST, "/samples", role);
    }

    @Test
    void ofSeveralRolesTheOneThatMayMostCounts() {
        assertThatCode(() -> check(HttpMethod.POST, "/samples", Set.of("viewer", "operator")))
                .doesNotThrowAnyException();
    }

    @Test
    void whatNeedsAScopeIsNotForOperatorsWithoutIt() {
        assertThatThrownBy(() -> check(HttpMethod.PUT, "/samples/1", Set.of("admin")))
                .isInstanceOf(AccessRules.NotAllowed.class)
                .hasMessageContaining("operator with scope access:write");
        assertThatCode(() -> rules.check(
                        HttpMethod.PUT,
                        PathContainer.parsePath("/samples/1"),
                        operator(Set.of("admin"), Set.of("access:write"))))
                .doesNotThrowAnyException();
    }

    private void passes(HttpMethod method, String path, String role) {
        assertThatCode(() -> check(method, path, Set.of(role))).doesNotThrowAnyException();
    }

    private void check(HttpMethod method, String path, Set<String> roles) {
        rules.check(method, PathContainer.parsePath(path), operator(roles, Set.of()));
    }

    private static Caller operator(Set<String> roles, Set<String> scopes) {
        return new Caller("ada", Caller.Kind.OPERATOR, scopes, Set.of(), roles);
    }
}
