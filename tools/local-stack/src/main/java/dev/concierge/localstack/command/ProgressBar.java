package dev.concierge.localstack.command;

import dev.concierge.localstack.demo.Counts;
import java.io.Console;

/** How far the demo is, on one line that is written over; nothing where nobody looks. */
final class ProgressBar {
    private static final int WIDTH = 30;

    private final boolean isShown;
    private int shown = -1;

    ProgressBar(boolean isWanted) {
        Console console = System.console();
        this.isShown = isWanted && console != null && console.isTerminal();
    }

    synchronized void show(Counts counts) {
        int sum = counts.registered() + counts.profiles() + counts.runsEntered() + counts.mailsReceived();
        int percent = (int) (100L * sum / (4L * counts.wanted()));
        if (!isShown || percent == shown) {
            return;
        }
        shown = percent;
        int filled = Math.min(WIDTH, WIDTH * percent / 100);
        System.err.printf(
                "\r[%s%s] %3d %%  registered %d, mails %d ",
                "#".repeat(filled), ".".repeat(WIDTH - filled), percent, counts.registered(), counts.mailsReceived());
    }

    /** Clears the line. */
    void end() {
        if (isShown) {
            System.err.print("\r\033[K");
        }
    }
}
