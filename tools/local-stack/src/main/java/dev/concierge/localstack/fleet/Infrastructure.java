package dev.concierge.localstack.fleet;

import dev.concierge.localstack.setting.Settings;
import java.util.Locale;

/** What the services stand on; started before them and stopped after them. */
public enum Infrastructure {
    POSTGRES(15_432, 11),
    KAFKA(19_092, 12),
    REDIS(16_379, 13),
    MAIL(12_525, 14);

    private final Port port;

    Infrastructure(int standard, int place) {
        this.port = new Port("CONCIERGE_" + name() + "_PORT", standard, place);
    }

    Port port() {
        return port;
    }

    public int port(Settings settings) {
        return port.in(settings);
    }

    public String portSetting() {
        return port.setting();
    }

    public String processName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
