package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/**
 * No route without a place in the service's OpenAPI document, none without an entry in its access list, and no entry
 * without a route. A flow test of the service that implements this makes the rules hold there.
 */
public interface RouteRules {
    /** Routes of pages for people, which no API document describes: {@code GET /oauth2/sign-in}. */
    default Set<String> pages() {
        return Set.of();
    }

    /** Doors that lead to filters or handlers of a protocol instead of a controller: {@code GET /oauth2/authorize}. */
    default Set<String> protocolDoors() {
        return Set.of();
    }

    @Test
    default void everyRouteIsDocumented(ApplicationContext context) {
        OfferedRoutes offered = OfferedRoutes.of(context);

        assertThat(offered.documented())
                .as("routes in the OpenAPI document (expected: every controller's)")
                .containsExactlyInAnyOrderElementsOf(offered.handled().stream()
                        .filter(route -> !pages().contains(route))
                        .toList());
    }

    @Test
    default void everyRouteIsInTheAccessList(ApplicationContext context) {
        OfferedRoutes offered = OfferedRoutes.of(context);

        assertThat(offered.guarded())
                .as("documented routes that the access list has (expected: all)")
                .isEqualTo(offered.documented());
    }

    @Test
    default void everyEntryOfTheAccessListLeadsSomewhere(ApplicationContext context) {
        OfferedRoutes offered = OfferedRoutes.of(context);

        assertThat(offered.otherDoors())
                .as("entries of the access list that no controller answers (expected: those named here)")
                .containsExactlyInAnyOrderElementsOf(Stream.concat(pages().stream(), protocolDoors().stream())
                        .toList());
    }

    @Test
    default void whatIsOfferedIsTheCommittedContract(ApplicationContext context) throws IOException {
        OpenApiContract.of(context.getEnvironment().getRequiredProperty("spring.application.name"))
                .compareWith(OfferedRoutes.of(context).document().toString());
    }
}
