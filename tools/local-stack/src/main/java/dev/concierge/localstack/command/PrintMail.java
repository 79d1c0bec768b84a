package dev.concierge.localstack.command;

import dev.concierge.localstack.infrastructure.MailSink;
import dev.concierge.localstack.infrastructure.ReceivedMail;
import dev.concierge.localstack.setting.Settings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

final class PrintMail {
    private PrintMail() {}

    static int run(Settings settings, Arguments arguments) {
        List<ReceivedMail> mails =
                to(arguments.option("--to"), MailSink.read(settings.home().infrastructure("mail")));
        if (arguments.has("--json")) {
            JsonMapper json = new JsonMapper();
            mails.forEach(mail -> System.out.println(json.writeValueAsString(MailView.of(mail))));
        } else {
            mails.forEach(PrintMail::print);
            System.out.println(mails.size() == 1 ? "1 mail" : mails.size() + " mails");
        }
        return 0;
    }

    static List<ReceivedMail> to(Optional<String> address, List<ReceivedMail> mails) {
        return mails.stream()
                .filter(mail -> address.isEmpty() || mail.to().stream().anyMatch(address.get()::equalsIgnoreCase))
                .toList();
    }

    private static void print(ReceivedMail mail) {
        System.out.println(mail.receivedAt() + "  " + String.join(", ", mail.to()) + "  " + mail.subject());
    }

    /** @param to the recipients, with commas between if there are several */
    record MailView(
            String to,
            @Nullable String subject,
            @Nullable String text,
            @Nullable String html,
            String receivedAt) {
        static MailView of(ReceivedMail mail) {
            return new MailView(
                    String.join(", ", mail.to()),
                    mail.subject(),
                    mail.text(),
                    mail.html(),
                    mail.receivedAt().toString());
        }
    }
}
