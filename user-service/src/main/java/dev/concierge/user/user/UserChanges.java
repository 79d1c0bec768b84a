package dev.concierge.user.user;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Names what changed, for those who keep a copy. */
final class UserChanges {
    private static final Map<String, Function<UserDetails, @Nullable Object>> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("firstName", UserDetails::firstName);
        FIELDS.put("lastName", UserDetails::lastName);
        FIELDS.put("email", UserDetails::email);
        FIELDS.put("phone", UserDetails::phone);
        FIELDS.put("mainDeviceId", UserDetails::mainDeviceId);
        FIELDS.put("dob", UserDetails::dob);
        FIELDS.put("geolocation", UserDetails::geolocation);
        FIELDS.put("isActive", UserDetails::isActive);
    }

    private UserChanges() {}

    /**
     * The names, attributes as {@code attributes.tier}. A personal attribute shows only as {@code attributes}: its
     * name may tell as much as its value.
     */
    static Set<String> between(UserDetails before, UserDetails after) {
        Set<String> names = new TreeSet<>();
        FIELDS.forEach((name, field) -> {
            if (!Objects.equals(field.apply(before), field.apply(after))) {
                names.add(name);
            }
        });
        addDifferences(names, before.sharedAttributes(), after.sharedAttributes());
        if (names.isEmpty() && !before.equals(after)) {
            names.add("attributes");
        }
        return names;
    }

    private static void addDifferences(Set<String> names, Map<String, Object> before, Map<String, Object> after) {
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            if (!Objects.equals(before.get(key), after.get(key))) {
                names.add("attributes." + key);
            }
        }
    }
}
