package dev.concierge.datemaker.call;

import dev.concierge.datemaker.screen.Screen;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where a link to a call leads: whoever has it is the guest it was sent to. */
@RestController
@RequestMapping("/dating/join")
class JoinController {
    private final Door door;
    private final EnterCall enterCall;
    private final Rooms rooms;
    private final Screen room = Screen.of("Your call", List.of("room.js", "call.js"));

    JoinController(Door door, EnterCall enterCall, Rooms rooms) {
        this.door = door;
        this.enterCall = enterCall;
        this.rooms = rooms;
    }

    /** Chats fetch links to show what is behind them, and that is no guest who joins: nobody is in before they say so. */
    @Operation(summary = "The page behind the link to a call")
    @GetMapping(path = "/{token}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(@PathVariable String token) {
        Call call = door.underWay(token).call();
        return rooms.elsewhere(call.room())
                .map(address -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .header("Referrer-Policy", "same-origin")
                        .header("Content-Security-Policy", JoinPage.policy(address))
                        .body(JoinPage.of(call.endsAt())))
                .orElseGet(room::answer);
    }

    @Operation(summary = "Enter the call; again by the same link as long as it lasts")
    @PostMapping("/{token}")
    ResponseEntity<Void> join(@PathVariable String token) {
        Calls.Seat seat = door.underWay(token);
        enterCall.enter(seat);
        Optional<URI> elsewhere = rooms.elsewhere(seat.call().room());
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "same-origin")
                .location(elsewhere.orElseGet(() -> URI.create("/dating/join/" + token)))
                .build();
    }

    @Operation(summary = "Leave the call; it can be entered again as long as it lasts")
    @PostMapping("/{token}/exit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@PathVariable String token) {
        enterCall.leave(door.seat(token));
    }
}
