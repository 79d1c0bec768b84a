package dev.concierge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class SharesTests {
    private final CallerLimit limit = new CallerLimit(
            new WebSettings(DataSize.ofMegabytes(1), Map.of(), DataSize.ofMegabytes(1), 16, 75, 12, List.of(), true));

    @Test
    void oneCallerNeverHasAll() {
        Shares shares = new Shares(4, 3);

        assertThat(Stream.generate(() -> shares.take("flooding")).limit(10).filter(Optional::isPresent))
                .hasSize(3);
        assertThat(shares.take("bystander")).isPresent();
        assertThat(shares.take("bystander")).as("all is taken").isEmpty();
    }

    @Test
    void aShareComesBackOnce() {
        Shares shares = new Shares(1, 1);
        Shares.Share held = shares.take("a").orElseThrow();

        held.close();
        held.close();

        assertThat(shares.take("b")).isPresent();
        assertThat(shares.take("c")).isEmpty();
    }

    @Test
    void oneGuestsRequestsLeaveRoomForEverybody() {
        Caller guest = caller(Caller.Kind.GUEST, "g1");

        limit.take(guest, "a");

        assertThatThrownBy(() -> limit.take(guest, "b")).isInstanceOf(TooManyAtOnce.class);
        limit.take(caller(Caller.Kind.GUEST, "g2"), "a");
        limit.take(null, "a");
        assertThatThrownBy(() -> limit.take(null, "a")).isInstanceOf(TooManyAtOnce.class);
    }

    @Test
    void aClientsRequestsLeaveAQuarter() {
        Caller client = caller(Caller.Kind.CLIENT, "app");
        for (int i = 0; i < 12; i++) {
            limit.take(client, "a");
        }

        assertThatThrownBy(() -> limit.take(client, "a")).isInstanceOf(TooManyAtOnce.class);
        limit.take(caller(Caller.Kind.SERVICE, "app"), "a");
    }

    private static Caller caller(Caller.Kind kind, String subject) {
        return new Caller(subject, kind, Set.of(), Set.of());
    }
}
