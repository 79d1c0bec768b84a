package dev.concierge.localstack.command;

import dev.concierge.localstack.setting.Settings;

final class RunDemo {
    private RunDemo() {}

    static int run(Settings settings, Arguments arguments) {
        return 0;
    }
}
