package dev.concierge.localstack.command;

import dev.concierge.localstack.account.Tokens;
import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Settings;
import java.util.Optional;

/** What a user wants to know once everything is ready. */
final class Welcome {
    private Welcome() {}

    static void print(Settings settings) {
        String gateway = Fleet.named("gateway").url(settings);
        String hub = Fleet.named("notification-hub").url(settings);
        String token = token(settings);
        System.out.println("\n  console     " + gateway + "/console/");
        System.out.println("  API         " + gateway + "/docs");
        System.out.println("  live test   " + hub + "/test#business=business-123&location=location-456&token=" + token);
        System.out.println(
                "  operator    password in " + settings.home().secrets().resolve("operator-password"));
        System.out.println("  token       " + token);
        System.out.println("\nTry next:  ./concierge demo --guests 1");
    }

    private static String token(Settings settings) {
        try {
            return new Tokens(settings).client(Optional.empty());
        } catch (CannotContinue e) {
            return "none yet: " + e.getMessage();
        }
    }
}
