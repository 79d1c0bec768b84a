package dev.concierge.localstack.fleet;

import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Settings;

/**
 * Where something listens: its own setting first, then CONCIERGE_PORT_BASE plus its place, then the default.
 *
 * @param place offset from the base; 0 is not moved by it
 */
public record Port(String setting, int standard, int place) {
    private static final String BASE = "CONCIERGE_PORT_BASE";
    private static final int HIGHEST = 65_535;

    int in(Settings settings) {
        int base = place == 0 ? 0 : settings.number(BASE).orElse(0);
        int port = settings.number(setting).orElse(base == 0 ? standard : base + place);
        if (port < 1 || port + Service.MANAGEMENT_OFFSET > HIGHEST) {
            throw new CannotContinue(
                    setting + ": " + port + " (expected: 1 to " + (HIGHEST - Service.MANAGEMENT_OFFSET)
                            + ", management listens " + Service.MANAGEMENT_OFFSET + " above)",
                    "choose a lower " + setting + " or " + BASE);
        }
        return port;
    }
}
