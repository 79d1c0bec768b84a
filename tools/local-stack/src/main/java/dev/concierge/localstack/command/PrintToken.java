package dev.concierge.localstack.command;

import dev.concierge.localstack.account.Tokens;
import dev.concierge.localstack.setting.Settings;
import java.util.Optional;

final class PrintToken {
    private PrintToken() {}

    static int run(Settings settings, Arguments arguments) {
        Tokens tokens = new Tokens(settings);
        String kind =
                arguments.option("--kind").orElse(arguments.option("--user").isPresent() ? "guest" : "client");
        Optional<String> business = arguments.option("--business");
        System.out.println(
                switch (kind) {
                    case "client" -> tokens.client(business);
                    case "service" -> tokens.service(business);
                    case "operator" -> tokens.operator(business);
                    case "write-key" -> tokens.writeKey();
                    case "guest" ->
                        tokens.guest(arguments
                                .option("--user")
                                .orElseThrow(() -> arguments.usage().wrong("--kind guest without --user ID")));
                    default -> throw arguments.usage().wrong("--kind " + kind);
                });
        return 0;
    }
}
