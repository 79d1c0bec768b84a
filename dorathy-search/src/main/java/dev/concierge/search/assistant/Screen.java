package dev.concierge.search.assistant;

import dev.concierge.platform.http.ServiceUnavailable;
import dev.concierge.search.assistant.Turns.Part;
import dev.concierge.search.assistant.dialogue.Turn;
import dev.concierge.search.assistant.provider.Provider;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.HttpClientErrorException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the guest sees of one turn. Each part is kept before it is sent, so that whoever goes on after a crash goes on with
 * the same numbers; a hub that is away for a moment gets what it missed with the next part.
 */
final class Screen implements Provider.Words {
    /** Later words come in larger pieces: it is the first ones that are waited for. */
    private static final int LARGEST_PIECE = 400;

    private final Turn turn;
    private final Turns turns;
    private final Screens hub;
    private final TransactionTemplate transaction;
    private final Runnable onFirst;
    private final Deque<Part> unsent = new ArrayDeque<>();
    private final StringBuilder said = new StringBuilder();
    private final StringBuilder piece = new StringBuilder();
    private int next;
    private int pieceSize = 1;
    private boolean isOver;

    /** @param onFirst called when the first part is at the hub */
    Screen(Turn turn, Turns turns, Screens hub, TransactionTemplate transaction, Runnable onFirst) {
        this.turn = turn;
        this.turns = turns;
        this.hub = hub;
        this.transaction = transaction;
        this.onFirst = onFirst;
        List<Part> kept = turns.parts(turn.messageId());
        unsent.addAll(kept);
        next = kept.size();
        isOver = !kept.isEmpty() && kept.getLast().kind().isLast();
    }

    /** Whether nothing is left but to send what is kept. */
    boolean isOver() {
        return isOver;
    }

    @Override
    public void say(String text) {
        said.append(text);
        piece.append(text);
        if (piece.length() >= pieceSize) {
            sayPiece();
            pieceSize = Math.min(LARGEST_PIECE, Math.max(40, pieceSize * 2));
        }
    }

    /** What is known as a whole: the last part shows it, and a part ahead of that would show nothing sooner. */
    void sayLast(String text) {
        said.append(text);
    }

    private void sayPiece() {
        if (!piece.isEmpty()) {
            show(Part.Kind.DELTA, JsonNodeFactory.instance.stringNode(piece.toString()));
            piece.setLength(0);
        }
    }

    /** All that was said in this attempt. */
    String said() {
        return said.toString().strip();
    }

    void use(ObjectNode told) {
        sayPiece();
        show(Part.Kind.FUNCTION_CALL, told);
    }

    private void show(Part.Kind kind, JsonNode content) {
        Part part = new Part(next++, kind, content);
        turns.keep(turn.messageId(), part);
        unsent.add(part);
        try {
            send();
        } catch (ServiceUnavailable away) {
            // the next part tries again, and the last one until it is there
        }
    }

    /** @param alongside what has to be so exactly if the answer is kept */
    void end(Part.Kind kind, String text, Runnable alongside) {
        Part last = new Part(next++, kind, JsonNodeFactory.instance.stringNode(text));
        transaction.executeWithoutResult(_ -> {
            turns.keep(turn.messageId(), last);
            turns.answered(turn.messageId(), text);
            alongside.run();
        });
        unsent.add(last);
        isOver = true;
        send();
    }

    /** @throws ServiceUnavailable while the hub is away */
    void send() {
        while (!unsent.isEmpty()) {
            Part part = unsent.getFirst();
            try {
                hub.show(
                        turn.messageId() + "/" + part.index(),
                        Screens.Shown.of(turn.conversationId(), turn.messageId(), part));
            } catch (HttpClientErrorException.NotFound erased) {
                unsent.clear(); // nobody is there any more to be shown it
                return;
            }
            if (part.index() == 0) {
                onFirst.run();
            }
            unsent.removeFirst();
        }
    }
}
