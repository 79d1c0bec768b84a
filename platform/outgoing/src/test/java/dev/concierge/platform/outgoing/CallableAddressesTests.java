package dev.concierge.platform.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One address out of each block of IANA's registries of special addresses (RFC 6890 and what came after it). */
class CallableAddressesTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.0.170",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:a9fe:a9fe",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::a00:1",
                "100::1",
                "2001::1",
                "2001:2::1",
                "2001:10::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a00:1::",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void specialAddressesAreNotCalled(String address) throws UnknownHostException {
        assertThat(CallableAddresses.of(List.of(), List.of()).matches(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "93.184.216.34", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::1"})
    void publicOnesAre(String address) throws UnknownHostException {
        assertThat(CallableAddresses.of(List.of(), List.of()).matches(InetAddress.getByName(address)))
                .isTrue();
    }

    @Test
    void settingsAddAndTakeAwayAndTakingAwayWins() throws UnknownHostException {
        var filter = CallableAddresses.of(List.of("127.0.0.1/32", "10.1.0.0/16"), List.of("10.1.2.0/24", "1.1.1.0/24"));

        assertThat(filter.matches(InetAddress.getByName("127.0.0.1"))).isTrue();
        assertThat(filter.matches(InetAddress.getByName("127.0.0.2"))).isFalse();
        assertThat(filter.matches(InetAddress.getByName("10.1.3.4"))).isTrue();
        assertThat(filter.matches(InetAddress.getByName("10.1.2.4"))).isFalse();
        assertThat(filter.matches(InetAddress.getByName("1.1.1.1"))).isFalse();
        assertThat(filter.matches(InetAddress.getByName("8.8.8.8"))).isTrue();
    }
}
