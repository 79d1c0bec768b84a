package dev.concierge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.security.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class SharesTests {
    private static final int PERMIT = Permits.BYTES_PER_PERMIT;
    private static final ClientAddress A = new ClientAddress("198.51.100.1");
    private static final ClientAddress B = new ClientAddress("198.51.100.2");

    private final CallerLimit limit = new CallerLimit(new WebSettings(
            DataSize.ofMegabytes(1), Map.of(), DataSize.ofMegabytes(1), 16, 75, 12, 12, List.of(), true));

    @Test
    void oneCallerNeverHasAll() {
        Shares shares = new Shares(4, 3);

        assertThat(Stream.generate(() -> shares.take("flooding")).limit(10).filter(Optional::isPresent))
                .hasSize(3);
        assertThat(shares.take("bystander")).isPresent();
        assertThat(shares.take("bystander")).as("all is taken").isEmpty();
    }

    @Test
    void whatIsTakenAtOnceCountsByItsSize() {
        Shares shares = new Shares(10, 4);
        Shares.Share three = shares.take("a", 3).orElseThrow();

        assertThat(shares.take("a", 2)).isEmpty();
        assertThat(shares.take("a", 1)).isPresent();
        assertThat(shares.take("b", 7)).as("more than all have left").isEmpty();
        three.close();
        three.close();
        assertThat(shares.take("a", 3)).isPresent();
        assertThat(shares.take("a", 1)).isEmpty();
    }

    @Test
    void whoWaitsGetsWhatIsGivenBack() throws Exception {
        Shares shares = new Shares(4, 1);
        Shares.Share taken = shares.take("a").orElseThrow();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<Shares.Share>> waiting = threads.submit(() -> shares.await("a", Duration.ofMinutes(1)));

            assertThat(shares.await("b", Duration.ZERO))
                    .as("while the other waits")
                    .isPresent();
            taken.close();

            waiting.get(20, TimeUnit.SECONDS).orElseThrow().close();
        }
        assertThat(shares.await("b", Duration.ofMillis(1)))
                .as("its share is out")
                .isEmpty();
    }

    @Test
    void oneAloneMayBeMoreThanAShareAndNeverMoreThanAll() {
        Shares shares = new Shares(10, 4);
        Shares.Share large = shares.take("a", 6).orElseThrow();

        assertThat(shares.take("a", 1)).isEmpty();
        assertThat(shares.take("b", 4)).isPresent();
        large.close();
        assertThat(shares.take("a", 11)).isEmpty();
        assertThat(shares.take("a", 6)).isPresent();
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

        limit.take(guest, A);

        assertThatThrownBy(() -> limit.take(guest, B)).isInstanceOf(TooManyAtOnce.class);
        limit.take(caller(Caller.Kind.GUEST, "g2"), A);
        limit.take(null, A);
        assertThatThrownBy(() -> limit.take(null, A)).isInstanceOf(TooManyAtOnce.class);
    }

    /** One subscriber has 2^64 of them. */
    @Test
    void addressesOfOneNetworkHaveOneShare() {
        limit.take(null, new ClientAddress("2001:db8::1"));

        assertThatThrownBy(() -> limit.take(null, new ClientAddress("2001:db8::2")))
                .isInstanceOf(TooManyAtOnce.class);
        limit.take(null, new ClientAddress("2001:db8:0:1::1"));
    }

    @Test
    void bodiesFromAddressesOfOneNetworkHaveOneShare() {
        limit.body(null, new ClientAddress("2001:db8::1")).hold(PERMIT);

        BodyShares.Body second = limit.body(null, new ClientAddress("2001:db8::2"));
        assertThatThrownBy(() -> second.hold(PERMIT)).isInstanceOf(TooManyAtOnce.class);
        limit.body(null, new ClientAddress("2001:db8:0:1::1")).hold(PERMIT);
    }

    @Test
    void aClientsRequestsLeaveAQuarter() {
        Caller client = caller(Caller.Kind.CLIENT, "app");
        for (int i = 0; i < 12; i++) {
            limit.take(client, A);
        }

        assertThatThrownBy(() -> limit.take(client, A)).isInstanceOf(TooManyAtOnce.class);
        limit.take(caller(Caller.Kind.SERVICE, "app"), A);
    }

    /** Of 16 permits a guest has one: a body of 64 KiB. */
    @Test
    void oneGuestsBodiesThatNeverEndLeaveRoomForEverybody() {
        BodyShares.Body first = limit.body(caller(Caller.Kind.GUEST, "g1"), A);
        BodyShares.Body second = limit.body(caller(Caller.Kind.GUEST, "g1"), B);
        first.hold(PERMIT);

        assertThatThrownBy(() -> second.hold(PERMIT)).isInstanceOf(TooManyAtOnce.class);
        assertThatCode(() -> first.hold(PERMIT - 1)).as("its first goes on").doesNotThrowAnyException();
        assertThatCode(() -> limit.body(caller(Caller.Kind.GUEST, "g2"), A).hold(PERMIT))
                .doesNotThrowAnyException();
        assertThatCode(() -> limit.body(null, A).hold(PERMIT)).doesNotThrowAnyException();

        second.close();
        first.close();
        first.close();
        assertThatCode(() -> limit.body(caller(Caller.Kind.GUEST, "g1"), A).hold(PERMIT))
                .doesNotThrowAnyException();
    }

    @Test
    void oneLargeBodyIsTakenWhateverTheShareAndAClientsLeaveAQuarter() {
        Caller client = caller(Caller.Kind.CLIENT, "app");
        BodyShares.Body large = limit.body(caller(Caller.Kind.GUEST, "g3"), A);

        assertThatCode(() -> large.hold(100 * PERMIT)).doesNotThrowAnyException();
        for (int at = 0; at < 3; at++) {
            limit.body(client, A).hold(4 * PERMIT);
        }
        assertThatThrownBy(() -> limit.body(client, A).hold(PERMIT)).isInstanceOf(TooManyAtOnce.class);
    }

    private static Caller caller(Caller.Kind kind, String subject) {
        return new Caller(subject, kind, Set.of(), Set.of());
    }
}
