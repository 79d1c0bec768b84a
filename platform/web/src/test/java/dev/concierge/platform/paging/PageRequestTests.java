package dev.concierge.platform.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTests {
    private record Place(Instant at, UUID id) {
        static Place of(List<String> values) {
            return new Place(Instant.parse(values.getFirst()), UUID.fromString(values.getLast()));
        }
    }

    @Test
    void theFirstPageComesAfterNothing() {
        assertThat(of(null).after(2, Place::of)).isNull();
    }

    @Test
    void aCursorComesBackAsThePlaceItWasMadeOf() {
        Place place = new Place(Instant.parse("2026-11-22T09:30:00.123456Z"), new UUID(7, 7));

        assertThat(of(Cursor.of(place.at(), place.id()).encoded("/places")).after(2, Place::of))
                .isEqualTo(place);
        assertThat(of(Cursor.of("lübeck").encoded("/places")).after(String::toString))
                .isEqualTo("lübeck");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "eA", "eAB5", "eAB5AHo"})
    void aCursorOfAnotherListIsRefused(String cursor) {
        assertThatThrownBy(() -> of(cursor).after(2, Place::of))
                .asInstanceOf(InstanceOfAssertFactories.type(InvalidInput.class))
                .extracting(InvalidInput::errors)
                .isEqualTo(List.of(
                        new FieldError("?cursor", cursor + " (expected: the next of an earlier page of this list)")));
    }

    @Test
    void aCursorOfAListOfTheSameShapeIsRefused() {
        String cursor = Cursor.of("a").encoded("/businesses/x/locations");

        assertThatThrownBy(() -> of(cursor).after(String::toString)).isInstanceOf(InvalidInput.class);
        assertThat(PageRequest.of(cursor, null, "/businesses/%78/locations").after(String::toString))
                .isEqualTo("a");
    }

    @Test
    void aTimeOfAnotherListIsRefused() {
        String cursor = Cursor.of("yesterday", new UUID(7, 7)).encoded("/places");

        assertThatThrownBy(() -> of(cursor).after(2, Place::of)).isInstanceOf(InvalidInput.class);
    }

    private static PageRequest of(@Nullable String cursor) {
        return PageRequest.of(cursor, null, "/places");
    }
}
