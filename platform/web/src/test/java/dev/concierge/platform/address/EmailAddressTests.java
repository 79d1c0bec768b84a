package dev.concierge.platform.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {
    private static final String LONG_LABEL = "a".repeat(63);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.org",
                "a@b.co",
                "first.last+tag@example.org",
                "!#$%&'*+/=?^_`{|}~-@example.org",
                "ada@xn--mller-kva.example",
                "ada@r3---x.example",
                "1@2.example",
                "ada@a-b.c-d.example"
            })
    void theseAreAddresses(String text) {
        assertThat(EmailAddress.of(text).text()).isEqualTo(text);
    }

    static Stream<String> longest() {
        return Stream.of("a".repeat(64) + "@example.org", "ada@" + LONG_LABEL + ".example", "ä".repeat(32) + "@b.co");
    }

    @ParameterizedTest
    @MethodSource("longest")
    void theseAreJustShortEnough(String text) {
        assertThat(EmailAddress.of(text).text()).isEqualTo(text);
    }

    static Stream<String> tooLong() {
        return Stream.of(
                "a".repeat(65) + "@example.org",
                "ä".repeat(33) + "@b.co",
                "ada@a" + LONG_LABEL + ".example",
                "ada@" + "ü".repeat(60) + ".example",
                "a".repeat(64) + "@" + (LONG_LABEL + ".").repeat(3) + "co");
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    @ValueSource(
            strings = {
                "",
                "@",
                "ada",
                "ada@",
                "@example.org",
                "ada@localhost",
                "a@b@example.org",
                "a..b@example.org",
                ".a@example.org",
                "a.@example.org",
                "\"a b\"@example.org",
                "a(b)@example.org",
                "ada@[127.0.0.1]",
                "ada@127.0.0.1",
                "a@-example.org",
                "a@example-.org",
                "a@example..org",
                "a@.example.org",
                "a@example.org.",
                "a@exa_mple.org",
                "a@xn--ls8h=.example",
                "a,b@example.org",
                "a;b@example.org",
                "<ada@example.org>"
            })
    void theseAreNone(String text) {
        assertThatThrownBy(() -> EmailAddress.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: ");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x20, 0x09, 0x0a, 0x00, 0xa0, 0xad, 0x034f, 0x115f, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f,
                0x2028, 0x202a, 0x202e, 0x2060, 0x2066, 0x3000, 0x3164, 0xe000, 0xfe0f, 0xfeff, 0xe0061, 0xd83d
            })
    void whatNobodySeesIsRefusedWhereverItIs(int invisible) {
        String mark = new String(Character.toChars(invisible));
        for (String text : new String[] {
            mark + "ada@example.org",
            "ada@example.org" + mark,
            "a" + mark + "da@example.org",
            "ada@exam" + mark + "ple.org"
        }) {
            assertThatThrownBy(() -> EmailAddress.of(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("U+");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "max@müller.example, max@xn--mller-kva.example",
        "max@MÜLLER.Example, max@xn--mller-kva.example",
        "max@straße.example, max@xn--strae-oqa.example",
        "max@例え.テスト, max@xn--r8jz45g.xn--zckzah",
        "max@例え。テスト, max@xn--r8jz45g.xn--zckzah",
        "Max@example.org, Max@example.org"
    })
    void theDomainIsSentAsPunycode(String written, String sent) {
        assertThat(EmailAddress.of(written).text()).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "Ada@Example.ORG, ada@example.org",
        "max@MÜLLER.example, max@xn--mller-kva.example",
        "max@mu\u0308ller.example, max@müller.example",
        "jose\u0301@example.org, José@example.org",
        "ａｄａ@example.org, ada@example.org",
        "ada@ｅｘａｍｐｌｅ.org, ada@example.org"
    })
    void differentWritingsOfOneMailboxHaveOneKey(String one, String other) {
        assertThat(EmailAddress.of(one).key()).isEqualTo(EmailAddress.of(other).key());
    }

    @Test
    void onlyALocalPartBeyondAsciiNeedsAServerThatTakesIt() {
        assertThat(EmailAddress.of("josé@example.org").needsUtf8()).isTrue();
        assertThat(EmailAddress.of("jose@exámple.org").needsUtf8()).isFalse();
    }
}
