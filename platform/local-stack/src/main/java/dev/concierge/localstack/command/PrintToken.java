package dev.concierge.localstack.command;

import dev.concierge.localstack.account.Tokens;
import dev.concierge.localstack.setting.Settings;

final class PrintToken {
    private PrintToken() {}

    static int run(Settings settings, Arguments arguments) {
        Tokens tokens = new Tokens(settings);
        String kind =
                arguments.option("--kind").orElse(arguments.option("--user").isPresent() ? "guest" : "client");
        System.out.println(
                switch (kind) {
                    case "client" -> tokens.client();
                    case "service" -> tokens.service();
                    case "operator" -> tokens.operator();
                    case "guest" ->
                        tokens.guest(arguments
                                .option("--user")
                                .orElseThrow(() -> arguments.usage().wrong("--kind guest without --user ID")));
                    default -> throw arguments.usage().wrong("--kind " + kind);
                });
        return 0;
    }
}
