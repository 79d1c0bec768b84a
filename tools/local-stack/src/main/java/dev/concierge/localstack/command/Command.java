package dev.concierge.localstack.command;

import dev.concierge.localstack.setting.Settings;

/**
 * One word behind <code>./concierge</code>.
 *
 * @param purpose its line in the help; an empty one keeps the command to ourselves
 */
record Command(String name, Usage usage, String purpose, Action action) {
    /** Returns the exit code. */
    @FunctionalInterface
    interface Action {
        int run(Settings settings, Arguments arguments) throws Exception;
    }

    static Command of(String usage, String purpose, Action action) {
        return new Command(usage.split(" ", 2)[0], new Usage(usage), purpose, action);
    }

    boolean isShown() {
        return !purpose.isEmpty();
    }
}
