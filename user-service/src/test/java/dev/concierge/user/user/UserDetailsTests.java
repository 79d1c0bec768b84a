package dev.concierge.user.user;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class UserDetailsTests {
    private final JsonMapper json = new JsonMapper();
    private final Validator validator =
            Validation.buildDefaultValidatorFactory().getValidator();

    @Test
    void anAddressIsEnough() {
        UserDetails details = read("{\"email\":\" ada@example.com \"}");

        assertThat(wrong(details)).isEmpty();
        assertThat(details.email()).isEqualTo("ada@example.com");
        assertThat(details.isActive()).isTrue();
        assertThat(details.attributes()).isEmpty();
    }

    @Test
    void readsTheSpellingOfTheSeed() {
        assertThat(read("{\"email\":\"ada@example.com\",\"phome\":\"+49 30 1234567\"}")
                        .phone())
                .isEqualTo("+49 30 1234567");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada",
                "ada@",
                "@example.com",
                "ada@example",
                "a b@example.com",
                "ada@exa\\nmple.com",
                "a@b@c.de",
                "a..b@example.org",
                ".a@example.org",
                "a@-example.org",
                "\\u00a0ada@example.org",
                "ada@example.org\\ufeff",
                "a\\u200bda@example.org",
                "\\u202eada@example.org",
                "ada@example.org\\t"
            })
    void refusesWhatIsNoAddress(String email) {
        assertThat(wrong(read("{\"email\":\"" + email + "\"}"))).containsExactly("email");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,\"a\"]", "{\"city\":{\"zip\":[53111]}}", "1.5", "false", "\"gold\""})
    void attributesAreAnyJsonValue(String value) {
        assertThat(wrong(read("{\"email\":\"ada@example.com\",\"attributes\":{\"ok\":1,\"tier\":" + value + "}}")))
                .isEmpty();
    }

    @Test
    void anAttributeWithoutAValueIsNone() {
        assertThat(wrong(read("{\"email\":\"ada@example.com\",\"attributes\":{\"tier\":null}}")))
                .containsExactly("attributes[tier].<map value>");
    }

    @Test
    void attributesAreBounded() {
        Map<String, Object> many = new HashMap<>(
                IntStream.range(0, 51).boxed().collect(Collectors.toMap(number -> "a" + number, number -> number)));
        assertThat(wrong(withAttributes(many))).containsExactly("attributes");
        assertThat(wrong(withAttributes(Map.of("x".repeat(65), 1)))).hasSize(1);
        assertThat(wrong(withAttributes(Map.of("x", "y".repeat(10_000))))).isEmpty();
        assertThat(wrong(withAttributes(Map.of("x", "y".repeat(33_000))))).containsExactly("attributes");
    }

    @Test
    void namesWhatChangedButNoPersonalAttribute() {
        UserDetails before = read("""
                {"email":"ada@example.com","phone":"12345","attributes":{"tier":"gold","illness":"x","city":"B"},
                 "personalAttributes":["illness"]}""");
        UserDetails after = read("""
                {"email":"ada@example.com","phone":"54321","attributes":{"tier":"platinum","illness":"y","city":"B"},
                 "personalAttributes":["illness"]}""");

        assertThat(UserChanges.between(before, after)).containsExactly("attributes.tier", "phone");
        assertThat(after.sharedAttributes()).isEqualTo(Map.of("tier", "platinum", "city", "B"));
        assertThat(UserChanges.between(before, before)).isEmpty();
    }

    @Test
    void aChangeOfOnlyPersonalAttributesDoesNotNameThem() {
        UserDetails before = read("{\"email\":\"a@b.de\",\"attributes\":{\"x\":1},\"personalAttributes\":[\"x\"]}");
        UserDetails after = read("{\"email\":\"a@b.de\",\"attributes\":{\"x\":2},\"personalAttributes\":[\"x\"]}");

        assertThat(UserChanges.between(before, after)).containsExactly("attributes");
    }

    @Test
    void anAttributeThatTurnsPersonalIsGoneForOthers() {
        UserDetails before = read("{\"email\":\"a@b.de\",\"attributes\":{\"x\":1}}");
        UserDetails after = read("{\"email\":\"a@b.de\",\"attributes\":{\"x\":1},\"personalAttributes\":[\"x\"]}");

        assertThat(UserChanges.between(before, after)).containsExactly("attributes.x");
        assertThat(after.sharedAttributes()).isEmpty();
    }

    private UserDetails read(String body) {
        return json.readValue(body, UserDetails.class);
    }

    private UserDetails withAttributes(Map<String, Object> attributes) {
        return json.convertValue(Map.of("email", "ada@example.com", "attributes", attributes), UserDetails.class);
    }

    private List<String> wrong(UserDetails details) {
        return validator.validate(details).stream()
                .map(violation -> violation.getPropertyPath().toString())
                .toList();
    }
}
