package dev.concierge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTests {
    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:1::7, 2001:db8:0:1::/64",
        "2001:DB8:0:1:ffff:ffff:ffff:ffff, 2001:db8:0:1::/64",
        "2001:db8:0:1:0:0:0:7, 2001:db8:0:1::/64",
        "2001:db8:0:2::7, 2001:db8:0:2::/64",
        "2001:db8::7, 2001:db8:0:0::/64",
        "::1, 0:0:0:0::/64",
        "fe80::1%eth0, fe80:0:0:0::/64",
        "fe80::2%3, fe80:0:0:0::/64",
        "[2001:db8:0:1::7], 2001:db8:0:1::/64",
        "[fe80::1%no-such-interface], fe80:0:0:0::/64"
    })
    void ofIpv6TheNetworkCounts(String address, String share) {
        assertThat(new ClientAddress(address).share()).isEqualTo(share);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"::ffff:203.0.113.7", "::FFFF:cb00:7107", "[::ffff:203.0.113.7]", "0:0:0:0:0:ffff:203.0.113.7"})
    void ipv4InsideOfIpv6IsIpv4(String address) {
        assertThat(new ClientAddress(address).share()).isEqualTo("203.0.113.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7",
                "unknown",
                "",
                "proxy-1.internal",
                "203.0.113.7:5555",
                ":",
                "%eth0:1",
                "1:2:3",
                "_hidden:port"
            })
    void whateverElseItIsCountsAsItIs(String address) {
        assertThat(new ClientAddress(address).share()).isEqualTo(address);
    }

    @Test
    void whatIsShownIsTheWholeAddress() {
        assertThat(new ClientAddress("[2001:db8:0:1::7]").full()).isEqualTo("2001:db8:0:1::7");
        assertThat(new ClientAddress("fe80::1%eth0").full()).isEqualTo("fe80::1%eth0");
    }

    @Test
    void theOtherEndOfAConnectionMayBeUnknown() {
        assertThat(ClientAddress.of(null).share()).isEqualTo("unknown");
        assertThat(ClientAddress.of(new InetSocketAddress(InetAddress.ofLiteral("2001:db8:0:1::7"), 1))
                        .share())
                .isEqualTo("2001:db8:0:1::/64");
        assertThat(ClientAddress.of(InetSocketAddress.createUnresolved("[2001:db8:0:1::7]", 1))
                        .share())
                .as("as forwarded")
                .isEqualTo("2001:db8:0:1::/64");
    }
}
