package dev.concierge.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Authorization: Bearer eyJh.eyJz.c2ln failed | Authorization: Bearer *** failed
            GET /socket?token=abc.def&vsn=2.0.0         | GET /socket?token=***&vsn=2.0.0
            grant access_token=abc                      | grant access_token=***
            sent to Ada.Lovelace+x@mail.example.org now | sent to *** now
            {"email":"a@b.io","n":1}                    | {"email":"***","n":1}
            token t1 of user u1, a@host                 | token t1 of user u1, a@host
            nothing to hide: 12:30, a=b                 | nothing to hide: 12:30, a=b
            """)
    void hidesSecrets(String text, String redacted) {
        assertThat(Redaction.redacted(text)).isEqualTo(redacted);
    }
}
