package dev.concierge.event.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaySayTests {
    private final MaySay unlessSet = new MaySay(Map.of());

    @ParameterizedTest
    @CsvSource({
        "GUEST, interactions, VIEW, true",
        "GUEST, interactions, SAVE, true",
        "GUEST, interactions, INQUIRY, true",
        "GUEST, interactions, SHARE, true",
        "GUEST, interactions, PURCHASE, false",
        "GUEST, events, PURCHASE, false",
        "GUEST, events, offer_viewed, true",
        "CLIENT, interactions, PURCHASE, true",
        "CLIENT, events, PURCHASE, true",
        "OPERATOR, interactions, PURCHASE, true",
        "SERVICE, events, PURCHASE, true"
    })
    void guestsDoNotTellOfPurchases(Caller.Kind kind, String plural, String name, boolean may) {
        assertThat(unlessSet.refusal(kind, plural.equals("interactions"), name).isEmpty())
                .isEqualTo(may);
    }

    /** The amounts of these make a spending class by the rules that user-service ships. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Order Completed",
                "order_completed",
                "ORDER-COMPLETED",
                "orderCompleted",
                " order  completed ",
                "Completed Order",
                "purchase",
                "Purchase",
                "ＰＵＲＣＨＡＳＥ"
            })
    void guestsTellOfNoPurchaseByAnotherName(String name) {
        assertThat(unlessSet.refusal(Caller.Kind.GUEST, false, name)).isPresent();
        assertThat(unlessSet.refusal(Caller.Kind.CLIENT, false, name)).isEmpty();
    }

    @Test
    void aShopMayLetGuestsTellOfTheirOrders() {
        MaySay byName = new MaySay(
                Map.of(Caller.Kind.GUEST, new MaySay.Words(List.of("VIEW"), List.of("*", "order_completed"))));
        MaySay byType = new MaySay(Map.of(Caller.Kind.GUEST, new MaySay.Words(List.of("PURCHASE"), List.of("*"))));

        assertThat(byName.refusal(Caller.Kind.GUEST, false, "order_completed")).isEmpty();
        assertThat(byName.refusal(Caller.Kind.GUEST, false, "Order Completed")).isPresent();
        assertThat(byName.refusal(Caller.Kind.GUEST, false, "PURCHASE")).isPresent();
        assertThat(byType.refusal(Caller.Kind.GUEST, false, "Order Completed")).isEmpty();
    }

    @Test
    void settingsSayWhoTellsWhat() {
        MaySay set = new MaySay(Map.of(
                Caller.Kind.GUEST, new MaySay.Words(List.of("VIEW"), List.of("app_")),
                Caller.Kind.CLIENT, new MaySay.Words(List.of("PURCHASE"), List.of("*"))));

        assertThat(set.refusal(Caller.Kind.GUEST, true, "SAVE"))
                .hasValueSatisfying(refused -> assertThat(refused.kind()).isEqualTo(Fact.Kind.FORBIDDEN));
        assertThat(set.refusal(Caller.Kind.GUEST, false, "app_opened")).isEmpty();
        assertThat(set.refusal(Caller.Kind.GUEST, false, "till_closed")).isPresent();
        assertThat(set.refusal(Caller.Kind.CLIENT, true, "VIEW")).isPresent();
        assertThat(set.refusal(Caller.Kind.CLIENT, false, "anything")).isEmpty();
    }
}
