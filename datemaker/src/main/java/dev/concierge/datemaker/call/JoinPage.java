package dev.concierge.datemaker.call;

import java.net.URI;
import java.time.Instant;

/** One button and the time that is left. */
final class JoinPage {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Your call</title>
            <style>
              body { font: 1.1rem/1.5 system-ui, sans-serif; display: grid; place-content: center; min-height: 90vh;
                     text-align: center; gap: 1rem; margin: 0 1rem }
              button { font: inherit; padding: .8em 2em; border: 0; border-radius: 2em; background: #b3245c;
                       color: #fff; cursor: pointer }
            </style>
            <h1>Your call is ready</h1>
            <p>It ends by itself at <time datetime="%1$s">%1$s</time>. You can come back by the same link until then.</p>
            <form method="post"><button>Enter the call</button></form>
            </html>
            """;

    private JoinPage() {}

    /** The form may lead here and, by the answer to it, to the room. */
    static String policy(URI room) {
        return "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; form-action 'self' "
                + room.getScheme() + "://" + room.getAuthority();
    }

    static String of(Instant endsAt) {
        return PAGE.formatted(endsAt);
    }
}
