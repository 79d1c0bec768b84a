package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class ContextOrderTests {
    @Test
    void classesOfOneContextFollowEachOtherBehindAllOthers() {
        assertThat(ordered(
                        AlsoOfUsers.class,
                        OfBookings.class,
                        Heir.class,
                        Plain.class,
                        WithASetting.class,
                        OfUsers.class,
                        WithASource.class))
                .containsExactly(
                        Plain.class,
                        OfBookings.class,
                        AlsoOfUsers.class,
                        OfUsers.class,
                        Heir.class,
                        WithASource.class,
                        WithASetting.class);
    }

    @Test
    void whatATestImportsMakesAnotherContext() {
        assertThat(ordered(OfUsers.class, WithAnImport.class, AlsoOfUsers.class))
                .containsExactly(AlsoOfUsers.class, OfUsers.class, WithAnImport.class);
        assertThat(ContextOrder.BY_CONTEXT.compare(AndAnImport.class, OfUsers.class))
                .as("by its name it would come between the others")
                .isPositive();
    }

    @Test
    void theOrderOfPlainTestsIsThatOfTheirNames() {
        assertThat(ordered(String.class, Plain.class, Integer.class))
                .containsExactly(Plain.class, Integer.class, String.class);
    }

    private static List<Class<?>> ordered(Class<?>... classes) {
        List<Class<?>> ordered = new ArrayList<>(List.of(classes));
        ordered.sort(ContextOrder.BY_CONTEXT);
        return ordered;
    }

    private static class Plain {}

    @FlowTest(topics = "users")
    private static class OfUsers {}

    @FlowTest(topics = "users")
    private static class AlsoOfUsers {}

    @FlowTest(topics = "users")
    @Import(ListPlans.class)
    private static class AndAnImport {}

    @FlowTest(topics = "users")
    @Import(ListPlans.class)
    private static class WithAnImport {}

    @FlowTest(topics = "bookings")
    private static class OfBookings {}

    @FlowTest(topics = "users", properties = "limit=2")
    private static class WithASetting {}

    @FlowTest(topics = "users")
    private static class WithASource {
        @DynamicPropertySource
        static void source(DynamicPropertyRegistry registry) {
            registry.add("limit", () -> 2);
        }
    }

    private static final class Heir extends WithASource {}
}
