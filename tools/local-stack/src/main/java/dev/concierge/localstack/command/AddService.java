package dev.concierge.localstack.command;

import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.fleet.Port;
import dev.concierge.localstack.scaffold.NewService;
import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Settings;
import java.io.IOException;

/** Adds an empty service that builds, starts and is known everywhere. */
final class AddService {
    private AddService() {}

    static int run(Settings settings, Arguments arguments) throws IOException {
        String name = arguments.operand().orElseThrow(() -> arguments.usage().wrong("no name"));
        Port free = Fleet.free();
        int port = arguments.number("--port", free.standard());
        Fleet.SERVICES.stream()
                .filter(service -> service.port().standard() == port)
                .forEach(service -> {
                    throw new CannotContinue("--port " + port + " is " + service.name() + "'s", "choose a free one");
                });
        new NewService(name, port, free.place()).addTo(settings.home().root());
        System.out.println(name + " is there: its folder, and its entries in every list. Next:");
        System.out.println("  ./mvnw -q -Pquick install");
        System.out.println(
                "  ./mvnw -pl " + name + " verify -Dcontracts.update=true   # its tests; writes its HTTP contract");
        System.out.println(
                "  ./mvnw -pl tools/test-support -am test -Dcontracts.update=true   # contracts/asyncapi.yaml");
        System.out.println("  ./mvnw -pl k8s verify -Dmanifests.write=true");
        System.out.println("  ./concierge up");
        System.out.println("What comes where: docs/adding-a-service.md");
        return 0;
    }
}
