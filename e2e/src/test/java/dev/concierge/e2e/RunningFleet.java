package dev.concierge.e2e;

import dev.concierge.localstack.driver.LocalFleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands tests the one fleet of this run: started before the first that asks for it, stopped after the last. */
public final class RunningFleet implements ParameterResolver {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path HOME = Path.of("target", "fleet").toAbsolutePath();

    /** Another one lets two checkouts test at once. */
    private static final int PORT_BASE = Integer.getInteger("fleet.port-base", 20_500);

    /**
     * Tests come as many clients, each from an address of its own, which the gateway would not believe from anybody; and
     * they wait for a journey to end.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "CONCIERGE_GATEWAY_TRUSTED_PROXIES", "127.0.0.1/32",
            "CONCIERGE_GATEWAY_RATE", "5000",
            "CONCIERGE_JOURNEY_DRAIN_AFTER", "2s");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalFleet.class;
    }

    /** The store closes the fleet. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(LocalFleet.class, type -> started(), LocalFleet.class);
    }

    private static LocalFleet started() {
        LocalFleet fleet = new LocalFleet(ROOT, HOME, PORT_BASE, SETTINGS);
        try {
            start(fleet);
            return fleet;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Leaves nothing running of a fleet that does not come up. */
    private static void start(LocalFleet fleet) throws IOException, InterruptedException {
        try {
            fleet.start();
        } catch (IllegalStateException failed) {
            fleet.close();
            throw failed;
        }
    }
}
