package dev.concierge.curator.content;

import dev.concierge.curator.content.Contents.Kept;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Images: whoever knows what one holds, by its hash, may see it. */
@RestController
@RequestMapping("/content")
class ContentController {
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final KeepImage keep;
    private final Contents contents;
    private final ContentStore store;

    ContentController(KeepImage keep, Contents contents, ContentStore store) {
        this.keep = keep;
        this.contents = contents;
        this.store = store;
    }

    @Operation(
            summary =
                    "Keep an image; what it holds besides its pixels is left out, and the same image is the same contentId")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            description = "at most 15 MB and 40 million pixels",
            content = {
                @Content(mediaType = MediaType.IMAGE_JPEG_VALUE, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.IMAGE_PNG_VALUE, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.IMAGE_GIF_VALUE, schema = @Schema(type = "string", format = "binary"))
            })
    @PostMapping(consumes = {MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE, MediaType.IMAGE_GIF_VALUE})
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ContentView> keep(@RequestBody byte[] file, Caller caller) {
        Kept kept = keep.keep(file, caller.kind().name().toLowerCase(Locale.ROOT) + ":" + caller.subject());
        return ResponseEntity.created(URI.create("/content/" + kept.contentId()))
                .body(ContentView.of(kept));
    }

    @Operation(summary = "Show an image in its largest size")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.IMAGE_JPEG_VALUE, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.IMAGE_PNG_VALUE, schema = @Schema(type = "string", format = "binary"))
            })
    @GetMapping("/{contentId}")
    ResponseEntity<Resource> show(@PathVariable String contentId) {
        return show(contentId, ImageSize.LARGE);
    }

    @Operation(summary = "Show an image in one of its sizes: large, medium (960 pixels), small (320)")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.IMAGE_JPEG_VALUE, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.IMAGE_PNG_VALUE, schema = @Schema(type = "string", format = "binary"))
            })
    @GetMapping("/{contentId}/{size}")
    ResponseEntity<Resource> show(@PathVariable String contentId, @PathVariable String size) {
        return show(contentId, ImageSize.of(size).orElseThrow(() -> new ContentNotFound(contentId)));
    }

    private ResponseEntity<Resource> show(String contentId, ImageSize size) {
        Kept kept = contents.find(contentId).orElseThrow(() -> new ContentNotFound(contentId));
        byte[] bytes = store.find(ContentStore.name(contentId, size)).orElseThrow(() -> new ContentNotFound(contentId));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(kept.mediaType()))
                .cacheControl(FOR_EVER)
                .eTag("\"" + ContentStore.name(contentId, size) + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(new ByteArrayResource(bytes));
    }

    /** @param sizes where each is shown, by name */
    record ContentView(String contentId, String mediaType, int width, int height, long bytes, Sizes sizes) {
        static ContentView of(Kept kept) {
            String at = "/content/" + kept.contentId() + "/";
            return new ContentView(
                    kept.contentId(),
                    kept.mediaType(),
                    kept.width(),
                    kept.height(),
                    kept.bytes(),
                    new Sizes(
                            at + ImageSize.LARGE.wireName(),
                            at + ImageSize.MEDIUM.wireName(),
                            at + ImageSize.SMALL.wireName()));
        }
    }

    /** Paths of an image. */
    record Sizes(String large, String medium, String small) {}

    private static final class ContentNotFound extends Fact {
        ContentNotFound(String contentId) {
            super(Kind.NOT_FOUND, "content-not-found", "There is no image " + contentId + ".");
        }
    }
}
