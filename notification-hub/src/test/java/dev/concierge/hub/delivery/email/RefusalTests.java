package dev.concierge.hub.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.ConnectException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTests {
    @ParameterizedTest
    @CsvSource({"550, true", "553, true", "450, false", "451, false"})
    void aRefusedRecipientIsFinalWhenTheServerSaysSo(int code, boolean isFinal) throws AddressException {
        SendFailedException refused = new SendFailedException(
                "Invalid Addresses",
                new SMTPAddressFailedException(
                        new InternetAddress("ada@example.com"),
                        "RCPT TO",
                        code,
                        code + " 5.1.1 <ada@example.com>: no such\r\n mailbox"));
        assertThat(Refusal.of(refused)).isEqualTo(new Refusal(isFinal, code + " 5.1.1 <…>: no such mailbox", code));
    }

    @ParameterizedTest
    @CsvSource({"554, true", "552, true", "421, false", "530, false", "535, false"})
    void soIsARefusedMessageUnlessTheFaultIsOurs(int code, boolean isFinal) {
        Address[] none = {};
        SMTPSendFailedException refused =
                new SMTPSendFailedException("DATA", code, code + " no", new MessagingException(), none, none, none);
        assertThat(Refusal.of(refused).isFinal()).isEqualTo(isFinal);
    }

    @Test
    void anUnreachableServerMayComeBack() {
        MessagingException cause = new MessagingException("Couldn't connect", new ConnectException("refused"));

        assertThat(Refusal.of(cause)).isEqualTo(new Refusal(false, "refused", 0));
    }

    @Test
    void wrongCredentialsAreMendedByUs() {
        assertThat(Refusal.of(new AuthenticationFailedException("535 no")).isFinal())
                .isFalse();
    }
}
